"""What exists for whom in the admin, decided before any view runs.

Wagtail and wagtail-localize check rights in each view, each in its own way: some redirect where a missing id is a 404,
some show a title in a list of what one may not touch, some ask for a global permission only. Here every id in an
address or a query is looked up once: what lies beyond the border answers exactly like what does not exist.

The project team passes everywhere but where only administrators go; administrators pass everywhere.
"""

from collections.abc import Callable, Iterable
from typing import Any
from urllib.parse import urlsplit

from django.apps import apps
from django.http import HttpRequest, QueryDict
from django.urls import Resolver404, ResolverMatch, resolve
from wagtail.documents import get_document_model
from wagtail.images import get_image_model
from wagtail.models import Page, Revision, TaskState, UploadedFile, WorkflowState
from wagtail.permissions import page_permission_policy, policy_registry
from wagtail_localize.models import Translation, TranslationSource

from home.ids import row_id
from municipalities.models import DistrictPage
from municipalities.permissions import Someone, districts_edited_by, is_project_team
from municipalities.scoping import is_sent_to_several, rows_edited_by

Check = Callable[[Someone, Any], bool]

#: Where only administrators have something to do (architecture D22). The API's actions on pages, which Wagtail's own
#: screens do not use, would go round the hooks that keep the frame of the microsites and the workflow.
ADMINISTRATORS_ONLY = {
    "wagtailadmin_api:pages:action", "wagtailadmin_workflows", "wagtaillocales", "wagtailredirects", "wagtailsites",
    "wagtailusers_groups", "wagtailusers_users",
}  # fmt: skip
#: Namespaces and views of the project team: facts of municipalities, and what looks across all districts.
TEAM_ONLY = {
    "district", "municipality", "opening", "pagetemplate", "pilot", "wagtailadmin_collections", "wagtailsettings",
    "wagtailadmin_pages:type_use", "wagtailadmin_pages:type_use_results",
    "wagtailadmin_reports:page_types_usage", "wagtailadmin_reports:page_types_usage_results",
    "wagtailadmin_reports:site_history", "wagtailadmin_reports:site_history_results",
    "wagtail_localize:submit_snippet_translation", "submit_snippet_guarded", "wagtail_localize:snippets_api_listing",
    "wagtail_localize:snippets_api_detail", "wagtail_localize:translations_report",
    "wagtail_localize:translations_report_results",
}  # fmt: skip


# --- pages ---------------------------------------------------------------------------------------


def _path(pk: Any) -> str | None:
    number = row_id(pk)
    return Page.objects.filter(pk=number).values_list("path", flat=True).first() if number else None


def own_paths(user: Someone) -> list[str]:
    """The paths of the pages that the user's groups work on; cached on the user by Wagtail's policy."""
    return sorted({row.page.path for row in page_permission_policy.get_cached_permissions_for_user(user)})


def is_own_page(user: Someone, pk: Any) -> bool:
    """Whether the user works on the page: it lies below a page on which one of her groups has a permission."""
    path = _path(pk)
    return path is not None and path.startswith(tuple(own_paths(user)))


def is_explorable_page(user: Someone, pk: Any) -> bool:
    """An own page, or one that leads to it."""
    path = _path(pk)
    own = own_paths(user)
    return path is not None and (path.startswith(tuple(own)) or any(each.startswith(path) for each in own))


def is_linkable_page(user: Someone, pk: Any) -> bool:
    """A page that one may link to: the portal's and one's own, nothing of other districts."""
    path = _path(pk)
    return path is not None and not path.startswith(foreign_paths(user))


def foreign_paths(user: Someone) -> tuple[str, ...]:
    """The paths of district pages that are not the user's; contributors and translators keep what is theirs."""
    foreign = DistrictPage.objects.exclude(district__in=districts_edited_by(user)).values_list("path", flat=True)
    own = own_paths(user)
    return tuple(path for path in foreign if not any(each.startswith(path) for each in own))


# --- what hangs on pages -------------------------------------------------------------------------


def _revision(user: Someone, pk: Any) -> bool:
    number = row_id(pk)
    revision = Revision.objects.filter(pk=number).first() if number else None
    return revision is not None and is_own_page(user, revision.object_id)


def _task_state(user: Someone, pk: Any) -> bool:
    number = row_id(pk)
    state = TaskState.objects.filter(pk=number).select_related("workflow_state").first() if number else None
    return state is not None and is_own_page(user, state.workflow_state.object_id)


def _workflow_state(user: Someone, pk: Any) -> bool:
    number = row_id(pk)
    state = WorkflowState.objects.filter(pk=number).first() if number else None
    return state is not None and is_own_page(user, state.object_id)


def _translation_source(user: Someone, pk: Any) -> bool:
    number = row_id(pk)
    source = TranslationSource.objects.filter(pk=number).first() if number else None
    return source is not None and _is_own_translatable(user, source, source.locale_id)


def _translation(user: Someone, pk: Any) -> bool:
    number = row_id(pk)
    translation = Translation.objects.filter(pk=number).select_related("source").first() if number else None
    return translation is not None and _is_own_translatable(user, translation.source, translation.target_locale_id)


def _is_own_translatable(user: Someone, source: TranslationSource, locale_id: int) -> bool:
    """Whether the text in that language is a page of the user's; nothing else is translated this way."""
    page = Page.objects.filter(translation_key=source.object_id, locale_id=locale_id).first()
    return page is not None and is_own_page(user, page.pk)


# --- files ---------------------------------------------------------------------------------------


def _file(model: Any, user: Someone, pk: Any) -> bool:
    number = row_id(pk)
    policy = policy_registry.get_by_type(model)
    usable = policy.instances_user_has_any_permission_for(user, ["change", "delete", "choose"])
    return number is not None and usable.filter(pk=number).exists()


def _image(user: Someone, pk: Any) -> bool:
    return _file(get_image_model(), user, pk)


def _document(user: Someone, pk: Any) -> bool:
    return _file(get_document_model(), user, pk)


def _upload(user: Someone, pk: Any) -> bool:
    number = row_id(pk)
    return number is not None and UploadedFile.objects.filter(pk=number, uploaded_by_user=user.pk).exists()


# --- the table -----------------------------------------------------------------------------------

#: View or namespace → the ids in its address, and how each is looked up.
BORDERS: dict[str, dict[str, Check]] = {
    "wagtailadmin_explore": {"parent_page_id": is_explorable_page},
    "wagtailadmin_explore_results": {"parent_page_id": is_explorable_page},
    "wagtailadmin_pages": {
        "page_id": is_own_page,
        "parent_page_id": is_own_page,
        "page_to_move_id": is_own_page,
        "destination_id": is_own_page,
        "pk": is_own_page,
        "revision_id": _revision,
        "revision_id_a": lambda user, pk: not str(pk).isdigit() or _revision(user, pk),
        "revision_id_b": lambda user, pk: not str(pk).isdigit() or _revision(user, pk),
        "task_state_id": _task_state,
        "workflow_state_id": _workflow_state,
    },
    "wagtailadmin_api:pages:detail": {"pk": is_explorable_page},
    "wagtailadmin_api:images:detail": {"pk": _image},
    "wagtailadmin_api:documents:detail": {"pk": _document},
    "wagtailadmin_choose_page_child": {"parent_page_id": is_linkable_page},
    "wagtail_localize": {
        "page_id": is_own_page,
        "translation_source_id": _translation_source,
        "translation_id": _translation,
    },
    "wagtailimages": {"image_id": _image, "uploaded_file_id": _upload},
    "wagtailimages_chooser": {"pk": _image, "image_id": _image},
    "wagtaildocs": {"document_id": _document, "doc_id": _document, "uploaded_file_id": _upload},
    "wagtaildocs_chooser": {"pk": _document},
}
#: What the ids in the addresses of other views mean, those of the apps above included.
EVERYWHERE: dict[str, Check] = {"page_id": is_own_page, "translation_source_id": _translation_source}
#: Views that take ids in the query as well, or instead; `all` stands for a whole listing.
QUERY_IDS: dict[str, dict[str, Check]] = {
    "wagtailadmin_choose_page_chosen_multiple": {"id": is_linkable_page},
    "wagtailimages_chooser:chosen_multiple": {"id": _image},
    "wagtaildocs_chooser:chosen_multiple": {"id": _document},
}
_BULK: dict[str, Check] = {"page": is_own_page, "portalimage": _image, "image": _image, "document": _document}


def is_beyond(request: HttpRequest, kwargs: dict[str, Any]) -> bool:
    """Whether the request reaches for something that does not exist for its user."""
    user, match = request.user, request.resolver_match
    if match is None or not user.is_authenticated or user.is_superuser:
        return False
    names = _names(match)
    if any(name in ADMINISTRATORS_ONLY for name in names):
        return True
    if is_project_team(user):
        return False
    if any(name in TEAM_ONLY for name in names):
        return True
    checks = next((BORDERS[name] for name in names if name in BORDERS), EVERYWHERE)
    if any(not checks[key](user, value) for key, value in kwargs.items() if key in checks):
        return True
    if match.view_name == "wagtail_bulk_action":
        return _bulk_is_beyond(user, kwargs, request.GET)
    if match.view_name == "wagtailadmin_editing_sessions:ping":
        return _ping_is_beyond(user, kwargs)
    in_query = QUERY_IDS.get(match.view_name, {})
    return any(_any_beyond(user, check, request.GET.getlist(key)) for key, check in in_query.items())


def leave_out_what_is_beyond(request: HttpRequest, items: list[Any]) -> None:
    """A menu offers nothing that does not exist for its user."""
    closed = set() if request.user.is_superuser else ADMINISTRATORS_ONLY
    if not is_project_team(request.user):
        closed = closed | TEAM_ONLY
    items[:] = [item for item in items if not closed.intersection(_names_at(getattr(item, "url", "")))]


def _names_at(url: Any) -> list[str]:
    try:
        return _names(resolve(urlsplit(str(url)).path))
    except Resolver404:
        return []


def _names(match: ResolverMatch) -> list[str]:
    """The name of a view and of its namespace, as the lists above give them."""
    return [match.view_name, match.namespace.split(":")[0]]


def _any_beyond(user: Someone, check: Check, values: Iterable[str]) -> bool:
    return any(not check(user, value) for value in values)


def _bulk_is_beyond(user: Someone, kwargs: dict[str, Any], query: QueryDict) -> bool:
    """A bulk action names its things in the query, or says `all` of a listing: then the listing must be one's own."""
    check = _BULK.get(str(kwargs["model_name"]).lower())
    ids = query.getlist("id")
    if check is None or not ids:
        return True
    if "all" not in ids:
        return _any_beyond(user, check, ids)
    return check is not is_own_page or not is_own_page(user, query.get("childOf"))


def _ping_is_beyond(user: Someone, kwargs: dict[str, Any]) -> bool:
    """Who else edits this? Asked of pages, and of rows that belong to a municipality."""
    try:
        model = apps.get_model(kwargs["app_label"], kwargs["model_name"])
    except LookupError:
        return True
    if issubclass(model, Page):
        return not is_own_page(user, kwargs["object_id"])
    if not hasattr(model, "municipality") and not is_sent_to_several(model):
        return True
    number = row_id(kwargs["object_id"])
    return number is None or not rows_edited_by(model, user).filter(pk=number).exists()
