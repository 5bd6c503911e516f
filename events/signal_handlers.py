"""What must reach the read model although no event page was saved: moves, deletions, new names of places and topics."""

from typing import Any

from django.db.models import Model, Q
from django.db.models.signals import post_delete, post_save, pre_delete
from wagtail.models import Page, PageViewRestriction
from wagtail.signals import page_slug_changed, post_page_move

from events import page_services, projection
from events.models import EventPage, Topic, TopicText
from home.bulk import is_bulk_loading
from municipalities.models import (
    Contact,
    ContactText,
    Organisation,
    OrganisationText,
    Place,
    PlaceText,
)


def page_moved(instance: Page, **kwargs: Any) -> None:
    """An event takes its translations along; everything below any other page has a new address."""
    page = instance.specific
    if not isinstance(page, EventPage):
        page_services.project_below(page)
    elif page.is_source:
        page_services.carry_move(page)


def slug_changed(instance: Page, **kwargs: Any) -> None:
    """Everything below has a new address; an event page itself has seen to it when it was saved."""
    if not isinstance(instance, EventPage):
        page_services.project_below(instance)


def event_page_deleting(instance: EventPage, **kwargs: Any) -> None:
    """The source goes with all its translations."""
    if instance.is_source:
        page_services.bury(instance)


def event_page_deleted(instance: EventPage, **kwargs: Any) -> None:
    """A translation is gone: its words leave the read model."""
    source = None if instance.is_source else instance.source
    if source is not None:
        projection.project(source)


def restriction_changed(instance: PageViewRestriction, **kwargs: Any) -> None:
    """Only what everybody may see is in the read model."""
    page_services.project_below(instance.page)


def named_thing_changed(instance: Model, **kwargs: Any) -> None:
    """A place, contact, organisation or topic that published events show has new words or facts."""
    if is_bulk_loading():
        return
    thing = getattr(instance, "parent", instance)
    conditions: dict[type[Any], Q] = {
        Place: Q(place=thing) | Q(departure_place=thing),
        Contact: Q(contact=thing),
        Organisation: Q(organisers__organisation=thing),
        Topic: Q(topics=thing),
    }
    pages = EventPage.objects.filter(conditions[type(thing)], live=True)
    page_services.project_all(pages.distinct())


def connect() -> None:
    """Called once, when the app is ready."""
    post_page_move.connect(page_moved, dispatch_uid="events_page_moved")
    page_slug_changed.connect(slug_changed, dispatch_uid="events_slug_changed")
    pre_delete.connect(event_page_deleting, sender=EventPage, dispatch_uid="events_page_deleting")
    post_delete.connect(event_page_deleted, sender=EventPage, dispatch_uid="events_page_deleted")
    for signal in (post_save, post_delete):
        signal.connect(restriction_changed, sender=PageViewRestriction, dispatch_uid="events_restriction")
        for model in (Place, PlaceText, Contact, ContactText, Organisation, OrganisationText, Topic, TopicText):
            signal.connect(named_thing_changed, sender=model, dispatch_uid="events_named_thing")
