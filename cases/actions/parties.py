"""Who is in the case: what is known of each party, and who acts for it."""

from datetime import date, datetime
from typing import Any

from django.core.exceptions import PermissionDenied
from django.utils import timezone
from django.utils.translation import gettext as _

from cases import findability, missing
from cases.actions.register import NewParty, fill_digests, known_employer, known_person
from cases.audit import recorded
from cases.errors import Refused
from cases.models import Case, Party, Representative

# Columns that only a permission of their own opens, for writing as for reading.
GUARDED = {"health": "cases.view_health", "bank_account": "cases.view_bank_account"}
PRIVATE = ("id_number", "phone", "address", "service_address", "bank_account", "health")
COLUMNS = (
    "name",
    "head_count",
    "gender",
    "birth_on",
    "job",
    "legal_representative",
    "representative_position",
    "credit_code",
    *PRIVATE,
)
GROUP_FROM = 10  # ARB 7: ten or more workers, ten included


def edit_party(
    case: Case,
    *,
    party: Party,
    columns: dict[str, Any],
    health_consent: str = "",
    by: Any,
    at: datetime,
    version: int | None = None,
) -> None:
    """Correct what is known of a party; search, digests, register entry and open questions follow.

    Health data need the person's separate consent, in words (PIPL 28, 29); it is kept with the event. Refused:
    name_missing, consent_missing, nothing_changed.
    """
    with recorded("cases.edit_party", case, by=by, at=at, note=health_consent, version=version) as case:
        party = standing(case, party)
        _check_guarded(case, columns, by)
        if columns.get("health") and columns["health"] != party.health and not health_consent.strip():
            raise Refused(
                "consent_missing", _("Please say when and how the person agreed that health data are kept.")
            )
        if party.name and not columns.get("name", party.name):
            raise Refused("name_missing", _("The party has a name. Correct it, but do not leave it empty."))
        if columns.get("head_count", party.head_count) != party.head_count:
            _check_head_count(party.kind, columns["head_count"])
        for column, value in columns.items():
            setattr(party, column, value)
        fill_digests(party)
        changed = party.changed_fields()
        if not changed:
            raise Refused("nothing_changed", _("Nothing was changed."))
        _link(party)
        party.save()
        _renew(case, at)
        case.event_facts.update(party=str(party.pk), changed=sorted(changed))


def add_party(
    case: Case,
    *,
    party: NewParty,
    consent_on: date | None = None,
    consent_how: str = "",
    by: Any,
    at: datetime,
    version: int | None = None,
) -> Party:
    """Another worker, a host company, an agency, a third party (ARB 22, 23).

    Once a case is accepted, nobody joins a side without having agreed to mediate (ARB 5, MR 22). Refused:
    consent_missing, consent_date, wrong_heads, health_later.
    """
    with recorded("cases.add_party", case, by=by, at=at, version=version) as case:
        _check_guarded(case, party.columns, by)
        _check_head_count(party.kind, party.head_count)
        if party.columns.get("health"):
            raise Refused(
                "health_later", _("Add the party first. Health data are entered afterwards, with consent.")
            )
        if case.accepted_at is not None and consent_on is None and party.role != Party.Role.THIRD:
            raise Refused(
                "consent_missing", _("This case is accepted: ask the new party first and enter its consent.")
            )
        if consent_on is not None and not consent_how.strip():
            raise Refused("consent_missing", _("Please say how the party told that it agrees to mediate."))
        if consent_on is not None and consent_on > timezone.localdate(at):
            raise Refused("consent_date", _("The consent cannot be in the future. Please check the date."))
        last = case.parties.order_by("-position").values_list("position", flat=True).first() or 0
        new = Party(
            case=case,
            position=last + 1,
            role=party.role,
            kind=party.kind,
            name=party.name,
            head_count=party.head_count,
            **party.columns,
        )
        if consent_on is not None:
            new.consent, new.consent_on, new.consent_how = Party.Consent.AGREED, consent_on, consent_how
        fill_digests(new)
        _link(new)
        new.save()
        _renew(case, at)
        case.event_facts.update(party=str(new.pk), role=new.role, kind=new.kind)
    return new


def add_representative(
    case: Case,
    *,
    party: Party,
    name: str,
    kind: str,
    authority: str,
    valid_from: date,
    valid_until: date | None = None,
    matters: str = "",
    phone: str = "",
    by: Any,
    at: datetime,
    version: int | None = None,
) -> Representative:
    """Somebody acts for a party by a written mandate that names matters and authority (ARB 24).

    Ten or more workers with a common claim may elect representatives (ARB 7); 3 to 5 are usual (BR 63). Refused:
    mandate_over, wrong_order, matters_missing, too_few, more_than_members.
    """
    with recorded("cases.add_representative", case, by=by, at=at, version=version) as case:
        party = standing(case, party)
        if valid_until is not None and valid_until < valid_from:
            raise Refused("wrong_order", _("The mandate ends before it begins. Please check the dates."))
        if valid_until is not None and valid_until < timezone.localdate(at):
            raise Refused("mandate_over", _("This mandate has run out. Please ask for a new one."))
        if authority == Representative.Authority.SPECIAL and not matters.strip():
            raise Refused(
                "matters_missing", _("Special authority must name its matters. Please copy them (ARB 24).")
            )
        if kind == Representative.Kind.ELECTED:
            case.event_facts.update(elected=_count_elected(party) + 1)
        made = Representative.objects.create(
            party=party,
            name=name,
            kind=kind,
            authority=authority,
            matters=matters,
            phone=phone,
            valid_from=valid_from,
            valid_until=valid_until,
        )
        case.event_facts.update(
            party=str(party.pk), representative=str(made.pk), kind=kind, authority=authority
        )
    return made


def standing(case: Case, party: Party) -> Party:
    """The party as it is now, if it is one of this case and has not left it."""
    found: Party | None = case.parties.filter(pk=party.pk, left_on=None).first()
    if found is None:
        raise Refused("no_such_party", _("This party is not in the case any more. Please choose again."))
    return found


def _count_elected(party: Party) -> int:
    if not party.is_worker_side or party.head_count < GROUP_FROM:
        raise Refused(
            "too_few", _("Only ten or more workers with a common claim can elect representatives (ARB 7).")
        )
    elected = party.representatives.filter(kind=Representative.Kind.ELECTED).count()
    if elected >= party.head_count:
        raise Refused(
            "more_than_members", _("There cannot be more representatives than members of the group.")
        )
    return int(elected)


def _check_guarded(case: Case, columns: dict[str, Any], by: Any) -> None:
    for column, permission in GUARDED.items():
        if columns.get(column) and not by.has_perm(permission, case):
            raise PermissionDenied(permission)


def _check_head_count(kind: str, heads: int) -> None:
    if heads < 1 or (kind != Party.Kind.WORKERS and heads != 1):
        raise Refused(
            "wrong_heads", _("Only a group of workers has more than one member. Please check the number.")
        )


def _link(party: Party) -> None:
    """The register entry that fits what is known now; what a snapshot said then stays in its history."""
    if not party.name:
        return
    if party.kind == Party.Kind.WORKER:
        other = party.person is not None and party.id_digest not in ("", party.person.id_digest)
        if party.person is None or other:
            party.person = known_person(party)
    elif not party.is_worker_side:
        other = party.employer is not None and party.credit_code not in ("", party.employer.credit_code or "")
        if party.employer is None or other:
            party.employer = known_employer(party)


def _renew(case: Case, at: datetime) -> None:
    """What hangs on the parties: search row, number of workers, and the tasks that asked for what is known now."""
    people = list(case.parties.filter(left_on=None))
    heads = sum(one.head_count for one in people if one.is_worker_side)
    case.head_count = max(heads, 1)
    case.is_collective = case.is_collective or heads >= GROUP_FROM
    findability.index(case)
    missing.settle(case, at=at)
