"""Calls, sign-ups, requests to join, sponsors, groups, training: all personal data of the project lives here."""

from volunteering.models.calls import RecruitmentCall
from volunteering.models.desk import DeskSettings, MessageTemplate, SavedFilter
from volunteering.models.groups import GroupMembership, PublishedGap, SponsorGroup
from volunteering.models.joining import JoinRequest
from volunteering.models.keeping import Erasure, RetentionRun
from volunteering.models.messages import PublicMessage
from volunteering.models.pages import RecruitmentPage, RolesPage
from volunteering.models.pulse import PulseAnswer, PulseMonth, SponsorPulseAnswer, SponsorPulseAsk
from volunteering.models.questions import Question, QuestionAnswer, QuestionText, QuestionVersion
from volunteering.models.records import (
    AccessLog,
    CaseNote,
    ConsentRecord,
    OutboundMessage,
    PrivacyNotice,
    StatusChange,
)
from volunteering.models.registrations import Registration
from volunteering.models.reviews import TextReview
from volunteering.models.roles import RoleDefinition, RoleText
from volunteering.models.sponsors import ExtractCheck, Qualification, Sponsor, SponsorChange
from volunteering.models.training import Attendance, TrainingSession, TrainingSessionText
from volunteering.models.wishes import Wish

__all__ = [
    "AccessLog",
    "Attendance",
    "CaseNote",
    "ConsentRecord",
    "DeskSettings",
    "Erasure",
    "ExtractCheck",
    "GroupMembership",
    "JoinRequest",
    "MessageTemplate",
    "OutboundMessage",
    "PrivacyNotice",
    "PublicMessage",
    "PublishedGap",
    "PulseAnswer",
    "PulseMonth",
    "Qualification",
    "Question",
    "QuestionAnswer",
    "QuestionText",
    "QuestionVersion",
    "RecruitmentCall",
    "RecruitmentPage",
    "Registration",
    "RetentionRun",
    "RoleDefinition",
    "RoleText",
    "RolesPage",
    "SavedFilter",
    "Sponsor",
    "SponsorChange",
    "SponsorGroup",
    "SponsorPulseAnswer",
    "SponsorPulseAsk",
    "StatusChange",
    "TextReview",
    "TrainingSession",
    "TrainingSessionText",
    "Wish",
]
