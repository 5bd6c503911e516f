from django.apps import AppConfig
from wagtail.admin.apps import WagtailAdminAppConfig
from wagtail.signals import workflow_approved, workflow_rejected, workflow_submitted


class MunicipalitiesConfig(AppConfig):
    """Districts, municipalities, organisations, microsites and the rights of their editors."""

    name = "municipalities"
    default = True

    def ready(self) -> None:
        from home.routing import withheld_checks
        from home.shell import microsite_finders
        from municipalities import signal_handlers
        from municipalities.microsites import is_withheld, microsite_of

        signal_handlers.connect()
        if microsite_of not in microsite_finders:
            microsite_finders.append(microsite_of)
        if is_withheld not in withheld_checks:
            withheld_checks.append(is_withheld)


class AdminConfig(WagtailAdminAppConfig):
    """Wagtail's admin without its own workflow mails: `municipalities.notifications` sends ours."""

    def ready(self) -> None:
        from wagtail.models import WorkflowState

        super().ready()
        for signal, name in (
            (workflow_submitted, "submitted"),
            (workflow_rejected, "rejected"),
            (workflow_approved, "approved"),
        ):
            signal.disconnect(sender=WorkflowState, dispatch_uid=f"workflow_state_{name}_email_notification")
