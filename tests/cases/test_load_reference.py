"""A holiday notice is loaded: what is refused, what moves on the open cases, and the trace it leaves."""

import json
from collections.abc import Callable
from datetime import date, datetime, timedelta
from io import StringIO
from pathlib import Path
from typing import Any

import pytest
from django.core.management import CommandError, call_command
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import translation

from cases import deadlines, recounting, timeline, verification
from cases.actions import joining
from cases.history import explained
from cases.law.calendar import SHIPPED_NOTICES, Calendar, Notice
from cases.law.limits import time_limits
from cases.law.limits.rule_table import RULES
from cases.models import NO_DUE_DAY, Case, CaseEvent, Deadline, HolidayNotice, Notification, Setting
from cases.views.notifications import words
from mediation.actions import opening
from tests.builders import ZONE, accepted, asked, on, registered, renewed
from tests.cases.stages import assigned
from tests.people import People, fresh

FRIDAY = datetime(2026, 12, 18, 10, tzinfo=ZONE)
NEXT = {
    "year": 2027,
    "papers": ["https://www.gov.cn/zhengce/2027.htm"],
    "numbers": ["国办发明电〔2026〕8号"],
    "days": [
        {"name": "元旦", "date": day, "isOffDay": True} for day in ("2027-01-01", "2027-01-02", "2027-01-03")
    ]
    + [{"name": "劳动节", "date": "2027-05-01", "isOffDay": True}]
    + [{"name": "国庆节", "date": f"2027-10-0{day}", "isOffDay": True} for day in range(1, 8)],
}
Write = Callable[..., Path]


@pytest.fixture
def write(tmp_path: Path) -> Write:
    """A file with this notice; what is named is replaced."""

    def written(content: Any = NEXT, name: str = "notice.json", **more: Any) -> Path:
        path = tmp_path / name
        path.write_text(json.dumps({**content, **more}) if isinstance(content, dict) else content, "utf-8")
        return path

    return written


def load(*notices: Path) -> str:
    said = StringIO()
    call_command("load_reference", notice=[str(one) for one in notices], stdout=said)
    return said.getvalue()


def shipped(year: int, *days: tuple[str, bool]) -> dict[str, Any]:
    """The shipped notice with some days said otherwise."""
    content: dict[str, Any] = json.loads((SHIPPED_NOTICES / f"{year}.json").read_text("utf-8"))
    said = {day for day, _rest in days}
    kept = [day for day in content["days"] if day["date"] not in said]
    return content | {
        "days": kept + [{"name": "补充通知", "date": day, "isOffDay": rest} for day, rest in days]
    }


def clock(case: Case, kind: str) -> Deadline:
    return Deadline.objects.get(case=case, kind=kind)


def traces(case: Case) -> list[CaseEvent]:
    return list(case.events.filter(act=recounting.ACT))


def broken() -> list[Any]:
    return list(verification.run())


# --- what is refused --------------------------------------------------------------------------------------------


def days_with(**more: Any) -> list[dict[str, Any]]:
    return [*NEXT["days"], {"name": "春节", "date": "2027-02-06", "isOffDay": True} | more]


def all_days(count: int) -> list[dict[str, Any]]:
    """So many days of rest, with those that rest in every year."""
    other = (date(2027, 5, 2) + timedelta(days=n) for n in range(count - len(NEXT["days"])))
    return [*NEXT["days"], *({"name": "节", "date": day.isoformat(), "isOffDay": True} for day in other)]


@pytest.mark.parametrize(
    ("more", "sentence"),
    [
        pytest.param({"days": []}, "names no day", id="empty"),
        pytest.param({"days": "2027-01-01"}, "must be a list", id="no list"),
        pytest.param({"year": "2027"}, "must be a year such as 2027", id="year as text"),
        pytest.param({"year": 2026}, "names days of other years: 2027-01-01", id="wrong year"),
        pytest.param({"days": days_with(date="2026-11-30")}, "other years: 2026-11-30", id="too early"),
        pytest.param({"days": days_with(date="2027-01-01")}, "names a day twice: 2027-01-01", id="doubled"),
        pytest.param({"days": days_with(date="2027-02-30")}, "'2027-02-30' is no date", id="no such day"),
        pytest.param({"days": days_with(isOffDay="false")}, "must be true or false, not 'false'", id="flag"),
        pytest.param({"days": days_with(isOffDay=None)}, "must be true or false, not None", id="no flag"),
        pytest.param({"days": days_with(name=" ")}, "2027-02-06 has no name", id="no name"),
        pytest.param({"days": days_with()[-1:]}, "2027-05-01", id="the changed days only"),
        pytest.param({"days": days_with(name="节" * 41)}, "2027-02-06 has 41 letters", id="long name"),
        pytest.param({"days": all_days(61)}, "names 61 days of rest; 60 at most", id="a year of rest"),
        pytest.param({"papers": "https://www.gov.cn"}, "must be a list of texts", id="papers"),
    ],
)
def test_a_wrong_notice_is_refused_by_name_and_nothing_is_loaded(
    db: Any, write: Write, more: dict[str, Any], sentence: str
) -> None:
    before = list(HolidayNotice.objects.values_list("year", "digest"))
    right = write(shipped(2026, ("2026-07-01", True)), "right.json")
    with pytest.raises(CommandError) as fault:
        load(right, write(**more))
    assert sentence in str(fault.value) and "notice.json" in str(fault.value)
    assert list(HolidayNotice.objects.values_list("year", "digest")) == before


@pytest.mark.parametrize("content", ["{", "[]", "\x00", '"2027"', "[" * 100_000, "[]" + " " * 2_000_000])
def test_what_is_no_notice_at_all_is_refused(db: Any, write: Write, content: str) -> None:
    with pytest.raises(CommandError):
        load(write(content))
    with pytest.raises(CommandError, match="cannot be read"):
        load(Path("/nowhere/2027.json"))
    with pytest.raises(CommandError, match="Two files"):
        load(write(), write(name="again.json"))


def test_sixty_days_of_rest_and_names_of_forty_letters_are_taken(db: Any, write: Write) -> None:
    load(write(days=all_days(60)))
    load(write(days=days_with(name="节" * 40)))
    assert HolidayNotice.objects.get(year=2027).days[-1]["name"] == "节" * 40


# --- what is loaded ---------------------------------------------------------------------------------------------


def test_a_new_year_is_known_with_its_papers_and_no_later_run_forgets_it(db: Any, write: Write) -> None:
    assert not deadlines.calendar().covers(2027)
    assert "1 new or amended" in load(write())
    assert HolidayNotice.objects.get(year=2027).source == [*NEXT["numbers"], *NEXT["papers"]]
    assert deadlines.calendar().is_rest_day(date(2027, 1, 1))
    amended = write(shipped(2026, ("2026-07-01", True)), "amended.json")
    assert "1 new or amended" in load(amended)
    # Restarting the program loads the shipped files again.
    assert "0 new or amended" in load()
    assert deadlines.calendar().is_rest_day(date(2026, 7, 1)) and deadlines.calendar().covers(2027)
    load(SHIPPED_NOTICES / "2026.json")
    assert not deadlines.calendar().is_rest_day(date(2026, 7, 1))
    assert not HolidayNotice.objects.get(year=2026).digest.startswith("given:")


# --- what moves -------------------------------------------------------------------------------------------------


def test_what_waited_for_the_notice_gets_its_last_day(people: People, write: Write) -> None:
    case = assigned(people, FRIDAY)  # accepted on Saturday; 15 days end on Sunday, 3 January 2027
    limit = clock(case, "mediate")
    assert (limit.due_on, limit.last_day) == (None, date(2027, 1, 3))
    load(write())
    case, limit = renewed(case), clock(case, "mediate")
    assert (limit.nominal_on, limit.due_on) == (date(2027, 1, 3), date(2027, 1, 4))
    assert limit.calendar_version == deadlines.calendar().version
    assert any("顺延至2027年1月4日" in step["zh"] for step in limit.steps)
    assert case.next_due_on == deadlines.nearest(deadlines.live(case))[0]
    (event,) = traces(case)
    assert (event.system, event.user, event.from_state) == ("calendar", None, event.to_state)
    moved = {one["kind"]: one for one in event.facts["clocks"]}
    assert moved["mediate"] == {
        "kind": "mediate", "before": "2027-01-03", "after": "2027-01-04", "was_open": True
    }  # fmt: skip
    assert [one["year"] for one in event.facts["notices"]] == [2027]
    assert (
        clock(case, "mediate").history.first().history_change_reason == f"{recounting.ACT}#{event.sequence}"
    )
    assert not broken()


def test_the_mediator_is_told_in_words_and_once(people: People, write: Write) -> None:
    case = assigned(people, FRIDAY)
    load(write())
    load(write())
    assert len(traces(case)) == 1
    told = Notification.objects.get(kind="clock_moved")
    assert (told.user, told.case) == (people.mediator, case)
    with translation.override("en"):
        assert "mediation deadline, open until now → Mon 4 Jan 2027" in words(told)
        (event,) = timeline.told(case, traces(case), fresh(people.mediator))
        said = " ".join(one.text for one in event.about)
    assert "Mon 4 Jan 2027" in said and "国办发明电〔2026〕8号" in said
    assert str(event.actor)


def test_an_amended_notice_moves_both_ways_and_says_from_where_to_where(people: People, write: Write) -> None:
    case = assigned(people)  # mediation ends on Wednesday 25 March 2026
    before = clock(case, "mediate").due_on
    assert before is not None and deadlines.calendar().is_working_day(before)
    after = deadlines.calendar().roll(before + timedelta(days=1))
    load(write(shipped(2026, (before.isoformat(), True))))
    assert clock(case, "mediate").due_on == after
    load(SHIPPED_NOTICES / "2026.json")
    assert clock(case, "mediate").due_on == before
    told = [(one["before"], one["after"]) for event in traces(case) for one in event.facts["clocks"]
            if one["kind"] == "mediate"]  # fmt: skip
    assert told == [(str(before), str(after)), (str(after), str(before))]
    assert not broken()


def test_a_count_that_only_went_by_another_calendar_stays_quiet(people: People, write: Write) -> None:
    case = assigned(people)
    version, days = case.version, clock(case, "mediate").due_on
    load(write())
    limit = clock(case, "mediate")
    assert limit.calendar_version == deadlines.calendar().version and limit.due_on == days
    assert limit.history.first().history_change_reason == recounting.ACT
    assert renewed(case).version == version and not traces(case)
    assert not Notification.objects.filter(kind="clock_moved").exists()


def test_an_extended_limit_keeps_what_was_agreed_and_rolls_anew(people: People, write: Write) -> None:
    case = assigned(people)
    limit = clock(case, "mediate")
    until = deadlines.calendar().roll(limit.last_day + timedelta(days=10))
    both = limit.last_day - timedelta(days=1)
    opening.extend(
        case,
        until=until,
        applicant_on=both,
        respondent_on=both,
        how="书面",
        by=fresh(people.mediator),
        at=on(17),
    )
    load(write(shipped(2026, (until.isoformat(), True))))
    limit = clock(case, "mediate")
    assert limit.nominal_on == until and limit.due_on == deadlines.calendar().roll(until) > until
    assert any("延长" in step["zh"] for step in limit.steps) and limit.extension_consent
    assert not broken()


def test_a_promise_is_counted_again_by_what_was_promised_then(people: People, write: Write) -> None:
    with explained("fixture"):
        house = Setting.objects.create(key="first_contact_working_days", value=5)
    case = registered(people)
    with explained("fixture"):
        house.value = 2
        house.save()
    load(write(shipped(2026, ("2026-03-11", True))))
    promised = clock(case, "contact")
    assert promised.due_on == deadlines.calendar().add_working_days(on().date(), 5) == date(2026, 3, 17)
    load(SHIPPED_NOTICES / "2026.json")
    assert clock(case, "contact").due_on == date(2026, 3, 16)


def test_what_somebody_named_stays_and_so_does_what_ended(people: People, write: Write) -> None:
    case, met = asked(people), accepted(people)
    rests = date(2026, 3, 12)
    with explained("fixture"):
        for kind in ("accept", "contact", "right15"):
            gone = clock(case, kind)
            gone.ended_on = on(1).date()
            gone.save()
        # The name of a rule makes no limit of law of it.
        deadlines.start_agreed(
            case, "papers", rule="acceptance", start_event="x", started_on=on().date(), due_on=rests
        )
    settled = [*case.deadlines.all(), clock(met, "accept")]
    stored = {one.pk: (one.due_on, one.calendar_version) for one in settled}
    load(write(shipped(2026, *((f"2026-03-{day}", True) for day in (11, 12, 13, 23, 24, 25)))))
    found = {one.pk: (one.due_on, one.calendar_version) for one in Deadline.objects.filter(pk__in=stored)}
    assert found == stored and not traces(case)
    assert [one["kind"] for one in traces(met)[0].facts["clocks"]] == ["right15", "mediate"]


def test_a_clock_that_slept_through_a_notice_is_counted_when_it_wakes(people: People, write: Write) -> None:
    case, into = assigned(people, FRIDAY), assigned(people, FRIDAY)
    at = FRIDAY + timedelta(days=3)
    joining.merge(case, target=into, note="重复", by=fresh(people.head), at=at)
    load(write())
    assert clock(case, "mediate").due_on is None and not traces(case)
    joining.unmerge(renewed(case), note="不是一案", by=fresh(people.head), at=at + timedelta(days=1))
    assert clock(case, "mediate").due_on == date(2027, 1, 4)
    assert renewed(case).next_due_on != NO_DUE_DAY
    assert not broken()


def test_many_cases_in_batches_and_nothing_twice(
    people: People, write: Write, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(recounting, "BATCH", 2)
    cases = [accepted(people, FRIDAY) for _number in range(5)]
    load(write())
    assert [len(traces(case)) for case in cases] == [1] * 5
    with CaptureQueriesContext(connection) as queries:
        assert recounting.recount_all(FRIDAY) == recounting.Recounted()
    assert len(queries) == 3


@pytest.mark.parametrize("code", RULES)
def test_every_rule_of_the_table_is_counted_again_as_it_would_be_anew(code: str) -> None:
    """With another length where the house chooses it, and each as on the day the notice came."""
    old, new = Calendar.load(), Calendar.from_notices([*_notices(), _notice_of_2027()])
    rule = RULES[code]
    length = None if rule.length_is_fixed else rule.length + 2
    for start in (date(2026, 3, 9), date(2026, 12, 18), date(2026, 12, 30)):
        limit = time_limits.by_rule(code, started_on=start, calendar=old, length=length)
        row = Deadline(**{**deadlines.columns(None, "x", limit), "case": None})
        assert deadlines.recount(row, new) and not deadlines.recount(row, new)
        fresh_one = time_limits.by_rule(code, started_on=start, calendar=new, length=length)
        assert (row.nominal_on, row.due_on) == (fresh_one.nominal_on, fresh_one.due_on)
        assert [step["zh"] for step in row.steps] == [step.text_zh for step in fresh_one.steps]


def _notices() -> list[Notice]:
    return [
        Notice.from_mapping(json.loads(path.read_text("utf-8")))
        for path in sorted(SHIPPED_NOTICES.glob("*.json"))
    ]


def _notice_of_2027() -> Notice:
    return Notice.from_mapping(NEXT)
