"""The page of the deadlines: what a reader sees of each clock and of the limitation of each claim."""

import re
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from decimal import Decimal
from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from cases import clock_days, clock_limitation, deadlines
from cases.actions import claims
from cases.actions.register import NewClaim, NewParty
from cases.clock_basis import Told
from cases.history import explained
from cases.models import Case, LimitationEvent
from cases.wording import nearness
from mediation.actions import opening
from tests.builders import EMPLOYER, MONDAY, WORKER, ZONE, accepted, on, registered, renewed
from tests.cases.stages import assigned
from tests.mediation.builders import opened
from tests.pages.browsing import intake, signed_in, text_of
from tests.people import People, fresh

WAGES = NewClaim("wages", "两个月工资", Decimal("9000.00"))
SEVERANCE = NewClaim("severance", "经济补偿", Decimal("18000.00"), known_on=date(2026, 1, 5))


def page(
    people: People, case: Case, day: date, time_machine: Any, language: str = "zh-hans", ask: str = ""
) -> str:
    """The page as the head of the station reads it on a day, without its tags."""
    time_machine.move_to(datetime(day.year, day.month, day.day, 10, tzinfo=ZONE), tick=False)
    people.head.language = language
    with explained("fixture"):
        people.head.save()
    answer = signed_in(people.head).get(f"/cases/{case.ref}/deadlines/{ask}")
    assert answer.status_code == 200
    return text_of(answer)


def words(html: str) -> str:
    """What is read, without tags."""
    main = html.partition("<main")[2]
    return re.sub(r"\s+", " ", re.sub(r"<[^>]*>", "", main))


def before_a_holiday(people: People, time_machine: Any) -> Case:
    """Received before the Spring Festival of 2026: nine days of rest, two make-up days."""
    received = datetime(2026, 2, 12, 10, 0, tzinfo=ZONE)
    time_machine.move_to(received, tick=False)
    return registered(people, received)


def extended(people: People, time_machine: Any) -> Case:
    """Mediation that both sides go on with until 8 April."""
    time_machine.move_to(on(17), tick=False)
    case = opened(people)
    opening.extend(
        case, until=date(2026, 4, 8), applicant_on=date(2026, 3, 24), respondent_on=date(2026, 3, 25),
        how="双方签字确认书", by=fresh(people.mediator), at=on(17),
    )  # fmt: skip
    return renewed(case)


def at_the_end_of_the_year(people: People, time_machine: Any) -> Case:
    """Mediation that would end in January 2027, whose holidays are not announced."""
    accepted_on = datetime(2026, 12, 22, 10, 0, tzinfo=ZONE)
    time_machine.move_to(accepted_on, tick=False)
    return accepted(people, accepted_on)


def recorded(people: People, case: Case, *events: tuple[str, date, str]) -> Case:
    line = case.claims.earliest("line")
    for kind, day, article in events:
        at = datetime(2026, 3, 9, 15, tzinfo=ZONE)
        claims.record_limitation(
            renewed(case),
            claim=line,
            kind=kind,
            on=day,
            article=article,
            evidence="催款函",
            by=fresh(people.head),
            at=at,
        )
    return renewed(case)


def only(people: People, claim: NewClaim) -> Case:
    """One claim; the events that registration writes by itself are left out."""
    case = registered(people, claims=(claim,))
    LimitationEvent.objects.filter(claim__case=case, kind="interruption")._raw_delete("default")
    return case


def interrupted(people: People, _time_machine: Any) -> Case:
    return recorded(people, only(people, SEVERANCE), ("interruption", date(2026, 2, 2), "ARB 27"))


def suspended(people: People, _time_machine: Any) -> Case:
    return recorded(people, only(people, SEVERANCE), ("suspension", date(2026, 2, 5), "BR 28"))


def long_known(people: People, _time_machine: Any) -> Case:
    return only(people, NewClaim("severance", "经济补偿", None, known_on=date(2025, 1, 10)))


def wages_while_employed(people: People, _time_machine: Any) -> Case:
    return only(people, WAGES)


@dataclass(frozen=True)
class Row:
    make: Any
    on: date
    zh: tuple[str, ...]
    en: tuple[str, ...]


ROWS = {
    # 12 February is a Thursday: Friday is 1, the make-up Saturday 2; nine days of rest; 24 February is 3.
    "MR 22 over the Spring Festival, with a make-up day": Row(
        before_a_holiday, date(2026, 2, 24),
        (
            "受理期限", "2月12日 周四不计入", "2月13日 周五第1日", "2月14日 周六第2日 · 调休上班", "2月15日 周日不计 · 春节",
            "2月24日 周二第3日最后一日今天", "计入3日。", "不计休息日9日。",
            "2026年2月24日 周二", "《企业劳动争议协商调解规定》第二十二条：",
        ),
        (
            "acceptance deadline", "Thu 12 Febnot counted", "Fri 13 Febday 1", "Sat 14 Febday 2 · make-up workday",
            "Sun 15 Febskipped · Spring Festival", "Tue 24 Febday 3last dayToday", "3 days counted.", "9 rest days skipped.",
            "Rules on Enterprise Labour Dispute Negotiation and Mediation, art. 22:",
        ),
    ),
    "MR 29 extended by both": Row(
        extended, date(2026, 3, 27),
        ("2026年3月25日 周三 → 2026年4月8日 周三：双方签字确认书", "只有双方当事人", "已延长", "第15日", "4月8日 周三第29日最后一日"),
        ("Wed 25 Mar 2026 → Wed 8 Apr 2026: 双方签字确认书", "Only both parties together can extend it", "extended", "day 29last day"),
    ),
    "MR 29 into a year without a notice": Row(
        at_the_end_of_the_year, date(2026, 12, 28),
        ("尚未公布", "1月1日 周五第9日 · 尚未公布", "1月7日 周四第15日"),
        ("open: the holidays of that year are not published yet", "Fri 1 Janday 9 · not announced yet"),
    ),
    "ARB 27(2) interrupted": Row(
        interrupted, date(2026, 3, 10),
        ("一年重新计算", "2027年2月2日", "2月2日 周一不计入", "更多", "时效进行中", "稳妥起见"),
        ("the year starts afresh", "Tue 2 Feb 2027", "Mon 2 Febnot counted", "the year runs", "To be safe, file by"),
    ),
    "ARB 27(3) suspended": Row(
        suspended, date(2026, 3, 10),
        ("时效中止", "时效暂停，还剩334日", "还剩334日"),
        ("the year waits, with 334 days left", "334 days left to run"),
    ),
    "ARB 27(1) a year that seems to be over": Row(
        long_known, date(2026, 3, 10),
        ("可能存在时效问题", "按计算已于", "稳妥的提出日", "时效只能由对方在仲裁阶段提出"),
        ("possible limitation issue", "counted, it ended", "The safe day was", "Only the other side may raise limitation"),
    ),
    "ARB 27(4) wages while employed": Row(
        wages_while_employed, date(2026, 3, 10),
        ("起算日未知", "终止之日起才计算一年"),
        ("not known since when", "Find out whether employment lasts"),
    ),
}  # fmt: skip


@pytest.mark.parametrize("name", ROWS)
def test_a_clock_shows_how_it_was_counted(people: People, time_machine: Any, name: str) -> None:
    row = ROWS[name]
    time_machine.move_to(MONDAY, tick=False)
    case = row.make(people, time_machine)
    read = words(page(people, case, row.on, time_machine, "en"))
    assert [said for said in row.en if said not in read] == []
    read = words(page(people, case, row.on, time_machine))
    assert [said for said in row.zh if said not in read] == []
    assert "超过时效" not in read and "barred" not in read


def test_each_clock_leads_to_where_it_was_recorded(people: People, time_machine: Any) -> None:
    case = extended(people, time_machine)
    html = page(people, case, date(2026, 3, 27), time_machine)
    sequences = {event.act: event.sequence for event in case.events.all()}
    for act in ("cases.register", "cases.accept", "mediation.extend"):
        (link,) = set(re.findall(rf'href="([^"]*)#event-{sequences[act]}"', html))
        assert f'id="event-{sequences[act]}"' in text_of(
            signed_in(people.head).get(link.replace("&amp;", "&"))
        )
    clock = case.deadlines.get(kind="mediate")
    assert f"/deadlines/#clock-{clock.pk}" in text_of(signed_in(people.head).get(f"/cases/{case.ref}/"))
    assert f'id="clock-{clock.pk}"' in html


def test_a_rest_day_leaves_two_last_days_and_the_first_is_the_warning(
    people: People, time_machine: Any
) -> None:
    time_machine.move_to(MONDAY, tick=False)
    case = accepted(
        people, datetime(2026, 3, 12, 10, tzinfo=ZONE)
    )  # fifteen days from Friday 13: Saturday 28 March
    clock = case.deadlines.get(kind="mediate")
    assert (clock.nominal_on, clock.due_on) == (date(2026, 3, 28), date(2026, 3, 30))
    read = words(page(people, case, date(2026, 3, 20), time_machine, "en"))
    for said in ("Sat 28 Mar 2026", "Mon 30 Mar 2026", "To be safe, act by Sat 28 Mar 2026", "Sat 28 Marday 15 · weekendcounted last day",
                 "Sun 29 Marskipped · weekend", "Mon 30 Marmoved herelast day"):  # fmt: skip
        assert said in read, said


@pytest.mark.parametrize("language", ["en", "zh-hans"])
def test_days_of_double_wages_that_may_be_lost_stand_on_the_card(
    people: People, time_machine: Any, language: str
) -> None:
    """BJ-QA 41: each day has its own year, so a demand made now saves the last year only."""
    time_machine.move_to(MONDAY, tick=False)
    period = {"starts_on": date(2025, 2, 1), "ends_on": date(2025, 12, 31)}
    case = only(people, NewClaim("double_wage", "双倍工资", Decimal("9000.00"), **period))
    case = recorded(people, case, ("interruption", date(2026, 3, 9), "ARB 27"))
    html = page(people, case, date(2026, 3, 10), time_machine, language)
    card, _, folded = html.partition('aria-labelledby="limitation-1')[2].partition("<details")
    assert 'class="chip soon"' in card and 'class="chip ok"' not in card
    assert words(f"<main>{card}").count("Sun 9 Mar 2025" if language == "en" else "2025年3月9日 周日") == 2
    if language == "en":
        assert "The days before Sun 9 Mar 2025 may be out of time" in card
        assert "possible limitation issue for part of the days" in card
        assert "Wed 31 Dec 2025 is the last day of the period claimed." in folded
    # The end of the period is not the end of employment.
    assert "employment ended" not in folded and "劳动关系终止" not in folded


def test_double_wages_of_which_no_day_is_lost_run_on(people: People, time_machine: Any) -> None:
    time_machine.move_to(MONDAY, tick=False)
    period = {"starts_on": date(2025, 6, 1), "ends_on": date(2025, 12, 31)}
    case = only(people, NewClaim("double_wage", "双倍工资", Decimal("9000.00"), **period))
    html = page(people, case, date(2026, 3, 10), time_machine, "en")
    assert "may be out of time" not in html and "the year runs" in html


def test_a_card_names_every_kind_it_is_about(people: People, time_machine: Any) -> None:
    time_machine.move_to(MONDAY, tick=False)
    lines = [
        NewClaim(kind, kind, None, known_on=date(2026, 1, 5))
        for kind in ("severance", "damages", "severance")
    ]
    html = page(people, registered(people, claims=lines), date(2026, 3, 10), time_machine, "en")
    assert re.search(r'<h3 id="limitation-1-name">Limitation: severance pay, damages[^<]*\(3 claims\)', html)


def test_a_card_names_the_notices_and_no_code(people: People, time_machine: Any) -> None:
    case = at_the_end_of_the_year(people, time_machine)
    html = page(people, case, date(2026, 12, 28), time_machine, "en")
    assert "holiday notices of the State Council&#x27;s General Office for 2026." in html
    assert case.deadlines.exclude(calendar_version="").exists()
    for version in case.deadlines.values_list("calendar_version", flat=True):
        assert not version or version not in html


def test_a_long_period_is_folded(people: People, time_machine: Any) -> None:
    """A year: its first week, the last two weeks, and the holidays shortly before the end."""
    calendar = deadlines.calendar()
    period = clock_days.Period(date(2025, 10, 20), date(2026, 10, 20), date(2026, 10, 20))
    days = clock_days.strip(period, calendar, date(2026, 5, 1))
    shown = {day.on for day in days}
    assert (
        len(days) < 45
        and {date(2025, 10, 27), date(2026, 5, 1), date(2026, 10, 6), date(2026, 9, 25)} <= shown
    )
    assert date(2025, 10, 28) not in shown and days[-1].number == 365
    assert sum(day.left_out for day in days) + len(days) == 366
    assert [day.mark for day in days if day.on == date(2026, 10, 10)] == [clock_days.Mark.MAKE_UP]


def test_what_is_left_out_is_longer_than_its_telling(people: People) -> None:
    """One or two days are shown: the words that they are left out would take as much room."""
    period = clock_days.Period(date(2025, 10, 20), date(2026, 10, 20), date(2026, 10, 20))
    gaps = []
    for shift in range(12):
        today = date(2025, 10, 26) + timedelta(days=shift)
        days = clock_days.strip(period, deadlines.calendar(), today)
        gaps += [day.left_out for day in days if day.left_out]
        assert sum(day.left_out for day in days) + len(days) == 366
    assert min(gaps) == 3


def test_a_pause_is_not_counted_and_the_rest_runs_on(people: People) -> None:
    pause = (date(2025, 3, 10), date(2025, 3, 20))
    period = clock_days.Period(date(2025, 3, 3), date(2026, 3, 13), date(2026, 3, 13), pauses=(pause,))
    days = {day.on: day for day in clock_days.strip(period, deadlines.calendar(), date(2026, 1, 5))}
    assert (days[pause[0]].number, days[pause[1]].number) == (7, None)
    assert days[date(2026, 3, 13)].number == 365


def test_claims_that_stand_alike_share_a_card(people: People, time_machine: Any) -> None:
    time_machine.move_to(MONDAY, tick=False)
    workers = [NewParty("applicant", "worker", f"工人{n}") for n in range(30)]
    lines = [NewClaim("wages", f"工资{n}", Decimal("1000.00"), known_on=date(2026, 1, 5)) for n in range(30)]
    lines += [NewClaim("severance", f"补偿{n}", None, known_on=date(2025, 9, n + 1)) for n in range(28)]
    case = registered(people, parties=(*workers, EMPLOYER), claims=lines)
    html = page(people, case, date(2026, 3, 10), time_machine)
    numbers = set(re.findall(r'id="limitation-(\d+)"', html))
    assert numbers == {str(line) for line in case.claims.values_list("line", flat=True)}
    assert len(re.findall(r'aria-labelledby="limitation-', html)) <= 20


def test_the_days_of_leave_are_those_of_its_own_year(people: People, time_machine: Any) -> None:
    received = datetime(2024, 8, 5, 10, 0, tzinfo=ZONE)
    time_machine.move_to(received, tick=False)
    case = registered(people, received, claims=(WAGES,))
    claim = case.claims.get()
    with explained("fixture"):
        claim.limitation_events.all().delete()
        claim.kind, claim.starts_on = "annual_leave", date(2022, 6, 1)
        claim.save()
        for kind, on in (("suspension", date(2022, 5, 1)), ("resumption", date(2022, 7, 1))):
            LimitationEvent.objects.create(claim=claim, kind=kind, on=on)
    (one,) = clock_limitation.explained(
        clock_limitation.claims_of(case), {}, Told(case, people.head), deadlines.calendar(), date(2024, 8, 6)
    )
    assert one.state.nominal_on == date(2024, 12, 31)
    assert max(shown.number or 0 for shown in one.days) == 366


@pytest.mark.parametrize(
    ("employed", "said"),
    [("yes", "劳动关系存续"), ("", "请问清劳动关系是否还存续"), ("no", "可能存在时效问题")],
)
def test_what_intake_was_told_of_the_employment_is_not_lost(
    people: People, time_machine: Any, employed: str, said: str
) -> None:
    told = intake(claims__0__known_on="2024-01-05", employed=employed)
    signed_in(people.clerk).post("/cases/new/", told)
    case = Case.objects.get()
    case_page = page(people, case, date(2026, 3, 10), time_machine)
    assert said in case_page
    assert ("可能存在时效问题" in case_page) is (employed == "no")


@pytest.mark.parametrize("odd", [date(206, 3, 1), date(9999, 2, 1)])
def test_a_mistyped_year_that_is_stored_breaks_no_page(people: People, time_machine: Any, odd: date) -> None:
    case = registered(people)
    first, second = case.claims.order_by("line")
    with explained("fixture"):
        LimitationEvent.objects.create(claim=first, kind="start", on=odd)
        second.kind, second.starts_on, second.ends_on = "double_wage", odd, odd
        second.save()
    shown = page(people, case, date(2026, 3, 10), time_machine)
    assert "请核对年份并更正" in shown
    for user in (people.clerk, people.head, people.mediator):
        assert signed_in(user).get("/today/").status_code == 200
    for tab in ("", "claims/", "timeline/", "history/", "glance/", f"edit_claim/?claim={second.pk}"):
        assert signed_in(people.clerk).get(f"/cases/{case.ref}/{tab}").status_code == 200


def test_open_or_alone_for_paper(people: People, time_machine: Any) -> None:
    case = extended(people, time_machine)
    clock = case.deadlines.get(kind="mediate")
    day = date(2026, 3, 27)
    folded, opened_up = (page(people, case, day, time_machine, ask=ask) for ask in ("", "?open=all"))
    cards = folded.count("计算过程")
    assert cards > 3 and opened_up.count("<details open>") == cards and "<details open>" not in folded
    alone = page(people, case, day, time_machine, ask=f"?only=clock-{clock.pk}")
    assert alone.count("计算过程") == alone.count("<details open>") == 1
    assert "data-print" in alone and "js/calculator.js" in alone and "<noscript>" in alone


def test_only_who_may_record_is_offered_it_and_the_claims_lead_here(
    people: People, time_machine: Any
) -> None:
    time_machine.move_to(on(2), tick=False)
    case = assigned(people)
    line = case.claims.earliest("line")
    offer = f"/cases/{case.ref}/record_limitation/?claim={line.pk}"
    read = {
        who: text_of(signed_in(who).get(f"/cases/{case.ref}/deadlines/"))
        for who in (people.mediator, people.supervisor)
    }
    assert offer in read[people.mediator] and offer not in read[people.supervisor]
    assert f"/deadlines/#limitation-{line.line}" in text_of(
        signed_in(people.mediator).get(f"/cases/{case.ref}/claims/")
    )


def test_who_may_not_read_the_case_sees_no_deadline(people: People) -> None:
    case = assigned(people)
    answer = signed_in(people.second_mediator).get(f"/cases/{case.ref}/deadlines/")
    assert answer.status_code == 403
    assert 'class="tabs"' not in text_of(answer) and "计算过程" not in text_of(answer)


def test_sixty_claims_cost_as_many_queries_as_six(people: People, time_machine: Any) -> None:
    time_machine.move_to(MONDAY, tick=False)

    def cost(count: int) -> int:
        lines = [
            NewClaim("severance", f"{n}", None, known_on=date(2025, 8, 1 + n % 28)) for n in range(count)
        ]
        case = registered(people, claims=lines, parties=(WORKER, EMPLOYER))
        client = signed_in(people.head)
        client.get(f"/cases/{case.ref}/deadlines/")
        with CaptureQueriesContext(connection) as queries:
            assert client.get(f"/cases/{case.ref}/deadlines/").status_code == 200
        return len(queries)

    assert cost(6) == cost(60)


@pytest.mark.parametrize(
    ("due", "said"),
    [
        (date(2026, 3, 8), "overdue"),
        (date(2026, 3, 9), "today"),
        (date(2026, 3, 12), "soon"),
        (date(2026, 3, 13), "ok"),
    ],
)
def test_how_near_a_day_is(due: date, said: str) -> None:
    assert nearness(due, date(2026, 3, 9)) == said
