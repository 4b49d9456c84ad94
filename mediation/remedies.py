"""What the entitled side can do when something owed is not done: worked out simply, from the source and the money."""

from django.utils.translation import gettext_lazy as _

from cases.models import Claim, Party
from mediation.models import Obligation

PAYMENT_ORDER, DIRECT_SUIT, ARBITRATION, ENFORCEMENT = (
    "payment_order",
    "direct_suit",
    "arbitration",
    "enforcement",
)

LABELS = {
    PAYMENT_ORDER: _("payment order of the people's court (the worker; this sum is due and definite)"),
    DIRECT_SUIT: _("suit on the agreement as an ordinary civil case (it is about pay only)"),
    ARBITRATION: _("arbitration on the agreement"),
    ENFORCEMENT: _("enforcement by the court"),
}
BASIS = {
    PAYMENT_ORDER: ("ARB 16", "CPL 225"),
    DIRECT_SUIT: ("INT1 51",),
    ARBITRATION: ("ARB 15", "MR 28"),
    ENFORCEMENT: ("ARB 51",),
}

_PAY = {Claim.Kind.WAGES, Claim.Kind.OVERTIME}
# Unpaid pay, work-injury medical costs, severance pay, damages: no other money (ARB 16).
_FOUR_KINDS = _PAY | {Claim.Kind.MEDICAL, Claim.Kind.SEVERANCE, Claim.Kind.DAMAGES}


def open_to(owed: Obligation) -> list[str]:
    """The ways that stand open, the shortest first. A court's paper or a confirmed agreement is enforced."""
    agreement = owed.agreement
    if agreement is None or agreement.is_confirmed:
        return [ENFORCEMENT]
    ways = []
    kinds = set(owed.money_kinds)
    from_employer = not owed.payer.is_worker_side and owed.payer.role != Party.Role.THIRD
    if owed.amount and kinds and from_employer and owed.payee.is_worker_side:
        if kinds <= _FOUR_KINDS:
            ways.append(PAYMENT_ORDER)
        settled = owed.case.claims.filter(standing=Claim.Standing.SETTLED).values_list("kind", flat=True)
        if set(settled) <= _PAY:
            ways.append(DIRECT_SUIT)
    return [*ways, ARBITRATION]
