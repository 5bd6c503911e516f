from django.apps import AppConfig


class EventsConfig(AppConfig):
    """Activities: pages with words and facts, their dates, lists, calendars."""

    name = "events"
    verbose_name = "Events"

    def ready(self) -> None:
        from django.utils.translation import gettext_lazy as _

        from events import closing, desk, drafts, figures, opening, page_services, signal_handlers
        from events.forgetting import without_long_over
        from home.routing import gone_checks
        from home.sitemaps import narrowings
        from municipalities.desk import register_list
        from municipalities.drafting import register_drafter
        from municipalities.opening import register_step
        from municipalities.page_checks import register_check
        from municipalities.rights import register_right
        from municipalities.roles import Role
        from municipalities.states import register_consequence

        signal_handlers.connect()
        if page_services.was_deleted not in gone_checks:
            gone_checks.append(page_services.was_deleted)
        if without_long_over not in narrowings:
            narrowings.append(without_long_over)
        register_step("events", opening.add_event_index, order=20, describe=opening.describe)
        register_consequence("events", closing.describe, closing.apply, order=10)
        figures.register()
        register_drafter(drafts.make_draft, drafts.languages)
        register_right(Role.PROJECT_TEAM, *(f"events.{action}_topic" for action in ("add", "change", "delete", "view")))
        register_list("ending-soon", desk.ending_soon, order=50)
        register_list("quiet-towns", desk.quiet_towns, order=60)
        register_check("no_place", _("Nobody learns where it is"), desk.place_is_missing)
