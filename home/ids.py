"""Ids of rows as they come in addresses, queries and forms: typed by anybody."""

from typing import Any

LARGEST_ID = 2**31 - 1


def row_id(value: Any) -> int | None:
    """The id; None for what no id can be."""
    text = str(value)
    return int(text) if text.isascii() and text.isdigit() and len(text) < 11 and int(text) <= LARGEST_ID else None
