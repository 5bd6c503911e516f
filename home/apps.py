from django.apps import AppConfig


class HomeConfig(AppConfig):
    """The floor: what at least two apps need."""

    name = "home"
    verbose_name = "Home"
