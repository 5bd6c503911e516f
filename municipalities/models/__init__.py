"""Districts, municipalities, organisations, places, contacts, and the pages of microsites."""

from municipalities.models.experiences import ExperiencePage, GuidePage
from municipalities.models.figures import FigurePublication, FigureValue
from municipalities.models.goals import GoalsPage
from municipalities.models.invitations import Invitation
from municipalities.models.notices import Notice, NoticeText
from municipalities.models.organisations import (
    Contact,
    ContactText,
    Organisation,
    OrganisationText,
    Place,
    PlaceText,
)
from municipalities.models.pages import (
    ContactsPage,
    DistrictPage,
    LocalPage,
    MunicipalityIndexPage,
    MunicipalityPage,
)
from municipalities.models.pilot import Pilot, PilotText
from municipalities.models.regions import District, Municipality
from municipalities.models.templates import PageTemplate, PageTemplateText
from municipalities.models.upkeep import Confirmation, PageProblems
from municipalities.models.workflow import DistrictApprovalTask

__all__ = [
    "Confirmation",
    "Contact",
    "ContactText",
    "ContactsPage",
    "District",
    "DistrictApprovalTask",
    "DistrictPage",
    "ExperiencePage",
    "FigurePublication",
    "FigureValue",
    "GoalsPage",
    "GuidePage",
    "Invitation",
    "LocalPage",
    "Municipality",
    "MunicipalityIndexPage",
    "MunicipalityPage",
    "Notice",
    "NoticeText",
    "Organisation",
    "OrganisationText",
    "PageProblems",
    "PageTemplate",
    "PageTemplateText",
    "Pilot",
    "PilotText",
    "Place",
    "PlaceText",
]
