"""All addresses of the site."""

from django.conf import settings
from django.conf.urls.i18n import i18n_patterns
from django.conf.urls.static import static
from django.urls import include, path, re_path
from django.views.generic import RedirectView
from wagtail.admin import urls as wagtailadmin_urls
from wagtail.documents import urls as wagtaildocs_urls

from events.linkedevents.views import open_data
from events.organiser_views import organiser
from events.views import event_short_link
from home import views
from municipalities.figures.file_views import figures_columns, figures_csv
from municipalities.invitation_views import invitation
from municipalities.views import municipality_short_link
from portal import health
from portal.demo import mailbox
from search.views import search
from volunteering.message_forms import FORMS
from volunteering.message_pages import message_page, message_received
from volunteering.pulse.sponsor_views import sponsor_pulse, sponsor_pulse_received
from volunteering.pulse.views import pulse, pulse_code, pulse_received, pulse_short_link
from volunteering.wishes.views import wish_received, wishes

handler404 = "home.views.page_not_found"
handler500 = "portal.errors.server_error"

#: Only demo settings route these.
demo_urlpatterns = [
    path("demo/mail/", mailbox.sent_mails, name="sent_mails"),
    path("demo/mail/<slug:name>/", mailbox.sent_mail, name="sent_mail"),
]

urlpatterns = [
    path("healthz", health.healthz),
    path("readyz", health.readyz),
    path("", views.language_gate, name="language_gate"),
    # Wagtail's own ways in know neither the second factor nor the limits of ours.
    path("admin/login/", RedirectView.as_view(pattern_name="account_login", query_string=True)),
    re_path("^admin/password_reset/", RedirectView.as_view(pattern_name="account_reset_password")),
    path("sitemap.xml", views.sitemap_index, name="sitemap_index"),
    path("sitemap-<slug:language>.xml", views.sitemap, name="sitemap"),
    path("sitemap-<slug:language>.<int:number>.xml", views.sitemap, name="sitemap"),
    path("robots.txt", views.robots, name="robots"),
    re_path(r"^e/(?P<short>[\w-]+)/?$", event_short_link, name="event_short_link"),
    re_path(r"^m/(?P<slug>[\w-]+)/?$", municipality_short_link, name="municipality_short_link"),
    path("open-data/figures.csv", figures_csv, name="figures_csv"),
    path("open-data/figures-columns.csv", figures_columns, name="figures_columns"),
    path("p/<slug:town>/", pulse_short_link, name="pulse_short_link"),
    path("p/<slug:town>/<uuid:activity>/", pulse_short_link, name="pulse_short_link_of_activity"),
    path("linkedevents/", include("events.linkedevents.urls")),
    path("admin/", include(wagtailadmin_urls)),
    path("accounts/invitation/<slug:token>/", invitation, name="invitation"),
    path("accounts/", include("allauth.urls")),
    path("documents/", include(wagtaildocs_urls)),
]

if settings.DEMO_SITE:
    urlpatterns += demo_urlpatterns

if settings.DEBUG:
    urlpatterns += static(settings.MEDIA_URL, document_root=settings.MEDIA_ROOT)

urlpatterns += i18n_patterns(
    path("search/", search, name="search"),
    *[path(f"{kind}/", message_page, {"kind": kind}, name=f"{kind}_form") for kind in FORMS],
    *[path(f"{kind}/received/", message_received, {"kind": kind}, name=f"{kind}_received") for kind in FORMS],
    path("<slug:town>/wishes/", wishes, name="wishes"),
    path("<slug:town>/pulse/", pulse, name="pulse"),
    path("<slug:town>/pulse/received/", pulse_received, name="pulse_received"),
    path("<slug:town>/pulse/code.pdf", pulse_code, name="pulse_code"),
    path("<slug:town>/sponsor-pulse/received/", sponsor_pulse_received, name="sponsor_pulse_received"),
    path("<slug:town>/sponsor-pulse/<str:token>/", sponsor_pulse, name="sponsor_pulse"),
    path("<slug:town>/wishes/received/", wish_received, name="wish_received"),
    path("open-data/", open_data, name="open_data"),
    path("organiser/<str:token>/", organiser, name="event_organiser"),
    re_path(r"^((?:[\w\-]+/)*)$", views.serve_page, name="wagtail_serve"),
    re_path(r"^(?P<stem>(?:[\w\-]+/)*[\w\-]+)\.(?P<suffix>ics|atom|pdf|png)$", views.serve_file, name="serve_file"),
    prefix_default_language=True,
)
