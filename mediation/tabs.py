"""Pages of the case file that this floor has: sessions and open offers, agreement and performance, the privileged room."""

from datetime import date
from typing import Any

from django.utils.translation import gettext_lazy as _

from cases.lifecycle import State
from cases.models import Case
from cases.permissions import PRIVILEGED
from cases.registry import Tab, register_tab
from mediation import queries, remedies
from mediation.models import Obligation
from mediation.terms import Terms


def register() -> None:
    """Called once at start-up."""
    for tab in TABS:
        register_tab(tab)


def sessions(case: Case, user: Any, on: date) -> dict[str, Any]:
    """Sessions with who came, minutes, and offers made openly (as far as this person may see them)."""
    rows = list(case.sessions.prefetch_related("attendance__party", "minutes__document"))
    offers = (
        _offers(case, case.offers.open_to_both()) if user.has_perm("mediation.view_open_offers", case) else []
    )
    return {
        "sessions": rows,
        "open_offers": offers,
        "undisputed": case.undisputed_facts.last(),
        "visits": list(case.return_visits.all()),
    }


def agreement(case: Case, user: Any, on: date) -> dict[str, Any]:
    """The agreement with its signatures, what became of earlier versions, and what is owed."""
    versions = list(case.agreements.select_related("document").order_by("-version"))
    owed = list(Obligation.objects.filter(case=case).standing().select_related("payer", "payee", "agreement"))
    current = versions[0] if versions else None
    shown: dict[str, Any] = {
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


def privileged(case: Case, user: Any, on: date) -> dict[str, Any]:
    """Confidential talks and offers told to the mediator alone: the case's mediators of now, nobody else."""
    return {
        "notes": list(case.caucus_notes.exclude(text="").select_related("party", "author")),
        "private_offers": _offers(case, case.offers.privileged()),
    }


def sees_privileged(case: Case, user: Any) -> bool:
    """May this person enter the room, and is there one: before the talks there is nothing to confide."""
    return user.has_perm(PRIVILEGED, case) and case.state in _WITH_TALKS


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


TABS = (
    Tab(
        "sessions", _("Sessions"), 50, "mediation/sessions.html", sessions, key="5", groups=frozenset({"sessions"}),
        counted=lambda case, user: [case.sessions.filter(cancelled_at=None)],
    ),
    Tab(
        "agreement", _("Agreement"), 60, "mediation/agreement.html", agreement, key="6",
        groups=frozenset({"agreement"}), counted=lambda case, user: [case.agreements.all()],
    ),
    Tab(
        "privileged", _("Mediator only"), 100, "mediation/privileged.html", privileged, key="0",
        groups=frozenset({"sessions"}), sees=sees_privileged, is_confidential=True,
        counted=lambda case, user: [case.caucus_notes.exclude(text=""), case.offers.privileged()],
    ),
)  # fmt: skip
