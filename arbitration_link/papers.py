"""The papers of this floor: their kinds, and the builders of what they say.

Nothing here reads what was said in confidence; what goes to the court comes from the frozen package alone.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime

from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from arbitration_link.models import Confirmation, Entrustment, Referral
from cases.documents import register_kind
from cases.models import Case, Organisation, Party
from cases.papers import claim_lines
from cases.paperwork import Context, bilingual, citations, day_words, head, iso, yuan

KINDS = {
    "cover_letter": gettext_lazy("Letter of referral"),
    "arbitration_application": gettext_lazy("Application for labour arbitration"),
    "evidence_list": gettext_lazy("List of evidence"),
    "court_outcome_notice": gettext_lazy("Notice of the arbitration body's answer"),
    "review_application": gettext_lazy("Application for arbitration review"),
    "confirmation_application": gettext_lazy("Application for judicial confirmation"),
    "entrustment_reply": gettext_lazy("Answer to the court on an entrusted mediation"),
}

_WITH_IDENTITY = {"arbitration_application", "review_application", "confirmation_application"}
_WITH_CLAIMS = {"arbitration_application"}

for _code, _title in KINDS.items():
    register_kind(_code, _title, shows_identity=_code in _WITH_IDENTITY, shows_claims=_code in _WITH_CLAIMS)


@dataclass(frozen=True)
class Filing:
    """What the application for arbitration says beside what the case file has."""

    facts: str
    evidence: Sequence[Context] = ()  # {"title", "proves", "source", "is_original", "sha256"}
    witnesses: Sequence[Context] = ()  # {"name", "address"}
    held_by_employer: Sequence[str] = ()
    ended_on: date | None = None


@dataclass(frozen=True)
class Way:
    """A road that is open to the person: what, where, by when, on what basis."""

    what: "str | Promise"
    basis: tuple[str, ...] = ()
    by_on: date | None = None
    body: str = ""


def body_of(court: Organisation) -> Context:
    """The court as papers name it."""
    name = str(court)
    return {"name": name, "address": court.address, "phone": court.phone}


@bilingual
def cover_letter(
    case: Case, referral: Referral, filing: Filing, enclosed: Sequence[str], *, on: datetime
) -> Context:
    """移送函: what is handed over, on what ground, with whose consent."""
    from cases.documents import title

    defaulted = referral.is_default
    grounds: dict[str, str] = {
        Referral.Jurisdiction.PERFORMANCE: _("the employment contract is performed in your district"),
        Referral.Jurisdiction.EMPLOYER: _("the employer is located in your district"),
    }
    respondents = case.parties.filter(role=Party.Role.RESPONDENT, left_on=None).count()
    copies = {"arbitration_application": str(respondents + 1)}
    enclosures = [
        {"name": str(title(kind)), "copies": copies.get(kind, "1"), "pages": ""} for kind in enclosed
    ]
    enclosures += [{"name": item["title"], "copies": "1", "pages": ""} for item in filing.evidence]
    return {
        **head(case, on),
        "body": body_of(referral.court),
        "received_on": iso(case.received_at),
        "accepted_on": iso(case.accepted_at),
        "ended_on": iso(filing.ended_on),
        "outcome": _("agreement reached, and not performed") if defaulted else _("no agreement reached"),
        "reason": _("a party asks for arbitration"),
        "jurisdiction": str(grounds.get(referral.jurisdiction, "")),
        "consent": _("given on %(day)s, %(how)s")
        % {"day": day_words(referral.consent_on), "how": referral.consent},
        "enclosures": enclosures,
        "contact": {"name": case.mediator.name if case.mediator else "", "phone": case.organisation.phone},
    }


@bilingual
def arbitration_application(case: Case, referral: Referral, filing: Filing, *, on: datetime) -> Context:
    """仲裁申请书: parties, claims, facts and grounds, evidence and its sources, witnesses (ARB 28, BR 29)."""
    respondents = case.parties.filter(role=Party.Role.RESPONDENT, left_on=None).count()
    return {
        **head(case, on),
        "body": body_of(referral.court),
        "claims": claim_lines(case),
        "facts": filing.facts,
        "evidence": [_item(item) for item in filing.evidence],
        "witnesses": [dict(witness) for witness in filing.witnesses],
        "mediation": _mediation(case, referral, filing),
        "copies": str(respondents),
        "applied_on": iso(on),
    }


@bilingual
def evidence_list(case: Case, referral: Referral, filing: Filing, *, on: datetime) -> Context:
    """证据清单: each file that goes along, and what the employer holds (ARB 6)."""
    return {
        **head(case, on),
        "submitted_by": referral.consent_party.display_name if referral.consent_party else "",
        "submitted_on": iso(on),
        "evidence": [_item(item) for item in filing.evidence],
        "held_by_employer": list(filing.held_by_employer),
    }


def _item(item: Context) -> Context:
    return {
        "name": item["title"],
        "source": str(Party.Role(item["source"]).label) if item["source"] else "",
        "original": _("original") if item["is_original"] else _("copy"),
        "pages": "",
        "proves": item["proves"],
        "digest": item["sha256"][:16],
    }


def _mediation(case: Case, referral: Referral, filing: Filing) -> str:
    told = {
        "received": day_words(case.received_at),
        "body": head_name(case),
        "ended": day_words(filing.ended_on),
    }
    if referral.agreement is None:
        return (
            _(
                "The applicant applied to %(body)s for mediation on %(received)s. No agreement was reached, and the mediation "
                "ended on %(ended)s."
            )
            % told
        )
    told |= {"number": referral.agreement.number, "effective": day_words(referral.agreement.effective_on)}
    return (
        _(
            "The applicant applied to %(body)s for mediation on %(received)s. The mediation agreement %(number)s took effect on "
            "%(effective)s and has not been performed as agreed."
        )
        % told
    )


def head_name(case: Case) -> str:
    """The name of the body that handles the case, in the language of the paper."""
    body = case.organisation
    return str(body)


@dataclass(frozen=True)
class Answer:
    """What the court answered, as the notice to the person tells it. Its texts are lazy: the notice is in two languages."""

    outcome: "str | Promise"
    paper: "str | Promise" = ""
    number: str = ""
    served_on: date | None = None
    words: str = ""
    papers: Sequence[str] = ()
    ways: Sequence[Way] = ()
    sue_by: date | None = None
    sue_basis: tuple[str, ...] = ()


@bilingual
def court_outcome_notice(
    case: Case, who: Party, answer: Answer, *, body: Organisation | None, named: str = "", on: datetime
) -> Context:
    """The court's answer, and what the person can do next, by when."""
    shown = body_of(body) if body is not None else {"name": named, "address": "", "phone": ""}
    return {
        **head(case, on),
        "addressee": {"name": who.display_name},
        "body": shown,
        "body_number": answer.number,
        "outcome": str(answer.outcome),
        "paper": str(answer.paper),
        "served_on": iso(answer.served_on),
        "source": _("recorded by us on %(day)s") % {"day": day_words(on)},
        "words": answer.words,
        "papers": list(answer.papers),
        "remedies": [
            {"what": str(way.what), "body": way.body, "by_on": iso(way.by_on), "basis": citations(way.basis)}
            for way in answer.ways
        ],
        "sue_by": iso(answer.sue_by),
        "sue_basis": citations(answer.sue_basis),
    }


@bilingual
def confirmation_paper(
    case: Case, confirmation: Confirmation, *, apply_by: date | None, on: datetime
) -> Context:
    """仲裁审查申请书 or 司法确认申请书: both parties together, the agreement, its effect (BR 74, CPLI 354)."""
    paper = confirmation.agreement
    body = (
        body_of(confirmation.court)
        if confirmation.court
        else {"name": confirmation.body, "address": "", "phone": ""}
    )
    return {
        **head(case, on),
        "body": body,
        "legal_type": case.organisation.get_legal_type_display(),
        "agreement": {
            "number": paper.number,
            "made_on": paper.terms.get("agreed_on", ""),
            "effective_on": iso(paper.effective_on),
            "summary": _summary(confirmation),
        },
        "apply_by": iso(apply_by),
        "applied_on": iso(confirmation.applied_on),
        "enclosures": [
            {"name": _("mediation agreement"), "copies": "1", "note": _("original")},
            {"name": _("proof of identity and standing of both parties"), "copies": "1"},
            {"name": _("confirmation of the addresses for service of both parties"), "copies": "2"},
        ],
    }


def _summary(confirmation: Confirmation) -> str:
    lines = []
    for owed in confirmation.agreement.obligations.select_related("payer", "payee"):
        told = {
            "payer": owed.payer.display_name, "payee": owed.payee.display_name, "title": owed.title,
            "amount": yuan(owed.amount), "deed": owed.deed, "day": day_words(owed.due_on),
        }  # fmt: skip
        if owed.amount is not None:
            lines.append(_("%(payer)s pays %(payee)s CNY %(amount)s (%(title)s) by %(day)s.") % told)
        else:
            lines.append(_("%(payer)s does for %(payee)s by %(day)s: %(deed)s.") % told)
    return "\n".join(lines)


@bilingual
def entrustment_reply(
    case: Case, entrustment: Entrustment, *, words: str, agreement_number: str, on: datetime
) -> Context:
    """The answer to the court that entrusted the mediation: the result, and nothing of what was said (BR 70)."""
    return {
        **head(case, on),
        "body": body_of(entrustment.court),
        "body_number": entrustment.court_number,
        "received_on": iso(entrustment.received_on),
        "accepted_on": iso(case.accepted_at),
        "both_consented_on": iso(case.both_consented_on),
        "result": entrustment.get_result_display(),
        "agreement_number": agreement_number,
        "words": words,
        "contact": {"name": case.mediator.name if case.mediator else "", "phone": case.organisation.phone},
    }
