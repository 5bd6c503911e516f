"""Training sessions in the admin: the list, one session with its sheet, its form, cancelling, paper."""

from typing import Any

from django.db import transaction
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import get_language, ngettext
from django.utils.translation import gettext_lazy as _
from django.views import View
from wagtail.admin import messages
from wagtail.admin.views.generic.base import WagtailAdminTemplateMixin
from wagtail.admin.widgets.button import HeaderButton

from home.ids import row_id
from volunteering.access import log_access
from volunteering.links import session_url
from volunteering.models import AccessLog, Attendance, Qualification, Registration, TrainingSession
from volunteering.models.training import HAS_A_PLACE
from volunteering.permissions import ScopedViewMixin
from volunteering.training import enrolling
from volunteering.training.forms import WEIGHTY, SessionForm, places_in_words

NAMESPACE = "volunteering_training"
State = TrainingSession.State
#: How many past sessions the list shows.
PAST = 30


class TrainingView(ScopedViewMixin, WagtailAdminTemplateMixin, View):
    """Sessions of the user's own districts and the national ones; a foreign and a missing one are 404."""

    model = TrainingSession
    header_icon = "date"
    session: TrainingSession | None = None

    def setup(self, request: HttpRequest, *args: Any, **kwargs: Any) -> None:
        super().setup(request, *args, **kwargs)
        self.now = timezone.now()

    def rows(self) -> Any:
        """The user's sessions with all that a page shows of them."""
        return self.visible().with_numbers().with_words()

    def find(self, pk: int, *, to_edit: bool = False) -> TrainingSession:
        """One session; to edit it must be one's own."""
        rows = self.rows().editable_by(self.request.user) if to_edit else self.rows()
        session: TrainingSession | None = rows.filter(pk=pk).first()
        if session is None:
            raise Http404
        self.session = session
        return session

    def can_edit(self, session: TrainingSession) -> bool:
        """Whether the user may change it; coordinators only enrol their people in national ones."""
        rows: Any = TrainingSession.objects
        return bool(rows.editable_by(self.request.user).filter(pk=session.pk).exists())

    def people(self, session: TrainingSession) -> Any:
        """Whoever of one's own districts is enrolled."""
        rows = Attendance.objects.filter(
            session=session, registration__in=Registration.objects.visible_to(self.request.user)
        )
        return rows.select_related("registration__municipality", "session")

    def get_breadcrumbs_items(self) -> list[dict[str, Any]]:
        items = [*self.breadcrumbs_items, {"url": reverse(f"{NAMESPACE}:index"), "label": _("Training")}]
        if self.session is not None and not isinstance(self, SessionView):
            items.append({"url": session_page(self.session.pk), "label": str(self.session)})
        return items if isinstance(self, SessionListView) else [*items, {"url": "", "label": self.get_page_title()}]

    def show(self, status: int = 200, **context: Any) -> HttpResponse:
        """The page with its frame."""
        whole = self.get_context_data(**context)
        response: HttpResponse = self.render_to_response(whole, status=status)
        return response


def session_page(pk: int) -> str:
    """The address of a session in the admin."""
    return reverse(f"{NAMESPACE}:session", args=[pk])


class SessionListView(TrainingView):
    """Those to come, the next first, then the past ones."""

    page_title = _("Training")
    template_name = "volunteering/admin/training_list.html"

    def get(self, request: HttpRequest) -> HttpResponse:
        rows = self.rows()
        ahead = rows.filter(ends_at__gt=self.now).order_by("starts_at", "pk")
        past = rows.filter(ends_at__lte=self.now).order_by("-starts_at", "-pk")[:PAST]
        language = get_language() or "fi"
        return self.show(
            ahead=[self._line(row, language) for row in ahead], past=[self._line(r, language) for r in past]
        )

    @property
    def header_buttons(self) -> list[HeaderButton]:
        return [HeaderButton(label=_("New session"), url=reverse(f"{NAMESPACE}:add"), icon_name="plus")]

    def _line(self, row: Any, language: str) -> dict[str, Any]:
        has_ended = row.ends_at <= self.now
        return {
            "row": row,
            "title": row.title(language),
            "area": row.area_in_words(language),
            "place": row.place_in_words(language),
            "places": "" if has_ended or row.state == State.CANCELLED else places_in_words(row),
            "needs_sheet": has_ended and row.state == State.PLANNED and row.taken,
            "url": session_page(row.pk),
        }


class SessionView(TrainingView):
    """One session: who comes, who waits, and the sheet. `post_…` names are the values of the buttons' `action`."""

    template_name = "volunteering/admin/training_session.html"

    def get(self, request: HttpRequest, pk: int) -> HttpResponse:
        session = self.find(pk)
        rows = list(self.people(session).order_by("enrolled_at", "pk"))
        log_access(request.user, AccessLog.Action.LIST, [row.registration.reference for row in rows])
        language = get_language() or "fi"
        with_place = [row for row in rows if row.state in HAS_A_PLACE]
        others = session.places_taken() + session.waiting - len(with_place)  # type: ignore[attr-defined]
        waiting = [row for row in rows if row.state == Attendance.State.WAITING]
        return self.show(
            session=session,
            area=session.area_in_words(language),
            place=session.place_in_words(language),
            summary=session.summary(language),
            places=places_in_words(session),
            coming=sorted(with_place, key=lambda row: row.registration.full_name.casefold()),
            waiting=waiting,
            cancelled=[row for row in rows if row.state == Attendance.State.CANCELLED],
            others=others - len(waiting),
            is_open=session.is_open(self.now),
            has_begun=session.state != State.CANCELLED and session.starts_at <= self.now,
            can_edit=self.can_edit(session),
            unrecorded=self._without_qualification(rows),
            public_url=session_url(session, language),
        )

    def post(self, request: HttpRequest, pk: int) -> HttpResponse:
        session = self.find(pk)
        act = getattr(self, f"post_{request.POST.get('action', '')}", None)
        if act is None:
            messages.error(request, _("This is not possible here."))
        else:
            act(session, request)
        return redirect(session_page(pk))

    def post_sheet(self, session: TrainingSession, request: HttpRequest) -> None:
        """Keep who was there."""
        if session.state == State.CANCELLED or session.starts_at > self.now:
            messages.error(request, _("The session has not begun yet."))
            return
        there = [key for text in request.POST.getlist("there") if (key := row_id(text)) is not None]
        rows = self.people(session)
        enrolling.keep_sheet(session, rows, there, by=request.user, now=self.now)
        self._log_change(rows)
        number = rows.filter(state=Attendance.State.ATTENDED).count()
        told = ngettext("Saved: %(number)d was there.", "Saved: %(number)d were there.", number)
        messages.success(request, told % {"number": number})

    def post_record(self, session: TrainingSession, request: HttpRequest) -> None:
        """Everybody who was there is qualified by the training."""
        rows = self._without_qualification(self.people(session))
        enrolling.record_training(rows, by=request.user)
        log_access(request.user, AccessLog.Action.CHANGE, [row.registration.reference for row in rows])
        number = len(rows)
        told = ngettext("Recorded for %(number)d person.", "Recorded for %(number)d people.", number)
        messages.success(request, told % {"number": number})

    def post_leave(self, session: TrainingSession, request: HttpRequest) -> None:
        """Somebody cannot come."""
        row = self.people(session).filter(pk=row_id(request.POST.get("attendance"))).first()
        if row is None or not enrolling.cancel_attendance(row, by=request.user, now=self.now):
            messages.error(request, _("This is not possible here."))
            return
        log_access(request.user, AccessLog.Action.CHANGE, [row.registration.reference])
        messages.success(request, _("The place is free again; the next on the waiting list is told."))

    def get_page_title(self) -> str:
        return self.session.title(get_language() or "fi") if self.session else ""

    @property
    def header_buttons(self) -> list[HeaderButton]:
        session = self.session
        if session is None:
            return []
        paper = HeaderButton(
            label=_("Sheet on paper"), url=reverse(f"{NAMESPACE}:paper", args=[session.pk]), icon_name="doc-full"
        )
        if session.state == State.CANCELLED or not self.can_edit(session):
            return [paper]
        edit = HeaderButton(label=_("Edit"), url=reverse(f"{NAMESPACE}:edit", args=[session.pk]), icon_name="edit")
        cancel = HeaderButton(
            label=_("Cancel the session"), url=reverse(f"{NAMESPACE}:cancel", args=[session.pk]), icon_name="cross"
        )
        return [edit, paper, cancel] if session.is_open(self.now) else [edit, paper]

    def _without_qualification(self, rows: Any) -> list[Attendance]:
        was_there = [row for row in rows if row.state == Attendance.State.ATTENDED]
        people = [row.registration_id for row in was_there]
        known = set(
            Qualification.objects.filter(basis="training", registration__in=people).values_list(
                "registration", flat=True
            )
        )
        return [row for row in was_there if row.registration_id not in known]

    def _log_change(self, rows: Any) -> None:
        references = list(rows.values_list("registration__reference", flat=True))
        log_access(self.request.user, AccessLog.Action.CHANGE, references, "attendance sheet")


class SessionEditView(TrainingView):
    """A new session, or another day, place or number of places."""

    template_name = "volunteering/admin/training_edit.html"

    def get(self, request: HttpRequest, pk: int | None = None) -> HttpResponse:
        instance = self.find(pk, to_edit=True) if pk is not None else None
        return self._form_page(SessionForm(request.user, instance=instance))

    def post(self, request: HttpRequest, pk: int | None = None) -> HttpResponse:
        instance = self.find(pk, to_edit=True) if pk is not None else None
        if instance is not None and instance.state == State.CANCELLED:
            messages.error(request, _("This is not possible here."))
            return redirect(session_page(instance.pk))
        before = [getattr(instance, name) for name in WEIGHTY] if instance else []
        form = SessionForm(request.user, request.POST, instance=instance)
        if not form.is_valid():
            messages.error(request, _("The session was not saved. Look at the fields that are marked."))
            return self._form_page(form, status=422)
        with transaction.atomic():
            session = form.save()
            form.save_words()
            moved = bool(before) and before != [getattr(session, name) for name in WEIGHTY]
            told = enrolling.tell_of_change(session, self.now) if moved and session.is_open(self.now) else 0
            enrolling.move_up(session, self.now)
        messages.success(request, _("The session was saved."))
        if told:
            number = ngettext("%(number)d person is told.", "%(number)d people are told.", told) % {"number": told}
            messages.success(request, number)
        return redirect(session_page(session.pk))

    def get_page_title(self) -> str:
        return str(_("Edit") if self.session else _("New session"))

    def _form_page(self, form: SessionForm, status: int = 200) -> HttpResponse:
        back = session_page(self.session.pk) if self.session else reverse(f"{NAMESPACE}:index")
        coming = self.session.attendances.filter(state__in=enrolling.COMING).count() if self.session else 0
        return self.show(status, form=form, back=back, media=form.media, coming=coming)


class SessionCancelView(TrainingView):
    """Cancel a session, after a page that says who is told."""

    page_title = _("Cancel the session")
    template_name = "volunteering/admin/training_cancel.html"

    def get(self, request: HttpRequest, pk: int) -> HttpResponse:
        session = self.find(pk, to_edit=True)
        rows = self.people(session).filter(state__in=enrolling.COMING)
        by_phone = [row.registration for row in rows if not row.registration.email]
        return self.show(
            session=session, number=len(rows) - len(by_phone), by_phone=by_phone, is_open=session.is_open(self.now),
            back=session_page(pk),
        )  # fmt: skip

    def post(self, request: HttpRequest, pk: int) -> HttpResponse:
        session = self.find(pk, to_edit=True)
        if session.is_open(self.now):
            enrolling.cancel_session(session, now=self.now)
            messages.success(request, _("The session was cancelled, and everybody who would have come is told."))
        else:
            messages.error(request, _("This is not possible here."))
        return redirect(session_page(pk))


class PaperSheetView(TrainingView):
    """The sheet on paper: names and boxes, nothing else about anybody."""

    template_name = "volunteering/admin/training_paper.html"

    def get(self, request: HttpRequest, pk: int) -> HttpResponse:
        session = self.find(pk)
        rows = self.people(session).filter(state__in=HAS_A_PLACE)
        people = sorted((row.registration for row in rows), key=lambda person: person.full_name.casefold())
        log_access(request.user, AccessLog.Action.EXPORT, [person.reference for person in people], "attendance sheet")
        language = get_language() or "fi"
        return self.show(
            session=session, people=people, title=session.title(language), place=session.place_in_words(language),
            blank=range(5), back=session_page(pk),
        )  # fmt: skip

    def get_page_title(self) -> str:
        return str(_("Sheet on paper"))
