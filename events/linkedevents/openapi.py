"""The description of the API in OpenAPI 3.1, written from the table of parameters so that the two cannot differ."""

from functools import cache
from typing import Any

from django.conf import settings

from events.linkedevents.parameters import EVENT, INCLUDE, NAMED, PAGING, PLACE, SEARCH, Parameter

_TEXT = {"type": "string"}
_MAYBE_TEXT = {"type": ["string", "null"]}
_NUMBER = {"type": ["integer", "null"]}
_FLAG = {"type": "boolean"}
_WORDS = {"type": ["object", "null"], "additionalProperties": {"type": "string"}}
_MOMENT = {"type": ["string", "null"], "description": "A moment in UTC with Z, or a date when no time of day is known."}
_FREE = {"type": "object"}


def _list(of: dict[str, Any]) -> dict[str, Any]:
    return {"type": "array", "items": of}


def _ref(name: str) -> dict[str, str]:
    return {"$ref": f"#/components/schemas/{name}"}


def _object(properties: dict[str, Any], *optional: str) -> dict[str, Any]:
    required = [name for name in properties if name not in optional]
    return {"type": "object", "properties": properties, "required": required, "additionalProperties": False}


_THING = {"id": _TEXT, "data_source": _TEXT, "@id": _TEXT, "@context": _TEXT, "@type": _TEXT}
_RELATION = _object({"@id": _TEXT})
_PLACE = _object(
    _THING
    | {
        "name": _WORDS,
        "street_address": _WORDS,
        "postal_code": _MAYBE_TEXT,
        "address_locality": _WORDS,
        "address_country": _TEXT,
        "telephone": _WORDS,
        "position": {"type": ["object", "null"]},
        "divisions": _list(_FREE),
        "custom_data": _FREE,
        "deleted": _FLAG,
    }
)
_KEYWORD = _object(_THING | {"name": _WORDS, "aggregate": _FLAG, "deprecated": _FLAG})
_ORGANISATION = _object(_THING | {"name": _TEXT, "names": _WORDS, "classification": _TEXT, "url": _MAYBE_TEXT})
_LANGUAGE = _object(_THING | {"name": _WORDS, "translation_available": _FLAG})
_EVENT = _object(
    _THING
    | {
        "origin_id": _TEXT,
        "name": _WORDS,
        "short_description": _WORDS,
        "info_url": _WORDS,
        "type_id": {"enum": ["General", "Course", "Volunteering"]},
        "event_status": {"enum": ["EventScheduled", "EventRescheduled", "EventPostponed", "EventCancelled"]},
        "start_time": _MOMENT,
        "end_time": _MOMENT,
        "has_start_time": _FLAG,
        "has_end_time": _FLAG,
        "super_event": {"anyOf": [_ref("Relation"), {"type": "null"}]},
        "super_event_type": {"enum": ["recurring", None]},
        "sub_events": _list(_ref("Relation")),
        "location": {"anyOf": [_ref("Relation"), _ref("Place"), {"type": "null"}]},
        "location_extra_info": _WORDS,
        "keywords": _list({"anyOf": [_ref("Relation"), _ref("Keyword")]}),
        "in_language": _list(_ref("Relation")),
        "audience_min_age": _NUMBER,
        "audience_max_age": _NUMBER,
        "offers": _list(_object({"is_free": _FLAG, "price": _WORDS, "description": _WORDS, "info_url": _WORDS})),
        "provider": _WORDS,
        "organizations": _list(_ref("Relation")),
        "publisher": _MAYBE_TEXT,
        "registration": {"type": ["object", "null"]},
        "maximum_attendee_capacity": _NUMBER,
        "remaining_attendee_capacity": {"type": "null"},
        "enrolment_start_time": _MOMENT,
        "enrolment_end_time": _MOMENT,
        "images": _list(_FREE),
        "videos": _list(_FREE),
        "external_links": _list(_FREE),
        "custom_data": _FREE,
        "created_time": _MOMENT,
        "date_published": _MOMENT,
        "last_modified_time": _MOMENT,
        "publication_status": {"enum": ["public"]},
        "deleted": {"enum": [False]},
        "replaced_by": {"type": "null"},
    }
)
_DELETED = _object(
    _THING
    | {
        "origin_id": _TEXT,
        "name": {"type": "null"},
        "last_modified_time": _MOMENT,
        "deleted": {"enum": [True]},
        "replaced_by": {"type": "null"},
    }
)
_ERROR = _object({"detail": _TEXT, "parameters": {"type": "object", "additionalProperties": _TEXT}}, "parameters")
_META = _object({"count": {"type": "integer"}, "next": _MAYBE_TEXT, "previous": _MAYBE_TEXT})

_ANY_EVENT = {"anyOf": [_ref("Event"), _ref("DeletedEvent")]}
_ANYTHING = {"anyOf": [_ref("Event"), _ref("Place"), _ref("Keyword")]}
#: Name, schema of an item, parameters of the list, parameters of one item beside `format`.
_RESOURCES: list[tuple[str, dict[str, Any], tuple[Parameter, ...], tuple[Parameter, ...]]] = [
    ("event", _ANY_EVENT, EVENT, (INCLUDE,)),
    ("place", _ref("Place"), PLACE, ()),
    ("keyword", _ref("Keyword"), NAMED, ()),
    ("organization", _ref("Organization"), NAMED, ()),
    ("language", _ref("Language"), (), ()),
]


@cache
def description() -> dict[str, Any]:
    """The whole description."""
    paths: dict[str, Any] = {"/": {"get": _operation("What there is", (), {"type": "object"})}}
    for name, schema, of_list, of_item in _RESOURCES:
        paths[f"/{name}/"] = {"get": _operation(f"List of {name}s", (*of_list, *PAGING), _page_of(schema))}
        one = _operation(f"One {name}", (*of_item, PAGING[-1]), schema, gone=name == "event")
        paths[f"/{name}/{{id}}/"] = {"get": one}
        one["parameters"].insert(0, {"name": "id", "in": "path", "required": True, "schema": _TEXT})
    paths["/search/"] = {"get": _operation("Words in names", (*SEARCH, *PAGING), _page_of(_ANYTHING))}
    return {
        "openapi": "3.1.0",
        "info": {
            "title": "Activities of community-sponsored integration, compatible with Linked Events",
            "version": "1",
            "description": "Read only, open to other sites. Name the source and the licence where you use the data.",
            "license": {"name": "CC BY 4.0", "url": "https://creativecommons.org/licenses/by/4.0/"},
        },
        "servers": [{"url": f"{settings.SITE_URL}/linkedevents/v1"}],
        "paths": paths,
        "components": {
            "schemas": {
                "Event": _EVENT,
                "DeletedEvent": _DELETED,
                "Place": _PLACE,
                "Keyword": _KEYWORD,
                "Organization": _ORGANISATION,
                "Language": _LANGUAGE,
                "Relation": _RELATION,
                "Meta": _META,
                "Error": _ERROR,
            }
        },
    }


def _page_of(schema: dict[str, Any]) -> dict[str, Any]:
    return _object({"meta": _ref("Meta"), "data": _list(schema)})


def _operation(
    summary: str, parameters: tuple[Parameter, ...], schema: dict[str, Any], *, gone: bool = False
) -> dict[str, Any]:
    responses = {
        "200": _response("The answer", schema),
        "400": _response("A value makes no sense", _ref("Error")),
        "404": _response("There is no such thing or page", _ref("Error")),
    }
    if gone:
        responses["410"] = _response("It was deleted", _ref("DeletedEvent"))
    return {"summary": summary, "parameters": [_parameter(each) for each in parameters], "responses": responses}


def _response(text: str, schema: dict[str, Any]) -> dict[str, Any]:
    return {"description": text, "content": {"application/json": {"schema": schema}}}


def _parameter(each: Parameter) -> dict[str, Any]:
    return {
        "name": each.name,
        "in": "query",
        "description": each.description,
        "schema": {"type": each.type},
        "example": each.example,
    }
