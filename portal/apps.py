from django.apps import AppConfig


class PortalConfig(AppConfig):
    """What holds the other apps together: settings, addresses, page shell, health, commands."""

    name = "portal"

    def ready(self) -> None:
        """Register the system checks."""
        from portal import checks  # noqa: F401
