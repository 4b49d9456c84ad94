"""Limitation: one year, afresh after an interruption, waiting while suspended; pay, leave, double wages by their own."""

import csv
import json
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cases.law import limitation as law
from cases.law.articles import article
from cases.law.calculation import Books, calculate
from cases.law.calendar import Calendar, add_years
from cases.law.kinds import CALCULATIONS
from cases.law.limitation import Effect, Event, EventKind, Nature, Standing
from cases.law.limitation.grounds import INTERRUPTIONS
from cases.law.results import BadInput

CALENDAR = Calendar.load()
BOOKS = Books.load()
EXAMPLES = {
    row["id"]: row
    for row in csv.DictReader(Path("tests/data/law_examples.csv").read_text("utf-8-sig").splitlines())
}
START, END = EventKind.START, EventKind.TERMINATION
INTERRUPTED, PAUSED, RESUMED = EventKind.INTERRUPTION, EventKind.SUSPENSION, EventKind.RESUMPTION
NOW = date(2026, 3, 9)


def day(text: str) -> date:
    return date.fromisoformat(text)


def state(*events: tuple[EventKind, str], on: str = "2026-03-09", **more: Any) -> law.State:
    return law.state([Event(kind, day(text)) for kind, text in events], on=day(on), calendar=CALENDAR, **more)


def answered(**told: Any) -> Any:
    return calculate(CALCULATIONS["limitation"], told, BOOKS)


def example(number: str) -> tuple[dict[str, Any], dict[str, Any]]:
    row = EXAMPLES[number]
    return json.loads(row["inputs"]), json.loads(row["expected"])


@pytest.mark.parametrize(
    ("known_on", "standing"),
    [
        (None, Standing.UNKNOWN),
        ("2026-02-01", Standing.RUNNING),
        ("2025-04-08", Standing.NEAR),
        ("2025-03-09", Standing.NEAR),  # its last day
        ("2025-03-08", Standing.NEAR),  # a Sunday: the Monday is its last day
        ("2025-03-06", Standing.POSSIBLY_OVER),
    ],
)
def test_arb_27_1_one_year_from_knowledge(known_on: str | None, standing: Standing) -> None:
    found = state(*([(START, known_on)] if known_on else []))
    assert found.standing == standing
    assert "barred" not in found.wording.en and "丧失" not in found.wording.zh


def test_L103_pay_ends_a_year_after_employment() -> None:
    told, expected = example("L103")
    events = ((START, "2019-01-31"), (END, told["employment_ended"]))
    found = state(*events, on="2024-01-02", nature=Nature.PAY_ARREARS)
    assert found.nominal_on == day(expected["nominal_last_day"])
    assert found.due_on == day(expected["last_day"])
    assert found.last_safe_on == date(2024, 6, 28)
    lasting = state(events[0], on="2023-06-01", nature=Nature.PAY_ARREARS, is_employed=True)
    assert (lasting.standing is Standing.EXEMPT) is not expected["during_employment_limited"]


@pytest.mark.parametrize("day_of_breach", ["2024-05-31", "2024-06-01"])
def test_L108_default_on_the_agreement_starts_it_afresh(day_of_breach: str) -> None:
    _told, expected = example("L108")
    found = state((START, "2024-01-05"), (INTERRUPTED, day_of_breach), on="2024-12-01")
    assert found.due_on == day(expected["last_day"])
    assert found.last_safe_on == date(2025, 5, 30)


def test_L019_double_wages_are_counted_back_day_by_day() -> None:
    told, expected = example("L019")
    first, last = told["double_window"]
    events = ((START, first), (END, last), (INTERRUPTED, told["arbitration_filed"]))
    found = state(*events, on=told["arbitration_filed"], nature=Nature.DOUBLE_WAGES)
    assert expected["recoverable_months"] == 0
    assert (found.standing, found.window_from) == (Standing.POSSIBLY_OVER, None)
    assert found.turns[-1].effect is Effect.TOO_LATE
    earlier = state(*events[:2], (INTERRUPTED, "2023-06-15"), on="2024-03-15", nature=Nature.DOUBLE_WAGES)
    assert (earlier.window_from, earlier.nominal_on) == (date(2022, 6, 15), date(2024, 6, 15))


def test_beijing_leave_of_2013_had_to_be_claimed_in_2015() -> None:
    found = state((START, "2013-07-01"), on="2015-06-01", nature=Nature.UNUSED_LEAVE)
    assert (found.started_on, found.nominal_on) == (date(2015, 1, 1), date(2015, 12, 31))
    left = state((START, "2013-07-01"), (END, "2014-03-31"), on="2015-01-02", nature=Nature.UNUSED_LEAVE)
    # Whether leaving begins the year earlier is not settled: the day to file by takes the earlier one.
    assert (left.nominal_on, left.last_safe_on) == (date(2015, 12, 31), date(2015, 3, 31))


@pytest.mark.parametrize("mistyped", ["0206-03-01", "1899-12-31", "2226-02-01", "9999-02-01"])
@pytest.mark.parametrize("nature", Nature)
@pytest.mark.parametrize("kind", EventKind)
def test_a_mistyped_year_is_asked_about_and_counted_nowhere(
    mistyped: str, nature: Nature, kind: EventKind
) -> None:
    found = state((START, "2025-06-02"), (kind, mistyped), nature=nature)
    assert (found.standing, found.ends_on) == (Standing.UNKNOWN, None)
    assert any("请核对年份" in step.text_zh for step in found.steps)
    assert len(found.would_change) == 1 and "更正" in found.would_change[0].zh


class TestDoubleWages:
    """Each day has a year of its own, and what moves the year of an ordinary claim moves theirs."""

    RUN = ((START, "2023-02-01"), (END, "2023-12-31"))

    def found(self, *events: tuple[EventKind, str], on: str) -> law.State:
        return state(*events, on=on, nature=Nature.DOUBLE_WAGES)

    def test_cc_203_a_rest_day_moves_the_last_day(self) -> None:
        events = ((START, "2023-02-01"), (END, "2024-01-01"))
        found = self.found(*events, on="2025-01-02")
        assert (found.standing, found.due_on, found.window_from) == (
            Standing.NEAR,
            date(2025, 1, 2),
            date(2024, 1, 1),
        )
        assert self.found(*events, on="2025-01-03").standing is Standing.POSSIBLY_OVER

    @pytest.mark.parametrize("on", ["2025-03-01", "2025-03-02", "2025-03-03", "2025-03-04"])
    def test_an_interruption_is_not_forgotten_on_its_last_days(self, on: str) -> None:
        found = self.found(*self.RUN, (INTERRUPTED, "2024-03-01"), on=on)
        assert (found.nominal_on, found.due_on) == (date(2025, 3, 1), date(2025, 3, 3))
        assert (found.standing is Standing.POSSIBLY_OVER) is (on == "2025-03-04")

    def test_an_interruption_on_the_moved_last_day_counts(self) -> None:
        events = (*self.RUN, (INTERRUPTED, "2024-03-01"))
        again = self.found(*events, (INTERRUPTED, "2025-03-03"), on="2025-06-02")
        assert (again.nominal_on, again.turns[-1].effect) == (date(2026, 3, 3), Effect.RESTARTED)
        late = self.found(*events, (INTERRUPTED, "2025-03-04"), on="2025-06-02")
        assert (late.nominal_on, late.turns[-1].effect) == (date(2025, 3, 1), Effect.TOO_LATE)

    def test_a_suspension_that_lasts_waits(self) -> None:
        paused = (*self.RUN, (PAUSED, "2024-02-01"))
        waits = self.found(*paused, on="2024-12-01")
        assert (waits.standing, waits.ends_on, waits.window_from) == (
            Standing.SUSPENDED,
            None,
            date(2023, 2, 1),
        )
        gone = self.found(*paused, (RESUMED, "2024-06-01"), on="2025-04-30")
        assert (gone.standing, gone.nominal_on) == (Standing.NEAR, date(2025, 4, 30))
        assert gone.window_from == date(2023, 12, 30)  # the days waited, 121, move its end too
        assert self.found(*self.RUN, (PAUSED, "2025-01-01"), on="2025-02-01").ends_on == date(2024, 12, 31)


class TestLeave:
    """Its year begins after the next one; what happens before only matters if it lasts until then."""

    GONE = ((PAUSED, "2022-05-01"), (START, "2022-06-01"), (RESUMED, "2022-07-01"))

    @pytest.mark.parametrize("before", [(), ((INTERRUPTED, "2022-04-01"),), ((INTERRUPTED, "2022-05-01"),)])
    def test_an_obstacle_gone_before_its_year_holds_nothing(self, before: Any) -> None:
        found = state(*before, *self.GONE, on="2025-06-01", nature=Nature.UNUSED_LEAVE)
        assert (found.standing, found.nominal_on) == (Standing.POSSIBLY_OVER, date(2024, 12, 31))
        later = (*self.GONE, (PAUSED, "2024-03-01"), (RESUMED, "2024-03-14"))
        assert state(*before, *later, nature=Nature.UNUSED_LEAVE).nominal_on == date(2025, 1, 13)

    @pytest.mark.parametrize("before", [(), ((INTERRUPTED, "2022-05-01"),)])
    def test_an_obstacle_that_lasts_into_its_year_holds_it(self, before: Any) -> None:
        lasts = (*before, (START, "2022-06-01"), (PAUSED, "2023-11-01"))
        waits = state(*lasts, on="2024-06-01", nature=Nature.UNUSED_LEAVE)
        assert (waits.standing, waits.remaining_days) == (Standing.SUSPENDED, 366)
        gone = state(*lasts, (RESUMED, "2024-01-31"), on="2024-06-01", nature=Nature.UNUSED_LEAVE)
        assert gone.nominal_on == date(2025, 1, 31)


class TestFileBy:
    @pytest.mark.parametrize(
        ("start", "file_by"),
        [
            ("2026-01-02", "2026-12-31"),
            ("2026-05-03", "2027-04-30"),
            ("2026-05-06", "2027-05-06"),
            ("2026-10-07", "2027-09-30"),
            ("2026-10-09", "2027-09-30"),  # a Saturday after the break
            ("2026-02-08", "2027-02-01"),  # the Spring Festival is on 6 February 2027
        ],
    )
    def test_no_holiday_of_a_year_that_is_not_announced(self, start: str, file_by: str) -> None:
        found = state((START, start), on="2026-11-20")
        assert (found.due_on, found.last_safe_on) == (None, day(file_by))

    @pytest.mark.parametrize(
        ("events", "on", "nature", "ends_on"),
        [
            (
                ((START, "2025-03-03"), (END, "2025-06-01")),
                "2026-07-03",
                Nature.UNUSED_LEAVE,
                date(2027, 12, 31),
            ),
            (((START, "2025-11-21"),), "2026-11-22", Nature.ORDINARY, date(2026, 11, 23)),
        ],
    )
    def test_a_safe_day_that_has_passed_is_not_told_calmly(
        self, events: Any, on: str, nature: Nature, ends_on: date
    ) -> None:
        found = state(*events, on=on, nature=nature)
        assert (found.standing, found.ends_on) == (Standing.NEAR, ends_on)
        assert found.is_safe_day_over and "已过，请立即提出" in found.steps[-1].text_zh
        rows = [{"kind": str(kind), "on": when} for kind, when in events]
        said = answered(on=on, nature=str(nature), events=rows).answer
        assert "已过" in said.zh and "以前提出" not in said.zh and "has passed" in said.en


class TestPay:
    def test_nobody_said_whether_employment_lasts(self) -> None:
        found = state((START, "2020-01-01"), nature=Nature.PAY_ARREARS)
        assert (found.standing, found.ends_on) == (Standing.UNKNOWN, None)
        assert any("劳动关系是否还存续" in words.zh for words in found.would_change)
        rows = [{"kind": "start", "on": "2020-01-01"}]
        assert answered(on="2026-03-09", nature="pay_arrears", events=rows).asks == ("is_employed",)
        # What would run out even if employment had ended is still warned of.
        assert state((START, "2025-04-08"), nature=Nature.PAY_ARREARS).standing is Standing.NEAR

    def test_an_end_to_come_leaves_it_exempt(self) -> None:
        found = state((START, "2020-01-01"), (END, "2026-04-30"), nature=Nature.PAY_ARREARS)
        assert found.standing is Standing.EXEMPT

    def test_interruptions_before_the_end_of_employment_do_nothing(self) -> None:
        found = state(
            (START, "2020-01-01"), (INTERRUPTED, "2025-06-01"), (END, "2026-01-31"), nature=Nature.PAY_ARREARS
        )
        assert (found.standing, found.nominal_on) == (Standing.RUNNING, date(2027, 1, 31))
        assert found.due_on is None  # the notice for 2027 is not loaded

    def test_other_claims_run_during_employment(self) -> None:
        assert state((START, "2020-01-01"), is_employed=True).standing is Standing.POSSIBLY_OVER


class TestInterruption:
    def test_it_starts_afresh(self) -> None:
        found = state((START, "2024-12-01"), (INTERRUPTED, "2025-10-01"))
        assert (found.standing, found.nominal_on) == (Standing.RUNNING, date(2026, 10, 1))
        assert "BR 27" in found.basis

    def test_a_year_that_is_over_is_not_revived(self) -> None:
        late = state((START, "2024-01-02"), (INTERRUPTED, "2025-10-01"))
        assert (late.standing, late.ends_on) == (Standing.POSSIBLY_OVER, date(2025, 1, 2))
        assert late.turns[-1].effect is Effect.TOO_LATE
        assert "不因此重新起算" in late.steps[1].text_zh

    def test_the_moved_last_day_is_still_in_time(self) -> None:
        found = state((START, "2024-10-01"), (INTERRUPTED, "2025-10-09"))
        assert found.nominal_on == date(2026, 10, 9)
        assert state((START, "2024-10-01"), (INTERRUPTED, "2025-10-10")).nominal_on == date(2025, 10, 1)

    @pytest.mark.parametrize("code", INTERRUPTIONS)
    def test_each_ground_has_its_article_and_what_it_needs(self, code: str) -> None:
        ground = INTERRUPTIONS[code]
        assert article(ground.article).citation_zh
        assert ground.needs.zh and ground.day.en
        if code.startswith("MR"):
            assert ground.article == code

    def test_mr_31_has_eight(self) -> None:
        assert sum(code.startswith("MR 31(") for code in INTERRUPTIONS) == 8


class TestSuspension:
    def test_arb_27_3_the_remaining_time_runs_on_from_any_time_in_the_year(self) -> None:
        found = state((START, "2025-02-10"), (PAUSED, "2025-03-12"), (RESUMED, "2025-05-11"))
        assert found.nominal_on == date(2026, 2, 10) + timedelta(days=60)

    def test_while_it_waits_the_days_left_are_told(self) -> None:
        found = state((START, "2025-02-10"), (PAUSED, "2026-02-01"))
        assert (found.standing, found.remaining_days, found.ends_on) == (Standing.SUSPENDED, 9, None)
        assert any("2026年2月10日" in words.zh for words in found.would_change)

    def test_interrupted_while_it_waits_a_whole_year_waits(self) -> None:
        found = state(
            (START, "2025-02-10"),
            (PAUSED, "2025-03-01"),
            (INTERRUPTED, "2025-04-01"),
            (RESUMED, "2025-06-01"),
        )
        assert found.nominal_on == date(2026, 6, 1)

    def test_an_obstacle_from_before_the_start_holds_the_whole_year(self) -> None:
        events = ((PAUSED, "2025-01-01"), (START, "2025-02-10"), (RESUMED, "2025-06-01"))
        assert state(*events).nominal_on == date(2026, 6, 1)
        waiting = state(*events, on="2025-05-31")
        assert (waiting.standing, waiting.remaining_days) == (Standing.SUSPENDED, 365)
        assert "365日" in waiting.steps[1].text_zh

    def test_an_obstacle_gone_before_the_start_holds_nothing(self) -> None:
        found = state((PAUSED, "2025-01-01"), (RESUMED, "2025-02-01"), (START, "2025-02-10"))
        assert found.nominal_on == date(2026, 2, 10)


class TestAsked:
    def test_a_row_tells_what_shows_it(self) -> None:
        rows = [
            {"kind": "start", "on": "2025-03-03"},
            {"kind": "interruption", "on": "2025-06-03", "ground": "MR 31(5)"},
        ]
        result = answered(on="2026-01-05", events=rows)
        assert (result["nominal_on"], result["remaining_days"]) == (date(2026, 6, 3), 149)
        assert {"MR 31(5)", "BR 27"} <= set(result.basis)
        assert any("书面告知" in step.text_zh for step in result.steps)

    def test_nothing_known_asks_for_events(self) -> None:
        assert answered(on="2026-01-05").asks == ("events",)

    @pytest.mark.parametrize(
        ("told", "field", "code"),
        [
            ({"on": "2007-01-05"}, "on", "before_the_rule"),
            (
                {"on": "2026-01-05", "events": [{"kind": "start", "on": "2025-02-29"}]},
                "events.1.on",
                "no_such_day",
            ),
            (
                {"on": "2026-01-05", "events": [{"kind": "start", "on": "2025-03-03", "ground": "demand"}]},
                "events.1.ground",
                "no_interruption",
            ),
            ({"on": "2026-01-05", "nature": "pay"}, "nature", "no_such_choice"),
        ],
    )
    def test_what_cannot_be_answered_is_said(self, told: dict[str, Any], field: str, code: str) -> None:
        with pytest.raises(BadInput) as bad:
            answered(**told)
        (problem,) = bad.value.problems
        assert (problem.field, problem.code) == (field, code)


days = st.dates(date(2015, 1, 2), date(2027, 12, 31))
events = st.lists(st.builds(Event, st.sampled_from(EventKind), days), max_size=7)
natures = st.sampled_from(Nature)
told = {"calendar": CALENDAR}
RUNS = (Nature.ORDINARY, Nature.PAY_ARREARS)


@given(events, days, natures, st.sampled_from([None, True, False]))
def test_whatever_is_told_the_days_agree(
    rows: list[Event], on: date, nature: Nature, employed: bool | None
) -> None:
    found = law.state(rows, on=on, nature=nature, is_employed=employed, **told)
    assert len(found.turns) == len(rows)
    assert all(step.text_zh.endswith("。") and step.text_en.endswith(".") for step in found.steps)
    assert found.wording.zh and found.would_change
    if found.nominal_on is not None:
        assert found.due_on is None or found.due_on >= found.nominal_on
        assert found.last_safe_on is not None and found.last_safe_on <= found.nominal_on
        assert not CALENDAR.covers(found.last_safe_on.year) or CALENDAR.is_working_day(found.last_safe_on)
    shuffled = law.state(reversed(rows), on=on, nature=nature, is_employed=employed, **told)
    assert (shuffled.standing, shuffled.nominal_on) == (found.standing, found.nominal_on)


def test_an_interruption_during_a_pause_over_a_leap_day_takes_no_day() -> None:
    paused = [
        Event(START, date(2015, 3, 1)),
        Event(PAUSED, date(2015, 1, 2)),
        Event(RESUMED, date(2017, 1, 1)),
    ]
    for rows in (paused, [*paused, Event(INTERRUPTED, date(2016, 3, 1))]):
        assert law.state(rows, on=date(2017, 1, 1), **told).nominal_on == date(2018, 1, 2)


@given(events, days, days, st.sampled_from(RUNS))
def test_an_interruption_never_brings_the_end_forward(
    rows: list[Event], on: date, when: date, nature: Nature
) -> None:
    before = law.state(rows, on=on, nature=nature, **told)
    after = law.state([*rows, Event(INTERRUPTED, when)], on=on, nature=nature, **told)
    if before.nominal_on is not None:
        # A year lost before may have kept out a later pause that still lasts.
        assert after.nominal_on is None or after.nominal_on >= before.nominal_on


@given(
    events, days, st.sampled_from(RUNS), st.sampled_from([INTERRUPTED, PAUSED, RESUMED]), st.integers(1, 400)
)
def test_after_the_end_nothing_changes_it(
    rows: list[Event], on: date, nature: Nature, kind: EventKind, later: int
) -> None:
    found = law.state(rows, on=on, nature=nature, **told)
    if found.standing is Standing.POSSIBLY_OVER and found.ends_on is not None:
        after = found.ends_on + timedelta(days=later)
        again = law.state([*rows, Event(kind, after)], on=on, nature=nature, **told)
        assert (again.standing, again.nominal_on) == (found.standing, found.nominal_on)


@given(st.dates(date(2019, 1, 2), date(2022, 1, 1)), events, days)
def test_one_day_of_double_wages_stands_like_any_claim(first: date, rows: list[Event], on: date) -> None:
    rows = [row for row in rows if row.on > first and row.kind in (INTERRUPTED, PAUSED, RESUMED)]
    plain = law.state([Event(START, first), *rows], on=on, **told)
    one_day = [Event(START, first), Event(END, first), *rows]
    double = law.state(one_day, on=on, nature=Nature.DOUBLE_WAGES, **told)
    for name in ("standing", "nominal_on", "due_on", "last_safe_on", "remaining_days"):
        assert getattr(double, name) == getattr(plain, name), name


@given(days, st.lists(st.tuples(st.integers(1, 120), st.integers(0, 400)), max_size=5))
def test_pauses_add_up(start: date, pauses: list[tuple[int, int]]) -> None:
    rows, on, ran, waited = [Event(START, start)], start, 0, 0
    for run, wait in pauses:
        ran += run
        if ran >= 365:
            break
        on += timedelta(days=run)
        rows.append(Event(PAUSED, on))
        on += timedelta(days=wait)
        rows.append(Event(RESUMED, on))
        waited += wait
    found = law.state(rows, on=on, **told)
    assert found.nominal_on == add_years(start, 1) + timedelta(days=waited)


@pytest.mark.parametrize(
    ("start", "end"),
    [("2024-02-29", "2025-02-28"), ("2023-02-28", "2024-02-28"), ("2023-03-01", "2024-03-01")],
)
def test_cc_202_leap_days(start: str, end: str) -> None:
    assert state((START, start), on=start).nominal_on == day(end)


def test_a_thing_that_is_no_day_is_bad_input() -> None:
    with pytest.raises(BadInput):
        law.state([Event(START, "2025-01-01")], on=NOW, calendar=CALENDAR)
