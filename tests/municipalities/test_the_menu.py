"""The menu offers everybody what is there for her, and nothing else."""

import re

import pytest

from tests.cast import Country
from tests.people import People, as_

MENU = re.compile(r'"url": "(/admin/[^"#?]*)"')
NAMES = ["team", "editor-oulu", "contributor-salo", "translator-ar", "researcher"]


@pytest.mark.parametrize("name", NAMES)
def test_every_entry_of_the_menu_leads_somewhere(country: Country, people: People, name: str) -> None:
    client = as_(people, name)
    links = sorted(set(MENU.findall(client.get("/admin/").content.decode())))
    answers = {link: client.get(link, follow=True).status_code for link in links if "logout" not in link}
    assert {link: status for link, status in answers.items() if status != 200} == {}


def test_reports_across_districts_are_offered_to_the_team_only(country: Country, people: People) -> None:
    history = "/admin/reports/site-history/"
    assert history in as_(people, "team").get("/admin/").content.decode()
    assert history not in as_(people, "editor-oulu").get("/admin/").content.decode()
