"""Who may do what to which case: one table, asked as a question (`may`) and as a query (`scope_q`).

The columns are the roles of a posting (and the three principals who hold none: worker, employer, court). A cell is a
*scope*: it answers "does this cover that case?" in Python and says the same as a `Q`. Nothing here imports models.
The upper floors add their own rows (`mediation/permissions.py`, `arbitration_link/permissions.py`).
"""

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from typing import Any
from uuid import UUID

from django.db.models import Q


class Role:
    """Codes of the roles; a posting has one of the first nine."""

    INTAKE = "intake"
    COMMITTEE_MEDIATOR = "committee_mediator"
    STATION_MEDIATOR = "station_mediator"
    HEAD = "head"
    DISTRICT_MEDIATOR = "district_mediator"
    VOLUNTEER = "volunteer"
    SUPERVISOR = "supervisor"
    ADMINISTRATOR = "administrator"
    AUDITOR = "auditor"
    WORKER = "worker"
    EMPLOYER = "employer"
    COURT = "court"


POSTED = (
    Role.INTAKE,
    Role.COMMITTEE_MEDIATOR,
    Role.STATION_MEDIATOR,
    Role.HEAD,
    Role.DISTRICT_MEDIATOR,
    Role.VOLUNTEER,
    Role.SUPERVISOR,
    Role.ADMINISTRATOR,
    Role.AUDITOR,
)
MEDIATORS = (Role.COMMITTEE_MEDIATOR, Role.STATION_MEDIATOR, Role.DISTRICT_MEDIATOR)


@dataclass(frozen=True)
class Reach:
    """What a principal reaches now: the posting acted in, live grants, declared conflicts."""

    role: str = ""
    user_id: UUID | None = None
    organisation_id: UUID | None = None
    path: str = ""
    # Live grants by case: the fields granted.
    grants: dict[UUID, frozenset[str]] = field(default_factory=dict)
    # Cases in which this person is a party, a relative, or has declared a conflict.
    conflicts: frozenset[UUID] = frozenset()
    # Worker and employer links reach one case.
    case_id: UUID | None = None
    # Named system actors carry the acts they may do.
    system_acts: frozenset[str] = frozenset()


NOBODY = Reach()
_NONE = Q(pk__in=())


@dataclass(frozen=True)
class Scope:
    """One cell of the table: the same condition in Python and in SQL."""

    code: str
    covers: Callable[[Reach, Any], bool]
    as_q: Callable[[Reach], Q]

    def __or__(self, other: "Scope") -> "Scope":
        return Scope(
            f"{self.code} or {other.code}",
            lambda reach, case: self.covers(reach, case) or other.covers(reach, case),
            lambda reach: self.as_q(reach) | other.as_q(reach),
        )

    def __and__(self, other: "Scope") -> "Scope":
        return Scope(
            f"{self.code} {other.code}",
            lambda reach, case: self.covers(reach, case) and other.covers(reach, case),
            lambda reach: self.as_q(reach) & other.as_q(reach),
        )


def _in_tree(reach: Reach, case: Any) -> bool:
    return bool(reach.path) and case.organisation.path.startswith(reach.path)


def _assigned(reach: Reach, case: Any) -> bool:
    mine = reach.user_id is not None and reach.user_id in (case.mediator_id, case.co_mediator_id)
    return mine and case.pk not in reach.conflicts and _in_tree(reach, case)


def _granted(wanted: str) -> Scope:
    def cases(reach: Reach) -> list[UUID]:
        return [case_id for case_id, fields in reach.grants.items() if not wanted or wanted in fields]

    return Scope(
        f"G {wanted}".strip(),
        lambda reach, case: case.pk in cases(reach) and _in_tree(reach, case),
        lambda reach: Q(pk__in=cases(reach)) & T.as_q(reach),
    )


NEVER = Scope("-", lambda reach, case: False, lambda reach: _NONE)
# For what is asked about an organisation (registering): one's own.
Y = Scope(
    "Y", lambda reach, thing: thing.pk == reach.organisation_id, lambda reach: Q(pk=reach.organisation_id)
)
O = Scope(  # noqa: E741 - the letter of the table
    "O",
    lambda reach, case: reach.organisation_id is not None and case.organisation_id == reach.organisation_id,
    lambda reach: Q(organisation_id=reach.organisation_id) if reach.organisation_id else _NONE,
)
T = Scope("T", _in_tree, lambda reach: Q(organisation__path__startswith=reach.path) if reach.path else _NONE)
A = Scope(
    "A",
    _assigned,
    lambda reach: (
        (Q(mediator_id=reach.user_id) | Q(co_mediator_id=reach.user_id))
        & T.as_q(reach)
        & ~Q(pk__in=reach.conflicts)
        if reach.user_id
        else _NONE
    ),
)
OWN = Scope(
    "own",
    lambda reach, case: (
        reach.user_id is not None and case.registered_by_id == reach.user_id and _in_tree(reach, case)
    ),
    lambda reach: Q(registered_by_id=reach.user_id) & T.as_q(reach) if reach.user_id else _NONE,
)
SCREENER = Scope(
    "screener",
    lambda reach, case: (
        reach.user_id is not None and case.screener_id == reach.user_id and _in_tree(reach, case)
    ),
    lambda reach: Q(screener_id=reach.user_id) & T.as_q(reach) if reach.user_id else _NONE,
)
_EARLY = Scope(
    "until accepted", lambda reach, case: case.accepted_at is None, lambda reach: Q(accepted_at=None)
)
_UNASSIGNED = Scope(
    "until assigned", lambda reach, case: case.mediator_id is None, lambda reach: Q(mediator=None)
)
P = Scope(
    "P",
    lambda reach, case: reach.case_id is not None and case.pk == reach.case_id,
    lambda reach: Q(pk=reach.case_id) if reach.case_id else _NONE,
)
R = Scope(
    "R",
    lambda reach, case: reach.organisation_id is not None and case.court_id == reach.organisation_id,
    lambda reach: Q(court_id=reach.organisation_id) if reach.organisation_id else _NONE,
)
RECEIVER = Scope(
    "receiver",
    lambda reach, case: reach.organisation_id is not None and case.receiver_id == reach.organisation_id,
    lambda reach: Q(receiver_id=reach.organisation_id) if reach.organisation_id else _NONE,
)
O_EARLY = O & _EARLY
O_UNASSIGNED = O & _UNASSIGNED
OWN_EARLY = OWN & _EARLY
G = _granted("")
G_CONTENT = _granted("content")
G_NOTES = _granted("notes")
G_CONTACTS = _granted("contacts")
G_EVIDENCE = _granted("evidence")
G_HEALTH = _granted("health")


@dataclass(frozen=True)
class Row:
    """One line of the table: acts, and the scope of each role. Roles not named never may."""

    acts: tuple[str, ...]
    cells: dict[str, Scope]
    needs_reason: frozenset[str] = frozenset()
    two_people: bool = False


_COLUMNS = {
    "IN": Role.INTAKE,
    "CM": Role.COMMITTEE_MEDIATOR,
    "SM": Role.STATION_MEDIATOR,
    "SH": Role.HEAD,
    "DM": Role.DISTRICT_MEDIATOR,
    "LA": Role.VOLUNTEER,
    "SV": Role.SUPERVISOR,
    "SA": Role.ADMINISTRATOR,
    "AU": Role.AUDITOR,
    "WK": Role.WORKER,
    "EM": Role.EMPLOYER,
    "AC": Role.COURT,
}


def row(acts: Iterable[str], *, reason: str = "", two: bool = False, **cells: Scope) -> Row:
    """A line of the table. `reason` names the columns that must give one; `two` asks for a second person."""
    return Row(
        tuple(acts),
        {_COLUMNS[column]: scope for column, scope in cells.items()},
        frozenset(_COLUMNS[column] for column in reason.split()),
        two,
    )


LISTED = "cases.list"
CONTENT = "cases.view"
PRIVILEGED = "mediation.view_privileged"

ROWS: tuple[Row, ...] = (
    row(["cases.register", "cases.import"], IN=Y, CM=Y, SM=Y, SH=Y, DM=Y, LA=Y, WK=Y),
    row(["cases.track"], WK=P, EM=P),
    # A head finds the case he is asked to take; its content only when he has taken it.
    row([LISTED], IN=O, CM=A, SM=O, SH=O | RECEIVER, DM=T, LA=OWN | G, SV=T, AC=R),
    row([CONTENT], WK=P, EM=P, IN=O_EARLY, CM=A, SM=A, SH=O, DM=A, LA=OWN_EARLY | G_CONTENT, SV=T, AC=R),
    row(
        [
            "cases.edit",
            "cases.edit_party",
            "cases.add_party",
            "cases.add_representative",
            "cases.edit_claim",
            "cases.calculate",
            "cases.add_claim",
            "cases.record_limitation",
            "cases.contact",
            "cases.add_evidence",
            "cases.release_evidence",
            "cases.withdraw_evidence",
            "cases.serve",
        ],
        IN=O_EARLY,
        CM=A,
        SM=A,
        SH=O_UNASSIGNED,
        DM=A,
        LA=OWN_EARLY,
    ),
    row(
        ["cases.note", "cases.do_task", "cases.reopen_task", "cases.add_task", "cases.copy_paper"],
        IN=O_EARLY,
        CM=A,
        SM=A,
        SH=O,
        DM=A,
        LA=OWN_EARLY | G_NOTES,
    ),
    row(
        [
            "cases.take_for_screening",
            "cases.ask_for_papers",
            "cases.receive_papers",
            "cases.ask_consent",
            "cases.stop_asking",
            "cases.record_consent",
        ],
        IN=O,
        CM=O,
        SM=O,
        SH=O,
        DM=O,
    ),
    row(["cases.accept"], CM=O & SCREENER, SM=O & SCREENER, SH=O, DM=O & SCREENER),
    row(["cases.decline"], SH=O),
    row(["cases.assign", "cases.reassign"], SH=O, SV=T),
    row(["cases.declare_conflict"], CM=A, SM=A, SH=O, DM=A),
    row(["cases.withdraw", "cases.settle_privately"], IN=O_EARLY, CM=A, SM=A, SH=O, DM=A),
    row(["cases.merge", "cases.unmerge", "cases.split"], SH=O, SV=T),
    row(["cases.propose_transfer"], CM=A, SM=A, SH=O, DM=A, SV=T),
    row(["cases.revoke_transfer"], SH=O, SV=T),
    row(["cases.accept_transfer", "cases.refuse_transfer"], SH=RECEIVER),
    row(["cases.close"], two=True, CM=A, SM=A, DM=A),
    row(["cases.approve", "cases.refuse_approval"], SH=O),
    row(["cases.reopen"], SH=O, SV=T),
    row(
        ["cases.reveal"],
        reason="IN CM SM SH DM LA SV",
        IN=O_EARLY,
        CM=A,
        SM=A,
        SH=O,
        DM=A,
        LA=G_CONTACTS,
        SV=T,
    ),
    row(["cases.view_health"], reason="SH SV", CM=A, SM=A, SH=O, DM=A, LA=G_HEALTH, SV=T),
    row(["cases.view_bank_account"], reason="CM SM SH DM", CM=A, SM=A, SH=O, DM=A),
    row(["cases.view_evidence"], WK=P, EM=P, IN=O_EARLY, CM=A, SM=A, SH=O, DM=A, LA=G_EVIDENCE, SV=T),
    row(["cases.grant", "cases.revoke_grant"], SH=O, SV=T),
    row(["cases.propose_grant"], SM=A, DM=A),
    row(["cases.view_readers"], WK=P, CM=A, SM=A, SH=O, DM=A, SV=T, AU=T),
    row(["cases.export"], SH=O, SV=T),
    row(["cases.view_audit"], SH=O, SV=T, AU=T),
    # Only the program does this, when a holiday notice moves a last day.
    row(["cases.recount"], SH=NEVER),
)

# Not about a case: who keeps the house.
OFFICE_ROLES: dict[str, tuple[str, ...]] = {
    "office.manage": (Role.ADMINISTRATOR,),
    "office.view_log": (Role.ADMINISTRATOR, Role.AUDITOR),
    "office.run_check": (Role.ADMINISTRATOR, Role.AUDITOR),
}

_rules: dict[str, Row] = {}


def add_rows(rows: Iterable[Row]) -> None:
    """Put lines into the table; an act stands in one line only."""
    for line in rows:
        for act in line.acts:
            if act in _rules and _rules[act] is not line:
                raise ValueError(f"{act} stands in the table twice")
            _rules[act] = line


add_rows(ROWS)


def acts() -> list[str]:
    """All acts the table knows."""
    return list(_rules)


def rule(act: str) -> Row:
    """The line of an act; LookupError for an act that stands in no line (deny by default, and loudly)."""
    try:
        return _rules[act]
    except KeyError:
        raise LookupError(f"unknown permission {act!r}") from None


def may(reach: Reach, act: str, thing: Any) -> bool:
    """May this principal do that to this case (or, for registering, in this organisation)?"""
    if act in reach.system_acts:
        return True
    scope = rule(act).cells.get(reach.role)
    return scope is not None and scope.covers(reach, thing)


def scope_q(reach: Reach, act: str) -> Q:
    """The cases this principal may do that to, as a query condition."""
    scope = rule(act).cells.get(reach.role)
    return scope.as_q(reach) if scope is not None else _NONE


def needs_reason(reach: Reach, act: str) -> bool:
    """Must this role give a reason?"""
    return reach.role in rule(act).needs_reason
