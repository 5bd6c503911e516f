"""Each group has exactly the permissions written down in `groups.txt`, and no others.

After a change that is meant: `UPDATE_SNAPSHOTS=1 pytest tests/municipalities/test_what_each_group_may.py`, and read the
difference before it is committed.
"""

import os
from collections import defaultdict
from pathlib import Path

from django.contrib.auth.models import Group
from wagtail.models import GroupCollectionPermission, GroupPagePermission

from municipalities.rights import generate_all_rights
from tests.cast import Country
from tests.people import People

SNAPSHOT = Path(__file__).parent / "groups.txt"


def written() -> str:
    """Every group with its model permissions, and what it may do where."""
    where: dict[str, dict[str, set[str]]] = defaultdict(lambda: defaultdict(set))
    for row in GroupPagePermission.objects.select_related("group", "page", "permission"):
        where[row.group.name][f"pages {row.page.url_path}"].add(row.permission.codename.removesuffix("_page"))
    for files in GroupCollectionPermission.objects.select_related("group", "collection", "permission"):
        where[files.group.name][f"files {files.collection.name}"].add(files.permission.codename.replace("_", " "))
    lines = []
    for group in Group.objects.order_by("name").prefetch_related("permissions__content_type"):
        lines.append(group.name)
        lines += sorted(f"  {each.content_type.app_label}.{each.codename}" for each in group.permissions.all())
        lines += [f"  {place}: {', '.join(sorted(what))}" for place, what in sorted(where[group.name].items())]
    return "\n".join(lines) + "\n"


def test_each_group_has_exactly_its_permissions(country: Country, people: People) -> None:
    people["translator-ar-salo"]
    generate_all_rights()
    if "UPDATE_SNAPSHOTS" in os.environ:
        SNAPSHOT.write_text(written(), encoding="utf-8")
    assert written() == SNAPSHOT.read_text(encoding="utf-8")
