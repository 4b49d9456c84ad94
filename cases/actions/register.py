"""A complaint becomes a case."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from decimal import Decimal
from typing import Any
from uuid import UUID

from django.db import IntegrityError
from django.utils import timezone
from django.utils.translation import gettext as _

from cases import crypto, deadlines, documents, findability, house_rules, identity, missing, numbers, papers
from cases.audit import begun
from cases.errors import Refused
from cases.law.limits import time_limits
from cases.limitation import check_years
from cases.models import (
    Case,
    Claim,
    Deadline,
    Draft,
    Employer,
    LimitationEvent,
    Organisation,
    Party,
    Person,
    Task,
)
from cases.normal import id_number, phone_number


@dataclass(frozen=True)
class NewParty:
    """What intake knows of one side. Everything but the kind may be missing; what is missing becomes a task."""

    role: str
    kind: str
    name: str = ""
    head_count: int = 1
    columns: dict[str, Any] = field(default_factory=dict)  # gender, birth_on, phone, address, id_number, …
    employer: Employer | None = None  # the entry of the register that somebody chose


@dataclass(frozen=True)
class NewClaim:
    """One line of what is asked."""

    kind: str
    text: str
    amount: Decimal | None = None
    starts_on: date | None = None
    ends_on: date | None = None
    grounds: str = ""
    known_on: date | None = None
    employment_ended_on: date | None = None
    demanded_on: date | None = None  # when the applicant asked the other side for it


@dataclass(frozen=True)
class Confirmation:
    """How the applicant confirmed what was read back (ARB 12)."""

    how: str  # of `papers.CONFIRMATIONS`
    at: datetime
    witness: str = ""


@dataclass(frozen=True)
class Registered:
    """The new case, and the secret that is printed on the receipt once and kept as a digest only."""

    case: Case
    tracking_code: str


def register(
    organisation: Organisation,
    *,
    channel: str,
    facts: str,
    parties: Sequence[NewParty],
    claims: Sequence[NewClaim] = (),
    received_at: datetime,
    token: UUID | None = None,
    columns: dict[str, Any] | None = None,
    told: dict[str, Any] | None = None,
    confirmation: Confirmation | None = None,
    by: Any,
    at: datetime,
) -> Registered:
    """Register a complaint: number and receipt at once, every clock that starts at receipt starts (MR 21, 22; ARB 14).

    The application itself interrupts limitation (BR 27). The same complaint sent twice with one `token` makes one
    case; another complaint under a used token is refused with `form_used`, never dropped. A draft of the same number
    is used up. `told` are codes and days that intake asked for; they are kept with the event and name nobody.
    """
    done = _sent_before(token, organisation, facts, parties, by)
    if done is not None:
        return Registered(done, "")
    _refuse_impossible(parties, received_at, at)
    for new in claims:
        check_years(new.starts_on, new.ends_on, new.known_on, new.employment_ended_on, new.demanded_on)
    secret = identity.tracking_code()
    try:
        with begun("cases.register", organisation, by=by, at=at) as born:
            case = enter(
                born, organisation, channel=channel, facts=facts, parties=parties, claims=claims, received_at=received_at,
                columns=columns, secret=secret, token=token, by=by, at=at,
            )  # fmt: skip
            case.event_facts.update(told or {})
            _freeze_record(case, confirmation, by=by, at=at)
            if token is not None and by.is_person:
                Draft.objects.filter(pk=token, owner=by).delete()
    except IntegrityError:
        # The same form was sent twice at the same moment, and the other one was faster.
        done = _sent_before(token, organisation, facts, parties, by)
        if done is None:
            raise
        return Registered(done, "")
    return Registered(case, secret)


def _freeze_record(case: Case, confirmation: Confirmation | None, *, by: Any, at: datetime) -> None:
    """What was said by mouth is put on paper (ARB 12)."""
    if case.event_facts.get("danger"):
        Task.objects.create(case=case, kind="danger", due_on=timezone.localdate(at))
    if case.channel not in (Case.Channel.ORAL, Case.Channel.COUNTER, Case.Channel.PHONE):
        return
    if confirmation is not None:
        read_back_at = timezone.localtime(confirmation.at).isoformat(timespec="minutes")
        case.event_facts.update(confirmed_by=confirmation.how, read_back_at=read_back_at)
    paper = papers.oral_application(case, confirmation, by=by, on=at)
    documents.freeze(case, "oral_application", paper, at=at)


def _sent_before(
    token: UUID | None, organisation: Organisation, facts: str, parties: Sequence[NewParty], by: Any
) -> Case | None:
    done = Case.objects.filter(intake_token=token).first() if token else None
    if done is None:
        return None
    told = (organisation.pk, by.pk if by.is_person else None, facts, sorted(party.name for party in parties))
    names = sorted(party.name for party in done.parties.all())
    if told != (done.registered_in_id, done.registered_by_id, done.facts, names):
        raise Refused(
            "form_used",
            _(
                "This form has been sent before, with other words. Send it again to register it as a complaint of its own."
            ),
        )
    return done


def enter(
    born: list[Case],
    organisation: Organisation,
    *,
    channel: str,
    facts: str,
    parties: Sequence[NewParty],
    claims: Sequence[NewClaim],
    received_at: datetime,
    columns: dict[str, Any] | None = None,
    secret: str,
    token: UUID | None = None,
    by: Any,
    at: datetime,
) -> Case:
    """Write a new case with its parties, claims and clocks, and freeze the receipt, inside the act it is born by."""
    case = _new_case(
        organisation, channel, facts, parties, received_at, by, dict(columns or {}), secret, token
    )
    born.append(case)
    people = [_add_party(case, number, party) for number, party in enumerate(parties, 1)]
    lines = _add_claims(case, people, claims, received_at)
    _start_clocks(case, timezone.localdate(received_at))
    missing.note(case, people, lines)
    findability.index(case)
    documents.freeze(case, "receipt", papers.receipt(case, tracking_code=secret, on=at), at=at)
    return case


def _refuse_impossible(parties: Sequence[NewParty], received_at: datetime, at: datetime) -> None:
    if received_at > at:
        raise Refused(
            "received_in_future", _("The complaint cannot be received in the future. Please check the date.")
        )
    roles = {party.role for party in parties}
    if not {Party.Role.APPLICANT, Party.Role.RESPONDENT} <= roles:
        raise Refused(
            "side_missing", _("Please enter an applicant and a respondent; a name may be left open.")
        )


def _new_case(
    organisation: Organisation,
    channel: str,
    facts: str,
    parties: Sequence[NewParty],
    received_at: datetime,
    by: Any,
    columns: dict[str, Any],
    secret: str,
    token: UUID | None,
) -> Case:
    year = timezone.localdate(received_at).year
    (number,) = numbers.take(organisation, year, "case")
    heads = sum(
        party.head_count for party in parties if party.kind in (Party.Kind.WORKER, Party.Kind.WORKERS)
    )
    return Case.objects.create(
        ref=numbers.ref(organisation, year, number),
        number=numbers.case_number(organisation, year, number),
        organisation=organisation,
        registered_in=organisation,
        registered_by=by if by.is_person else None,
        channel=channel,
        facts=facts,
        received_at=received_at,
        head_count=max(heads, 1),
        is_collective=columns.pop("is_collective", heads >= 10),
        tracking_digest=crypto.digest("tracking", secret),
        intake_token=token,
        **columns,
    )


def _add_party(case: Case, position: int, new: NewParty) -> Party:
    columns = dict(new.columns)
    party = Party(
        case=case,
        position=position,
        role=new.role,
        kind=new.kind,
        name=new.name,
        head_count=new.head_count,
        **columns,
    )
    if new.role == Party.Role.APPLICANT and case.channel != Case.Channel.COURT:
        # Who applies for mediation agrees to mediate. Who applied to the court has not said so.
        party.consent = Party.Consent.AGREED
        party.consent_on = timezone.localdate(case.received_at)
        party.consent_how = Party.BY_APPLICATION
    fill_digests(party)
    if party.kind == Party.Kind.WORKER and new.name:
        party.person = known_person(party)
    elif not party.is_worker_side and new.name:
        party.employer = new.employer or known_employer(party)
    party.save()
    return party


def fill_digests(party: Party) -> None:
    """Keyed digests beside what must be found exactly."""
    party.id_number = id_number(party.id_number)
    party.phone = phone_number(party.phone)
    party.id_digest = crypto.digest("id", party.id_number) if party.id_number else ""
    party.phone_digest = crypto.digest("phone", party.phone) if party.phone else ""


def known_person(party: Party) -> Person:
    """The person of the register with the same ID number, or a new entry."""
    found = Person.objects.filter(id_digest=party.id_digest).first() if party.id_digest else None
    return found or Person.objects.create(
        name=party.name,
        id_number=party.id_number,
        id_digest=party.id_digest,
        phone=party.phone,
        phone_digest=party.phone_digest,
    )


def known_employer(party: Party) -> Employer:
    """The employer of the register by credit code, else by its exact name; or a new entry."""
    rows = Employer.objects.all()
    found = rows.filter(credit_code=party.credit_code).first() if party.credit_code else None
    found = (
        found
        or rows.filter(name=party.name, credit_code=None).first()
        or rows.filter(name=party.name).first()
    )
    return found or Employer.objects.create(
        name=party.name,
        credit_code=party.credit_code or None,
        legal_representative=party.legal_representative,
        address=str(party.address)[:200],
    )


def _add_claims(
    case: Case, people: Sequence[Party], claims: Sequence[NewClaim], received_at: datetime
) -> list[Claim]:
    applicant = next(party for party in people if party.role == Party.Role.APPLICANT)
    made = []
    for line, new in enumerate(claims, 1):
        claim = Claim.objects.create(
            case=case,
            party=applicant,
            line=line,
            kind=new.kind,
            text=new.text,
            amount=new.amount,
            starts_on=new.starts_on,
            ends_on=new.ends_on,
            grounds=new.grounds,
        )
        _begin_limitation(claim, new, timezone.localdate(received_at))
        made.append(claim)
    case.amount_claimed = sum((claim.amount or Decimal(0) for claim in claims), Decimal(0))
    return made


def _begin_limitation(claim: Claim, new: NewClaim, received_on: date) -> None:
    """What is known of the limitation of one line; the application itself interrupts it."""
    kinds = LimitationEvent.Kind
    for kind, on, article, evidence in (
        (kinds.START, new.known_on, "ARB 27", ""),
        (kinds.TERMINATION, new.employment_ended_on, "ARB 27", ""),
        (kinds.INTERRUPTION, new.demanded_on, "ARB 27", LimitationEvent.BY_APPLICANT),
        (kinds.INTERRUPTION, received_on, "BR 27", claim.case.number),
    ):
        if on is not None:
            LimitationEvent.objects.create(
                claim=claim, kind=kind, on=on, article=article, act="cases.register", evidence=evidence
            )


def _start_clocks(case: Case, received_on: date) -> None:
    days = deadlines.calendar()
    deadlines.start(
        case, Deadline.Kind.ACCEPT, time_limits.acceptance(received_on=received_on, calendar=days)
    )
    promised = time_limits.first_contact(
        received_on=received_on, length=house_rules.value("first_contact_working_days"), calendar=days
    )
    deadlines.start(case, Deadline.Kind.CONTACT, promised, promise=True)
    if case.channel == Case.Channel.COURT:
        return  # the dispute is before a court already
    deadlines.start(
        case, Deadline.Kind.RIGHT15, time_limits.right_to_arbitrate(received_on=received_on, calendar=days)
    )
