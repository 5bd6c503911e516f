from django.apps import AppConfig


class SearchConfig(AppConfig):
    """One search over everything."""

    name = "search"

    def ready(self) -> None:
        """Let the index follow the pages."""
        from search.signal_handlers import connect

        connect()
