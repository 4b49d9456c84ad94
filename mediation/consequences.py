"""What acts of the ground floor mean for sessions and agreements; what must be over before a case is closed."""

from datetime import datetime
from typing import Any

from django.utils.translation import gettext as _

from cases.errors import Refused
from cases.lifecycle import ENDED, State
from cases.models import Case
from cases.registry import register_closing_check, register_consequence
from mediation import queries
from mediation.actions.agreeing import void_pending
from mediation.actions.sessions import call_off_sessions
from mediation.actions.settling import open_claims, take_back
from mediation.models import Agreement


def register() -> None:
    """Called once at start-up."""
    for act in ("cases.withdraw", "cases.settle_privately", "cases.merge"):
        register_consequence(act, drop_what_is_unsigned)
    register_consequence("cases.edit_party", keep_what_is_being_signed)
    register_consequence("cases.accept_transfer", clear_plan)
    register_consequence("cases.reopen", begin_anew)
    register_closing_check(still_open)


def drop_what_is_unsigned(case: Case, *, by: Any, at: datetime) -> None:
    """A case that ended has no agreement waiting for signatures, and no session planned.

    When only one of several applicants left, an agreement that speaks of him is void and the talks are resumed.
    """
    if case.state in ENDED:
        void_pending(case, at)
        call_off_sessions(case, at)
    elif case.state == State.AGREED:
        pending = queries.pending_agreement(case)
        standing = {str(party.pk) for party in case.parties.filter(left_on=None)}
        if pending is not None and not _concerned(case, pending) <= standing:
            void_pending(case, at)


def _concerned(case: Case, agreement: Any) -> set[str]:
    """The parties who pay, are paid, or whose claims the terms settle or leave open."""
    of_claim = {str(claim.pk): str(claim.party_id) for claim in case.claims.all()}
    named = {item[end] for item in agreement.terms["items"] for end in ("payer", "payee")}
    return named | {of_claim[line["claim"]] for line in agreement.terms["lines"] if line["claim"] in of_claim}


_PRINTED = frozenset({"name", "kind", "legal_representative", "representative_position", "credit_code"})


def keep_what_is_being_signed(case: Case, *, by: Any, at: datetime) -> None:
    """Who signs a fixed text is who the text names: such a correction is refused until the text is void."""
    pending = queries.pending_agreement(case) if case.state == State.AGREED else None
    if pending is None or pending.state != Agreement.State.FROZEN:
        return
    if _PRINTED & set(case.event_facts.get("changed", ())):
        raise Refused(
            "text_fixed",
            _(
                "The agreement's text is fixed and names this party. Declare it void first, then correct the party."
            ),
        )


def clear_plan(case: Case, *, by: Any, at: datetime) -> None:
    """The receiver of a transfer plans anew."""
    call_off_sessions(case, at)


def begin_anew(case: Case, *, by: Any, at: datetime) -> None:
    """A closed case is taken up again: an agreement that had effect is superseded, and its claims are open."""
    old = queries.effective_agreement(case)
    if old is not None:
        take_back(case, old, at)
    else:
        open_claims(case)  # performed on the spot: settled without an agreement


def still_open(case: Case) -> list[str]:
    """Why this case cannot be closed yet."""
    found = []
    if queries.pending_agreement(case) is not None:
        found.append(_("An agreement waits for its signatures or its seal. Complete it, or declare it void."))
    # After a default that the arbitration court did not take, the way leads elsewhere: that keeps no file open.
    if case.state != State.FAILED and queries.open_obligations(case).exists():
        found.append(_("Something agreed is not performed yet. Record its performance or its waiver."))
    return found
