"""What the app adds to Wagtail's admin: registrations only."""

from wagtail import hooks
from wagtail.log_actions import LogActionRegistry

from home.translation_records import LOG_ACTIONS


@hooks.register("register_log_actions")  # type: ignore[untyped-decorator]
def register_log_actions(actions: LogActionRegistry) -> None:
    for action, (label, message) in LOG_ACTIONS.items():
        actions.register_action(action, label, message)
