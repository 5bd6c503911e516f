"""Rights follow from data (architecture D10): groups and their permissions are derived, never clicked together.

`generate_rights(district)` brings the groups of one district to exactly what this module says, in every language tree;
`generate_shared_rights()` does it for the project team, researchers and translators. Both are idempotent and run
whenever a district, a municipality or a translation of its page appears. Apps of higher layers add permissions in
`ready()`:

    register_right(Role.COORDINATOR, "volunteering.view_registration")
"""

from collections.abc import Iterable

from django.contrib.auth.models import Group, Permission
from django.db import transaction
from django.db.models import Q, QuerySet
from wagtail.models import Collection, GroupCollectionPermission, GroupPagePermission, Page

from home.models import HomePage
from municipalities.models import District, DistrictPage, Municipality, MunicipalityPage
from municipalities.roles import Role, group_name
from municipalities.workflow import ensure_workflow

__all__ = ["generate_all_rights", "generate_rights", "generate_shared_rights", "register_right"]

ADMIN = "wagtailadmin.access_admin"
TRANSLATE = "wagtail_localize.submit_translation"
OWN_ROWS = [
    f"municipalities.{action}_{model}"
    for model in ("place", "contact", "organisation")
    for action in ("add", "change", "delete", "view")
]
FACTS = [
    f"municipalities.{action}_{model}" for model in ("district", "municipality") for action in ("add", "change", "view")
]
KEYWORDS = [f"home.{action}_keyword" for action in ("add", "change", "delete", "view")]

#: Permissions that hold everywhere, by role; the apps above add theirs with `register_right`.
_model_rights: dict[Role, set[str]] = {
    Role.PROJECT_TEAM: {ADMIN, TRANSLATE, *OWN_ROWS, *FACTS, *KEYWORDS},
    Role.RESEARCHER: {ADMIN},
    Role.EDITOR: {ADMIN, TRANSLATE, *OWN_ROWS},
    Role.COORDINATOR: {ADMIN},
    Role.CONTRIBUTOR: {ADMIN},
    Role.TRANSLATOR: {ADMIN},
}
#: What a role may do with the pages below its own page: few rows, because Wagtail walks them for every menu.
_page_rights = {
    Role.PROJECT_TEAM: {"add", "change", "publish", "lock", "unlock", "bulk_delete"},
    Role.EDITOR: {"add", "change", "publish", "lock", "unlock"},
    Role.CONTRIBUTOR: {"add", "change"},
    Role.TRANSLATOR: {"change"},
}
_UPLOAD = {f"wagtailimages.{a}_image" for a in ("add", "choose")} | {
    f"wagtaildocs.{a}_document" for a in ("add", "choose")
}
_CHANGE = {"wagtailimages.change_image", "wagtaildocs.change_document"}
_CHOOSE = {"wagtailimages.choose_image", "wagtaildocs.choose_document"}

#: Images and documents of the portal itself, which every district may use; the districts' collections lie beside it.
PORTAL_COLLECTION = "Portal"


def register_right(role: Role, *permissions: str) -> None:
    """Give every group of a role some permissions (`app_label.codename`); called in an app's `ready()`."""
    _model_rights[role].update(permissions)


def collection_name(district: District) -> str:
    """The name of the district's collection of images and documents."""
    return f"District: {district.key}"


@transaction.atomic
def generate_all_rights() -> None:
    """Everything, for a first installation and after an upgrade that brings new permissions."""
    generate_shared_rights()
    for district in District.objects.all():
        generate_rights(district)


@transaction.atomic
def generate_shared_rights() -> None:
    """What belongs to no district: workflow, project team, researchers, a group of translators for each language."""
    ensure_workflow()
    root = Page.objects.filter(depth=1)
    team = _group(Role.PROJECT_TEAM)
    _set_pages(team, Role.PROJECT_TEAM, root)
    _set_collections(team, {_root_collection(): _UPLOAD | _CHANGE})
    _group(Role.RESEARCHER)
    portal = _collection(PORTAL_COLLECTION)
    for home in HomePage.objects.select_related("locale"):
        translators = _group(Role.TRANSLATOR, home.locale.language_code)
        _set_pages(translators, Role.TRANSLATOR, [home])
        _set_collections(translators, {portal: _CHOOSE})


@transaction.atomic
def generate_rights(district: District) -> None:
    """The groups of the district and of its municipalities, with exactly their permissions in every language tree."""
    own, portal = _collection(collection_name(district)), _collection(PORTAL_COLLECTION)
    editors = _group(Role.EDITOR, district.key)
    _set_pages(editors, Role.EDITOR, DistrictPage.objects.filter(district=district))
    _set_collections(editors, {own: _UPLOAD | _CHANGE, portal: _CHOOSE})
    _group(Role.COORDINATOR, district.key)
    for municipality in district.municipalities.all():
        generate_municipality_rights(municipality)


@transaction.atomic
def generate_municipality_rights(municipality: Municipality) -> None:
    """The groups of one municipality: those who write in it, and those who translate what it shares."""
    own, portal = _collection(collection_name(municipality.district)), _collection(PORTAL_COLLECTION)
    pages = MunicipalityPage.objects.filter(municipality=municipality).select_related("locale")
    contributors = _group(Role.CONTRIBUTOR, municipality.slug)
    _set_pages(contributors, Role.CONTRIBUTOR, pages)
    _set_collections(contributors, {own: _UPLOAD, portal: _CHOOSE})
    names = {group_name(Role.TRANSLATOR, page.locale.language_code, municipality.slug): page for page in pages}
    for name in Group.objects.filter(name__in=names).values_list("name", flat=True):
        # Made when somebody is first put into the role, see `generate_translators`.
        _set_translators(names[name], municipality.slug, own, portal)


def generate_translators(page: MunicipalityPage) -> Group:
    """The group that translates one municipality into one language."""
    district = page.municipality.district
    own, portal = _collection(collection_name(district)), _collection(PORTAL_COLLECTION)
    return _set_translators(page, page.municipality.slug, own, portal)


def _set_translators(page: MunicipalityPage, slug: str, own: Collection, portal: Collection) -> Group:
    group = _group(Role.TRANSLATOR, page.locale.language_code, slug)
    _set_pages(group, Role.TRANSLATOR, [page])
    _set_collections(group, {own: _CHOOSE, portal: _CHOOSE})
    return group


def _group(role: Role, *keys: str) -> Group:
    """The group with exactly the model permissions of its role."""
    group, _made = Group.objects.get_or_create(name=group_name(role, *keys))
    wanted = set(_permissions(_model_rights[role]).values_list("pk", flat=True))
    if wanted != set(group.permissions.values_list("pk", flat=True)):
        group.permissions.set(wanted)
    return group


def _permissions(names: Iterable[str]) -> QuerySet[Permission]:
    condition = Q(pk__in=[])
    for name in names:
        app_label, codename = name.split(".")
        condition |= Q(content_type__app_label=app_label, codename=codename)
    return Permission.objects.filter(condition)


def _set_pages(group: Group, role: Role, pages: Iterable[Page]) -> None:
    """Bring the group's page permissions to exactly those of the role, on exactly these pages."""
    names = [f"wagtailcore.{action}_page" for action in _page_rights[role]]
    permissions = list(_permissions(names).values_list("pk", flat=True))
    wanted = {(page.pk, permission) for page in pages for permission in permissions}
    rows = GroupPagePermission.objects.filter(group=group)
    existing = {(page, permission): pk for pk, page, permission in rows.values_list("pk", "page_id", "permission_id")}
    rows.filter(pk__in=[pk for key, pk in existing.items() if key not in wanted]).delete()
    GroupPagePermission.objects.bulk_create(
        GroupPagePermission(group=group, page_id=page, permission_id=permission)
        for page, permission in sorted(wanted - existing.keys())
    )


def _set_collections(group: Group, rights: dict[Collection, set[str]]) -> None:
    """Bring the group's collection permissions to exactly these."""
    wanted = {
        (collection.pk, permission)
        for collection, names in rights.items()
        for permission in _permissions(names).values_list("pk", flat=True)
    }
    rows = GroupCollectionPermission.objects.filter(group=group)
    existing = {(c, p): pk for pk, c, p in rows.values_list("pk", "collection_id", "permission_id")}
    rows.filter(pk__in=[pk for key, pk in existing.items() if key not in wanted]).delete()
    GroupCollectionPermission.objects.bulk_create(
        GroupCollectionPermission(group=group, collection_id=collection, permission_id=permission)
        for collection, permission in sorted(wanted - existing.keys())
    )


def _root_collection() -> Collection:
    return Collection.get_first_root_node() or Collection.add_root(name="Root")


def _collection(name: str) -> Collection:
    """The collection of that name directly below the root."""
    root = _root_collection()
    existing = root.get_children().filter(name=name).first()
    if existing is not None:
        return existing
    root.refresh_from_db()
    made: Collection = root.add_child(name=name)
    return made
