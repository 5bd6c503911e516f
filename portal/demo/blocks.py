"""Turns blocks written in TOML into StreamField values whose ids are the same in every language.

Equal ids are what lets wagtail-localize pair a translated string with its source.
"""

import uuid
from collections.abc import Mapping
from html import escape
from typing import Any

from django.conf import settings
from wagtail.blocks import CharBlock, EmailBlock, TextBlock, URLBlock

from home.blocks import ContentStreamBlock
from home.sanitize import clean_html

_TEXTS = (CharBlock, EmailBlock, TextBlock, URLBlock)
_NAMESPACE = uuid.UUID("5c0f4a52-6a0f-4b55-9a43-0f6f7f4c0d11")


def block_id(*parts: object) -> str:
    """A stable id from where the block stands."""
    return str(uuid.uuid5(_NAMESPACE, "/".join(str(part) for part in parts)))


def paragraphs(text: str) -> str:
    """Plain text with empty lines between paragraphs, as HTML."""
    return "".join(f"<p>{escape(part.strip())}</p>" for part in text.strip().split("\n\n") if part.strip())


def bullets(items: list[str]) -> str:
    """Plain texts as an HTML list."""
    return "<ul>" + "".join(f"<li>{escape(item)}</li>" for item in items) + "</ul>"


def text_block(name: str, text: str) -> list[dict[str, Any]]:
    """A body of one rich text block made of plain text."""
    return [{"type": "rich_text", "value": paragraphs(text), "id": block_id(name, 0)}]


def stream(name: str, blocks: list[dict[str, Any]], pages: Mapping[str, int]) -> list[dict[str, Any]]:
    """The raw StreamField value of a page's blocks; `pages` maps names of page files to primary keys."""
    return [
        {"type": block["type"], "value": _value(name, n, block, pages), "id": block_id(name, n)}
        for n, block in enumerate(blocks)
    ]


def _value(name: str, n: int, block: dict[str, Any], pages: Mapping[str, int]) -> Any:
    if block["type"] == "rich_text":
        return clean_html(block["html"])
    value = _empty(ContentStreamBlock.base_blocks[block["type"]])
    if block.get("email") == "{team_email}":
        block = {**block, "email": settings.TEAM_EMAIL}
    value |= {key: entry for key, entry in block.items() if key not in {"type", "items", "page"}}
    if "page" in block:
        value = {"limit": 5, **value, "index_page": pages[block["page"]]}
    if "items" in block:
        value["items"] = [
            {"type": "item", "value": _item(block["type"], item, pages), "id": block_id(name, n, m)}
            for m, item in enumerate(block["items"])
        ]
    return value


def _empty(block: Any) -> dict[str, Any]:
    """Every text of the block as an empty string: wagtail-localize cannot read a missing one."""
    return {name: "" for name, child in block.child_blocks.items() if isinstance(child, _TEXTS)}


def _item(kind: str, item: dict[str, Any], pages: Mapping[str, int]) -> dict[str, Any]:
    if "answer" in item:
        return {"question": item["question"], "answer": paragraphs(item["answer"])}
    if kind == "cards":
        return {"url": "", "icon": "", **item, "page": pages.get(item.get("page", ""))}
    return item
