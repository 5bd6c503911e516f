"""Every address of the admin, out of the URLconf itself, and what the ids in it mean."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from django.urls import NoReverseMatch, URLPattern, URLResolver, get_resolver, reverse

#: What is not asked, and why.
LEFT_OUT = {
    "wagtailadmin_error_test": "raises on purpose",
    "wagtailadmin_logout": "ends the session that asks; shows nothing",
}

#: Id in an address → the kind of thing it is: by view, by namespace, or everywhere.
KINDS: dict[str, dict[str, str]] = {
    "wagtailadmin_explore": {"parent_page_id": "town_page"},
    "wagtailadmin_explore_results": {"parent_page_id": "town_page"},
    "wagtailadmin_choose_page_child": {"parent_page_id": "town_page"},
    "wagtailadmin_pages": {
        "page_id": "page", "pk": "page", "parent_page_id": "town_page", "page_to_move_id": "page",
        "destination_id": "town_page", "revision_id": "revision", "revision_id_a": "revision",
        "revision_id_b": "revision", "task_state_id": "task_state", "task_id": "task",
        "workflow_state_id": "workflow_state", "action_name": "=approve",
        "content_type_app_name": "=municipalities", "content_type_model_name": "=localpage",
        "app_label": "=municipalities", "model_name": "=localpage",
    },
    "wagtailadmin_pages:workflow_action": {"page_id": "waiting"},
    "wagtailadmin_pages:collect_workflow_action_data": {"page_id": "waiting"},
    "wagtailadmin_pages:confirm_workflow_cancellation": {"page_id": "waiting"},
    "wagtailadmin_pages:workflow_preview": {"page_id": "waiting"},
    "wagtailadmin_pages:workflow_history": {"page_id": "waiting"},
    "wagtailadmin_pages:workflow_history_detail": {"page_id": "waiting"},
    "wagtailadmin_pages:unlock": {"page_id": "waiting"},
    "wagtailadmin_api:pages": {"pk": "page", "action_name": "=copy"},
    "wagtailadmin_api:images": {"pk": "image"},
    "wagtailadmin_api:documents": {"pk": "document"},
    "wagtail_bulk_action": {"app_label": "=wagtailcore", "model_name": "=page", "action": "=delete"},
    "wagtailadmin_tag_model_autocomplete": {"app_name": "=taggit", "model_name": "=tag"},
    "wagtailadmin_collections": {"pk": "collection", "collection_id": "collection"},
    "wagtailadmin_workflows": {
        "pk": "workflow", "page_pk": "page", "workflow_pk": "workflow", "task_id": "task",
        "app_label": "=municipalities", "model_name": "=districtapprovaltask",
    },
    "wagtailadmin_editing_sessions": {
        "app_label": "=municipalities", "model_name": "=localpage", "object_id": "page", "session_id": "session",
    },
    "wagtail_localize": {
        "page_id": "page", "translation_source_id": "translation_source", "translation_id": "translation",
        "string_segment_id": "string_segment", "overridable_segment_id": "string_segment", "mode": "=",
        "app_label": "=municipalities", "model_name": "=place", "pk": "place",
    },
    "wagtailredirects": {"redirect_id": "redirect"},
    "wagtailsettings": {"app_name": "=home", "model_name": "=nothing", "pk": "site"},
    "wagtaildocs": {"document_id": "document", "doc_id": "document", "uploaded_file_id": "upload"},
    "wagtaildocs_chooser": {"pk": "document"},
    "wagtailimages": {"image_id": "image", "uploaded_file_id": "upload", "filter_spec": "=width-100"},
    "wagtailimages_chooser": {"pk": "image", "image_id": "image"},
    "people": {"pk": "membership", "role": "=contributor"},
    "people:invitation": {"pk": "invitation"},
    "confirm_page": {"page_id": "page"},
    "desk_list": {"name": "=waiting"},
    "event_dates": {"page_id": "event"},
    "idea_copy": {"idea": "idea"},
    "page_translations": {"page_id": "page"},
    "translation_start": {"page_id": "page", "language": "=sv"},
    "translation_do": {"page_id": "page"},
    "submit_page_guarded": {"page_id": "page"},
    "submit_snippet_guarded": {"app_label": "=municipalities", "model_name": "=place", "pk": "place"},
    "update_guarded": {"translation_source_id": "translation_source"},
    "figures_file": {"kind": "=csv"},
    "no_alias": {"page_id": "page"},
    "event_topics": {"pk": "topic"},
    "volunteering_registrations": {"reference": "registration"},
    "volunteering_join_requests": {"reference": "join_request"},
    "volunteering_sponsors": {"reference": "sponsor"},
    "volunteering_groups": {"pk": "sponsor_group"},
    "volunteering_roles": {"pk": "role"},
    "volunteering_messages": {"reference": "message"},
    "wish_board": {"pk": "municipality"},
    "volunteering_wish_cases": {"reference": "wish"},
    "volunteering_mail_words": {"template": "=receipt", "language": "=fi"},
    "volunteering_reviews": {"kind": "=worry", "language": "=ar"},
    "volunteering_calls": {"pk": "call", "question": "question"},
    "volunteering_training": {"pk": "training_session"},
    "place": {"pk": "place"},
    "contact": {"pk": "contact"},
    "organisation": {"pk": "organisation"},
    "notice": {"pk": "notice"},
    "opening": {"code": "municipality_code", "action": "=undo"},
    "pagetemplate": {"pk": "page_template"},
    "municipality": {"pk": "municipality"},
    "district": {"pk": "district"},
    "wagtailsites": {"pk": "site"},
    "wagtailusers_users": {"pk": "user"},
    "wagtailusers_groups": {"pk": "group"},
    "wagtaillocales": {"pk": "locale"},
    "wagtailadmin_password_reset_confirm": {"uidb64": "=MQ", "token": "=x-y"},
}  # fmt: skip
#: Kinds that belong to no district: there is no foreign one, but a missing one.
SHARED = {"page_template", "task", "workflow", "redirect", "site", "group", "locale", "topic", "idea", "role"}


@dataclass(frozen=True)
class Address:
    """One pattern: its name for `reverse`, and its ids with their kinds."""

    name: str
    ids: tuple[tuple[str, str], ...]

    def path(self, values: dict[str, Any]) -> str | None:
        """The path with these values by kind; None where a value is not to be had."""
        kwargs = {key: kind[1:] if kind.startswith("=") else values.get(kind) for key, kind in self.ids}
        try:
            return reverse(self.name, kwargs=kwargs)
        except NoReverseMatch:
            return None

    @property
    def kinds(self) -> list[str]:
        """The kinds of things that the address names."""
        return [kind for _key, kind in self.ids if not kind.startswith("=")]


def admin_addresses() -> tuple[list[Address], list[str]]:
    """All addresses below `/admin/`, and those that nobody has said the meaning of."""
    known, unknown = [], []
    for name, keys in _walk(get_resolver(), "", ""):
        if name in LEFT_OUT or name == "?":
            continue
        kinds = {**KINDS.get(name.rsplit(":", 1)[0], {}), **KINDS.get(name, {})}
        if all(key in kinds for key in keys):
            known.append(Address(name, tuple((key, kinds[key]) for key in keys)))
        else:
            unknown.append(f"{name} {sorted(set(keys) - set(kinds))}")
    return known, unknown


def _walk(resolver: URLResolver, prefix: str, namespace: str) -> Iterator[tuple[str, list[str]]]:
    for entry in resolver.url_patterns:
        path = prefix + str(entry.pattern)
        if isinstance(entry, URLResolver):
            yield from _walk(entry, path, namespace + (f"{entry.namespace}:" if entry.namespace else ""))
        elif isinstance(entry, URLPattern) and path.startswith("admin/"):
            name = f"{namespace}{entry.name}" if entry.name else "?"
            yield name, sorted(_keys(entry))


def _keys(entry: URLPattern) -> set[str]:
    return set(entry.pattern.converters) | set(entry.pattern.regex.groupindex)
