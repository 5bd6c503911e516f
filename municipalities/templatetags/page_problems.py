"""What our own checks find on a page, beside what Wagtail's find in its preview."""

from django import template
from wagtail.models import Page

from municipalities.page_checks import label_of, problems_of

register = template.Library()


@register.simple_tag
def page_problems(page: Page | None) -> list[dict[str, str]]:
    """Label and quotation of every problem of the page as it was saved last; a new page has none yet."""
    if page is None or not page.pk:
        return []
    return [{"label": label_of(problem["code"]), "quote": problem["quote"]} for problem in problems_of(page)]
