"""From the terms to the seal: the agreement takes effect with the last of the four signatures."""

from datetime import date
from decimal import Decimal
from typing import Any

import pytest
from django.core.exceptions import PermissionDenied

from cases.actions.ending import reopen
from cases.history import explained
from cases.models import Case, Representative
from mediation.actions import agreeing, signing
from mediation.models import Agreement, Obligation
from mediation.terms import digest
from tests.builders import CLAIMS, on, renewed
from tests.mediation.builders import (
    FIRST_DUE,
    LAST_DUE,
    SIGNED_ON,
    agreed,
    applicant,
    approved,
    frozen,
    held,
    pending,
    performing,
    refusal,
    respondent,
    signed,
    terms,
)
from tests.people import People, fresh


def test_agree_drafts_and_writes_the_minutes(people: People) -> None:
    case = agreed(people)
    assert case.state == "agreed"
    draft = pending(case)
    assert (draft.version, draft.state, draft.number, draft.digest) == (1, "draft", "", "")
    assert [claim.standing for claim in case.claims.all()] == ["open", "open"]  # nothing has effect yet
    paper = case.documents.get(kind="minutes")
    assert "15,000.00" in paper.context["en"]["result"]


@pytest.mark.parametrize(
    ("wanted", "code"),
    [
        ({"amounts": ("9000.00", "5000.00")}, "sums_differ"),
        ({"amounts": (None, None)}, "nothing_settled"),
        ({"agreed_on": date(2026, 4, 1)}, "due_days"),
    ],
)
def test_terms_must_fit(people: People, wanted: dict, code: str) -> None:
    case, _session = held(people)
    assert (
        refusal(agreeing.agree, case, terms=terms(case, **wanted), by=fresh(people.mediator), at=on(7))
        == code
    )
    assert renewed(case).state == "mediating"


def test_every_line_is_settled_or_left_open(people: People) -> None:
    case, _session = held(people)
    fixed = terms(case)
    short = type(fixed)(lines=fixed.lines[:1], items=fixed.items, agreed_on=fixed.agreed_on)
    assert (
        refusal(agreeing.agree, case, terms=short, by=fresh(people.mediator), at=on(7)) == "lines_left_open"
    )


def test_freeze_fixes_number_version_and_digest(people: People) -> None:
    case = frozen(people)
    agreement: Any = pending(case)
    assert agreement.number == "〔2026〕荣调协字第0001号"
    assert agreement.digest == digest(agreement.terms)
    assert agreement.document.number == agreement.number
    context = agreement.document.context["zh-Hans"]
    (item,) = context["items"]
    assert (item["amount"], item["amount_words"]) == ("15,000.00", "壹万伍仟元整")
    assert [part["amount_words"] for part in item["instalments"]] == ["壹万元整", "伍仟元整"]
    event = case.events.get(act="mediation.freeze")
    assert event.facts["digest"] == agreement.digest
    assert refusal(agreeing.freeze, case, by=fresh(people.mediator), at=on(8)) == "frozen_before"


def test_nobody_signs_a_draft(people: People) -> None:
    case = agreed(people)
    sign: dict[Any, Any] = {
        "party": applicant(case),
        "on": on(7).date(),
        "identity_seen": True,
        "by": fresh(people.mediator),
        "at": on(7),
    }
    assert refusal(signing.sign, case, **sign) == "not_frozen"


def test_the_signer_shows_an_identity_and_may_settle(people: People) -> None:
    case = frozen(people)
    with explained("fixture"):
        clerk = Representative.objects.create(
            party=respondent(case), name="何敏", kind="agent", authority="general", valid_from=on(0).date()
        )
        lawyer = Representative.objects.create(
            party=respondent(case),
            name="罗律",
            kind="agent",
            authority="special",
            valid_from=on(0).date(),
            valid_until=on(7).date(),
        )
    common: dict[Any, Any] = {
        "by": fresh(people.mediator),
        "at": on(8),
        "on": SIGNED_ON,
        "party": respondent(case),
    }
    assert refusal(signing.sign, case, **common, identity_seen=False) == "identity_unseen"
    assert refusal(signing.sign, case, **common, identity_seen=True, representative=clerk) == "no_authority"
    assert refusal(signing.sign, case, **common, identity_seen=True, representative=lawyer) == "no_authority"
    signing.sign(case, **{**common, "on": on(7).date()}, identity_seen=True, representative=lawyer)
    assert refusal(signing.sign, case, **common, identity_seen=True) == "signed_before"


def test_only_the_text_that_was_shown_is_signed(people: People) -> None:
    case = frozen(people)
    common: dict[Any, Any] = {
        "by": fresh(people.mediator),
        "at": on(8),
        "on": SIGNED_ON,
        "party": applicant(case),
        "identity_seen": True,
    }
    assert refusal(signing.sign, case, **common, text_digest="0" * 64) == "version_changed"
    with explained("fixture"):
        changed = pending(case)
        changed.terms = {**changed.terms, "facts": "另一个事实"}
        changed.save()
    assert refusal(signing.sign, case, **common) == "version_changed"


def test_the_mediator_of_the_case_signs_and_the_head_seals_last(people: People) -> None:
    case = frozen(people)
    assert refusal(signing.seal, case, on=SIGNED_ON, by=fresh(people.head), at=on(8)) == "unsigned"
    with pytest.raises(PermissionDenied):
        signing.sign(case, party=None, on=SIGNED_ON, identity_seen=True, by=fresh(people.head), at=on(8))
    for party in case.parties.all():
        signing.sign(case, party=party, on=SIGNED_ON, identity_seen=True, by=fresh(people.mediator), at=on(8))
    assert refusal(signing.seal, case, on=SIGNED_ON, by=fresh(people.head), at=on(8)) == "unsigned"
    signing.sign(case, party=None, on=SIGNED_ON, identity_seen=True, by=fresh(people.mediator), at=on(8))
    assert renewed(case).state == "agreed"
    with pytest.raises(PermissionDenied):
        signing.seal(case, on=SIGNED_ON, by=fresh(people.mediator), at=on(8))
    with pytest.raises(PermissionDenied):
        signing.seal(case, on=SIGNED_ON, by=fresh(people.head2), at=on(8))
    assert refusal(signing.seal, case, on=on(7).date(), by=fresh(people.head), at=on(9)) == "sealed_early"


def test_the_last_signature_gives_effect(people: People) -> None:
    case = performing(people)
    agreement = Agreement.objects.get(case=case)
    assert (case.state, agreement.state, agreement.effective_on) == (
        "performing",
        "effective",
        date(2026, 3, 18),
    )
    assert [event.act for event in case.events.all()][-2:] == ["mediation.seal", "mediation.effect"]
    assert case.events.latest("sequence").system == "signatures"
    clocks = {clock.kind: clock.nominal_on for clock in case.deadlines.filter(kind__in=["review", "confirm"])}
    assert clocks == {"review": date(2026, 4, 2), "confirm": date(2026, 4, 17)}
    assert case.deadlines.get(kind="mediate").met_on == date(2026, 3, 18)
    assert [(claim.standing, claim.agreed_amount) for claim in case.claims.all()] == [
        ("settled", Decimal("9000.00")),
        ("settled", Decimal("6000.00")),
    ]
    owed = list(Obligation.objects.filter(case=case))
    assert [(one.amount, one.due_on, one.instalment, one.state) for one in owed] == [
        (Decimal("10000.00"), FIRST_DUE, 1, "due"),
        (Decimal("5000.00"), LAST_DUE, 2, "due"),
    ]
    days: dict[Any, Any] = {clock.subject: clock.due_on for clock in case.deadlines.filter(kind="instalment")}
    assert days == {one.pk: one.due_on for one in owed}
    assert case.next_due_on == FIRST_DUE


def test_no_review_where_the_relation_itself_is_confirmed(people: People) -> None:
    claims = (type(CLAIMS[0])("relation", "确认2025年的劳动关系"), CLAIMS[0])
    case = performing(
        people,
        claims=claims,
        wanted={"amounts": ("0.00", "9000.00"), "instalments": ((FIRST_DUE, "9000.00"),)},
    )
    assert set(case.deadlines.values_list("kind", flat=True)) & {"review", "confirm"} == {"confirm"}


def test_lines_left_open_go_on_in_a_linked_case(people: People) -> None:
    case = performing(people, wanted={"amounts": ("9000.00", None), "instalments": ((FIRST_DUE, "9000.00"),)})
    (linked,) = Case.objects.filter(split_from=case)
    assert (linked.state, linked.mediator) == ("mediating", people.mediator)
    assert [claim.text for claim in linked.claims.all()] == ["2025年的加班费"]
    assert [claim.standing for claim in case.claims.all()] == ["settled", "moved"]
    assert linked.deadlines.get(kind="mediate").nominal_on == case.deadlines.get(kind="mediate").nominal_on


def test_void_takes_the_signatures_with_it_and_drafts_anew(people: People) -> None:
    case = signed(people)
    first = pending(case)
    agreeing.void(case, note="公司名称写错", by=fresh(people.mediator), at=on(9))
    first.refresh_from_db()
    again: Any = pending(case)
    assert (first.state, again.version, again.state, again.terms) == ("void", 2, "draft", first.terms)
    agreeing.freeze(renewed(case), by=fresh(people.mediator), at=on(9))
    again.refresh_from_db()
    assert again.number == "〔2026〕荣调协字第0002号"
    assert again.document.supersedes == first.document
    assert refusal(signing.seal, case, on=on(9).date(), by=fresh(people.head), at=on(9)) == "unsigned"


def test_talks_resumed_void_the_frozen_text(people: People) -> None:
    case = signed(people)
    agreeing.resume_talks(case, by=fresh(people.mediator), at=on(9))
    assert renewed(case).state == "mediating"
    assert [one.state for one in Agreement.objects.filter(case=case)] == ["void"]


def test_terms_taken_up_again_supersede_the_agreement(people: People) -> None:
    case = performing(people)
    call: dict[Any, Any] = {"reason": "new_schedule", "by": fresh(people.mediator), "at": on(20)}
    assert refusal(agreeing.reopen_terms, case, **call) == "consent_missing"
    agreeing.reopen_terms(case, **call, applicant_on=on(19).date(), respondent_on=on(20).date())
    case = renewed(case)
    assert (case.state, Agreement.objects.get(case=case).state) == ("mediating", "superseded")
    live = {clock.kind: clock.nominal_on for clock in case.deadlines.filter(met_on=None, ended_on=None)}
    assert live == {"right15": date(2026, 3, 24), "mediate": date(2026, 4, 13)}
    assert not Obligation.objects.filter(case=case).unperformed().exists()


def test_a_confirmed_agreement_is_not_taken_up_again(people: People) -> None:
    case = performing(people)
    with explained("fixture"):
        agreement: Any = Agreement.objects.get(case=case)
        agreement.confirmation = "review"
        agreement.save()
    call: dict[Any, Any] = {"reason": "void", "by": fresh(people.mediator), "at": on(20)}
    assert refusal(agreeing.reopen_terms, case, **call) == "confirmed"


def test_a_reopened_case_can_be_agreed_anew(people: People) -> None:
    case = performing(people)
    approved(case, "mediation.close_unperformed", {"reason": "dropped", "in_writing": "on"}, people, on(12))
    reopen(renewed(case), to="mediating", note="公司反悔", by=fresh(people.head), at=on(14))
    case = renewed(case)
    assert [one.state for one in Agreement.objects.filter(case=case)] == ["superseded"]
    assert {claim.standing for claim in case.claims.all()} == {"open"}
    agreeing.agree(case, terms=terms(case, agreed_on=on(15).date()), by=fresh(people.mediator), at=on(15))
    assert pending(case).version == 2


def test_an_agreement_that_could_not_be_printed_is_not_signed(people: People) -> None:
    case = frozen(people)
    with explained("fixture"):
        document: Any = pending(case).document
        document.status = "failed"
        document.save()
    call: dict[Any, Any] = {"party": applicant(case), "on": SIGNED_ON, "identity_seen": True, "at": on(8)}
    assert refusal(signing.sign, case, **call, by=fresh(people.mediator)) == "unprintable"
