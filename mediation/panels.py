"""Parts of the case file that this floor shows: sessions and open offers, agreement and performance, the privileged room."""

from datetime import date
from typing import Any

from cases.lifecycle import State
from cases.models import Case
from cases.permissions import PRIVILEGED
from cases.registry import register_panel
from mediation import queries, remedies
from mediation.models import Obligation
from mediation.terms import Terms

Panel = dict[str, Any] | None


def register() -> None:
    """Called once at start-up."""
    register_panel("sessions", sessions)
    register_panel("agreement", agreement)
    register_panel("privileged", privileged)


def sessions(case: Case, user: Any, on: date) -> Panel:
    """Sessions with who came, minutes, and offers made openly (as far as this person may see them)."""
    rows = list(case.sessions.prefetch_related("attendance__party", "minutes__document"))
    offers = (
        _offers(case, case.offers.open_to_both()) if user.has_perm("mediation.view_open_offers", case) else []
    )
    visits = list(case.return_visits.all())
    if not rows and not offers and not visits:
        return None
    return {
        "template": "mediation/_sessions.html",
        "sessions": rows,
        "open_offers": offers,
        "undisputed": case.undisputed_facts.last(),
        "visits": visits,
    }


def agreement(case: Case, user: Any, on: date) -> Panel:
    """The agreement with its signatures, what became of earlier versions, and what is owed."""
    versions = list(case.agreements.select_related("document").order_by("-version"))
    owed = list(Obligation.objects.filter(case=case).standing().select_related("payer", "payee", "agreement"))
    if not versions and not owed:
        return None
    current = versions[0] if versions else None
    shown: dict[str, Any] = {
        "template": "mediation/_agreement.html",
        "agreement": current,
        "earlier": versions[1:],
        "obligations": [_owed(one, on) for one in owed],
    }
    if current is not None:
        names = {str(party.pk): party.display_name for party in case.parties.all()}
        terms = Terms.from_data(current.terms)
        open_lines = set(terms.left_open)
        shown |= {
            "items": [_item(item, names) for item in terms.items],
            "total": terms.total,
            "open_lines": [claim for claim in case.claims.all() if str(claim.pk) in open_lines],
            "signatures": list(current.signatures.select_related("party", "representative", "user")),
        }
        if current.state == current.State.FROZEN:
            parties, mediator_missing, seal_missing = queries.missing_signatures(current)
            shown |= {
                "missing_parties": parties,
                "mediator_missing": mediator_missing,
                "seal_missing": seal_missing,
            }
    return shown


def privileged(case: Case, user: Any, on: date) -> Panel:
    """Confidential talks and offers told to the mediator alone: the case's mediators of now, nobody else."""
    if not user.has_perm(PRIVILEGED, case) or case.state not in _WITH_TALKS:
        return None
    return {
        "template": "mediation/_privileged.html",
        "notes": list(case.caucus_notes.exclude(text="").select_related("party", "author")),
        "private_offers": _offers(case, case.offers.privileged()),
    }


_WITH_TALKS = frozenset(
    set(State) - {State.REGISTERED, State.NEEDS_INFO, State.AWAITING_CONSENT, State.NOT_ACCEPTED}
)


def _offers(case: Case, rows: Any) -> list[dict[str, Any]]:
    found = []
    offers = list(rows.select_related("party"))
    claims = {str(claim.pk): claim for claim in case.claims.all()} if offers else {}
    for offer in offers:
        if not offer.content["lines"] and not offer.content["text"]:
            continue  # told in confidence, and forgotten since
        lines = [
            {"claim": claims[pk], "amount": amount}
            for pk, amount in offer.content["lines"].items()
            if pk in claims
        ]
        found.append(
            {"offer": offer, "lines": lines, "text": offer.content["text"], "total": offer.content["total"]}
        )
    return found


def _item(item: Any, names: dict[str, str]) -> dict[str, Any]:
    return {
        "title": item.title,
        "payer": names.get(item.payer, ""),
        "payee": names.get(item.payee, ""),
        "amount": item.amount,
        "deed": item.deed,
        "due_on": item.due_on,
        "method": item.method,
        "instalments": item.instalments,
    }


def _owed(one: Obligation, on: date) -> dict[str, Any]:
    ways = remedies.open_to(one) if one.state == Obligation.State.DEFAULTED else []
    return {
        "obligation": one,
        "is_late": one.state == Obligation.State.DUE and one.due_on < on,
        "remedies": [{"label": remedies.LABELS[way], "basis": remedies.BASIS[way]} for way in ways],
    }
