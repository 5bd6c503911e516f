"""The roles of architecture §4 and the names of their groups: constants, so that nobody types a group's name twice."""

from enum import StrEnum


class Role(StrEnum):
    """What somebody who signs in is; the value is the group's name or the part before the colon."""

    PROJECT_TEAM = "Project team"
    RESEARCHER = "Researchers"
    EDITOR = "Editors"  # one group for each district
    COORDINATOR = "Coordinators"  # one group for each district
    CONTRIBUTOR = "Contributors"  # one group for each municipality
    LOCAL_CONTACT = "Local contacts"  # two for each municipality: of the municipality itself and of the parish
    TRANSLATOR = "Translators"  # one group for each language, or for a language in one municipality


#: For whom a local contact sees the sponsors who agreed to it; also the codes of those consents.
LOCAL_PURPOSES = ("municipality", "parish")


def group_name(role: Role, *keys: str) -> str:
    """The name of a group: `Editors: oulu`, `Contributors: salo`, `Translators: ar`, `Translators: ar salo`,
    `Local contacts: salo parish`.
    """
    return f"{role}: {' '.join(keys)}" if keys else str(role)


def keys_of(role: Role, names: frozenset[str]) -> list[str]:
    """What stands after the colon in those group names that belong to the role."""
    prefix = f"{role}: "
    return sorted(name.removeprefix(prefix) for name in names if name.startswith(prefix))
