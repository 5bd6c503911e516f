from django.apps import AppConfig


class HomeConfig(AppConfig):
    """The floor: what at least two apps need."""

    name = "home"
    verbose_name = "Home"

    def ready(self) -> None:
        from home import signal_handlers

        signal_handlers.connect()
