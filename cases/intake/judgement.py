"""What the tracker thinks of an intake before it is sent: reasons and questions for people, never a refusal."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal
from typing import Any

from django.db.models import Q
from django.utils import timezone
from django.utils.functional import Promise
from django.utils.translation import gettext as _

from cases import crypto, deadlines, limitation, missing
from cases.intake.sheet import Sheet, heads_of
from cases.law.checks import credit_codes
from cases.law.limitation import Event, EventKind, Nature, Standing, State
from cases.models import Case, Claim, LimitationEvent, Party, User
from cases.normal import id_number, is_id_number, is_phone_number, phone_number
from cases.wording import day as day_words
from cases.wording import is_english, listed

COLLECTIVE_FROM = 10  # ARB 7
LOWEST_WAGE, HIGHEST_WAGE = Decimal(1000), Decimal(100_000)
LARGEST_AMOUNT = Decimal(5_000_000)
MOST_HEADS = 100
OLD_EVENT, OLD_RECEIPT = timedelta(days=3 * 365), timedelta(days=30)
MOST_HINTS = 5
_INJURY = frozenset({Claim.Kind.WORK_INJURY, Claim.Kind.MEDICAL})
_OUTSIDE = frozenset({"service", "civil_servant"})
_TENDER = ("protected", "minor", "disabled")


@dataclass(frozen=True)
class Remark:
    """One line of the strip: `look` is a class of the status chips."""

    look: str
    topic: "str | Promise"
    words: str
    basis: tuple[str, ...] = ()


@dataclass(frozen=True)
class Oddity:
    """A possible but unlikely value; `code` is kept when somebody says that it is right."""

    code: str
    words: str
    target: str  # the field


@dataclass(frozen=True)
class Hint:
    """A case of perhaps the same person, and what agrees."""

    case: Case
    agrees: list[str]

    @property
    def code(self) -> str:
        """What is sent when somebody says that this is another matter."""
        return f"dup:{self.case.ref}"


def judge(sheet: Sheet) -> list[Remark]:
    """Scope, limitation, urgency, group: what is worth knowing before the case is registered."""
    told = sheet.form.cleaned_data
    sides, claims = sheet.sides(), sheet.claims()
    found = [_scope(told)]
    found += [_limitation(outlook_of(line, told, _received_on(told)), line) for line in claims]
    if heads_of(sides) >= COLLECTIVE_FROM:
        found.append(
            Remark("group", _("Group"), _("10 or more workers: a collective case; they may elect representatives."), ("ARB 7",))
        )  # fmt: skip
    return found + _urgency(told, claims)


def _received_on(told: dict[str, Any]) -> date:
    received = told.get("received_at")
    return timezone.localdate(received) if received else timezone.localdate()


def _scope(told: dict[str, Any]) -> Remark:
    topic, relation = _("Scope"), told.get("relation", "")
    if relation in _OUTSIDE:
        words = {
            "service": _("Possibly no labour dispute: a service contract belongs to the civil court. Look at the work itself."),
            "civil_servant": _("Possibly no labour dispute: civil servants have ways of their own. Look at the kind of post."),
        }  # fmt: skip
        return Remark("soon", topic, words[relation], ("ARB 2",))
    if relation == "dispatch":
        return Remark(
            "ok", topic, _("Labour dispatch: agency and host company are joint parties. Add the other one as a respondent."),
            ("ARB 22",),
        )  # fmt: skip
    if relation == "platform":
        return Remark(
            "ok", topic, _("Platform work: one-stop mediation may fit. Ask for the contract and the orders.")
        )
    if relation == "labour":
        return Remark("ok", topic, _("A dispute from employment: it can be mediated."), ("ARB 2",))
    return Remark("met", topic, _("Not asked yet how the person works."))


def outlook_of(line: Any, told: dict[str, Any], on: date) -> State:
    """How one claim stands, from the days that were told."""
    days = (
        (EventKind.START, line.known_on),
        (EventKind.TERMINATION, told.get("employment_ended_on")),
        (EventKind.INTERRUPTION, told.get("demanded_on")),
    )
    return limitation.of_line(
        line.kind,
        line.starts_on,
        line.ends_on,
        [Event(kind, day) for kind, day in days if day is not None],
        on=on,
        is_employed={"yes": True, "no": False}.get(told.get("employed", "")),
        calendar=deadlines.calendar(),
    )


def _limitation(found: State, line: Any) -> Remark:
    words = {
        Standing.UNKNOWN: _("%(claim)s: not known since when; enter it as soon as it is known."),
        Standing.EXEMPT: _("%(claim)s: pay owed during the employment, so the year does not run yet."),
        Standing.RUNNING: _("%(claim)s: the year runs until %(day)s."),
        Standing.NEAR: _("%(claim)s: the year ends on %(day)s. The application interrupts it; prepare arbitration in time."),
        Standing.SUSPENDED: _("%(claim)s: the year waits for an obstacle to go."),
        Standing.POSSIBLY_OVER: _("%(claim)s: possible limitation issue (%(day)s). Ask for interruptions; registering is possible."),
    }  # fmt: skip
    looks = {
        Standing.UNKNOWN: "met", Standing.EXEMPT: "ok", Standing.RUNNING: "ok", Standing.NEAR: "soon",
        Standing.SUSPENDED: "ok", Standing.POSSIBLY_OVER: "soon",
    }  # fmt: skip
    is_over = found.standing == Standing.POSSIBLY_OVER
    known = words[found.standing]
    if found.standing == Standing.UNKNOWN and found.nature is Nature.PAY_ARREARS and line.known_on:
        known = _(
            "%(claim)s: ask whether the employment lasts, or when it ended: the year runs from its end only."
        )
    if found.is_safe_day_over:
        known = _(
            "%(claim)s: the safe day to file, %(day)s, has passed: file at once; whether the year is over may be disputed."
        )
    filled = known % {
        "claim": Claim.Kind(line.kind).label,
        "day": day_words(found.ends_on if is_over else found.last_safe_on),
    }
    return Remark(looks[found.standing], _("Limitation"), filled, found.basis)


def _urgency(told: dict[str, Any], claims: Iterable[Any]) -> list[Remark]:
    topic, groups = _("Urgent"), told.get("applicant_groups", ())
    found = []
    if told.get("danger"):
        found.append(
            Remark(
                "overdue", topic, _("Somebody may be in danger: stay with the person and call the head now.")
            )
        )
    if any(line.kind in _INJURY for line in claims):
        found.append(
            Remark(
                "soon",
                topic,
                _("Work injury: mind the year for the recognition of the injury, and the treatment."),
            )
        )
    tender = [str(Case.ApplicantGroup(code).label) for code in _TENDER if code in groups]
    if tender:
        found.append(Remark("soon", topic, _("Special protection: %(groups)s.") % {"groups": listed(tender)}))
    return found  # fmt: skip


def oddities(sheet: Sheet) -> list[Oddity]:
    """Unlikely values, to be asked back."""
    told, found = sheet.form.cleaned_data, []
    wage = told.get("monthly_wage")
    if wage is not None and not LOWEST_WAGE <= wage <= HIGHEST_WAGE:
        words = _("A monthly wage of %(wage)s yuan is unusual.") % {"wage": f"{wage:,.2f}"}
        found.append(Oddity("wage", words, "id_monthly_wage"))
    received = told.get("received_at")
    if received and timezone.now() - received > OLD_RECEIPT:
        words = _("The complaint was received on %(day)s, more than 30 days ago: its deadlines may be over.")
        found.append(Oddity("receipt", words % {"day": day_words(received)}, "id_received_at"))
    for number, row in enumerate(sheet.rows["applicants"].forms):
        heads = row.cleaned_data.get("head_count") or 1
        if heads >= MOST_HEADS:
            words = _("%(heads)d persons apply.") % {"heads": heads}
            found.append(Oddity(f"heads{number}", words, f"id_applicants-{number}-head_count"))
    for name in ("applicants", "respondents"):
        for number, row in enumerate(sheet.rows[name].forms):
            found += _odd_side(f"{name}-{number}", row.cleaned_data)
    for number, row in enumerate(sheet.rows["claims"].forms):
        found += _odd_line(number, row.cleaned_data, _received_on(told))
    return found


def _odd_side(side: str, told: dict[str, Any]) -> list[Oddity]:
    """A number nobody can have; the number itself is not repeated."""
    found = []
    if told.get("id_number") and not is_id_number(told["id_number"]):
        words = _("The ID number cannot be right: a digit is wrong or missing.")
        found.append(Oddity(f"id_number:{side}", words, f"id_{side}-id_number"))
    fault = credit_codes.fault_in(told["credit_code"]) if told.get("credit_code") else None
    if fault is not None:
        words = fault.text.en if is_english() else fault.text.zh
        found.append(Oddity(f"credit_code:{side}", words, f"id_{side}-credit_code"))
    if told.get("phone") and not is_phone_number(told["phone"]):
        words = _("The phone number is too short to reach anybody.")
        found.append(Oddity(f"phone:{side}", words, f"id_{side}-phone"))
    return found


def _odd_line(number: int, line: dict[str, Any], on: date) -> list[Oddity]:
    found = []
    amount = line.get("amount")
    if amount is not None and amount > LARGEST_AMOUNT:
        words = _("Claim %(number)d asks for %(amount)s yuan.") % {
            "number": number + 1,
            "amount": f"{amount:,.2f}",
        }
        found.append(Oddity(f"amount{number}", words, f"id_claims-{number}-amount"))
    for name in ("known_on", "starts_on"):
        since = line.get(name)
        if since and on - since > OLD_EVENT:
            words = _("Claim %(number)d goes back to %(day)s.") % {
                "number": number + 1,
                "day": day_words(since),
            }
            found.append(Oddity(f"{name}{number}", words, f"id_claims-{number}-{name}"))
            break
    return found


def to_come(sheet: Sheet) -> list[str]:
    """What will be a task, in words."""
    told = sheet.form.cleaned_data
    sides = [
        Party(role=side.role, kind=side.kind, name=side.name, **_reach(side.columns))
        for side in sheet.sides()
    ]
    claims = sheet.claims()
    case = Case(channel=sheet.channel, cause=told.get("cause"))
    lines = [Claim(kind=line.kind, amount=line.amount) for line in claims]
    for row, line in zip(lines, claims, strict=True):
        starts = [LimitationEvent.Kind.START] if line.known_on or line.employment_ended_on else []
        row.__dict__["_prefetched_objects_cache"] = {
            "limitation_events": [LimitationEvent(kind=kind) for kind in starts]
        }
    return [str(missing.TASKS[kind]) for kind in sorted(missing.missing(case, sides, lines))]


def _reach(columns: dict[str, Any]) -> dict[str, Any]:
    return {name: columns.get(name, "") for name in ("phone", "address", "service_address")}


def same_person(sheet: Sheet, user: User) -> list[Hint]:
    """Cases in which perhaps the same person applied: same phone or ID number, as far as this person may list them."""
    told = [form.cleaned_data for form in sheet.rows["applicants"].forms]
    given = [(row.get("phone", ""), row.get("id_number", "")) for row in told]
    # What this very form has made already, sent a second time, is no other matter.
    return _hints(*_digests(given), user, Q(case__intake_token=sheet.token))


def _digests(given: Iterable[tuple[str, str]]) -> tuple[set[str], set[str]]:
    """Of phone and ID numbers that can be such: "12" is nobody's."""
    phones, numbers = set(), set()
    for phone, number in given:
        if is_phone_number(phone):
            phones.add(crypto.digest("phone", phone_number(phone)))
        if is_id_number(number):
            numbers.add(crypto.digest("id", id_number(number)))
    return phones, numbers


def same_person_as_in(case: Case, user: User) -> list[Hint]:
    """The same for a case that is registered already."""
    applicants = case.parties.filter(role=Party.Role.APPLICANT)
    return _hints(*_digests((one.phone, one.id_number) for one in applicants), user, Q(case=case))


def _hints(by_phone: set[str], by_number: set[str], user: User, besides: Q) -> list[Hint]:
    rows = Party.objects.filter(
        Q(phone_digest__in=by_phone) | Q(id_digest__in=by_number),
        role=Party.Role.APPLICANT,
        case__in=Case.objects.visible_to(user).values("pk"),
    ).exclude(besides)
    hints: dict[Any, Hint] = {}
    for party in rows.select_related("case").order_by("-case__received_at", "id")[: MOST_HINTS * 2]:
        hint = hints.setdefault(party.case_id, Hint(party.case, []))
        for agrees, words in (
            (party.phone_digest in by_phone, _("same phone number")),
            (party.id_digest in by_number, _("same ID number")),
        ):
            if agrees and words not in hint.agrees:
                hint.agrees.append(words)
    return list(hints.values())[:MOST_HINTS]
