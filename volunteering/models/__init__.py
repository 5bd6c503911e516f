"""Calls, sign-ups, requests to join, and the records about them. All personal data of the project lives here."""

from volunteering.models.calls import RecruitmentCall
from volunteering.models.desk import DeskSettings, MessageTemplate, SavedFilter
from volunteering.models.joining import JoinRequest
from volunteering.models.keeping import Erasure, RetentionRun
from volunteering.models.messages import PublicMessage
from volunteering.models.pages import RecruitmentPage
from volunteering.models.pulse import PulseAnswer, SponsorPulseAnswer
from volunteering.models.records import (
    AccessLog,
    CaseNote,
    ConsentRecord,
    OutboundMessage,
    PrivacyNotice,
    StatusChange,
)
from volunteering.models.registrations import Registration
from volunteering.models.wishes import Wish

__all__ = [
    "AccessLog",
    "CaseNote",
    "ConsentRecord",
    "DeskSettings",
    "Erasure",
    "JoinRequest",
    "MessageTemplate",
    "OutboundMessage",
    "PrivacyNotice",
    "PublicMessage",
    "PulseAnswer",
    "RecruitmentCall",
    "RecruitmentPage",
    "Registration",
    "RetentionRun",
    "SavedFilter",
    "SponsorPulseAnswer",
    "StatusChange",
    "Wish",
]
