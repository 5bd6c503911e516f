"""The addresses as demo settings have them."""

from portal.urls import demo_urlpatterns, handler404
from portal.urls import urlpatterns as portal_urlpatterns

urlpatterns = [*demo_urlpatterns, *portal_urlpatterns]

__all__ = ["handler404", "urlpatterns"]
