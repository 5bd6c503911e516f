"""Each group has exactly its permissions and no others, in every language tree."""

import pytest
from django.contrib.auth.models import Group
from wagtail.models import Collection, GroupCollectionPermission, GroupPagePermission, Page

from municipalities import permissions
from municipalities.models import Municipality
from municipalities.rights import generate_all_rights, generate_rights
from tests.cast import Country
from tests.people import People

EDIT = {"add_page", "change_page", "publish_page", "lock_page", "unlock_page"}


def pages_of(name: str) -> dict[str, set[str]]:
    """Page address in the tree → codenames, for one group."""
    found: dict[str, set[str]] = {}
    rows = GroupPagePermission.objects.filter(group__name=name).select_related("page", "permission")
    for row in rows:
        found.setdefault(row.page.url_path, set()).add(row.permission.codename)
    return found


def collections_of(name: str) -> dict[str, set[str]]:
    found: dict[str, set[str]] = {}
    rows = GroupCollectionPermission.objects.filter(group__name=name).select_related("collection", "permission")
    for row in rows:
        found.setdefault(row.collection.name, set()).add(row.permission.codename)
    return found


def test_the_groups_are_made_with_their_districts_and_municipalities(country: Country) -> None:
    names = set(Group.objects.values_list("name", flat=True))
    assert names >= {
        "Project team", "Researchers", "Editors: oulu", "Coordinators: oulu", "Editors: varsinais-suomi",
        "Coordinators: varsinais-suomi", "Contributors: salo", "Contributors: raahe", "Contributors: kuusamo",
        *(f"Translators: {code}" for code in country.homes),
    }  # fmt: skip


def test_editors_have_their_district_in_every_language_and_nothing_else(country: Country) -> None:
    wanted = {country.district_pages[code]["oulu"].url_path: EDIT for code in country.homes}
    assert pages_of("Editors: oulu") == wanted
    assert collections_of("Editors: oulu") == {
        "District: oulu": {
            "add_image", "change_image", "choose_image", "add_document", "change_document", "choose_document",
        },
        "Portal": {"choose_image", "choose_document"},
    }  # fmt: skip


def test_contributors_write_in_their_municipality_and_never_publish(country: Country) -> None:
    wanted = {country.town_pages[code]["salo"].url_path: {"add_page", "change_page"} for code in country.homes}
    assert pages_of("Contributors: salo") == wanted
    assert collections_of("Contributors: salo") == {
        "Municipality: salo": {"add_image", "choose_image", "add_document", "choose_document"},
        "District: varsinais-suomi": {"choose_image", "choose_document"},
        "Portal": {"choose_image", "choose_document"},
    }


def test_translators_change_their_language_and_never_publish(country: Country, people: People) -> None:
    assert pages_of("Translators: ar") == {country.homes["ar"].url_path: {"change_page"}}
    assert people["translator-ar-salo"].groups.get().name == "Translators: ar salo"
    assert pages_of("Translators: ar salo") == {country.town_pages["ar"]["salo"].url_path: {"change_page"}}


def test_coordinators_and_researchers_have_no_pages(country: Country) -> None:
    for name in ("Coordinators: oulu", "Researchers"):
        assert pages_of(name) == collections_of(name) == {}


def test_the_team_has_the_whole_tree(country: Country) -> None:
    assert pages_of("Project team") == {Page.objects.get(depth=1).url_path: EDIT | {"bulk_delete_page"}}


def test_generating_again_changes_nothing_and_mends_what_was_clicked(country: Country) -> None:
    before = set(GroupPagePermission.objects.values_list("group", "page", "permission"))
    editors = Group.objects.get(name="Editors: oulu")
    GroupPagePermission.objects.create(group=editors, page=country.homes["fi"], permission_type="publish")
    editors.permissions.clear()
    generate_all_rights()
    assert set(GroupPagePermission.objects.values_list("group", "page", "permission")) == before
    assert editors.permissions.filter(codename="access_admin").exists()
    assert Collection.objects.filter(name="Portal").count() == 1


@pytest.mark.parametrize("language", ["fi", "ar"])
def test_a_district_is_a_border_in_every_language_tree(country: Country, people: People, language: str) -> None:
    own, foreign = country.town_pages[language]["kuusamo"], country.town_pages[language]["salo"]
    editor, contributor = people["editor-only-oulu"], people["contributor-kuusamo"]
    assert own.permissions_for_user(editor).can_publish()
    assert own.permissions_for_user(contributor).can_edit()
    assert not own.permissions_for_user(contributor).can_publish()
    for user in (editor, contributor):
        assert not foreign.permissions_for_user(user).can_edit()
        assert not foreign.permissions_for_user(user).can_publish()


def test_who_edits_and_who_coordinates(country: Country, people: People) -> None:
    oulu = country.districts["oulu"]
    assert list(permissions.districts_edited_by(people["editor-oulu"])) == [oulu]
    assert list(permissions.districts_coordinated_by(people["editor-oulu"])) == [oulu]
    assert not permissions.districts_coordinated_by(people["editor-only-oulu"]).exists()
    assert {town.slug for town in permissions.municipalities_edited_by(people["editor-oulu"])} == {"kuusamo", "raahe"}
    assert [town.slug for town in permissions.municipalities_of(people["contributor-salo"])] == ["salo"]
    assert not permissions.municipalities_edited_by(people["contributor-salo"]).exists()
    for name in ("team", "admin"):
        assert permissions.is_project_team(people[name])
        assert permissions.municipalities_edited_by(people[name]).count() == Municipality.objects.count()
    assert not permissions.municipalities_of(people["researcher"]).exists()


def test_who_left_has_no_rights(country: Country, people: People) -> None:
    leaver = people["editor-oulu"]
    leaver.is_active = False
    assert not permissions.municipalities_edited_by(leaver).exists()
    assert not permissions.is_project_team(leaver)


def test_asking_costs_two_queries_at_any_size(country: Country, people: People, django_assert_max_num_queries) -> None:
    editor = people["editor-oulu"]
    with django_assert_max_num_queries(2):
        list(permissions.municipalities_edited_by(editor))
    with django_assert_max_num_queries(1):
        list(permissions.districts_coordinated_by(editor))


def test_a_new_municipality_gets_its_contributors_at_once(country: Country) -> None:
    salo = country.municipalities["salo"]
    salo.pk, salo.code, salo.slug = None, "999", "uusi"
    salo.save(force_insert=True)
    assert Group.objects.filter(name="Contributors: uusi").exists()
    generate_rights(salo.district)
