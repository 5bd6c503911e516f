"""The public page of wishes, on every microsite in every language."""

from django.http import HttpRequest, HttpResponse

from volunteering.choices import ReplyBy
from volunteering.joining import read_stamp
from volunteering.rate_limits import TooManySendsError, count_send
from volunteering.town_visits import TownVisit
from volunteering.wishes.forms import HELPER, WishForm
from volunteering.wishes.happening import happenings
from volunteering.wishes.receiving import receive_wish

SALT = "volunteering.wish"


def wishes(request: HttpRequest, town: str) -> HttpResponse:
    """Show the board, or take a wish. A town in which nothing happens says so kindly and takes none."""
    visit = TownVisit(request, town)
    if visit.town.state in {visit.town.State.PAUSED, visit.town.State.ENDED}:
        return visit.show("wishes_resting")
    if request.method != "POST":
        return _show(visit, WishForm(initial={"stamp": visit.stamp(SALT)}))
    form = WishForm(request.POST)
    if not form.is_valid():
        return _show(visit, form, status=422)
    try:
        many = count_send(request, visit.now, whole_room=True)
    except TooManySendsError:
        return _show(visit, form, status=429)
    key, opened_at = read_stamp(form.cleaned_data["stamp"], SALT)
    wish = receive_wish(
        form.cleaned_data,
        key=key,
        opened_at=opened_at,
        municipality=visit.town,
        language=visit.language,
        now=visit.now,
        many=many,
    )
    return visit.go_to(f"wishes/received/?by={wish.reply_by}" if wish.reply_by else "wishes/received/")


def wish_received(request: HttpRequest, town: str) -> HttpResponse:
    """Thank you, and what happens next; the same words whether or not it looked like spam."""
    visit = TownVisit(request, town)
    reply_by = request.GET.get("by", "")
    return visit.show(
        "wish_received",
        reply_by=reply_by if reply_by in ReplyBy.values else "",
        wishes_url=visit.url("wishes/"),
        has_activities=visit.town.has_activities,
    )


def _show(visit: TownVisit, form: WishForm, *, status: int = 200) -> HttpResponse:
    return visit.show(
        "wishes",
        status=status,
        form=form,
        helper_fields=[form[name] for name in HELPER],
        happenings=happenings(visit.town, visit.language, visit.now),
        too_many=status == 429,
    )
