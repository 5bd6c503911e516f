"""What is known of a page's words: which they are, and for a translation, which words of its source it says."""

from typing import ClassVar

from django.db import models
from django.db.models import F, Q
from wagtail.models import Page, Revision

from home.translation_states import State, Text, state_of


class PageText(models.Model):
    """The words of one page. Written by `home.translation_records` alone; a page without a row is its own source."""

    page = models.OneToOneField(Page, on_delete=models.CASCADE, primary_key=True, related_name="text_record")
    source = models.ForeignKey(Page, on_delete=models.SET_NULL, null=True, related_name="+")
    #: Hash of the words that are public.
    text_hash = models.CharField(max_length=64, blank=True)
    #: Hash of the source's words, and its revision, of which the public words are a translation.
    source_hash = models.CharField(max_length=64, blank=True)
    source_revision = models.ForeignKey(Revision, on_delete=models.SET_NULL, null=True, related_name="+")
    #: The same for the draft.
    draft_source_hash = models.CharField(max_length=64, blank=True)
    draft_source_revision = models.ForeignKey(Revision, on_delete=models.SET_NULL, null=True, related_name="+")
    #: Whether a machine wrote the public words, or those of the draft, and no person has read them since.
    machine_live = models.BooleanField(default=False)
    machine_draft = models.BooleanField(default=False)
    #: Whether the draft changes only what outdates no translation.
    minor_draft = models.BooleanField(default=False)

    class Meta:
        indexes: ClassVar = [models.Index(fields=["source"], name="home_text_of_source")]

    def __str__(self) -> str:
        return f"words of page {self.page_id}"


#: Public translations whose source says other words now: the rule of `home.translation_states` for a query of pages.
_OF_SOURCE = "text_record__source__text_record__text_hash"
_KNOWN = ~Q(text_record__source_hash="") & ~Q(**{_OF_SOURCE: ""})
OUTDATED = Q(live=True, text_record__source__isnull=False) & _KNOWN & ~Q(text_record__source_hash=F(_OF_SOURCE))
#: Translations whose newest words a machine wrote.
MACHINE_MADE = Q(live=True, text_record__machine_live=True) | Q(live=False, text_record__machine_draft=True)


def text_facts(page: Page, source_hash_now: str) -> Text:
    """What is known of a page's text; `page.text_record` is selected with the page, so that it costs no query."""
    record: PageText | None = getattr(page, "text_record", None)
    if record is None:
        return Text(is_source=True, is_public=page.live)
    return Text(
        is_source=record.source_id is None,
        is_public=page.live,
        made_from=record.source_hash,
        source_now=source_hash_now,
        is_machine_made=record.machine_live if page.live else record.machine_draft,
    )


def page_state(page: Page | None, source_hash_now: str) -> State:
    """The state of a page's text; an alias shows another language's words and counts as missing."""
    if page is None or page.alias_of_id is not None:
        return State.MISSING
    return state_of(text_facts(page, source_hash_now))
