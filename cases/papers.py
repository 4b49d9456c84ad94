"""The papers of this floor: their kinds, and the builders of what they say."""

from collections.abc import Sequence
from datetime import date, datetime
from typing import Any

from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from cases.documents import register_kind
from cases.models import Case, Deadline, Party
from cases.paperwork import (
    Context,
    bilingual,
    citations,
    claims,
    clock,
    day_words,
    head,
    iso,
    length_of,
    moment,
    yuan,
)

KINDS = {
    "receipt": gettext_lazy("Receipt"),
    "oral_application": gettext_lazy("Record of the oral application"),
    "missing_papers": gettext_lazy("List of missing papers"),
    "consent_invitation": gettext_lazy("Invitation to mediation"),
    "acceptance_notice": gettext_lazy("Notice of acceptance"),
    "non_acceptance_notice": gettext_lazy("Notice of non-acceptance"),
    "withdrawal_record": gettext_lazy("Record of withdrawal"),
    "closing_form": gettext_lazy("Closing form"),
}

_WITH_IDENTITY = {"oral_application"}
_WITH_CLAIMS = {"receipt", "oral_application", "consent_invitation", "non_acceptance_notice", "closing_form"}

for _code, _title in KINDS.items():
    register_kind(_code, _title, shows_identity=_code in _WITH_IDENTITY, shows_claims=_code in _WITH_CLAIMS)


def claim_lines(case: Case) -> list[Context]:
    """Claims as the papers print them: the text with its period, the amount with its unit."""
    lines = []
    for claim in claims(case):
        text = claim["text"]
        if claim["period"]:
            text += _(" (%(period)s)") % {"period": claim["period"]}
        lines.append({"text": text, "amount": in_yuan(claim["amount"])})
    return lines


def in_yuan(amount: str) -> str:
    """The amount with its currency, or empty."""
    return _("CNY %(amount)s") % {"amount": amount} if amount else ""


@bilingual
def receipt(case: Case, *, tracking_code: str, on: datetime) -> Context:
    """回执: number, tracking code, what was received, the next date."""
    accept, right = clock(case, Deadline.Kind.ACCEPT), clock(case, Deadline.Kind.RIGHT15)
    return {
        **head(case, on),
        "received_at": moment(case.received_at),
        "channel": case.get_channel_display(),
        "received_by": case.registered_by.name if case.registered_by else "",
        "tracking_code": tracking_code,
        "claims": claim_lines(case),
        "received": [],
        "next_step": _(
            "The other side is asked whether it will mediate; then it is decided whether the case is accepted."
        ),
        "next_on": iso(accept.last_day) if accept else "",
        "may_arbitrate_from": iso(right.nominal_on) if right else "",
    }


CONFIRMATIONS = {
    "signed": gettext_lazy("The applicant confirmed it and signed on paper."),
    "thumb": gettext_lazy("The applicant confirmed it with a thumb print."),
    "refused": gettext_lazy("The applicant refused to sign; a witness was present."),
}


@bilingual
def oral_application(case: Case, confirmation: Any = None, *, by: Any, on: datetime) -> Context:
    """口头申请记录: who applies, the matter, the reasons, the time, and how it was confirmed when read back (ARB 12)."""
    return {
        **head(case, on),
        "recorded_at": moment(case.received_at),
        "place": str(case.organisation),
        "recorder": by.name,
        "claims": claim_lines(case),
        "reasons": case.facts,
        "read_back_at": moment(confirmation.at) if confirmation else "",
        "confirmed": str(CONFIRMATIONS[confirmation.how]) if confirmation else "",
        "interpreter": "",
        "witness": confirmation.witness if confirmation else "",
    }


@bilingual
def missing_papers(case: Case, papers: Sequence[str], until: date, *, on: datetime) -> Context:
    """补正材料清单: one list, once."""
    shared = head(case, on)
    return {
        **shared,
        "addressee": shared["applicants"][0],
        "received_on": iso(case.received_at),
        "papers": [_wanted(line) for line in papers],
        "supply_by": iso(until),
        "supply_to": str(case.organisation),
    }


def _wanted(line: str) -> Context:
    """A line of the list: the paper, and after a colon what it is for."""
    name, _colon, why = line.replace("：", ":").partition(":")
    return {"name": name.strip(), "why": why.strip(), "copies": "1"}


@bilingual
def consent_invitation(case: Case, who: Party, answer_by: date, *, on: datetime) -> Context:
    """征询调解意愿通知书."""
    phone = case.organisation.phone
    reply_how = _("fill in the answer below and return it to us")
    if phone:
        reply_how = _("fill in the answer below and return it to us, or call %(phone)s") % {"phone": phone}
    return {
        **head(case, on),
        "addressee": {"name": who.display_name},
        "received_on": iso(case.received_at),
        "claims": claim_lines(case),
        "reply_by": iso(answer_by),
        "reply_how": reply_how,
        "session": {"at": "", "place": ""},
    }


@bilingual
def acceptance_notice(case: Case, who: Party, *, on: datetime) -> Context:
    """受理通知书: accepted on, the end of mediation, rights (MR 22, 29)."""
    mediate, right = clock(case, Deadline.Kind.MEDIATE), clock(case, Deadline.Kind.RIGHT15)
    limit: Context = {}
    if mediate is not None:
        rolled = mediate.due_on and mediate.due_on != mediate.nominal_on
        limit = {
            "limit": length_of(mediate),
            "limit_from": iso(mediate.started_on),
            "limit_basis": citations(mediate.basis[:1]),
            "ends_on": iso(mediate.nominal_on),
            "ends_on_rolled": iso(mediate.due_on) if rolled else "",
        }
    return {
        **head(case, on),
        "addressee": {"name": who.display_name},
        "received_on": iso(case.received_at),
        "accepted_on": iso(case.accepted_at),
        **limit,
        "may_arbitrate_from": iso(right.nominal_on) if right else "",
    }


@bilingual
def non_acceptance_notice(
    case: Case, who: Party, reason: str, explanation: str, next_way: str, *, on: datetime
) -> Context:
    """不予受理通知书: the reason and where to go next (MR 22)."""
    from cases.acts.screening import DECLINE_REASONS

    refusals = [
        one.consent_on
        for one in case.parties.all()
        if one.consent == Party.Consent.REFUSED and one.consent_on
    ]
    return {
        **head(case, on),
        "addressee": {"name": who.display_name},
        "received_on": iso(case.received_at),
        "decided_on": iso(on),
        "claims": claim_lines(case),
        "reason": str(dict(DECLINE_REASONS)[reason]),
        "detail": explanation,
        "refused_on": iso(max(refusals)) if refusals else "",
        "remedies": [{"what": next_way.strip().rstrip("。.；;"), "body": "", "address": "", "phone": ""}],
    }


@bilingual
def withdrawal_record(
    case: Case, *, who: Party, form: Any, reason: str, stage: Any, by: Any, on: datetime
) -> Context:
    """撤回申请记录."""
    return {
        **head(case, on),
        "withdrawn_by": who.display_name,
        "withdrawn_at": moment(on),
        "form": str(form),
        "reason": reason,
        "stage": str(stage),
        "recorder": by.name,
    }


@bilingual
def closing_form(
    case: Case,
    *,
    summary: str,
    settled: Any,
    proposed_by: str,
    proposed_on: Any,
    approved_by: str,
    approval: str,
    on: datetime,
) -> Context:
    """结案审批表."""
    from cases.documents import title

    return {
        **head(case, on),
        "people": _("%(count)s person(s)") % {"count": case.head_count},
        "received_on": iso(case.received_at),
        "accepted_on": iso(case.accepted_at),
        "closed_on": iso(on),
        "outcome": case.get_outcome_display(),
        "amount_claimed": in_yuan(yuan(case.amount_claimed)),
        "amount_settled": in_yuan(yuan(settled)),
        "agreement_number": "",
        "performance": "",
        "return_visit": "",
        "retention": day_words(case.retain_until),
        "summary": summary,
        "papers": [
            {"name": str(title(paper.kind)), "pages": ""} for paper in case.documents.filter(copy_of=None)
        ],
        "proposal": summary,
        "proposed_by": proposed_by,
        "proposed_on": iso(proposed_on),
        "approval": approval,
        "approved_by": approved_by,
        "approved_on": timezone.localdate(on).isoformat(),
    }
