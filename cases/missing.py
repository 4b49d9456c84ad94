"""What a case should say and does not yet: each missing thing is a task, done by itself once the thing is entered."""

from collections.abc import Sequence
from datetime import datetime

from django.utils import timezone
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from cases.models import Case, Claim, LimitationEvent, Party, Task

# Words for the tasks that the tracker itself sets, of any kind.
TASKS: "dict[str, str | Promise]" = {
    "reach_applicant": _("Find a way to reach the applicant"),
    "reach_respondent": _("Find a way to reach the other side"),
    "name_respondent": _("Find out the name of the employer"),
    "name_mediator": _("Name another mediator"),
    "cause": _("Choose the cause of action"),
    "claims": _("Enter what is asked, and how much"),
    "limitation_dates": _("Enter since when each claim was known: limitation is counted from there"),
    "service_address": _("Enter an address for service of the applicant"),
    "danger": _("Somebody may be in danger: speak with the head today"),
    "return_visit": _("Return visit: is everything well?"),
}
# What fills each gap; all other tasks are done when somebody says so.
_FORMS = {
    "reach_applicant": "cases.edit_party",
    "reach_respondent": "cases.edit_party",
    "name_respondent": "cases.edit_party",
    "service_address": "cases.edit_party",
    "cause": "cases.edit",
    "claims": "cases.edit_claim",
    "limitation_dates": "cases.record_limitation",
}
GAPS = frozenset(_FORMS)
# These are good to have; the end of a case does not wait for them.
OPTIONAL = frozenset({"cause", "claims", "limitation_dates", "service_address"})

# Claims in money; for the others an amount says nothing.
_WITHOUT_AMOUNT = (Claim.Kind.RELATION, Claim.Kind.CERTIFICATE, Claim.Kind.SOCIAL_INSURANCE, Claim.Kind.OTHER)
_ELSEWHERE = (Claim.Standing.MOVED, Claim.Standing.DROPPED)


def task_words(task: Task) -> str:
    """What a task says: the words given, or those of its kind."""
    return task.text or str(TASKS.get(task.kind, task.kind))


def filled_by(task: Task, case: Case, has_claims: bool) -> tuple[str, str]:
    """The act whose form fills this gap, and what its page is told."""
    act = _FORMS[task.kind]
    if act == "cases.edit_party":
        role = Party.Role.RESPONDENT if task.kind.endswith("respondent") else Party.Role.APPLICANT
        side = [party for party in case.parties.all() if party.role == role and party.left_on is None]
        return act, f"?party={side[0].pk}" if len(side) == 1 else ""
    return act if has_claims or task.kind == "cause" else "cases.add_claim", ""


def missing(case: Case, people: Sequence[Party], claims: Sequence[Claim]) -> set[str]:
    """The kinds of tasks for what is not known. What a court hands over with a case is not asked for again."""
    applicants = [party for party in people if party.role == Party.Role.APPLICANT]
    respondents = [party for party in people if party.role == Party.Role.RESPONDENT]
    found = {
        "reach_applicant": not all(party.is_reachable for party in applicants),
        "name_respondent": not all(party.name for party in respondents),
        "reach_respondent": any(party.name and not party.is_reachable for party in respondents),
    }
    if case.channel != Case.Channel.COURT:
        found |= {
            "cause": case.cause_id is None,
            "claims": not claims or any(_lacks_amount(claim) for claim in claims),
            "limitation_dates": any(not _has_start(claim) for claim in claims),
            "service_address": not all(party.service_address or party.address for party in applicants),
        }
    return {kind for kind, is_missing in found.items() if is_missing}


def note(case: Case, people: Sequence[Party], claims: Sequence[Claim]) -> None:
    """Set a task for each missing thing of a new case."""
    day = timezone.localdate(case.received_at)
    for kind in sorted(missing(case, people, claims)):
        Task.objects.create(case=case, kind=kind, due_on=day)


def settle(case: Case, *, at: datetime) -> None:
    """Do the tasks whose question is answered now; called by each act that enters something."""
    waiting = list(case.tasks.filter(done_at=None, kind__in=GAPS))
    if not waiting:
        return
    people = list(case.parties.filter(left_on=None))
    claims = list(
        case.claims.exclude(standing__in=_ELSEWHERE).prefetch_related("limitation_events").order_by("line")
    )
    still = missing(case, people, claims)
    for task in waiting:
        if task.kind not in still:
            task.done_at = at
            task.save()


def _lacks_amount(claim: Claim) -> bool:
    return claim.amount is None and claim.kind not in _WITHOUT_AMOUNT


def _has_start(claim: Claim) -> bool:
    starts = (LimitationEvent.Kind.START, LimitationEvent.Kind.TERMINATION)
    return any(event.kind in starts for event in claim.limitation_events.all())
