"""Who mediates: naming, changing, and the tie that rules somebody out."""

from datetime import datetime
from typing import Any

from django.db.models import Count, Q
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from cases import notifications
from cases.audit import recorded
from cases.errors import Refused
from cases.lifecycle import OPEN
from cases.models import Case, Conflict, Posting, Task, User
from cases.permissions import MEDIATORS

NAME_MEDIATOR = "name_mediator"


def eligible(case: Case, at: datetime) -> Any:
    """Mediators with a posting in force in the handling organisation who have declared no tie to this case."""
    posted = Posting.objects.on(timezone.localdate(at)).filter(
        organisation=case.organisation_id, role__in=MEDIATORS
    )
    tied = Conflict.objects.filter(case=case).values("user")
    able = User.objects.filter(pk__in=posted.values("user")).exclude(pk__in=tied)
    return able.exclude(pk__in=_of_a_party(case, at)).order_by("name", "id")


def with_load(people: Any) -> Any:
    """The same people with the number of open cases each mediates (`open_cases`), the least busy first."""
    many = Count("cases", filter=Q(cases__state__in=OPEN))
    return people.annotate(open_cases=many).order_by("open_cases", "name", "id")


def load_words(person: Any) -> str:
    """A person of `with_load` as a choice names him."""
    words = ngettext("%(name)s (%(count)d open case)", "%(name)s (%(count)d open cases)", person.open_cases)
    return words % {"name": person, "count": person.open_cases}


def _of_a_party(case: Case, at: datetime) -> Any:
    """People who also serve on the committee of an enterprise that is a party (its own committee apart: ARB 10)."""
    employers = case.parties.exclude(employer=None).values("employer")
    elsewhere = Posting.objects.on(timezone.localdate(at)).filter(organisation__employer__in=employers)
    return elsewhere.exclude(organisation=case.organisation_id).values("user")


def assign(
    case: Case,
    *,
    mediator: User,
    co_mediator: User | None = None,
    note: str = "",
    by: Any,
    at: datetime,
    version: int | None = None,
) -> None:
    """Name the mediator, and a second one if wanted (MR 25). The privileged room is theirs from now on."""
    with recorded("cases.assign", case, by=by, at=at, note=note, version=version) as case:
        if case.mediator_id is not None:
            raise Refused(
                "assigned_before", _("This case has a mediator. Use “Reassign” to name another one.")
            )
        _name(case, mediator, co_mediator, by, at)


def reassign(
    case: Case,
    *,
    mediator: User,
    co_mediator: User | None = None,
    note: str = "",
    by: Any,
    at: datetime,
    version: int | None = None,
) -> None:
    """Put the case into other hands, with a reason; the privileged room goes with it."""
    with recorded("cases.reassign", case, by=by, at=at, note=note, version=version) as case:
        if case.mediator_id is None:
            raise Refused("unassigned", _("This case has no mediator. Use “Assign” to name one."))
        if (mediator.pk, co_mediator.pk if co_mediator else None) == (case.mediator_id, case.co_mediator_id):
            raise Refused("same_mediators", _("These mediators have the case already. Choose another one."))
        if not note.strip():
            raise Refused("reason_missing", _("Please say why the case changes hands."))
        _name(case, mediator, co_mediator, by, at)


def declare_conflict(
    case: Case, *, who: User, reason: str, by: Any, at: datetime, version: int | None = None
) -> None:
    """A mediator is tied to a party, by his own word or by the head's decision: he loses the case at once.

    The tie is kept for this case, so nobody can name him again; the head gets the task to name another mediator.
    """
    with recorded("cases.declare_conflict", case, by=by, at=at, note=reason, version=version) as case:
        if who.pk not in (case.mediator_id, case.co_mediator_id):
            raise Refused(
                "not_assigned", _("This person does not mediate the case. Choose the mediator it is about.")
            )
        if by.pk != who.pk and by.pk in (case.mediator_id, case.co_mediator_id):
            raise Refused(
                "own_tie_only", _("You can declare your own tie only. The head decides about others.")
            )
        if not reason.strip():
            raise Refused("reason_missing", _("Please say what the tie is."))
        Conflict.objects.create(case=case, user=who, reason=reason, declared_at=at)
        if who.pk == case.mediator_id:
            case.mediator = None
            Task.objects.create(case=case, kind=NAME_MEDIATOR, due_on=timezone.localdate(at))
        else:
            case.co_mediator = None
        case.event_facts.update(who=str(who.pk))


def _name(case: Case, mediator: User, co_mediator: User | None, by: Any, at: datetime) -> None:
    if co_mediator == mediator:
        raise Refused("same_person_twice", _("Mediator and co-mediator must be two persons."))
    wanted = {person.pk for person in (mediator, co_mediator) if person is not None}
    if set(eligible(case, at).filter(pk__in=wanted).values_list("pk", flat=True)) != wanted:
        raise Refused(
            "not_eligible",
            _("Choose mediators of the handling organisation who have declared no tie to this case."),
        )
    before = {person for person in (case.mediator_id, case.co_mediator_id) if person}
    case.mediator, case.co_mediator = mediator, co_mediator
    for task in case.tasks.filter(kind=NAME_MEDIATOR, done_at=None):
        task.done_at = at
        task.save()
    _tell(case, before, by, at)
    case.event_facts.update(
        mediator=str(mediator.pk),
        co_mediator=str(co_mediator.pk) if co_mediator else "",
        # Caucus notes and private offers: who may open them from now on, and who no longer.
        privileged_room_to=sorted(str(person) for person in wanted - before),
        privileged_room_from=sorted(str(person) for person in before - wanted),
    )


def _tell(case: Case, before: set[Any], by: Any, at: datetime) -> None:
    """Who has the case now and did not have it before learns so."""
    for person, kind in (
        (case.mediator, notifications.ASSIGNED),
        (case.co_mediator, notifications.CO_MEDIATOR),
    ):
        if person is not None and person.pk not in before:
            notifications.notify([person], kind, case=case, by=by, at=at)
