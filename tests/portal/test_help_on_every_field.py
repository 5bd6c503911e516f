"""An editor reads beside every field what belongs in it."""

from collections.abc import Iterator
from typing import Any

import pytest
from wagtail import hooks
from wagtail.admin.panels import FieldPanel, InlinePanel, Panel, PublishingPanel
from wagtail.admin.viewsets.model import ModelViewSet
from wagtail.models import get_page_models

from municipalities.models import ExperiencePage
from municipalities.viewsets import MunicipalityViewSet
from volunteering.admin_forms import CallForm

PROJECT = ("home", "municipalities", "events", "volunteering", "search")
#: Whose form says more than its panels.
SAID_BY_THE_FORM = {("Municipality", "state"), ("Municipality", "offered_languages"), ("ExperiencePage", "tellers")}


def handlers() -> Iterator[tuple[str, Any]]:
    """The edit form of every page type and of every kind of row that editors keep."""
    for model in get_page_models():
        if model._meta.app_label in PROJECT:
            yield model.__name__, model.get_edit_handler()
    for make in hooks.get_hooks("register_admin_viewset"):
        made = make()
        for viewset in made if isinstance(made, list | tuple) else [made]:
            for each in getattr(viewset, "registerables", [viewset]):
                ours = type(each).__module__.split(".")[0] in PROJECT
                if ours and isinstance(each, ModelViewSet):
                    yield each.model.__name__, each._edit_handler


def fields_without_help(name: str, panel: Panel, form: Any, inside: str = "") -> Iterator[str]:
    if isinstance(panel, PublishingPanel):  # Wagtail's own dialog explains them
        return
    if isinstance(panel, FieldPanel) and not _help(panel, form) and (name, panel.field_name) not in SAID_BY_THE_FORM:
        yield inside + panel.field_name
    if isinstance(panel, InlinePanel):
        rows = panel.child_edit_handler
        yield from fields_without_help(name, rows, rows.get_form_class(), f"{panel.relation_name}.")
    for child in getattr(panel, "children", None) or []:
        yield from fields_without_help(name, child, form, inside)


def _help(panel: FieldPanel, form: Any) -> str:
    in_form = form.base_fields.get(panel.field_name)
    return str(panel.help_text or (in_form and in_form.help_text) or "")


@pytest.mark.parametrize(("name", "handler"), [pytest.param(*each, id=each[0]) for each in handlers()])
def test_every_field_says_what_belongs_in_it(name: str, handler: Any) -> None:
    assert list(fields_without_help(name, handler, handler.get_form_class())) == []


def test_a_call_says_what_its_fields_mean() -> None:
    assert [name for name, field in CallForm.base_fields.items() if not field.help_text and name != "languages"] == []


def test_what_a_form_says_itself_is_said(db: None) -> None:
    town = MunicipalityViewSet("municipality_help")._edit_handler.get_form_class()()
    experience = ExperiencePage.get_edit_handler().get_form_class()(instance=ExperiencePage())
    forms = {"Municipality": town, "ExperiencePage": experience}
    assert all(forms[model].fields[field].help_text for model, field in SAID_BY_THE_FORM)
