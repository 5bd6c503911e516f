"""What dates a schedule means: in wall time, over both clock changes, whatever the rule (`events.md` §2 and §4)."""

from datetime import UTC, date, datetime, time, timedelta
from typing import Any

import pytest
from dateutil import rrule
from hypothesis import given, settings
from hypothesis import strategies as st

from events.schedule import (
    HELSINKI,
    MAX_OCCURRENCES,
    AddedDate,
    Frequency,
    Rule,
    Schedule,
    SkipReason,
    Slot,
    expand,
    gap_days,
    is_ambiguous,
    is_in_gap,
    to_utc,
)

GAP = date(2026, 3, 29)
TWICE = date(2026, 10, 25)


def _weekly(**changes: Any) -> Schedule:
    rule = Rule(Frequency.WEEKLY, until=date(2026, 5, 26))
    return Schedule(**{"start_date": date(2026, 3, 24), "start_time": time(17, 30), "rule": rule} | changes)


def _walls(schedule: Schedule) -> list[str]:
    return [slot.start.astimezone(HELSINKI).strftime("%Y-%m-%d %H:%M") for slot in expand(schedule).slots]


# --- clock changes -------------------------------------------------------------------------------


def test_wall_time_stays_and_utc_moves() -> None:
    slots = expand(_weekly()).slots
    assert {slot.start.astimezone(HELSINKI).time() for slot in slots} == {time(17, 30)}
    assert [slot.start.hour for slot in slots[:2]] == [15, 14]


def test_the_hour_that_does_not_exist_is_skipped_and_not_counted() -> None:
    schedule = Schedule(date(2026, 3, 28), time(3, 30), rule=Rule(Frequency.DAILY, count=3))
    assert _walls(schedule) == ["2026-03-28 03:30", "2026-03-30 03:30", "2026-03-31 03:30"]
    assert [(s.day, s.reason) for s in expand(schedule).skipped] == [(GAP, SkipReason.GAP)]
    assert gap_days(schedule) == [GAP]


def test_the_edges_of_the_gap() -> None:
    answers = [is_in_gap(GAP, moment) for moment in (time(2, 59), time(3), time(3, 59), time(4))]
    assert answers == [False, True, True, False]
    assert not is_in_gap(GAP + timedelta(days=7), time(3, 30))


def test_a_single_start_in_the_gap_is_read_with_the_offset_before_it() -> None:
    assert to_utc(GAP, time(3, 30)) == datetime(2026, 3, 29, 1, 30, tzinfo=UTC)


def test_of_the_hour_that_comes_twice_the_first_one_unless_told() -> None:
    assert is_ambiguous(TWICE, time(3, 30))
    assert to_utc(TWICE, time(3, 30)) == datetime(2026, 10, 25, 0, 30, tzinfo=UTC)
    assert to_utc(TWICE, time(3, 30), after_clock_change=True) == datetime(2026, 10, 25, 1, 30, tzinfo=UTC)


@pytest.mark.parametrize(("day", "hours"), [(date(2026, 3, 28), 5), (date(2026, 6, 6), 6), (date(2026, 10, 24), 7)])
def test_an_evening_ends_at_four_on_every_clock(day: date, hours: int) -> None:
    [slot] = expand(Schedule(day, time(22), end_time=time(4))).slots
    assert slot.end == slot.start + timedelta(hours=hours)
    assert slot.end.astimezone(HELSINKI).time() == time(4)
    assert slot.last_day == day


def test_three_days_are_three_days_in_march() -> None:
    schedule = Schedule(date(2026, 3, 27), time(12), end_date=date(2026, 3, 30), end_time=time(12))
    [slot] = expand(schedule).slots
    assert slot.end.astimezone(HELSINKI) == datetime(2026, 3, 30, 12, tzinfo=HELSINKI)


# --- ends ----------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("end", "last"),
    [(time(0), date(2026, 6, 6)), (time(4, 59), date(2026, 6, 6)), (time(5), date(2026, 6, 7))],
)
def test_to_which_day_a_night_belongs(end: time, last: date) -> None:
    [slot] = expand(Schedule(date(2026, 6, 6), time(20), end_time=end)).slots
    assert slot.last_day == last


def test_without_an_end_it_is_over_at_midnight() -> None:
    [slot] = expand(Schedule(date(2026, 6, 6), time(17, 30))).slots
    assert slot.end is None
    assert slot.over_at == datetime(2026, 6, 7, tzinfo=HELSINKI)


def test_all_day_has_an_exclusive_end() -> None:
    [slot] = expand(Schedule(date(2026, 6, 6), end_date=date(2026, 6, 8))).slots
    assert (slot.all_day, slot.recurrence_id) == (True, "2026-06-06")
    assert slot.end == datetime(2026, 6, 9, tzinfo=HELSINKI)
    assert slot.last_day == date(2026, 6, 8)


# --- rules ---------------------------------------------------------------------------------------


def test_every_second_week_counts_weeks_from_the_first() -> None:
    rule = Rule(Frequency.WEEKLY, interval=2, weekdays=(0, 5), count=5)
    schedule = Schedule(date(2026, 3, 25), time(10), rule=rule)
    assert [w[:10] for w in _walls(schedule)] == ["2026-03-28", "2026-04-06", "2026-04-11", "2026-04-20", "2026-04-25"]


def test_a_month_without_the_day_is_skipped_and_named() -> None:
    rule = Rule(Frequency.MONTHLY, month_days=(31,), until=date(2026, 6, 30))
    expansion = expand(Schedule(date(2026, 1, 31), time(10), rule=rule))
    assert [slot.first_day.month for slot in expansion.slots] == [1, 3, 5]
    assert [s.day for s in expansion.skipped if s.reason == SkipReason.NO_SUCH_DAY] == [
        date(2026, 2, 28), date(2026, 4, 30), date(2026, 6, 30),
    ]  # fmt: skip


def test_an_excluded_date_counts() -> None:
    rule = Rule(Frequency.WEEKLY, count=3)
    schedule = Schedule(date(2026, 4, 7), time(10), rule=rule, excluded=((date(2026, 4, 14), date(2026, 4, 20)),))
    assert [w[:10] for w in _walls(schedule)] == ["2026-04-07", "2026-04-21"]


def test_an_added_date_may_have_its_own_times_and_stands_in_a_break() -> None:
    day = date(2026, 4, 14)
    schedule = _weekly(added=(AddedDate(day, time(12), time(14)),), excluded=((day, day),))
    [slot] = [s for s in expand(schedule).slots if s.first_day == day]
    assert (slot.recurrence_id, slot.is_added) == ("2026-04-14T12:00", True)


def test_an_added_date_that_is_there_already_is_not_doubled() -> None:
    assert expand(_weekly(added=(AddedDate(date(2026, 3, 31)),))).slots == expand(_weekly()).slots


def test_never_more_than_can_be_kept() -> None:
    for rule in (
        Rule(Frequency.DAILY),
        Rule(Frequency.DAILY, count=9999),
        Rule(Frequency.DAILY, until=date(2090, 1, 1)),
    ):
        expansion = expand(Schedule(date(2026, 1, 1), time(10), rule=rule))
        assert len(expansion.slots) == MAX_OCCURRENCES
        assert expansion.skipped[-1].reason == SkipReason.TOO_MANY


def test_two_years_are_the_horizon() -> None:
    expansion = expand(Schedule(date(2026, 1, 1), time(10), rule=Rule(Frequency.WEEKLY, until=date(2030, 1, 1))))
    assert expansion.slots[-1].first_day <= date(2028, 1, 1)
    assert expansion.skipped[-1].reason == SkipReason.TOO_MANY


# --- properties ----------------------------------------------------------------------------------

days = st.dates(date(2024, 1, 1), date(2030, 12, 31))
times = st.times().map(lambda t: t.replace(second=0, microsecond=0))
weekday_sets = st.sets(st.integers(0, 6), max_size=4).map(lambda s: tuple(sorted(s)))


@st.composite
def schedules(draw: st.DrawFn) -> Schedule:
    start = draw(days)
    frequency = draw(st.sampled_from([*Frequency, None]))
    rule = None
    if frequency:
        by_count = draw(st.booleans())
        rule = Rule(
            frequency,
            interval=draw(st.integers(1, 8)),
            weekdays=draw(weekday_sets) if frequency == Frequency.WEEKLY else (),
            nth_weekdays=tuple(
                draw(st.sets(st.tuples(st.sampled_from([1, 2, 3, 4, -1]), st.integers(0, 6)), max_size=2))
            )
            if frequency == Frequency.MONTHLY
            else (),
            count=draw(st.integers(1, 40)) if by_count else None,
            until=None if by_count else start + timedelta(days=draw(st.integers(0, 500))),
        )
    return Schedule(
        start,
        draw(st.none() | times),
        end_date=draw(st.none() | st.integers(0, 12).map(lambda n: start + timedelta(days=n))),
        end_time=draw(st.none() | times),
        rule=rule,
        added=tuple(AddedDate(day) for day in draw(st.lists(days, max_size=3))),
        excluded=tuple((day, day + timedelta(days=6)) for day in draw(st.lists(days, max_size=3))),
    )


@settings(max_examples=300, deadline=None)
@given(schedules())
def test_whatever_the_schedule(schedule: Schedule) -> None:
    expansion = expand(schedule)
    slots = expansion.slots
    assert len(slots) <= MAX_OCCURRENCES
    assert list(slots) == sorted(slots, key=lambda s: (s.start, s.recurrence_id))
    assert len({slot.recurrence_id for slot in slots}) == len(slots)
    for slot in slots:
        _holds_for(schedule, slot)
    assert expand(schedule) == expansion


def _holds_for(schedule: Schedule, slot: Slot) -> None:
    wall = slot.start.astimezone(HELSINKI)
    assert slot.end is None or slot.end > slot.start
    assert slot.first_day <= slot.last_day
    if not slot.is_added:
        assert not any(first <= slot.first_day <= last for first, last in schedule.excluded)
        assert slot.first_day >= schedule.start_date
        if schedule.start_time and schedule.rule:
            assert wall.time() == schedule.start_time
            assert slot.recurrence_id == wall.strftime("%Y-%m-%dT%H:%M")
    if slot.end and not slot.all_day and schedule.end_time:
        end = slot.end.astimezone(HELSINKI)
        assert end.time() == schedule.end_time or is_in_gap(end.date(), schedule.end_time)


@settings(max_examples=200, deadline=None)
@given(schedules().filter(lambda s: s.rule and s.start_time))
def test_away_from_the_gap_it_agrees_with_dateutil(schedule: Schedule) -> None:
    """dateutil knows no zones here: it is asked for the days only, and not where the gap hour is met."""
    rule = schedule.rule
    if rule is None or gap_days(schedule):
        return
    bounds = {"count": rule.count} if rule.count else {"until": datetime.combine(rule.until, time(23, 59))}
    theirs = rrule.rrule(
        getattr(rrule, rule.frequency.value),
        dtstart=datetime.combine(schedule.start_date, schedule.start_time),
        interval=rule.interval,
        byweekday=[rrule.weekday(d, n) for n, d in rule.nth_weekdays] or list(rule.weekdays) or None,
        wkst=rrule.MO,
        **bounds,
    )
    plain = Schedule(schedule.start_date, schedule.start_time, rule=rule)
    horizon = datetime(schedule.start_date.year + 2, schedule.start_date.month, 1)
    ours = [slot.start.astimezone(HELSINKI).date() for slot in expand(plain).slots]
    expected = [moment.date() for moment in theirs if moment < horizon]
    assert [d for d in ours if d < horizon.date()] == expected[: len(ours)]
    assert len(ours) >= min(len(expected), MAX_OCCURRENCES)
