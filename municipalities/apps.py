from django.apps import AppConfig


class MunicipalitiesConfig(AppConfig):
    """Districts, municipalities, organisations, microsites and the rights of their editors."""

    name = "municipalities"

    def ready(self) -> None:
        from municipalities import signal_handlers

        signal_handlers.connect()
