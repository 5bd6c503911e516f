"""What the admin's list of pages says of each page besides Wagtail's own: where it belongs, its language, its state."""

from typing import Any

from django.db.models import CharField, ExpressionWrapper, F, OuterRef, QuerySet, Subquery
from django.http import HttpRequest
from django.utils.html import format_html
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _
from wagtail.admin.staticfiles import versioned_static
from wagtail.admin.ui.tables import Column
from wagtail.admin.views.pages.listing import ExplorableIndexView
from wagtail.models import Page

from home.languages import language_of
from home.models import PageText
from home.translation_states import State, Text, state_of
from home.translation_status import STATE_NAMES
from municipalities.models import DistrictPage, MunicipalityPage


def where_it_is(page: Any) -> str:
    """The municipality of a page, else its district; "" for pages of the portal."""
    own = {"sv": "sv", "en": "en"}.get(get_language() or "", "fi")
    town = getattr(page, f"_town_{own}", None)
    return town or getattr(page, f"_district_{own}", None) or ""


def language_and_state(page: Any) -> str:
    """The language of the text by its own name, and for a translation, where it stands."""
    name = language_of(page.locale.language_code).endonym
    state = state_of(
        Text(
            is_source=getattr(page, "_text_source", None) is None,
            is_public=page.live,
            made_from=getattr(page, "_made_from", None) or "",
            source_now=getattr(page, "_source_now", None) or "",
            is_machine_made=bool(getattr(page, "_machine_live" if page.live else "_machine_draft", False)),
        )
    )
    if page.alias_of_id is not None:
        state = State.MISSING
    return name if state is State.SOURCE else f"{name} · {STATE_NAMES[state]}"


def describe_pages(parent_page: Page, pages: QuerySet[Any], request: HttpRequest) -> QuerySet[Any]:
    """Read what the columns show together with the pages: no query more, however many there are."""
    town, district = _nearest(MunicipalityPage), _nearest(DistrictPage)
    source = PageText.objects.filter(page=OuterRef("text_record__source"))
    names = {f"_town_{code}": Subquery(town.values(f"municipality__name_{code}")[:1]) for code in ("fi", "sv", "en")}
    names |= {
        f"_district_{code}": Subquery(district.values(f"district__name_{code}")[:1]) for code in ("fi", "sv", "en")
    }
    return pages.annotate(
        **names,
        _text_source=F("text_record__source"),
        _made_from=F("text_record__source_hash"),
        _machine_live=F("text_record__machine_live"),
        _machine_draft=F("text_record__machine_draft"),
        _source_now=Subquery(source.values("text_hash")[:1]),
    )


def add_columns() -> None:
    """Before the day on which a page was changed; called once, when the app is ready."""
    ours = [
        Column("place", label=_("Municipality or district"), accessor=where_it_is, width="14%"),
        Column("language", label=_("Language"), accessor=language_and_state, width="14%"),
    ]
    columns = [column for column in ExplorableIndexView.base_columns if column.name not in ("place", "language")]
    ExplorableIndexView.base_columns = [*columns[:3], *ours, *columns[3:]]


def style_of_explorer() -> str:
    """The link to what the list looks like on a phone."""
    return format_html('<link rel="stylesheet" href="{}">', versioned_static("municipalities/explorer.css"))


def _nearest(model: type[Page]) -> QuerySet[Any]:
    """The page of that kind that a page lies below, or is."""
    path = ExpressionWrapper(OuterRef("path"), output_field=CharField())
    return model.objects.annotate(_below=path).filter(_below__startswith=F("path"))
