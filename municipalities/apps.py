from django.apps import AppConfig
from wagtail.admin.apps import WagtailAdminAppConfig
from wagtail.signals import workflow_approved, workflow_rejected, workflow_submitted


class MunicipalitiesConfig(AppConfig):
    """Districts, municipalities, organisations, microsites and the rights of their editors."""

    name = "municipalities"
    default = True

    def ready(self) -> None:
        from home.forms import publish_checks
        from home.redirects import name_finders
        from home.routing import majority_finders, withheld_checks, withheld_paths
        from home.shell import microsite_finders, notice_finders
        from municipalities import desk_pages, desk_translations, microsites, signal_handlers
        from municipalities.bilingual import what_is_missing
        from municipalities.desk import register_list
        from municipalities.frame import notices_of
        from municipalities.microsites import is_withheld, microsite_of

        signal_handlers.connect()
        if microsite_of not in microsite_finders:
            microsite_finders.append(microsite_of)
        if notices_of not in notice_finders:
            notice_finders.append(notices_of)
        if what_is_missing not in publish_checks:
            publish_checks.append(what_is_missing)
        if is_withheld not in withheld_checks:
            withheld_checks.append(is_withheld)
        if microsites.withheld_paths not in withheld_paths:
            withheld_paths.append(microsites.withheld_paths)
        if microsites.majority_of not in majority_finders:
            majority_finders.append(microsites.majority_of)
        if microsites.slug_of_swedish_name not in name_finders:
            name_finders.append(microsites.slug_of_swedish_name)
        register_list("waiting", desk_pages.waiting_for_you, order=10)
        register_list("submitted", desk_pages.yours_waiting, order=20)
        register_list("drafts", desk_pages.drafts, order=30)
        register_list("old", desk_pages.old_content, order=70)
        register_list("hard-to-read", desk_pages.hard_to_read, order=80)
        register_list("shared_with_you", desk_translations.shared_with_you, order=5)
        register_list("translations", desk_translations.outdated_texts, order=40)


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
