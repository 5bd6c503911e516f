from django.apps import AppConfig


class MunicipalitiesConfig(AppConfig):
    """Districts, municipalities, organisations, microsites and the rights of their editors."""

    name = "municipalities"

    def ready(self) -> None:
        from home.shell import microsite_finders
        from municipalities import signal_handlers
        from municipalities.microsites import microsite_of

        signal_handlers.connect()
        if microsite_of not in microsite_finders:
            microsite_finders.append(microsite_of)
