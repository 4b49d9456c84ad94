"""Who gets to see what is covered: contact details in clear, and the time-limited grant to a volunteer (A9)."""

from collections.abc import Sequence
from datetime import date, datetime, time, timedelta
from typing import Any

from django.core.exceptions import PermissionDenied
from django.utils import timezone
from django.utils.translation import gettext as _

from cases.actions.parties import GUARDED, standing
from cases.audit import log_read, recorded
from cases.errors import Refused
from cases.models import Case, Grant, Party, Posting, Task, User
from cases.permissions import Role

CONTACTS, ID_NUMBER, BANK_ACCOUNT, HEALTH = "contacts", "id_number", "bank_account", "health"
COLUMNS = {
    CONTACTS: ("phone", "address", "service_address"),
    ID_NUMBER: ("id_number",),
    BANK_ACCOUNT: ("bank_account",),
    HEALTH: ("health",),
}
LONGEST_GRANT = 90  # days, first and last included


def reveal(
    case: Case, *, party: Party, what: str, note: str, by: Any, at: datetime, version: int | None = None
) -> dict[str, str]:
    """Show in clear what is covered otherwise; the reason and the look are kept before the answer (C6, PIPL 51).

    Answers column and value. Bank account and health ask for their own permission besides.
    """
    with recorded("cases.reveal", case, by=by, at=at, note=note, version=version) as case:
        party = _of(case, party)
        if what in GUARDED and not by.has_perm(GUARDED[what], case):
            raise PermissionDenied(GUARDED[what])
        if not note.strip():
            raise Refused("reason_missing", _("Please give a reason: it is kept with this access."))
        log_read(case, by=by, what=what, at=at, reason=note)
        case.event_facts.update(party=str(party.pk), what=what)
        shown = {column: str(getattr(party, column)) for column in COLUMNS[what]}
        if what == CONTACTS:
            for number, person in enumerate(party.representatives.all(), 1):
                shown[f"representative_{number}"] = f"{person.name} {person.phone}".strip()
    return shown


def propose_grant(
    case: Case, *, volunteer: User, why: str, by: Any, at: datetime, version: int | None = None
) -> Task:
    """A mediator would like a volunteer to help with this case: a task for the head, who may give the access."""
    with recorded("cases.propose_grant", case, by=by, at=at, version=version) as case:
        today = timezone.localdate(at)
        words = _("Give %(volunteer)s access: %(why)s") % {"volunteer": volunteer.name, "why": why.strip()}
        made: Task = Task.objects.create(case=case, kind="grant_wanted", text=words[:300], due_on=today)
        case.event_facts.update(task=str(made.pk), volunteer=str(volunteer.pk))
    return made


def grant(
    case: Case,
    *,
    volunteer: User,
    fields: Sequence[str],
    starts_on: date,
    ends_on: date,
    consent: str,
    by: Any,
    at: datetime,
    version: int | None = None,
) -> Grant:
    """A volunteer of the handling organisation may see named fields of this case for at most 90 days.

    Refused: no_fields, wrong_order, too_long, consent_missing, not_a_volunteer, tied.
    """
    with recorded("cases.grant", case, by=by, at=at, version=version) as case:
        today = timezone.localdate(at)
        if not fields or not set(fields) <= set(Grant.Field.values):
            raise Refused("no_fields", _("Please choose what the volunteer may see."))
        if starts_on < today or ends_on < starts_on:
            raise Refused("wrong_order", _("The access begins today or later and ends after it begins."))
        if ends_on - starts_on >= timedelta(days=LONGEST_GRANT):
            raise Refused(
                "too_long", _("The access lasts 90 days at most. It can be given again afterwards.")
            )
        if not consent.strip():
            raise Refused("consent_missing", _("Please say when and how the worker agreed to this access."))
        if not volunteers(case, starts_on).filter(pk=volunteer.pk).exists():
            raise Refused(
                "not_a_volunteer", _("Choose a volunteer of the organisation that handles the case.")
            )
        if case.conflicts.filter(user=volunteer).exists():
            raise Refused("tied", _("This volunteer is tied to a party of the case. Choose another one."))
        made: Grant = Grant.objects.create(
            case=case,
            user=volunteer,
            fields=sorted(set(fields)),
            approved_by=by,
            consent=consent,
            starts_at=max(at, _midnight(starts_on)),
            ends_at=_midnight(ends_on + timedelta(days=1)),
        )
        case.event_facts.update(
            grant=str(made.pk),
            volunteer=str(volunteer.pk),
            fields=made.fields,
            starts_on=starts_on.isoformat(),
            ends_on=ends_on.isoformat(),
        )
    return made


def revoke_grant(
    case: Case, *, grant: Grant, note: str = "", by: Any, at: datetime, version: int | None = None
) -> None:
    """The access ends now, in the middle of whatever is open. Refused: over_before."""
    with recorded("cases.revoke_grant", case, by=by, at=at, note=note, version=version) as case:
        found: Grant | None = live_grants(case, at).filter(pk=grant.pk).first()
        if found is None:
            raise Refused("over_before", _("This access is over already. Please look at the case again."))
        found.revoked_at = at
        found.save()
        case.event_facts.update(grant=str(found.pk), volunteer=str(found.user_id))


def volunteers(case: Case, on: date) -> Any:
    """Volunteers with a posting in force that day in the organisation that handles the case."""
    posted = Posting.objects.on(on).filter(organisation=case.organisation_id, role=Role.VOLUNTEER)
    return User.objects.filter(pk__in=posted.values("user")).order_by("name", "id")


def live_grants(case: Case, at: datetime) -> Any:
    """Grants that hold now or will."""
    return case.grants.filter(revoked_at=None, ends_at__gt=at).select_related("user")


def _of(case: Case, party: Party) -> Party:
    # Also of a party that has left: its address may still be needed.
    found: Party | None = case.parties.filter(pk=party.pk).first()
    return found or standing(case, party)


def _midnight(day: date) -> datetime:
    return timezone.make_aware(datetime.combine(day, time.min))
