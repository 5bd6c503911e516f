"""Who carries out the pilot, for the footer of every page, and when it ended."""

from datetime import date
from typing import Any

from django import template

from municipalities.frame import frame_of

register = template.Library()


@register.simple_tag(takes_context=True)
def pilot_partners(context: dict[str, Any]) -> list[str]:
    """Return the names of the partners of the whole pilot in the language asked for; no query of its own."""
    request = context.get("request")
    return frame_of(request).partners if request is not None else []


@register.simple_tag(takes_context=True)
def pilot_end(context: dict[str, Any]) -> date | None:
    """Return the day on which the pilot ended; no query of its own."""
    request = context.get("request")
    return frame_of(request).pilot_ended_on if request is not None else None
