"""What must follow when a district, a municipality or a page of one appears, changes or goes."""

from typing import Any

from django.db.models.signals import post_delete, post_init, post_save
from wagtail.models import Page, Task, Workflow, WorkflowState
from wagtail.signals import (
    page_published,
    page_unpublished,
    post_page_move,
    task_submitted,
    workflow_approved,
    workflow_cancelled,
    workflow_rejected,
)

from home.bulk import is_bulk_loading
from home.models import HomePage
from municipalities.bilingual import publish_the_other
from municipalities.models import (
    District,
    DistrictApprovalTask,
    DistrictPage,
    ExperiencePage,
    Municipality,
    MunicipalityPage,
)
from municipalities.notifications import tell_approvers, tell_author, tell_of_publishing
from municipalities.page_checks import check
from municipalities.rights import (
    generate_district_rights,
    generate_municipality_rights,
    generate_shared_rights,
    withdraw_rights,
)
from municipalities.workflow import show_names_in_words

#: What rights hang on. A save that names other fields only, such as Wagtail's own bookkeeping, changes none.
WEIGHTY = {"district", "municipality", "key", "slug"}


def connect() -> None:
    """Connect every handler; called once, when the app is ready."""
    post_save.connect(_home_page_saved, sender=HomePage, dispatch_uid="municipalities.rights.home")
    for changed, handler in (
        (District, _district_changed),
        (DistrictPage, _district_changed),
        (Municipality, _municipality_changed),
        (MunicipalityPage, _municipality_changed),
    ):
        post_save.connect(handler, sender=changed, dispatch_uid=f"municipalities.rights.{changed.__name__}")
    for gone in (District, Municipality):
        post_delete.connect(_gone, sender=gone, dispatch_uid=f"municipalities.rights.no_{gone.__name__}")
    page_published.connect(_page_settled, dispatch_uid="municipalities.checks.published")
    page_unpublished.connect(_page_settled, dispatch_uid="municipalities.checks.unpublished")
    post_page_move.connect(_experience_moved, sender=ExperiencePage, dispatch_uid="municipalities.experiences.moved")
    for named in (Workflow, Task, DistrictApprovalTask):
        post_init.connect(show_names_in_words, sender=named, dispatch_uid=f"municipalities.words.{named.__name__}")
    page_published.connect(publish_the_other, dispatch_uid="municipalities.bilingual")
    task_submitted.connect(tell_approvers, dispatch_uid="municipalities.mail.submitted")
    workflow_approved.connect(tell_author, sender=WorkflowState, dispatch_uid="municipalities.mail.approved")
    workflow_rejected.connect(tell_author, sender=WorkflowState, dispatch_uid="municipalities.mail.rejected")
    workflow_cancelled.connect(tell_of_publishing, sender=WorkflowState, dispatch_uid="municipalities.mail.published")


def _home_page_saved(sender: type, instance: HomePage, created: bool, raw: bool, **kwargs: Any) -> None:
    """A language got its tree: its translators get their group."""
    if created and not raw and not is_bulk_loading():
        generate_shared_rights()


def _district_changed(sender: type, instance: District | DistrictPage, **kwargs: Any) -> None:
    """A district or a translation of its page appeared or changed: the rights follow."""
    if _matters(**kwargs):
        generate_district_rights(instance if isinstance(instance, District) else instance.district)


def _municipality_changed(sender: type, instance: Municipality | MunicipalityPage, **kwargs: Any) -> None:
    """A municipality or a translation of its page appeared or changed: the rights follow."""
    if _matters(**kwargs):
        generate_municipality_rights(instance if isinstance(instance, Municipality) else instance.municipality)


def _gone(sender: type, instance: District | Municipality, **kwargs: Any) -> None:
    """A district or a municipality was deleted: nobody keeps a right in what is not there."""
    withdraw_rights(instance)


def _page_settled(sender: type, instance: Page, **kwargs: Any) -> None:
    """A page was published or withdrawn: what is hard to read on it is found anew."""
    if not is_bulk_loading():
        check(instance)


def _experience_moved(sender: type, instance: Page, **kwargs: Any) -> None:
    """An experience was moved to another municipality: it is that one's from now on."""
    instance.specific.save(clean=False)


def _matters(*, raw: bool, update_fields: frozenset[str] | None = None, **kwargs: Any) -> bool:
    """Whether rights may hang on what was saved; a fixture and a bulk load settle them at their end."""
    return not raw and not is_bulk_loading() and (update_fields is None or not WEIGHTY.isdisjoint(update_fields))
