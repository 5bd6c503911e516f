"""One of everything in one municipality, each with a canary: a string that nobody outside its district may ever see."""

from dataclasses import dataclass, field
from datetime import timedelta
from io import BytesIO
from typing import Any
from uuid import uuid4

from django.core.files.base import ContentFile
from django.db.models import QuerySet
from django.utils import timezone
from PIL import Image as PillowImage
from wagtail.admin.models import EditingSession
from wagtail.documents.models import Document
from wagtail.models import Collection, Comment, Page, Revision, TaskState, UploadedFile, WorkflowState
from wagtail_localize.models import StringSegment, Translation, TranslationSource

from events.models import EventIndexPage, EventPage
from home.languages import LANGUAGES_BY_CODE
from home.models import PortalImage, User
from home.translation import translate
from municipalities.accounts import make_contributor
from municipalities.invitations import invite
from municipalities.models import (
    Contact,
    ContactText,
    Invitation,
    LocalPage,
    Municipality,
    Notice,
    NoticeText,
    Organisation,
    OrganisationText,
    Place,
    PlaceText,
)
from municipalities.people import Membership
from municipalities.rights import collection_name
from municipalities.workflow import ensure_workflow
from tests.cast import Country
from volunteering.models import (
    Attendance,
    ConsentRecord,
    GroupMembership,
    JoinRequest,
    PrivacyNotice,
    PublicMessage,
    Question,
    QuestionAnswer,
    QuestionVersion,
    RecruitmentCall,
    Registration,
    Sponsor,
    SponsorGroup,
    TrainingSession,
    TrainingSessionText,
    Wish,
)
from volunteering.opening import ensure_recruitment
from volunteering.questions.asked import Words
from volunteering.questions.services import Draft, add_question


@dataclass
class Scene:
    """The ids of everything in one municipality, by kind; `canary` is in every text of it."""

    town: Municipality
    canary: str
    ids: dict[str, Any] = field(default_factory=dict)
    watched: list[QuerySet[Any]] = field(default_factory=list)

    def state(self) -> list[Any]:
        """All rows that nobody from elsewhere may change."""
        return [list(rows.values_list()) for rows in self.watched]


def set_scene(country: Country, slug: str, author: User) -> Scene:
    """Pages in two languages with drafts, a running workflow and a comment; rows, files, sign-ups."""
    town = country.municipalities[slug]
    scene = Scene(town, f"Canary {slug}")
    _pages(scene, country, author)
    _rows(scene)
    _files(scene, author)
    _people(scene)
    scene.ids |= {"municipality": town.pk, "municipality_code": town.code, "district": town.district.pk}
    return scene


def _pages(scene: Scene, country: Country, author: User) -> None:
    slug = scene.town.slug
    finnish, arabic = country.town_pages["fi"][slug], country.town_pages["ar"][slug]
    page = finnish.add_child(
        instance=LocalPage(title=f"{scene.canary} live", slug="canary", locale=finnish.locale, owner=author)
    )
    page.save_revision(user=author).publish()
    page.title = f"{scene.canary} draft"
    draft = page.save_revision(user=author)
    page.refresh_from_db()
    translated = translate(page, arabic.locale, {"title": f"{scene.canary} arabic"}, publish=False)
    waiting = finnish.add_child(
        instance=LocalPage(title=f"{scene.canary} waiting", slug="waiting", locale=finnish.locale, live=False)
    )
    waiting.save_revision(user=author)
    workflow_state = ensure_workflow().start(waiting, author)
    workflow_state.current_task_state.comment = f"{scene.canary} task comment"
    workflow_state.current_task_state.save()
    Comment.objects.create(page=page, user=author, text=f"{scene.canary} comment", contentpath="summary")
    events = finnish.add_child(instance=EventIndexPage(title="Events", slug="events", locale=finnish.locale))
    event = events.add_child(
        instance=EventPage(
            title=f"{scene.canary} event",
            slug="event",
            locale=finnish.locale,
            live=False,
            start_date=timezone.localdate(),
            is_free=True,
        )
    )
    event.save_revision(user=author)
    source, _made = TranslationSource.update_or_create_from_instance(page)
    translation = Translation.objects.get_or_create(source=source, target_locale=arabic.locale)[0]
    session = EditingSession.objects.create(
        user=author, content_type=page.content_type, object_id=str(page.pk), last_seen_at=timezone.now()
    )
    Page.objects.filter(pk=waiting.pk).update(locked=True, locked_by=author, locked_at=timezone.now())
    scene.ids |= {
        "page": page.pk, "translated": translated.pk, "waiting": waiting.pk, "event": event.pk, "town_page": finnish.pk,
        "revision": draft.pk, "task_state": workflow_state.current_task_state.pk, "workflow_state": workflow_state.pk,
        "translation_source": source.pk, "translation": translation.pk, "session": session.pk,
        "string_segment": StringSegment.objects.filter(source=source).values_list("pk", flat=True).first(),
    }  # fmt: skip
    paths = [pages[slug].path for pages in country.town_pages.values()]
    keys = [page.pk for path in paths for page in Page.objects.filter(path__startswith=path)]
    scene.watched += [
        Page.objects.filter(pk__in=keys),
        Revision.objects.filter(object_id__in=[str(key) for key in keys]),
        WorkflowState.objects.filter(pk=workflow_state.pk),
        TaskState.objects.filter(workflow_state=workflow_state),
        Comment.objects.filter(page__in=keys),
        Translation.objects.filter(source=source),
    ]


def _rows(scene: Scene) -> None:
    slug, town = scene.town.slug, scene.town
    place = Place.objects.create(key=f"{slug}-canary", municipality=town, street_address=f"{scene.canary} street")
    contact = Contact.objects.create(key=f"{slug}-canary", municipality=town)
    organisation = Organisation.objects.create(key=f"{slug}-canary", kind="association", municipality=town)
    notice = Notice.objects.create(ends_at=timezone.now() + timedelta(days=1))
    notice.municipalities.add(town)
    for code in LANGUAGES_BY_CODE:
        NoticeText.objects.create(parent=notice, language=code, title=f"{scene.canary} notice")
        PlaceText.objects.create(parent=place, language=code, name=f"{scene.canary} place")
        ContactText.objects.create(parent=contact, language=code, role=f"{scene.canary} contact")
        OrganisationText.objects.create(parent=organisation, language=code, name=f"{scene.canary} organisation")
    scene.ids |= {"place": place.pk, "contact": contact.pk, "organisation": organisation.pk}
    scene.ids["notice"] = notice.pk
    scene.watched += [model.objects.filter(municipality=town) for model in (Place, Contact, Organisation)] + [
        text.objects.filter(parent__municipality=town) for text in (PlaceText, ContactText, OrganisationText)
    ]
    scene.watched += [Notice.objects.filter(pk=notice.pk), NoticeText.objects.filter(parent=notice)]


def _files(scene: Scene, author: User) -> None:
    collection = Collection.objects.get(name=collection_name(scene.town))
    picture = BytesIO()
    PillowImage.new("RGB", (8, 8)).save(picture, "PNG")
    image = PortalImage.objects.create(
        title=f"{scene.canary} image", file=ContentFile(picture.getvalue(), f"{scene.town.slug}.png"),
        collection=collection, uploaded_by_user=author,
    )  # fmt: skip
    document = Document.objects.create(
        title=f"{scene.canary} document", file=ContentFile(b"%PDF-1.4", f"{scene.town.slug}.pdf"),
        collection=collection, uploaded_by_user=author,
    )  # fmt: skip
    upload = UploadedFile.objects.create(file=ContentFile(b"x", "upload.png"), uploaded_by_user=author)
    scene.ids |= {
        "image": image.pk, "document": document.pk, "upload": upload.pk, "collection": collection.pk, "user": author.pk,
    }  # fmt: skip
    scene.watched += [
        PortalImage.objects.filter(pk=image.pk),
        Document.objects.filter(pk=document.pk),
        UploadedFile.objects.filter(pk=upload.pk),
        Collection.objects.filter(pk=collection.pk),
    ]


def _people(scene: Scene) -> None:
    call, now = ensure_recruitment(scene.town, ["fi"]), timezone.now()
    registration = Registration.objects.create(
        call=call, municipality=scene.town, idempotency_key=uuid4(), language="fi", full_name=f"{scene.canary} person",
        email="canary@example.org", contact_language="fi", wants="group", is_adult=True, status="new",
        status_changed_at=now, created_at=now, privacy_notice=PrivacyNotice.objects.current(), privacy_language="fi",
        privacy_read_at=now, message=f"{scene.canary} message",
    )  # fmt: skip
    request = JoinRequest.objects.create(
        idempotency_key=uuid4(), municipality=scene.town, language="fi", name_used=f"{scene.canary} newcomer",
        reply_by="call", phone="+358 00 000 0001", contact_language="fi", who_comes="me", status_changed_at=now,
        created_at=now,
    )  # fmt: skip
    invitation = invite(
        by=User.objects.get(username="admin"), role="contributor", name=f"{scene.canary} invited",
        email=f"{scene.town.slug}-canary@example.org", mail_language="fi", municipalities=[scene.town], now=now,
    )  # fmt: skip
    writer = User.objects.create_user(f"{scene.town.slug}-writer", first_name=f"{scene.canary} writer")
    make_contributor(writer, scene.town)
    membership = Membership.objects.get(user=writer)
    scene.ids |= {"invitation": invitation.pk, "membership": membership.pk}
    message = PublicMessage.objects.create(
        idempotency_key=uuid4(), kind="worry", municipality=scene.town, language="fi", text=f"{scene.canary} worry",
        status_changed_at=now, created_at=now,
    )  # fmt: skip
    wish = Wish.objects.create(
        idempotency_key=uuid4(), municipality=scene.town, language="fi", topics=["food"], text=f"{scene.canary} wish",
        would_help=True, name_used=f"{scene.canary} helper", reply_by="call", phone="+358 00 000 0002",
        status_changed_at=now, created_at=now,
    )  # fmt: skip
    scene.ids["wish"] = wish.reference
    scene.watched.append(Wish.objects.filter(pk=wish.pk))
    scene.ids["message"] = message.reference
    session = TrainingSession.objects.create(
        municipality=scene.town, starts_at=now + timedelta(days=3), ends_at=now + timedelta(days=3, hours=2)
    )
    TrainingSessionText.objects.create(parent=session, language="fi", title=f"{scene.canary} training")
    attendance = Attendance.objects.create(session=session, registration=registration, enrolled_at=now, changed_at=now)
    scene.ids["training_session"] = session.pk
    scene.watched.append(PublicMessage.objects.filter(pk=message.pk))
    words = {"fi": Words(f"{scene.canary} question", "?", "", ())}
    question = add_question(call, Draft("text", False, words))
    QuestionAnswer.objects.create(registration=registration, version=question.versions.get(), text=scene.canary)
    scene.ids["question"] = question.pk
    scene.watched += [
        Question.objects.filter(call=call),
        QuestionVersion.objects.filter(question__call=call),
        QuestionAnswer.objects.filter(registration=registration),
    ]
    _sponsors(scene, call)
    scene.ids |= {"registration": registration.reference, "join_request": request.reference, "call": call.pk}
    scene.watched += [
        Registration.objects.filter(pk=registration.pk),
        JoinRequest.objects.filter(pk=request.pk),
        RecruitmentCall.objects.filter(pk=call.pk),
        TrainingSession.objects.filter(pk=session.pk),
        TrainingSessionText.objects.filter(parent=session),
        Attendance.objects.filter(pk=attendance.pk),
        Invitation.objects.filter(pk=invitation.pk),
        Membership.objects.filter(pk=membership.pk),
    ]


def _sponsors(scene: Scene, call: RecruitmentCall) -> None:
    """A sponsor, a group with a canary in its name, and her place in it."""
    now = timezone.now()
    registration = Registration.objects.create(
        call=call, municipality=scene.town, idempotency_key=uuid4(), language="fi", full_name=f"{scene.canary} sponsor",
        email="canary2@example.org", wants="group", is_adult=True, status="approved", status_changed_at=now,
        created_at=now, privacy_notice=PrivacyNotice.objects.current(), privacy_language="fi", privacy_read_at=now,
    )  # fmt: skip
    sponsor = Sponsor.objects.create(
        registration=registration, municipality=scene.town, state="active", state_changed_at=now, approved_at=now,
        ground_rules_accepted_on=timezone.localdate(now),
    )  # fmt: skip
    for purpose in ("municipality", "parish"):
        ConsentRecord.objects.create(
            registration=registration, purpose=purpose, privacy_notice=registration.privacy_notice, language="fi",
            given_at=now,
        )  # fmt: skip
    group = SponsorGroup.objects.create(municipality=scene.town, name=f"{scene.canary} group")
    member = GroupMembership.objects.create(group=group, sponsor=sponsor, joined_on=timezone.localdate(now))
    scene.ids |= {"sponsor": registration.reference, "sponsor_group": group.pk}
    scene.watched += [
        Registration.objects.filter(pk=registration.pk),
        Sponsor.objects.filter(pk=sponsor.pk),
        SponsorGroup.objects.filter(pk=group.pk),
        GroupMembership.objects.filter(pk=member.pk),
    ]
