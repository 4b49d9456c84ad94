"""What an agreement means for the claims: settled when it takes effect, open again when it counts no more."""

from collections.abc import Sequence
from datetime import datetime

from django.utils import timezone
from django.utils.translation import gettext as _

from cases import deadlines
from cases.errors import Refused
from cases.models import Case, Claim, Deadline
from mediation.models import Agreement
from mediation.terms import Line


def settle_claims(case: Case, lines: Sequence[Line]) -> list[Claim]:
    """Write on each claim what became of it; answers those left open."""
    chosen = {line.claim: line for line in lines}
    left_open = []
    for claim in case.claims.all():
        line = chosen.get(str(claim.pk))
        if line is None:
            continue
        if claim.standing not in (Claim.Standing.OPEN, Claim.Standing.LEFT_OPEN):
            raise Refused(
                "line_gone",
                _(
                    "Claim line %(line)s is not open any more. Declare the agreement void and fix the terms anew."
                )
                % {"line": claim.line},
            )
        claim.standing = Claim.Standing.SETTLED if line.is_settled else Claim.Standing.LEFT_OPEN
        claim.agreed_amount = line.amount if line.is_settled else None
        claim.save()
        if not line.is_settled:
            left_open.append(claim)
    return left_open


def take_back(case: Case, old: Agreement, at: datetime) -> None:
    """An agreement in effect counts no more: nothing is owed from it, and the claims it settled are open again."""
    old.supersede()
    old.ended_at = at
    old.save()
    kinds = (Deadline.Kind.INSTALMENT, Deadline.Kind.REVIEW, Deadline.Kind.CONFIRM)
    deadlines.end(case, *kinds, on=timezone.localdate(at))
    open_claims(case)


def open_claims(case: Case) -> None:
    """What was settled is open again."""
    for claim in case.claims.filter(standing=Claim.Standing.SETTLED):
        claim.standing, claim.agreed_amount = Claim.Standing.OPEN, None
        claim.save()
