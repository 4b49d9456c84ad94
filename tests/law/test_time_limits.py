"""Limits as a table: the id is the article, the dates sit on the breaks where a naive count goes wrong."""

import csv
import json
import pickle
from datetime import date, datetime, timedelta
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cases.law.articles import article
from cases.law.calculation import Books, calculate
from cases.law.calendar import Calendar, Notice, NoticeDay
from cases.law.kinds import CALCULATIONS
from cases.law.limits import time_limits as law
from cases.law.limits.rule_table import RULES
from cases.law.limits.rule_titles import TITLES
from cases.law.limits.rules import Consenter, Nature, Source, StartEvent, Unit
from cases.law.limits.time_limits import Consent, NotAllowed
from cases.law.results import BadInput

CALENDAR = Calendar.load()


def on(text: str) -> date:
    return date.fromisoformat(text)


def row(article, rule, start, nominal, due=None):
    return pytest.param(rule, on(start), on(nominal), on(due or nominal), id=f"{article} from {start}")


@pytest.mark.parametrize(
    ("rule", "start", "nominal", "due"),
    [
        # Receipt to acceptance: working days.
        row("MR 22", "acceptance", "2025-04-30", "2025-05-08"),
        row("MR 22", "acceptance", "2024-02-08", "2024-02-19"),  # the eve worked, the 18th made up
        row("MR 22", "acceptance", "2024-02-03", "2024-02-06"),  # Sunday the 4th is worked
        row("MR 22", "acceptance", "2024-09-30", "2024-10-10"),
        row("MR 22", "acceptance", "2024-10-11", "2024-10-15"),  # Saturday the 12th is worked
        row(
            "MR 22", "acceptance", "2025-01-25", "2025-02-05"
        ),  # Sunday the 26th and the 27th, then the break
        row("MR 22", "acceptance", "2026-02-13", "2026-02-25"),
        row("MR 22", "acceptance", "2025-12-31", "2026-01-06"),  # Sunday the 4th is worked
        row("MR 22", "acceptance", "2024-02-28", "2024-03-04"),  # over the leap day
        # Mediation, party's application: natural days from acceptance.
        row("MR 29", "mediation.party_application", "2024-03-05", "2024-03-20"),
        row("MR 29", "mediation.party_application", "2024-01-25", "2024-02-09"),  # the eve was no holiday
        row("MR 29", "mediation.party_application", "2024-01-26", "2024-02-10", "2024-02-18"),
        row("MR 29", "mediation.party_application", "2025-01-13", "2025-01-28", "2025-02-05"),
        row("MR 29", "mediation.party_application", "2024-09-19", "2024-10-04", "2024-10-08"),
        row("MR 29", "mediation.party_application", "2024-09-14", "2024-09-29"),  # a Sunday made up
        row("MR 29", "mediation.party_application", "2024-02-14", "2024-02-29"),
        row("MR 29", "mediation.party_application", "2026-02-01", "2026-02-16", "2026-02-24"),
        row("BJ-ONE 3(4)", "mediation.one_stop_beijing", "2025-03-03", "2025-03-18"),
        row("BR 69", "mediation.tribunal_suggested", "2025-09-20", "2025-10-05", "2025-10-09"),
        row("BR 70", "mediation.tribunal_delegated", "2025-09-29", "2025-10-20"),
        row("BR 70", "mediation.tribunal_delegated", "2026-02-10", "2026-03-02"),
        row("IM 27 before filing", "mediation.court_before_filing", "2024-01-10", "2024-02-09"),
        row("IM 27 before filing", "mediation.court_before_filing", "2024-01-11", "2024-02-10", "2024-02-18"),
        row("IM 27 ordinary", "mediation.court_ordinary", "2024-09-17", "2024-10-02", "2024-10-08"),
        row("IM 27 summary", "mediation.court_summary", "2024-04-01", "2024-04-08"),
        row("PMR 33", "mediation.peoples_mediation", "2024-01-31", "2024-02-29"),
        row("PMR 33", "mediation.peoples_mediation", "2025-01-05", "2025-02-05"),
        row("PMR 33", "mediation.peoples_mediation", "2024-09-02", "2024-10-02", "2024-10-08"),
        # Receipt, effect and the award have clocks of their own.
        row("ARB 14", "right_to_arbitrate", "2024-03-01", "2024-03-16", "2024-03-18"),
        row("BR 74", "review", "2024-09-22", "2024-10-07", "2024-10-08"),
        row("BR 74", "review", "2026-09-10", "2026-09-25", "2026-09-28"),
        row("CPL 205", "judicial_confirmation", "2024-01-10", "2024-02-09"),
        row("CPL 205", "judicial_confirmation", "2025-12-02", "2026-01-01", "2026-01-04"),
        row("ARB 29", "court_acceptance", "2026-09-18", "2026-09-24"),
        row("ARB 29", "court_acceptance", "2026-09-30", "2026-10-13"),
        row("ARB 43", "award", "2024-08-30", "2024-10-14"),
        row("ARB 43", "award", "2024-08-20", "2024-10-04", "2024-10-08"),
        row("ARB 50", "suit.other_award", "2024-09-20", "2024-10-05", "2024-10-08"),
        row("ARB 48", "suit.final_award", "2025-01-20", "2025-02-04", "2025-02-05"),
        # Negotiation, the tribunal's steps, and what comes after the award.
        row("MR 10", "negotiation.silence", "2025-09-28", "2025-10-03", "2025-10-09"),
        row("BR 62", "tribunal.collective_acceptance", "2025-09-30", "2025-10-14"),
        row("ARB 30 copy", "tribunal.copy", "2026-09-18", "2026-09-24"),
        row("BR 33", "tribunal.answer", "2025-09-29", "2025-10-20"),
        row(
            "ARB 30 answer", "tribunal.answer_copy", "2024-09-13", "2024-09-23"
        ),  # Saturday the 14th is worked
        row("ARB 32", "tribunal.panel_notice", "2025-01-24", "2025-02-07"),
        row("BR 75", "review.decision", "2026-09-18", "2026-09-24"),
        row("BR 76", "review.end", "2025-09-29", "2025-10-13"),
        row("ARB 49", "set_aside", "2025-01-01", "2025-01-31", "2025-02-05"),
        row("CPL 250", "enforcement", "2024-02-29", "2026-02-28"),  # a Saturday made up
        row("CPL 250", "enforcement", "2022-10-05", "2024-10-05", "2024-10-08"),
        row("CPL 226", "payment_order.decision", "2025-04-27", "2025-05-02", "2025-05-06"),
        row("CPL 227 issue", "payment_order.issue", "2025-09-20", "2025-10-05", "2025-10-09"),
        row("CPL 227 objection", "payment_order.objection", "2025-03-03", "2025-03-18"),
        row("LAL 43 decision", "legal_aid.decision", "2025-04-26", "2025-05-03", "2025-05-06"),
        row("LAL 43 appointment", "legal_aid.appointment", "2025-03-03", "2025-03-06"),
        row("BJ-UNION 28", "union.employer_answer", "2025-03-03", "2025-03-18"),
        row("BJ-UNION 28 agency", "union.agency_answer", "2025-09-29", "2025-10-27"),
        # Back from the hearing: five and three working days before it, the day itself not counted.
        row("ARB 35 notice", "tribunal.hearing_notice", "2025-10-15", "2025-10-09"),
        row("ARB 35 notice", "tribunal.hearing_notice", "2026-09-28", "2026-09-20"),
        row("ARB 35 postponement", "tribunal.postponement", "2025-10-13", "2025-10-09"),
    ],
)
def test_last_days(rule, start, nominal, due):
    limit = law.by_rule(rule, started_on=start, calendar=CALENDAR)
    assert (limit.nominal_on, limit.due_on) == (nominal, due)
    assert limit.rule == rule
    assert limit.calendar_version == CALENDAR.version
    assert not limit.is_extended


ROWS = csv.DictReader(Path("tests/data/law_examples.csv").read_text("utf-8-sig").splitlines())
EXAMPLES = {row["id"]: (json.loads(row["inputs"]), json.loads(row["expected"])) for row in ROWS}
BOOKS = Books.load()


def answered(**given):
    return calculate(CALCULATIONS["time_limit"], given, BOOKS)


@pytest.mark.parametrize(
    ("example", "rule", "start", "nominal", "due"),
    [
        ("L082", "right_to_arbitrate", "application_received", "may_arbitrate_after_nominal", None),
        ("L082", "mediation.party_application", "accepted", "must_end_by", "must_end_by"),
        ("L083", "mediation.one_stop_beijing", "accepted", "last_day", "last_day"),
        ("L084", "acceptance", "received", "last_day", "last_day"),
        ("L091", "judicial_confirmation", "agreement_effective", "nominal_last_day", "last_day"),
        ("L094", "court_acceptance", "received", "last_day", "last_day"),
        ("L095", "tribunal.answer", "respondent_received", "last_day", "last_day"),
        ("L097", "award", "accepted", "last_day", "last_day"),
        ("L098", "suit.other_award", "award_received", "nominal_last_day", "last_day"),
    ],
)
def test_worked_examples(example, rule, start, nominal, due):
    given, expected = EXAMPLES[example]
    result = answered(rule=rule, started_on=given[start])
    assert result["nominal_on"] == on(expected[nominal])
    if due:
        assert result["due_on"] == on(expected[due])
    assert result.basis and all(article(code) for code in result.basis)


@pytest.mark.parametrize(
    ("example", "rule", "key", "consents"),
    [
        (
            "L083",
            "mediation.one_stop_beijing",
            "max_extended",
            {"applicant_consented_on": "2025-03-10", "respondent_consented_on": "2025-03-11"},
        ),
        ("L097", "award", "extended_last_day", {"approved_on": "2024-10-14"}),
    ],
)
def test_worked_examples_extended_as_far_as_may_be(example, rule, key, consents):
    given, expected = EXAMPLES[example]
    latest = on(expected[key])
    asked = {"rule": rule, "started_on": given["accepted"], **consents}
    assert answered(**asked, extended_to=expected[key])["due_on"] == latest
    with pytest.raises(BadInput) as refused:
        answered(**asked, extended_to=(latest + timedelta(days=1)).isoformat())
    assert refused.value.problems[0].code == "too_long"


@pytest.mark.parametrize(
    ("given", "field", "code"),
    [
        ({"rule": "acceptance", "started_on": "2025-03-03", "length": "4"}, "length", "length_is_fixed"),
        (
            {"rule": "review", "started_on": "2025-03-03", "extended_to": "2025-04-03"},
            "extended_to",
            "not_extendable",
        ),
        (
            {"rule": "mediation.party_application", "started_on": "2025-03-03", "extended_to": "2025-04-03"},
            "extended_to",
            "consent_missing",
        ),
        (
            {"rule": "award", "started_on": "2025-03-03", "approved_on": "2025-03-05"},
            "extended_to",
            "missing",
        ),
        (
            {
                "rule": "award",
                "started_on": "2025-03-03",
                "approved_on": "2025-03-02",
                "extended_to": "2025-04-20",
            },
            "extended_to",
            "consent_early",
        ),
        ({"rule": "nothing", "started_on": "2025-03-03"}, "rule", "no_such_choice"),
    ],
)
def test_what_cannot_be_answered_is_said(given, field, code):
    with pytest.raises(BadInput) as refused:
        answered(**given)
    (problem,) = refused.value.problems
    assert (problem.field, problem.code) == (field, code)


def test_an_answer_tells_what_follows_who_may_extend_and_each_day():
    result = answered(rule="tribunal.answer", started_on="2025-09-29")
    assert "10月11日（4）" in result.steps[-1].text_zh
    cautions = "".join(one.zh for one in result.cautions)
    assert "不影响仲裁程序" in cautions and "不能延长" in cautions
    longer = answered(
        rule="award", started_on="2025-03-03", extended_to="2025-05-02", approved_on="2025-04-10"
    )
    (step,) = [step for step in longer.steps if "延长，新的届满日" in step.text_zh]
    assert step.text_zh.startswith("经仲裁委员会主任或者其委托的负责人批准延长")
    assert step.text_en.startswith("Extended with the approval of the tribunal's director")
    assert any("批准可以延长" in one.zh and "the approval of" in one.en for one in longer.cautions)
    old = answered(rule="award", started_on="2015-03-02")
    assert "2017年7月1日" not in "".join(one.zh for one in old.cautions)  # the article cited first is of 2008
    assert any(
        "2017年7月1日" in one.zh for one in answered(rule="review.end", started_on="2016-03-01").cautions
    )


@pytest.mark.parametrize("code", RULES)
def test_every_row_is_whole(code):
    row = RULES[code]
    assert row.code == code == row.version.rule and TITLES[code].zh
    assert row.at_end.zh.endswith("。") and row.at_end.en.endswith(".")
    limit = law.by_rule(code, started_on=on("2025-03-03"), calendar=CALENDAR)
    assert limit.at_end == row.at_end
    assert pickle.loads(pickle.dumps(limit)) == limit


def test_stored_codes_are_never_renamed():
    assert set(RULES) >= {
        "acceptance", "first_contact", "right_to_arbitrate", "review", "judicial_confirmation", "court_acceptance",
        "award", "suit.final_award", "suit.other_award", *(f"mediation.{source}" for source in Source),
    }  # fmt: skip


START = on("2025-03-03")


IN = {"calendar": CALENDAR}


@pytest.mark.parametrize(
    ("limit", "rule", "article", "event"),
    [
        (law.acceptance(received_on=START, **IN), "acceptance", "MR 22", "application_received"),
        (
            law.right_to_arbitrate(received_on=START, **IN),
            "right_to_arbitrate",
            "ARB 14",
            "application_received",
        ),
        (law.review(effective_on=START, **IN), "review", "MR 27", "agreement_effective"),
        (
            law.judicial_confirmation(effective_on=START, **IN),
            "judicial_confirmation",
            "CPL 205",
            "agreement_effective",
        ),
        (law.court_acceptance(received_on=START, **IN), "court_acceptance", "ARB 29", "arbitration_received"),
        (law.award(accepted_on=START, **IN), "award", "ARB 43", "arbitration_accepted"),
        (law.suit(received_on=START, is_final=True, **IN), "suit.final_award", "ARB 48", "award_received"),
        (law.suit(received_on=START, is_final=False, **IN), "suit.other_award", "ARB 50", "award_received"),
    ],
    ids=lambda value: value if isinstance(value, str) else "",
)
def test_each_function_counts_by_its_own_rule_from_its_own_event(limit, rule, article, event):
    assert limit == law.by_rule(rule, started_on=START, calendar=CALENDAR)
    assert limit.basis[0] == article
    assert limit.start_event is StartEvent(event)
    assert limit.steps[0].on == START


@pytest.mark.parametrize(
    ("source", "start_event", "length", "unit"),
    [
        ("party_application", "mediation_accepted", 15, "natural_days"),
        ("one_stop_beijing", "mediation_accepted", 15, "natural_days"),
        ("tribunal_suggested", "mediation_accepted", 15, "natural_days"),
        ("tribunal_delegated", "both_consented", 10, "working_days"),
        ("court_before_filing", "court_papers_signed_for", 30, "natural_days"),
        ("court_ordinary", "court_papers_signed_for", 15, "natural_days"),
        ("court_summary", "court_papers_signed_for", 7, "natural_days"),
        ("peoples_mediation", "mediation_accepted", 1, "months"),
    ],
)
def test_the_clock_follows_how_the_case_arrived(source, start_event, length, unit):
    limit = law.mediation(source=Source(source), started_on=START, calendar=CALENDAR)
    assert limit.rule == f"mediation.{source}"
    assert (limit.start_event, limit.length, limit.unit) == (start_event, length, unit)


def test_every_source_has_a_clock():
    assert {f"mediation.{source}" for source in Source} == {c for c in RULES if c.startswith("mediation.")}


def told(limit):
    return "\n".join(step.text_zh for step in limit.steps), "\n".join(step.text_en for step in limit.steps)


class TestSteps:
    def test_a_rolled_day_names_the_holiday_and_both_days(self):
        zh, en = told(law.suit(received_on=on("2024-09-20"), is_final=False, calendar=CALENDAR))
        assert "2024年10月5日（星期六）是休息日（国庆节放假），顺延至2024年10月8日（星期二）" in zh
        assert "Saturday 5 October 2024 is a day of rest (National Day)" in en

    def test_skipped_days_and_counted_make_up_days_are_told(self):
        zh, en = told(law.acceptance(received_on=on("2024-02-08"), calendar=CALENDAR))
        assert "不计2024年2月10日（星期六）至2024年2月17日（星期六）：春节放假" in zh
        assert "计入2024年2月18日（星期日）：春节调休上班日" in zh
        assert "Counted: Sunday 18 February 2024, a make-up working day for Spring Festival" in en

    def test_mr_29_warns_that_rolling_is_not_written(self):
        zh, _ = told(law.mediation(source=Source.PARTY_APPLICATION, started_on=START, calendar=CALENDAR))
        assert "未写明末日遇休息日顺延" in zh

    def test_arb_14_never_bars_earlier(self):
        limit = law.right_to_arbitrate(received_on=START, calendar=CALENDAR)
        assert limit.nature is Nature.INFORMATIONAL
        assert "在此之前也可以申请仲裁" in told(limit)[0]


class TestUnpublishedYear:
    def test_natural_days_keep_the_nominal_day(self):
        limit = law.mediation(source=Source.PARTY_APPLICATION, started_on=on("2026-12-20"), calendar=CALENDAR)
        assert (limit.nominal_on, limit.due_on) == (on("2027-01-04"), None)
        assert limit.ends_on == on("2027-01-04")
        assert "未载入2027年放假安排" in told(limit)[0]

    def test_working_days_are_estimated_and_marked(self):
        limit = law.acceptance(received_on=on("2026-12-30"), calendar=CALENDAR)
        assert (limit.nominal_on, limit.due_on) == (on("2027-01-04"), None)
        assert "仅供参考" in told(limit)[0]
        assert "Provisionally" in told(limit)[1]

    def test_the_end_of_december_is_given_with_a_warning(self):
        limit = law.mediation(source=Source.PARTY_APPLICATION, started_on=on("2026-12-16"), calendar=CALENDAR)
        assert limit.due_on == on("2026-12-31")
        assert "可能调整2026年12月末的安排" in told(limit)[0]

    def test_a_day_that_rolls_over_the_year_stays_open(self):
        days = (NoticeDay(on("2030-12-31"), "元旦", True),)
        limit = law.review(
            effective_on=on("2030-12-16"), calendar=Calendar.from_notices([Notice(2030, days)])
        )
        assert (limit.nominal_on, limit.due_on) == (on("2030-12-31"), None)

    def test_the_day_is_filled_in_when_the_notice_comes(self):
        days = (NoticeDay(on("2027-01-01"), "元旦", True), NoticeDay(on("2027-01-04"), "元旦", True))
        calendar = Calendar.from_notices(
            [Notice(2026, (NoticeDay(on("2026-01-01"), "元旦", True),)), Notice(2027, days)]
        )
        assert law.acceptance(received_on=on("2026-12-30"), calendar=calendar).due_on == on("2027-01-06")

    def test_a_start_before_the_first_notice_needs_no_calendar_for_itself(self):
        assert law.acceptance(received_on=on("2014-12-31"), calendar=CALENDAR).due_on == on("2015-01-06")


class TestLengths:
    def test_first_contact_is_our_promise(self):
        limit = law.first_contact(received_on=on("2024-09-30"), length=2, calendar=CALENDAR)
        assert (limit.due_on, limit.unit, limit.nature) == (
            on("2024-10-09"),
            Unit.WORKING_DAYS,
            Nature.PROMISE,
        )
        assert limit.basis == ()
        assert "不是法定期限" in told(limit)[0]

    @pytest.mark.parametrize("source", [Source.TRIBUNAL_SUGGESTED, Source.PEOPLES_MEDIATION])
    def test_an_open_length_is_the_callers(self, source):
        limit = law.mediation(source=source, started_on=START, calendar=CALENDAR, length=2)
        assert limit.length == 2

    @pytest.mark.parametrize(
        "source", sorted(set(Source) - {Source.TRIBUNAL_SUGGESTED, Source.PEOPLES_MEDIATION})
    )
    def test_a_fixed_length_is_not(self, source):
        with pytest.raises(NotAllowed) as refused:
            law.mediation(source=source, started_on=START, calendar=CALENDAR, length=29)
        assert refused.value.code == "length_is_fixed"

    @pytest.mark.parametrize("length", [0, -1])
    def test_a_length_is_at_least_one(self, length):
        with pytest.raises(ValueError):
            law.first_contact(received_on=START, length=length, calendar=CALENDAR)

    @pytest.mark.parametrize("start", [datetime(2025, 3, 3, 9), "2025-03-03"])
    def test_only_plain_dates(self, start):
        with pytest.raises(TypeError):
            law.acceptance(received_on=start, calendar=CALENDAR)


BOTH = (Consenter.APPLICANT, Consenter.RESPONDENT)


def consented(*sides, given_on="2025-03-10"):
    return [Consent(side, on(given_on)) for side in sides]


def extend(limit, new_end, consents):
    return law.extended(limit, new_end_on=on(new_end), consents=consents, calendar=CALENDAR)


def refusal(limit, new_end, consents):
    with pytest.raises(NotAllowed) as refused:
        extend(limit, new_end, consents)
    assert refused.value.basis == limit.basis
    return refused.value.code


class TestExtension:
    party = law.mediation(
        source=Source.PARTY_APPLICATION, started_on=START, calendar=CALENDAR
    )  # to 2025-03-18
    one_stop = law.mediation(source=Source.ONE_STOP_BEIJING, started_on=START, calendar=CALENDAR)

    def test_mr_29_both_parties_extend_as_far_as_they_like(self):
        longer = extend(self.party, "2025-05-03", consented(*BOTH))
        assert (longer.nominal_on, longer.due_on) == (on("2025-05-03"), on("2025-05-06"))
        assert longer.first_nominal_on == on("2025-03-18")
        assert longer.is_extended
        assert longer.steps[: len(self.party.steps)] == self.party.steps
        assert "经同意延长" in told(longer)[0]
        assert longer.basis == (*self.party.basis, "CC 204")

    @pytest.mark.parametrize(
        "consents",
        [
            [],
            consented(Consenter.APPLICANT),
            consented(Consenter.RESPONDENT),
            consented(Consenter.ORGANISATION),
            consented(Consenter.APPLICANT, Consenter.ORGANISATION),
            consented(Consenter.TRIBUNAL_DIRECTOR),
        ],
        ids=["nobody", "applicant", "respondent", "committee", "applicant and committee", "tribunal"],
    )
    def test_mr_29_nobody_else_extends(self, consents):
        assert refusal(self.party, "2025-03-25", consents) == "consent_missing"

    def test_consent_counts_on_the_last_day_and_not_after(self):
        extend(self.party, "2025-03-25", consented(*BOTH, given_on="2025-03-18"))
        late = [*consented(Consenter.APPLICANT), *consented(Consenter.RESPONDENT, given_on="2025-03-19")]
        assert refusal(self.party, "2025-03-25", late) == "consent_too_late"

    def test_one_side_of_several_people_consents_with_the_last_of_them(self):
        several = [*consented(*BOTH, given_on="2025-03-19"), *consented(Consenter.APPLICANT)]
        assert refusal(self.party, "2025-03-25", several) == "consent_too_late"
        assert refusal(self.party, "2025-03-25", list(reversed(several))) == "consent_too_late"

    @pytest.mark.parametrize("new_end", ["2025-03-18", "2025-03-17", "2025-01-01"])
    def test_never_shorter(self, new_end):
        assert refusal(self.party, new_end, consented(*BOTH)) == "not_longer"

    def test_not_longer_than_the_rolled_day_is_no_extension(self):
        limit = law.mediation(source=Source.PARTY_APPLICATION, started_on=on("2024-09-19"), calendar=CALENDAR)
        assert limit.due_on == on("2024-10-08")
        assert refusal(limit, "2024-10-06", consented(*BOTH, given_on="2024-09-25")) == "not_longer"

    def test_bj_one_3_4_at_most_fifteen_more(self):
        assert extend(self.one_stop, "2025-04-02", consented(*BOTH)).nominal_on == on("2025-04-02")
        assert refusal(self.one_stop, "2025-04-03", consented(*BOTH)) == "too_long"

    def test_bj_one_3_4_a_second_extension_counts_from_the_first_end(self):
        once = extend(self.one_stop, "2025-03-28", consented(*BOTH))
        assert extend(once, "2025-04-02", consented(*BOTH)).nominal_on == on("2025-04-02")
        assert refusal(once, "2025-04-03", consented(*BOTH)) == "too_long"

    def test_arb_43_fifteen_more_with_the_directors_approval(self):
        limit = law.award(accepted_on=on("2024-08-30"), calendar=CALENDAR)
        approved = consented(Consenter.TRIBUNAL_DIRECTOR, given_on="2024-10-14")
        assert extend(limit, "2024-10-29", approved).due_on == on("2024-10-29")
        assert refusal(limit, "2024-10-30", approved) == "too_long"
        assert refusal(limit, "2024-10-29", consented(*BOTH)) == "consent_missing"

    @pytest.mark.parametrize("code", [code for code, rule in RULES.items() if not rule.extension.is_possible])
    def test_what_cannot_be_extended(self, code):
        limit = law.by_rule(code, started_on=START, calendar=CALENDAR)
        assert refusal(limit, "2026-01-05", consented(*Consenter)) == "not_extendable"

    def test_br_70_is_among_them(self):
        assert not RULES["mediation.tribunal_delegated"].extension.is_possible

    def test_br_76_five_working_days_more_with_approval(self):
        limit = law.by_rule("review.end", started_on=on("2025-09-29"), calendar=CALENDAR)  # to 2025-10-13
        approved = consented(Consenter.TRIBUNAL_DIRECTOR, given_on="2025-10-09")
        assert extend(limit, "2025-10-20", approved).due_on == on("2025-10-20")
        assert refusal(limit, "2025-10-21", approved) == "too_long"

    def test_into_an_unpublished_year(self):
        longer = extend(self.party, "2027-02-01", consented(*BOTH))
        assert (longer.nominal_on, longer.due_on) == (on("2027-02-01"), None)


codes = st.sampled_from(sorted(RULES))
starts = st.dates(date(2015, 1, 1), date(2027, 6, 1))


@given(codes, starts)
def test_due_is_never_before_nominal_and_always_worked(code, start):
    limit = law.by_rule(code, started_on=start, calendar=CALENDAR)
    assert (limit.nominal_on < start) is RULES[code].is_backwards
    assert limit.ends_on >= limit.nominal_on
    if limit.due_on is not None:
        assert CALENDAR.is_working_day(limit.due_on)
    assert all(step.text_zh and step.text_en for step in limit.steps)


@pytest.mark.parametrize("code", RULES)
@pytest.mark.parametrize("days", [2, 10, 22, 40, 70])
@pytest.mark.parametrize("start", ["2014-12-20", "2014-12-29", "2026-12-29"])
def test_a_year_that_is_not_loaded_is_a_gap_of_the_answer_only(code, start, days):
    told = {"rule": code, "started_on": start, "extended_to": str(on(start) + timedelta(days=days))}
    told |= dict.fromkeys(("approved_on", "applicant_consented_on", "respondent_consented_on"), start)
    try:
        assert calculate(CALCULATIONS["time_limit"], told, BOOKS).answer.zh
    except BadInput as bad:
        assert all(problem.text.zh for problem in bad.problems)


@given(codes, starts)
def test_a_later_start_never_ends_earlier(code, start):
    first = law.by_rule(code, started_on=start, calendar=CALENDAR)
    second = law.by_rule(code, started_on=start + timedelta(days=1), calendar=CALENDAR)
    assert second.nominal_on >= first.nominal_on


@given(codes, starts, st.integers(-40, 40), st.sets(st.sampled_from(Consenter)))
def test_an_extension_never_shortens(code, start, days, sides):
    limit = law.by_rule(code, started_on=start, calendar=CALENDAR)
    new_end = limit.nominal_on + timedelta(days=days)
    consents = [Consent(side, start) for side in sides]
    try:
        longer = law.extended(limit, new_end_on=new_end, consents=consents, calendar=CALENDAR)
    except NotAllowed:
        return
    assert longer.nominal_on > limit.nominal_on
    assert longer.ends_on > limit.ends_on
    assert limit.extension.needs <= sides
