"""Every template of the project compiles: a typing error in one that no test renders is found all the same."""

from pathlib import Path

import pytest
from django.template.loader import get_template

PROJECT = Path(__file__).resolve().parents[2]
APPS = ("portal", "search", "events", "volunteering", "municipalities", "home")
TEMPLATES = sorted(
    str(file.relative_to(folder))
    for app in APPS
    for folder in [PROJECT / app / "templates"]
    for file in folder.rglob("*")
    if file.is_file()
)


@pytest.mark.parametrize("name", TEMPLATES)
def test_template_compiles(name: str) -> None:
    get_template(name)


def test_no_template_of_one_app_hides_that_of_another() -> None:
    assert len(TEMPLATES) == len(set(TEMPLATES))
