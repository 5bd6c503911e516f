"""Filling the words of a page template with the names of a town, and the words that the project brings along."""

import tomllib
import uuid
from collections.abc import Iterable
from pathlib import Path
from typing import Any

from municipalities.models import Municipality, PageTemplate, PageTemplateText

WORDS = Path(__file__).parent / "page_words"
_NAMESPACE = uuid.UUID("2a6f5c1e-6c5b-4c0e-9a55-6a3f0f7f4c0d")


def templates() -> list[PageTemplate]:
    """All templates with their words, the home page first; two queries."""
    found = PageTemplate.objects.prefetch_related("texts")
    return sorted(found, key=lambda template: (not template.is_home, template.sort_order, template.slug))


def words_for(template: PageTemplate, town: Municipality, language: str) -> dict[str, Any]:
    """Field values of the page in the language, with the town's names in them; empty without words in it."""
    text = _own_text(template, language)
    if text is None:
        return {}
    stem = f"{town.slug}/{template.slug}"
    words = {"summary": filled(text.summary, town, language), "body": _own_ids(stem, _body(text, town, language))}
    return words if template.is_home else {"title": filled(text.title, town, language), **words}


def filled(value: Any, town: Municipality, language: str) -> Any:
    """The same structure with the town's name forms in every text."""
    if isinstance(value, str):
        forms = {"place": town.name(language), "place_in": town.place_in(language), "place_to": town.place_to(language)}
        for name, form in forms.items():
            value = value.replace(f"{{{name}}}", form)
        return value
    if isinstance(value, list | tuple):
        return [filled(entry, town, language) for entry in value]
    if isinstance(value, dict):
        return {key: filled(entry, town, language) for key, entry in value.items()}
    return value


def _own_text(template: PageTemplate, language: str) -> PageTemplateText | None:
    return next((text for text in template.texts.all() if text.language == language), None)


def _body(text: PageTemplateText, town: Municipality, language: str) -> list[dict[str, Any]]:
    body: list[dict[str, Any]] = filled(list(text.body.get_prep_value()), town, language)
    return body


def _own_ids(stem: str, blocks: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """Blocks with ids that follow from where they stand, so that those of each language belong together."""
    return [{**block, "id": str(uuid.uuid5(_NAMESPACE, f"{stem}/{n}"))} for n, block in enumerate(blocks)]


# --- what the project brings along ----------------------------------------------------------------


def written_words() -> Iterable[tuple[dict[str, Any], dict[str, dict[str, Any]]]]:
    """For each template its own fields, and its words by language with the body as a stream field keeps it."""
    for n, name in enumerate(("home", "first-weeks")):
        document = tomllib.loads((WORDS / f"{name}.toml").read_text(encoding="utf-8"))
        facts = {"slug": document.pop("slug"), "icon": document.pop("icon"), "sort_order": n}
        texts = {
            code: {
                "title": words.get("title", ""),
                "summary": words["summary"],
                "body": [_block(block) for block in words["body"]],
            }
            for code, words in document.items()
        }
        yield facts, texts


def _block(block: dict[str, Any]) -> dict[str, Any]:
    """A block as it is written in the file, in the form of a stream field."""
    kind, value = block["type"], {key: entry for key, entry in block.items() if key != "type"}
    if kind == "rich_text":
        return {"type": kind, "value": value["html"], "id": str(uuid.uuid4())}
    if "items" in value:
        value["items"] = [{"type": "item", "value": item, "id": str(uuid.uuid4())} for item in value["items"]]
    return {"type": kind, "value": value, "id": str(uuid.uuid4())}
