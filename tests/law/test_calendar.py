"""The shipped calendar against the State Council's notices, day by day, and the counting built on it."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cases.law.calendar import (
    Calendar,
    CalendarUnknown,
    DayKind,
    Notice,
    NoticeDay,
    add_months,
    add_years,
    english_name,
)
from cases.law.limits import time_limits
from cases.law.limits.rule_table import RULES

CALENDAR = Calendar.load()
ONE_DAY = timedelta(days=1)

# Read in the notices themselves, not taken from the shipped files.
REST = {
    2024: "1/1 2/10-2/17 4/4-4/6 5/1-5/5 6/10 9/15-9/17 10/1-10/7",
    2025: "1/1 1/28-2/4 4/4-4/6 5/1-5/5 5/31-6/2 10/1-10/8",
    2026: "1/1-1/3 2/15-2/23 4/4-4/6 5/1-5/5 6/19-6/21 9/25-9/27 10/1-10/7",
}
MAKE_UP = {
    2016: "2/6 2/14 6/12 9/18 10/8 10/9",
    2017: "1/22 2/4 4/1 5/27 9/30",
    2018: "2/11 2/24 4/8 4/28 9/29 9/30 12/29",
    2019: "2/2 2/3 4/28 5/5 9/29 10/12",
    2020: "1/19 4/26 5/9 6/28 9/27 10/10",
    2021: "2/7 2/20 4/25 5/8 9/18 9/26 10/9",
    2022: "1/29 1/30 4/2 4/24 5/7 10/8 10/9",
    2023: "1/28 1/29 4/23 5/6 6/25 10/7 10/8",
    2024: "2/4 2/18 4/7 4/28 5/11 9/14 9/29 10/12",
    2025: "1/26 2/8 4/27 9/28 10/11",
    2026: "1/4 2/14 2/28 5/9 9/20 10/10",
}
# The fixed statutory holidays fall inside every year's breaks.
ALWAYS_REST = ((1, 1), (5, 1), (10, 1), (10, 2), (10, 3))


def days_of(year: int) -> list[date]:
    first = date(year, 1, 1)
    return [first + timedelta(days=n) for n in range((date(year + 1, 1, 1) - first).days)]


def spelled(year: int, text: str) -> set[date]:
    found: set[date] = set()
    for part in text.split():
        first, _, last = part.partition("-")
        start, end = (date(year, *map(int, day.split("/"))) for day in (first, last or first))
        found.update(start + timedelta(days=n) for n in range((end - start).days + 1))
    return found


@pytest.mark.parametrize("year", range(2018, 2027))
def test_every_weekend_day_of_the_year(year):
    weekend = [day for day in days_of(year) if day.weekday() >= 5]
    assert {day for day in weekend if CALENDAR.is_working_day(day)} == spelled(year, MAKE_UP[year])


@pytest.mark.parametrize("year", REST)
def test_every_day_of_the_year(year):
    rest, make_up = spelled(year, REST[year]), spelled(year, MAKE_UP[year])
    for day in days_of(year):
        assert CALENDAR.is_rest_day(day) is (day in rest or (day.weekday() >= 5 and day not in make_up)), day


@pytest.mark.parametrize("year", MAKE_UP)
def test_make_up_days_are_named_and_worked(year):
    for day in spelled(year, MAKE_UP[year]):
        assert CALENDAR.day(day).kind is DayKind.MAKE_UP
        assert CALENDAR.day_name(day)


@pytest.mark.parametrize("year", range(2015, 2027))
def test_fixed_statutory_holidays_rest_and_rest_weekdays_have_a_name(year):
    assert all(CALENDAR.is_rest_day(date(year, month, day)) for month, day in ALWAYS_REST)
    for day in days_of(year):
        assert CALENDAR.is_rest_day(day) is not CALENDAR.is_working_day(day)
        if day.weekday() < 5 and CALENDAR.is_rest_day(day):
            assert CALENDAR.day_name(day)
            assert english_name(CALENDAR.day_name(day)).replace("–", "-").isascii()


@pytest.mark.parametrize(
    ("on", "is_rest"),
    [
        pytest.param(date(2024, 2, 9), False, id="eve of Spring Festival worked in 2024"),
        pytest.param(date(2025, 1, 28), True, id="eve of Spring Festival rests from 2025"),
        pytest.param(date(2026, 2, 16), True, id="eve of Spring Festival rests in 2026"),
        pytest.param(date(2018, 12, 29), False, id="made up by the notice for 2019"),
        pytest.param(date(2018, 12, 31), True, id="rest by the notice for 2019"),
        pytest.param(date(2022, 12, 31), True, id="rest by the notice for 2023"),
        pytest.param(date(2020, 1, 31), True, id="rest by the amendment of 2020"),
        pytest.param(date(2020, 2, 1), True, id="no longer made up after the amendment of 2020"),
        pytest.param(date(2020, 2, 3), False, id="first day worked after the amendment of 2020"),
        pytest.param(date(2019, 5, 3), True, id="rest by the amendment of 2019"),
        pytest.param(date(2015, 9, 3), True, id="the extra holiday of 2015"),
    ],
)
def test_days_that_trip(on, is_rest):
    assert CALENDAR.is_rest_day(on) is is_rest


@pytest.mark.parametrize("year", [2014, 2027])
def test_a_year_without_a_notice_is_unknown(year):
    assert not CALENDAR.covers(year)
    for ask in (CALENDAR.is_working_day, CALENDAR.is_rest_day, CALENDAR.day_name, CALENDAR.roll):
        with pytest.raises(CalendarUnknown) as unknown:
            ask(date(year, 6, 1))
        assert unknown.value.year == year


def test_counting_past_the_last_notice_is_refused():
    assert CALENDAR.add_working_days(date(2026, 12, 30), 1) == date(2026, 12, 31)
    with pytest.raises(CalendarUnknown):
        CALENDAR.add_working_days(date(2026, 12, 30), 2)


def test_the_end_of_december_is_settled_by_the_next_notice():
    assert CALENDAR.is_settled(date(2025, 12, 31))
    assert CALENDAR.is_settled(date(2026, 12, 24))
    assert not CALENDAR.is_settled(date(2026, 12, 31))
    assert not CALENDAR.is_settled(date(2027, 3, 1))


def test_counted_and_skipped_days_say_why():
    counted = CALENDAR.count_working_days(date(2024, 4, 30), 5)
    told = [(day.day.on.day, day.number, day.day.kind) for day in counted]
    holiday = [(n, None, DayKind.HOLIDAY) for n in (1, 2, 3, 4, 5)]
    worked = [(n, n - 5, DayKind.WORKDAY) for n in (6, 7, 8, 9, 10)]
    assert told == holiday + worked
    last = CALENDAR.count_working_days(date(2024, 5, 10), 1)[-1]
    assert (last.day.kind, last.day.name, last.day.on) == (DayKind.MAKE_UP, "劳动节", date(2024, 5, 11))


@pytest.mark.parametrize("n", [0, -1])
def test_a_count_needs_a_day(n):
    with pytest.raises(ValueError):
        CALENDAR.add_working_days(date(2024, 3, 1), n)


def notice(year: int, *days: tuple[date, bool]) -> Notice:
    return Notice(year, tuple(NoticeDay(on, "元旦", is_rest) for on, is_rest in days))


class TestNotices:
    new_year = notice(2030, (date(2030, 1, 1), True))

    def test_a_later_notice_amends_an_earlier_one(self):
        amended = notice(2030, (date(2030, 1, 2), True), (date(2030, 1, 1), False))
        calendar = Calendar.from_notices([self.new_year, amended])
        assert calendar.is_working_day(date(2030, 1, 1))
        assert calendar.is_rest_day(date(2030, 1, 2))

    def test_the_version_follows_the_content(self):
        same, other = Calendar.from_notices([self.new_year]), Calendar.from_notices([self.new_year])
        assert same == other
        assert hash(same) == hash(other)
        assert same.version == other.version != CALENDAR.version
        next_year = notice(2031, (date(2031, 1, 1), True))
        forwards = Calendar.from_notices([self.new_year, next_year])
        assert forwards.version == Calendar.from_notices([next_year, self.new_year]).version != same.version

    def test_the_shipped_version_changes_only_with_the_files(self):
        assert CALENDAR.version == "32a2d833e832"
        assert Calendar.load() is CALENDAR

    def test_it_cannot_be_changed(self):
        with pytest.raises(AttributeError):
            CALENDAR.version = "x"
        with pytest.raises(TypeError):
            CALENDAR._named[date(2024, 1, 1)] = None  # type: ignore[index]

    def test_an_empty_notice_is_not_a_notice(self):
        with pytest.raises(ValueError):
            Notice(2027, ())

    def test_days_of_another_year_are_refused(self):
        with pytest.raises(ValueError):
            notice(2030, (date(2031, 1, 1), True))

    @pytest.mark.parametrize(
        ("more", "sentence"),
        [
            ({"isOffDay": "false"}, "2030-01-01 must be true or false, not 'false'"),
            ({"isOffDay": 1}, "must be true or false, not 1"),
            ({"date": "2030-02-30"}, "'2030-02-30' is no date"),
            ({"date": 20300101}, "20300101 is no date"),
            ({"name": ""}, "has no name"),
        ],
    )
    def test_a_day_says_what_is_wrong_with_it(self, more, sentence):
        day = {"name": "元旦", "date": "2030-01-01", "isOffDay": False}
        assert Notice.from_mapping({"year": 2030, "days": [day]}).days[0].is_rest is False
        with pytest.raises(ValueError, match=sentence):
            Notice.from_mapping({"year": 2030, "days": [day | more]})

    @pytest.mark.parametrize(
        "content", [[], "2030", {"year": True, "days": []}, {"year": 30, "days": []}, {"year": 2030}]
    )
    def test_what_has_not_the_shape_is_refused(self, content):
        with pytest.raises(ValueError):
            Notice.from_mapping(content)

    def test_a_notice_speaks_of_its_year_and_of_the_december_before(self):
        assert notice(2030, (date(2029, 12, 1), False), (date(2030, 1, 1), True))
        for stranger in (date(2029, 11, 30), date(2031, 1, 1)):
            with pytest.raises(ValueError, match=str(stranger)):
                notice(2030, (date(2030, 1, 1), True), (stranger, True))
        with pytest.raises(ValueError, match="twice: 2030-01-01"):
            notice(2030, (date(2030, 1, 1), True), (date(2030, 1, 1), False))

    def test_a_part_of_a_notice_is_no_notice(self):
        """HOL 2: these days rest in every year, so a file without them holds an amendment only."""
        days = [date(2030, month, day) for month, day in ALWAYS_REST]
        assert notice(2030, *((on, True) for on in days)).fixed_holidays_missing() == ()
        assert notice(2030, (days[0], True), (days[1], False)).fixed_holidays_missing() == tuple(days[1:])


@pytest.mark.parametrize(
    ("start", "months", "end"),
    [
        pytest.param(date(2024, 1, 15), 1, date(2024, 2, 15), id="CC 202 corresponding day"),
        pytest.param(date(2024, 1, 31), 1, date(2024, 2, 29), id="CC 202 leap February"),
        pytest.param(date(2025, 1, 31), 1, date(2025, 2, 28), id="CC 202 common February"),
        pytest.param(date(2024, 10, 31), 13, date(2025, 11, 30), id="CC 202 over the year"),
        pytest.param(date(2024, 3, 31), -1, date(2024, 2, 29), id="CC 202 backwards"),
        pytest.param(date(2024, 12, 31), 0, date(2024, 12, 31), id="CC 202 nothing added"),
    ],
)
def test_add_months(start, months, end):
    assert add_months(start, months) == end


def test_add_years_from_a_leap_day():
    assert add_years(date(2024, 2, 29), 1) == date(2025, 2, 28)
    assert add_years(date(2024, 2, 29), 4) == date(2028, 2, 29)


known = st.dates(date(2015, 1, 1), date(2026, 11, 1))


@given(known)
def test_roll_never_goes_back_and_ends_on_a_working_day(on):
    rolled = CALENDAR.roll(on)
    assert rolled >= on
    assert CALENDAR.is_working_day(rolled)
    assert CALENDAR.roll(rolled) == rolled
    assert not any(day.is_working for day in CALENDAR.days(on, rolled)[:-1])


@given(known, st.integers(1, 30))
def test_more_working_days_end_later(start, n):
    end = CALENDAR.add_working_days(start, n)
    assert CALENDAR.add_working_days(start, n + 1) > end >= start + timedelta(days=n)
    assert sum(day.is_working for day in CALENDAR.days(start + ONE_DAY, end)) == n


@given(st.dates(date(1950, 1, 1), date(2150, 1, 1)), st.integers(0, 60))
def test_a_later_start_never_ends_earlier(start, months):
    assert add_months(start + ONE_DAY, months) >= add_months(start, months)


# --- what a notice can do to a limit ----------------------------------------------------------------------------

ORDINARY = Calendar.from_notices(
    Notice(year, (NoticeDay(date(year, 1, 1), "元旦", True),)) for year in range(2030, 2034)
)
starts = st.dates(date(2030, 1, 5), date(2032, 6, 30))


def with_rest(*days: date) -> Calendar:
    """The same years, with more days of rest."""
    named: dict[int, set[date]] = {year: {date(year, 1, 1)} for year in range(2030, 2034)}
    for on in days:
        named.get(on.year, set()).add(on)  # before the first of them no limit begins
    return Calendar.from_notices(
        Notice(year, tuple(NoticeDay(on, "节", True) for on in sorted(found)))
        for year, found in named.items()
    )


@given(starts, st.integers(1, 30), st.sets(st.integers(0, 60), max_size=10))
def test_k_holidays_in_the_way_are_k_working_days_later(start, n, chosen):
    end = ORDINARY.add_working_days(start, n)
    between = [day.on for day in ORDINARY.days(start + ONE_DAY, end) if day.is_working]
    holidays = {between[place % n] for place in chosen}
    moved = with_rest(*holidays).add_working_days(start, n)
    # The days after the old end are those of the ordinary calendar: so many more of them are counted.
    assert moved == (ORDINARY.add_working_days(end, len(holidays)) if holidays else end)
    assert moved >= end


@given(starts, st.integers(1, 30), st.sets(st.integers(-20, 80), max_size=12))
def test_another_rest_day_never_shortens(start, n, offsets):
    more = with_rest(*(start + timedelta(days=offset) for offset in offsets))
    assert more.add_working_days(start, n) >= ORDINARY.add_working_days(start, n)
    nominal = start + timedelta(days=n)
    assert more.roll(nominal) >= ORDINARY.roll(nominal) >= nominal
    for rule in RULES.values():
        if rule.is_backwards:
            continue  # counted back from a hearing: a holiday in between makes the last day earlier
        before, after = (
            time_limits.by_rule(rule.code, started_on=start, calendar=calendar)
            for calendar in (ORDINARY, more)
        )
        assert after.ends_on >= before.ends_on


@given(starts, st.integers(1, 30))
def test_a_make_up_day_never_lengthens(start, n):
    saturday = start + timedelta(days=5 - start.weekday() + 7)
    worked = Notice(
        saturday.year, (NoticeDay(date(saturday.year, 1, 1), "元旦", True), NoticeDay(saturday, "节", False))
    )
    others = [
        Notice(y, (NoticeDay(date(y, 1, 1), "元旦", True),)) for y in range(2030, 2034) if y != saturday.year
    ]
    calendar = Calendar.from_notices([*others, worked])
    assert calendar.add_working_days(start, n) <= ORDINARY.add_working_days(start, n)
