"""What must follow when a district, a municipality or a page of one appears."""

from typing import Any

from django.db.models.signals import post_save
from wagtail.models import WorkflowState
from wagtail.signals import task_submitted, workflow_approved, workflow_rejected

from home.models import HomePage
from municipalities.models import District, DistrictPage, Municipality, MunicipalityPage
from municipalities.notifications import tell_approvers, tell_author
from municipalities.rights import generate_municipality_rights, generate_rights, generate_shared_rights


def connect() -> None:
    """Connect every handler; called once, when the app is ready."""
    post_save.connect(_home_page_saved, sender=HomePage, dispatch_uid="municipalities.rights.home")
    for grown, handler in (
        (District, _district_grew),
        (DistrictPage, _district_grew),
        (Municipality, _municipality_grew),
        (MunicipalityPage, _municipality_grew),
    ):
        post_save.connect(handler, sender=grown, dispatch_uid=f"municipalities.rights.{grown.__name__}")
    task_submitted.connect(tell_approvers, dispatch_uid="municipalities.mail.submitted")
    workflow_approved.connect(tell_author, sender=WorkflowState, dispatch_uid="municipalities.mail.approved")
    workflow_rejected.connect(tell_author, sender=WorkflowState, dispatch_uid="municipalities.mail.rejected")


def _home_page_saved(sender: type, instance: HomePage, created: bool, raw: bool, **kwargs: Any) -> None:
    """A language got its tree: its translators get their group."""
    if created and not raw:
        generate_shared_rights()


def _district_grew(sender: type, instance: District | DistrictPage, created: bool, raw: bool, **kwargs: Any) -> None:
    """A district or a translation of its page appeared: the rights follow."""
    if created and not raw:
        generate_rights(instance if isinstance(instance, District) else instance.district)


def _municipality_grew(
    sender: type, instance: Municipality | MunicipalityPage, created: bool, raw: bool, **kwargs: Any
) -> None:
    """A municipality or a translation of its page appeared: the rights follow."""
    if created and not raw:
        generate_municipality_rights(instance if isinstance(instance, Municipality) else instance.municipality)
