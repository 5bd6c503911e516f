"""Rights follow from data (architecture D10): groups and their permissions are derived, never clicked together.

`generate_rights(district)` brings the groups of one district to exactly what this module says, in every language tree;
`generate_shared_rights()` does it for the project team, researchers and translators. Both are idempotent and run
whenever a district, a municipality or a page of one changes, see `signal_handlers`. Memberships need no run: who is in
which group is read anew with every request. Apps of higher layers add permissions in `ready()`:

    register_right(Role.COORDINATOR, "volunteering.view_registration")
"""

from collections.abc import Iterable

from django.contrib.auth.models import Group, Permission
from django.db import transaction
from django.db.models import Q, QuerySet
from wagtail.models import Collection, GroupCollectionPermission, GroupPagePermission, Page

from home.models import HomePage
from municipalities.models import District, DistrictPage, Municipality, MunicipalityPage
from municipalities.roles import LOCAL_PURPOSES, Role, group_name, keys_of
from municipalities.workflow import ensure_workflow

__all__ = [
    "ensure_translators",
    "generate_all_rights",
    "generate_district_rights",
    "generate_municipality_rights",
    "generate_rights",
    "generate_shared_rights",
    "register_right",
    "withdraw_rights",
]

ADMIN = "wagtailadmin.access_admin"
TRANSLATE = "wagtail_localize.submit_translation"
OWN_ROWS = [
    f"municipalities.{action}_{model}"
    for model in ("place", "contact", "organisation", "notice")
    for action in ("add", "change", "delete", "view")
]
FACTS = [
    f"municipalities.{action}_{model}" for model in ("district", "municipality") for action in ("add", "change", "view")
]
TEMPLATES = [f"municipalities.{action}_pagetemplate" for action in ("add", "change", "delete", "view")]
KEYWORDS = [f"home.{action}_keyword" for action in ("add", "change", "delete", "view")]

#: Permissions that hold everywhere, by role; the apps above add theirs with `register_right`.
_model_rights: dict[Role, set[str]] = {
    Role.PROJECT_TEAM: {ADMIN, TRANSLATE, *OWN_ROWS, *FACTS, *TEMPLATES, *KEYWORDS},
    Role.RESEARCHER: {ADMIN},
    Role.EDITOR: {ADMIN, TRANSLATE, *OWN_ROWS},
    Role.COORDINATOR: {ADMIN},
    Role.CONTRIBUTOR: {ADMIN},
    Role.LOCAL_CONTACT: {ADMIN},
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

#: Images and documents of the portal itself, which every district may use. The districts' collections lie beside it,
#: each with one for each of its municipalities inside, so that those move to another district with their files.
PORTAL_COLLECTION = "Portal"


def register_right(role: Role, *permissions: str) -> None:
    """Give every group of a role some permissions (`app_label.codename`); called in an app's `ready()`."""
    _model_rights[role].update(permissions)


def collection_name(owner: District | Municipality) -> str:
    """The name of the collection of images and documents of a district or a municipality."""
    return f"District: {owner.key}" if isinstance(owner, District) else f"Municipality: {owner.slug}"


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
    generate_district_rights(district)
    for municipality in district.municipalities.all():
        generate_municipality_rights(municipality)


@transaction.atomic
def generate_district_rights(district: District) -> None:
    """The groups of the district alone: its editors and its coordinators."""
    own, portal = _collection(collection_name(district)), _collection(PORTAL_COLLECTION)
    editors = _group(Role.EDITOR, district.key)
    _set_pages(editors, Role.EDITOR, DistrictPage.objects.filter(district=district))
    _set_collections(editors, {own: _UPLOAD | _CHANGE, portal: _CHOOSE})
    _group(Role.COORDINATOR, district.key)


@transaction.atomic
def generate_municipality_rights(municipality: Municipality) -> None:
    """The groups of one municipality: who write in it, who are its local contacts, who translate what it shares."""
    district, portal = _collection(collection_name(municipality.district)), _collection(PORTAL_COLLECTION)
    own = _collection(collection_name(municipality), inside=district)
    pages = MunicipalityPage.objects.filter(municipality=municipality).select_related("locale")
    contributors = _group(Role.CONTRIBUTOR, municipality.slug)
    _set_pages(contributors, Role.CONTRIBUTOR, pages)
    _set_collections(contributors, {own: _UPLOAD, district: _CHOOSE, portal: _CHOOSE})
    for purpose in LOCAL_PURPOSES:
        _group(Role.LOCAL_CONTACT, municipality.slug, purpose)
    for language in _languages_translated(municipality):
        translators = _group(Role.TRANSLATOR, language, municipality.slug)
        _set_pages(translators, Role.TRANSLATOR, [page for page in pages if page.locale.language_code == language])
        _set_collections(translators, {district: _CHOOSE, portal: _CHOOSE})


def ensure_translators(municipality: Municipality, language: str) -> Group:
    """The group that translates one municipality into one language; its pages may come later."""
    group, _made = Group.objects.get_or_create(name=group_name(Role.TRANSLATOR, language, municipality.slug))
    generate_municipality_rights(municipality)
    return group


@transaction.atomic
def withdraw_rights(owner: District | Municipality) -> None:
    """A district or municipality is deleted: its groups go. Its collection stays, with the files in it."""
    if isinstance(owner, District):
        names = {group_name(role, owner.key) for role in (Role.EDITOR, Role.COORDINATOR)}
    else:
        names = {group_name(Role.CONTRIBUTOR, owner.slug)}
        names |= {group_name(Role.LOCAL_CONTACT, owner.slug, purpose) for purpose in LOCAL_PURPOSES}
        names |= {group_name(Role.TRANSLATOR, code, owner.slug) for code in _languages_translated(owner)}
    Group.objects.filter(name__in=names).delete()


def _languages_translated(municipality: Municipality) -> list[str]:
    """The languages for which somebody was ever asked to translate this municipality."""
    names = frozenset(Group.objects.filter(name__endswith=f" {municipality.slug}").values_list("name", flat=True))
    keys = [key.split(" ") for key in keys_of(Role.TRANSLATOR, names)]
    return [key[0] for key in keys if key[1:] == [municipality.slug]]


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


def _collection(name: str, inside: Collection | None = None) -> Collection:
    """The collection of that name, below the root or inside another one; it moves there when it is elsewhere."""
    parent = inside or _root_collection()
    existing: Collection | None = Collection.objects.filter(name=name).first()
    if existing is None:
        parent.refresh_from_db()
        made: Collection = parent.add_child(name=name)
        return made
    if not existing.is_child_of(parent):
        existing.move(parent, pos="sorted-child")
        existing.refresh_from_db()
    return existing
