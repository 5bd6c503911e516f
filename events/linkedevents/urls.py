"""`/linkedevents/`"""

from django.urls import path, re_path

from events.linkedevents import views

urlpatterns = [
    path("", views.about),
    path("v1/", views.root, name="linkedevents_root"),
    path("v1/openapi.json", views.openapi, name="linkedevents_openapi"),
    path("v1/event/", views.event_list),
    path("v1/event/<slug:key>/", views.event_detail),
    path("v1/place/", views.place_list),
    path("v1/place/<slug:key>/", views.place_detail),
    path("v1/keyword/", views.keyword_list),
    path("v1/keyword/<slug:key>/", views.keyword_detail),
    path("v1/organization/", views.organisation_list),
    path("v1/organization/<slug:key>/", views.organisation_detail),
    path("v1/language/", views.language_list),
    path("v1/language/<slug:key>/", views.language_detail),
    path("v1/search/", views.search),
    re_path("^v1/.*", views.not_found),
]
