"""The papers of this floor: their kinds, and the builders of what they say.

Nothing here reads a caucus note or an offer told to the mediator alone.
"""

from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from cases import house_rules
from cases.documents import register_kind
from cases.law import money
from cases.law.calendar import add_years
from cases.models import Case, Deadline, Organisation, Party
from cases.normal import masked
from cases.papers import claim_lines, in_yuan
from cases.paperwork import Context, bilingual, clock, head, iso, moment, yuan
from mediation.choices import END_REASONS, SUSPENSION_CAUSES
from mediation.models import Agreement, Attendance, Minutes, Session
from mediation.terms import Item, Terms

KINDS = {
    "rights_notice": gettext_lazy("Notice of rights and duties"),
    "minutes": gettext_lazy("Minutes of mediation"),
    "agreement": gettext_lazy("Mediation agreement"),
    "suspension_notice": gettext_lazy("Notice of suspension"),
    "end_notice": gettext_lazy("Notice that mediation has ended"),
}

_WITH_IDENTITY = {"agreement"}
_WITH_CLAIMS = {"agreement"}

for _code, _title in KINDS.items():
    register_kind(_code, _title, shows_identity=_code in _WITH_IDENTITY, shows_claims=_code in _WITH_CLAIMS)


def arbitration_court() -> Organisation | None:
    """The arbitration court people are shown the way to."""
    return Organisation.objects.filter(kind=Organisation.Kind.COURT, is_active=True).order_by("path").first()


@bilingual
def rights_notice(case: Case, who: Party, *, on: datetime) -> Context:
    """权利义务告知书: what the body is, rights and duties, personal information (PIPL 17, 30)."""
    body = case.organisation
    contact = _("the mediator %(name)s, %(phone)s") % {
        "name": case.mediator.name if case.mediator else "",
        "phone": body.phone or _("at the counter"),
    }
    return {
        **head(case, on),
        "addressee": {"name": who.display_name},
        "legal_type": body.get_legal_type_display(),
        "privacy": {
            "contact": contact,
            "purposes": _(
                "to register and mediate this dispute, to serve papers, to follow performance and to keep the file as "
                "the law asks; on paper and electronically"
            ),
            "kinds": _(
                "name, gender, date of birth, ID number, address, contact, employment and pay as far as the dispute "
                "needs them"
            ),
            "sensitive": _(
                "ID number and receiving account: only to verify identity and to pay what is agreed"
            ),
            "recipients": _("the arbitration court, when a party agrees to the referral; nobody else"),
            "retention": _("%(longer)s years for cases with an agreement, %(shorter)s years for others")
            % {
                "longer": house_rules.value("retention_years_agreement"),
                "shorter": house_rules.value("retention_years_other"),
            },
            "rights": _(
                "you may ask in writing or in person to see, copy or correct your data, and to delete it as the law allows"
            ),
        },
    }


@bilingual
def minutes(
    case: Case, record: Minutes, *, terms: Terms | None = None, on_the_spot: Any = None, on: datetime
) -> Context:
    """调解笔录: who was there, what was said openly, the result (the terms in words, where there are terms)."""
    session, said = record.session, record.content
    began = session.held_at if session and session.held_at else record.written_at
    context = {
        **head(case, on),
        "session_no": str(session.number) if session else "",
        "started_at": moment(began),
        "ended_at": moment(session.ended_at if session and session.ended_at else record.written_at),
        "place": (session.place if session else "") or str(case.organisation),
        "form": session.get_mode_display() if session else "",
        "recorder": record.written_by.name,
        "present": _present(case, session),
        "rights_answer": said.get("rights_answer", ""),
        "statements": said.get("statements", []),
        "issues": said.get("issues", []),
        "proposals": said.get("proposals", []),
        "result": result_in_words(case, terms) if terms else said.get("result", ""),
    }
    if on_the_spot:
        context["on_the_spot"] = {
            "text": on_the_spot["text"],
            "at": moment(on),
            "amount": in_yuan(yuan(on_the_spot["amount"])),
            "method": on_the_spot["method"],
            "payee": on_the_spot["payee"],
        }
    return context


def _present(case: Case, session: Session | None) -> list[Context]:
    there = []
    if session is not None:
        came = session.attendance.filter(presence=Attendance.Presence.CAME).select_related("party")
        there = [
            {"name": one.party.display_name, "role": one.party.get_role_display(), "note": one.note}
            for one in came
        ]
    mediators = [person for person in (case.mediator, case.co_mediator) if person is not None]
    return [*there, *({"name": person.name, "role": _("mediator"), "note": ""} for person in mediators)]


@bilingual
def agreement(case: Case, paper: Agreement, *, on: datetime) -> Context:
    """调解协议书 (MR 26): parties, claims, result item by item, performance, default, what is left open, effect."""
    terms = Terms.from_data(paper.terms)
    parties = {str(party.pk): party for party in case.parties.all()}
    open_lines = set(terms.left_open)
    standing = case.parties.filter(left_on=None).count()
    court = arbitration_court()
    return {
        **head(case, on),
        "claims": claim_lines(case),
        "facts": terms.facts or case.facts,
        "items": [_item(item, parties[item.payer], parties[item.payee]) for item in terms.items],
        "other_clauses": list(terms.other_clauses),
        "performance": _performance(terms),
        "default_clause": terms.default_clause or _default_clause(),
        "open_lines": [claim.text for claim in case.claims.all() if str(claim.pk) in open_lines],
        "copies": str(standing + 1),
        "agreed_on": iso(terms.agreed_on),
        "review_body": str(court) if court else "",
        "confirmation_court": "",
    }


def _item(item: Item, payer: Party, payee: Party) -> Context:
    shared = {
        "title": item.title,
        "payer": payer.display_name,
        "payee": payee.display_name,
        "due_on": iso(item.due_on),
        "method": item.method,
        "note": item.note,
    }
    if item.amount is None:
        return {**shared, "kind": "deed", "deed": item.deed}
    parts = [
        {"due_on": iso(part.due_on), "amount": yuan(part.amount), "amount_words": in_capitals(part.amount)}
        for part in item.instalments
    ]
    return {
        **shared,
        "kind": "payment",
        "amount": yuan(item.amount),
        "amount_words": in_capitals(item.amount),
        "currency": _("CNY (renminbi)"),
        "account_holder": item.account_holder or payee.display_name,
        "account_bank": item.account_bank,
        "account_number": masked(item.account_number or payee.bank_account, 4, 4),
        "instalments": parts,
    }


def in_capitals(amount: Decimal) -> str:
    """壹万捌仟伍佰元整: the currency stands beside it."""
    return money.capitals(amount).removeprefix("人民币")


def _performance(terms: Terms) -> Context:
    last = max((part.due_on for item in terms.items for part in item.parts), default=None)
    last = max(filter(None, (last, *(item.due_on for item in terms.items))))
    return {
        "period": _("from the day this agreement takes effect until %(day)s") % {"day": _day(last)},
        "method": _("as item 3 says for each of them"),
    }


def _default_clause() -> str:
    return _(
        "When a sum or a deed is not performed by its day, the other side may apply for arbitration, for a payment order "
        "or for enforcement, as the law allows."
    )


def _day(day: date) -> str:
    return _("%(year)s-%(month)02d-%(day)02d") % {"year": day.year, "month": day.month, "day": day.day}


@bilingual
def suspension_notice(
    case: Case, who: Party, *, cause: str, detail: str, review_on: date, on: datetime
) -> Context:
    """中止通知书: the cause, when we look again, and that the legal clocks run on."""
    limit = clock(case, Deadline.Kind.MEDIATE)
    return {
        **head(case, on),
        "addressee": {"name": who.display_name},
        "cause_of_suspension": str(dict(SUSPENSION_CAUSES)[cause]),
        "detail": detail,
        "suspended_on": iso(on),
        "review_on": iso(review_on),
        "ends_on": iso(limit.last_day) if limit else "",
        "received_on": iso(case.received_at),
    }


@dataclass(frozen=True)
class End:
    """What is told when mediation ended: the reason, its day, the interruption, and who signed the record."""

    reason: str
    detail: str
    ended_on: date
    interrupted_on: date
    refused: tuple[str, ...]
    is_signed: bool
    has_undisputed: bool


@bilingual
def end_notice(case: Case, who: Party, end: End, *, on: datetime) -> Context:
    """终止调解通知书: what happened, why it ended, the road to arbitration, the limitation line (MR 29, 30)."""
    court = arbitration_court()
    reason = str(dict(END_REASONS)[end.reason])
    return {
        **head(case, on),
        "addressee": {"name": who.display_name},
        "received_on": iso(case.received_at),
        "accepted_on": iso(case.accepted_at),
        "events": _events(case, end.ended_on),
        "reason": reason,
        "detail": end.detail,
        "ended_on": iso(end.ended_on),
        "arbitration_body": {
            "name": str(court) if court else "",
            "address": court.address if court else "",
            "phone": court.phone if court else "",
        },
        "limitation": {
            "event": reason,
            "interrupted_on": iso(end.interrupted_on),
            "runs_until": iso(add_years(end.interrupted_on, 1)),
        },
        "record_note": _record_note(end),
        "undisputed": end.has_undisputed,
    }


def _record_note(end: End) -> str:
    if end.refused:
        return _(
            "Asked to sign the record of the end, these refused, and the mediator noted it: %(names)s."
        ) % {"names": _(", ").join(end.refused)}
    if end.is_signed:
        return _("Both sides signed or sealed the record that mediation ended.")
    return _("The sides are asked to sign the record that mediation ended; a refusal to sign is noted.")


def _events(case: Case, ended_on: date) -> list[Context]:
    """Open sessions and the end. Talks with one side alone are nobody else's business."""
    found = []
    sessions = case.sessions.held().exclude(mode=Session.Mode.CAUCUS)
    for session in sessions.prefetch_related("attendance__party"):
        absent = [
            one.party.display_name
            for one in session.attendance.all()
            if one.presence == Attendance.Presence.ABSENT
        ]
        text = _("Session %(number)s.") % {"number": session.number}
        if absent:
            text += _(" Absent: %(names)s.") % {"names": _(", ").join(absent)}
        found.append({"on": iso(session.held_at), "text": text})
    return [*found, {"on": iso(ended_on), "text": _("Mediation ended without an agreement.")}]


def result_in_words(case: Case, terms: Terms) -> str:
    """The outcome for the minutes: each item in a line."""
    names = {str(party.pk): party.display_name for party in case.parties.all()}
    lines = []
    for item in terms.items:
        words = {
            "payer": names[item.payer],
            "payee": names[item.payee],
            "day": _day(item.due_on),
            "what": item.title,
        }
        if item.amount is None:
            lines.append(
                _("%(payer)s does for %(payee)s by %(day)s: %(what)s.") % {**words, "what": item.deed}
            )
        else:
            amount = {"amount": money.plain(item.amount)}
            lines.append(
                _("%(payer)s pays %(payee)s CNY %(amount)s by %(day)s: %(what)s.") % {**words, **amount}
            )
    return "\n".join([_("Both sides agree:"), *lines, _("A mediation agreement is drawn up.")])
