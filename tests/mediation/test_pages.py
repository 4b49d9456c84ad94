"""Forms give the acts what they take; tabs and next steps show what is there."""

from datetime import date
from decimal import Decimal
from typing import Any

import pytest
from django.template.loader import get_template
from django.test import Client

from cases import next_step
from cases.history import explained
from cases.models import Document, ReadLog, Refusal
from cases.registry import ACTS, TABS
from mediation.actions import ending
from mediation.acts.agreement import AgreeForm
from mediation.acts.signing import SignForm
from mediation.acts.talks import OfferForm
from mediation.models import Agreement
from tests.builders import accepted, asked, consented, on, registered, renewed
from tests.documents.samples import sample
from tests.mediation.builders import (
    agreed,
    applicant,
    assigned,
    contacted,
    failed,
    frozen,
    held,
    opened,
    performing,
    respondent,
    signed,
    suspended,
)
from tests.people import People, fresh

MINE = [name for name in ACTS if name.startswith("mediation.")]


def test_agree_reads_lines_instalments_and_deeds(people: People) -> None:
    case, _session = held(people)
    first, second = case.claims.all()
    employer, worker = str(respondent(case).pk), str(applicant(case).pk)
    data: dict[Any, Any] = {
        f"standing_{first.pk}": "settled", f"amount_{first.pk}": "9,000", f"standing_{second.pk}": "open",
        "payment_1_title": "工资", "payment_1_payer": employer, "payment_1_payee": worker, "payment_1_amount": "\uff19\uff10\uff10\uff10",
        "payment_1_instalments": "2026-03-31 5,000\n2026年4月30日 4000", "payment_1_method": "转账",
        "deed_1_deed": "出具离职证明", "deed_1_payer": employer, "deed_1_payee": worker, "deed_1_due_on": "2026-03-31",
        "agreed_on": "2026-03-16",
    }  # fmt: skip
    form = AgreeForm(data, case=case, by=fresh(people.mediator), at=on(7))
    assert form.is_valid(), form.errors
    ACTS["mediation.agree"].run(
        case, by=fresh(people.mediator), at=on(7), version=case.version, **form.cleaned_data
    )
    terms = Agreement.objects.get(case=case).terms
    payment, deed = terms["items"]
    assert [part["amount"] for part in payment["instalments"]] == ["5000.00", "4000.00"]
    assert (payment["due_on"], payment["claims"], deed["deed"]) == (
        "2026-04-30",
        [str(first.pk)],
        "出具离职证明",
    )
    assert [line["is_settled"] for line in terms["lines"]] == [True, False]


def test_an_instalment_that_cannot_be_read_is_named(people: People) -> None:
    case, _session = held(people)
    form = AgreeForm(
        {"payment_1_amount": "9000", "payment_1_instalments": "下个月 5000", "agreed_on": "2026-03-16"},
        case=case, by=fresh(people.mediator), at=on(7),
    )  # fmt: skip
    assert not form.is_valid()
    assert "下个月 5000" in str(form.errors["payment_1_instalments"])


def test_sign_carries_the_digest_and_offers_who_is_missing(people: People) -> None:
    case = frozen(people)
    by = fresh(people.mediator)
    shown = SignForm(case=case, by=by, at=on(8))
    digest = shown.initial["text_digest"]
    party = respondent(case)
    data: dict[Any, Any] = {
        "signer": str(party.pk),
        "how": "sealed",
        "on": "2026-03-17",
        "identity_seen": "on",
        "text_digest": digest,
    }
    form = SignForm(data, case=case, by=by, at=on(8))
    assert form.is_valid(), form.errors
    ACTS["mediation.sign"].run(case, by=by, at=on(8), version=None, **form.cleaned_data)
    signer: Any = SignForm(case=renewed(case), by=by, at=on(8)).fields["signer"]
    left = dict(signer.choices)
    assert set(left) == {str(applicant(case).pk), "mediator"}


def test_offer_takes_amounts_by_line(people: People) -> None:
    case = opened(people)
    claim = case.claims.earliest("line")
    form = OfferForm(
        {"audience": "both", f"amount_{claim.pk}": "8000"}, case=case, by=people.mediator, at=on(3)
    )
    assert form.is_valid(), form.errors
    assert form.cleaned_data["amounts"] == {claim: Decimal("8000")}


@pytest.mark.parametrize("name", MINE)
def test_every_form_can_be_shown(people: People, name: str) -> None:
    case = performing(people) if name == "mediation.perform" else held(people)[0]
    form = ACTS[name].form(case=case, by=fresh(people.mediator), at=on(5))
    template = "mediation/agree.html" if name == "mediation.agree" else "_form.html"
    if template == "_form.html":
        assert get_template(template).render({"form": form}) is not None
    else:
        assert [group["legend"] for group in form.groups()]


@pytest.mark.parametrize("language", ["zh-hans", "en"])
def test_the_tabs_show_sessions_agreement_and_room(people: People, language: str) -> None:
    case, mediator = performing(people), people.mediator
    mediator.language = language
    with explained("fixture"):
        mediator.save()
    client = signed_in(mediator)
    for name in ("sessions", "agreement", "privileged"):
        page = client.get(f"/cases/{case.ref}/{name}/")
        assert page.status_code == 200 and "{#" not in page.content.decode()
    agreement = TABS["agreement"].build(case, mediator, on(30).date())
    assert agreement["total"] == Decimal("15000.00")
    assert [one["is_late"] for one in agreement["obligations"]] == [True, False]


def test_the_room_is_no_page_for_others_and_whoever_enters_is_written_down(people: People) -> None:
    case = held(people)[0]
    room = f"/cases/{case.ref}/privileged/"
    head, mediator = signed_in(people.head), signed_in(people.mediator)
    assert head.get(room).status_code == 404 and mediator.get(room).status_code == 200
    assert room not in head.get(f"/cases/{case.ref}/").content.decode()
    assert room in mediator.get(f"/cases/{case.ref}/").content.decode()
    assert ReadLog.objects.filter(case=case, user=people.mediator, what="privileged").count() == 1
    assert Refusal.objects.filter(case=case, user=people.head).count() == 1


@pytest.mark.parametrize(
    ("build", "day", "act"),
    [
        (registered, 0, "cases.ask_consent"),
        (asked, 0, "cases.record_consent"),
        (consented, 0, "cases.accept"),
        (accepted, 1, "cases.assign"),
        (assigned, 1, "cases.contact"),
        (contacted, 1, "mediation.open"),
        (opened, 2, "mediation.schedule"),
        (lambda people: held(people)[0], 4, "mediation.record_minutes"),
        (opened, 13, "mediation.extend"),
        (suspended, 5, "mediation.resume"),
        (agreed, 7, "mediation.freeze"),
        (frozen, 8, "mediation.sign"),
        (signed, 9, "mediation.seal"),
        (performing, 30, "mediation.perform"),
    ],
)
def test_the_next_step(people: People, build, day: int, act: str) -> None:
    step = next_step.for_case(build(people), on(day).date())
    assert step is not None and step.act == act
    assert str(step.reason)


def test_a_failed_case_has_a_next_step(people: People) -> None:
    assert next_step.for_case(failed(people), date(2026, 3, 20)) is not None


def signed_in(user: Any) -> Client:
    client = Client()
    client.force_login(fresh(user), backend="config.auth.PasswordBackend")
    return client


def test_the_mediator_works_in_the_browser_and_the_head_sees_no_confidence(people: People) -> None:
    case = held(people)[0]
    mediator, head = signed_in(people.mediator), signed_in(people.head)
    here = f"/cases/{case.ref}/"
    for verb in (
        "schedule",
        "offer",
        "note_caucus",
        "agree",
        "perform_on_the_spot",
        "fail",
        "suspend",
        "extend",
    ):
        assert mediator.get(f"{here}{verb}/").status_code == 200, verb
        assert head.get(f"{here}{verb}/").status_code == 403, verb
    told = mediator.post(f"{here}note_caucus/", {"text": "底线是六千", "party": str(applicant(case).pk)})
    assert told.status_code == 302
    assert "底线是六千" in mediator.get(f"{here}privileged/").content.decode()
    for page in (
        "",
        "sessions/",
        "timeline/",
        "timeline/?statements=on",
        "history/",
        f"as-of/?on={date.today()}",
    ):
        assert "底线是六千" not in head.get(here + page).content.decode(), page
    refused = mediator.post(f"{here}agree/", {"agreed_on": "2026-03-16"})
    assert (refused.status_code, renewed(case).state) == (422, "mediating")
    assert "/agree/" in mediator.get(here).content.decode()


def test_the_papers_say_what_their_samples_say(people: People) -> None:
    case, resting = performing(people), suspended(people)
    ending.fail(
        resting, reason="consent_withdrawn", undisputed="declined", refused=[respondent(resting)],
        by=fresh(people.mediator), at=on(8),
    )  # fmt: skip
    for kind in ("rights_notice", "suspension_notice", "agreement", "minutes", "end_notice"):
        paper = Document.objects.filter(kind=kind, case__in=[case, resting]).earliest("id")
        wanted = set(sample(kind)) - {"verify", "on_the_spot"}
        for language, context in paper.context.items():
            assert wanted <= set(context), kind
            assert get_template(f"documents/{kind}.{language}.html").render(context)
        if kind == "agreement":
            (payment,) = paper.context["en"]["items"]
            assert set(sample(kind)["items"][0]) <= set(payment)
