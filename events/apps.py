from django.apps import AppConfig


class EventsConfig(AppConfig):
    """Activities: pages with words and facts, their dates, lists, calendars."""

    name = "events"
    verbose_name = "Events"

    def ready(self) -> None:
        from events import page_services, signal_handlers
        from home import routing

        signal_handlers.connect()
        routing.gone_checks.append(page_services.was_deleted)
