"""What the papers of this floor say: plain values, built once for each language inside the act."""

from collections.abc import Callable, Sequence
from datetime import date, datetime
from functools import wraps
from typing import Any

from django.db.models import prefetch_related_objects
from django.utils import timezone, translation
from django.utils.translation import gettext as _

from cases.documents import LANGUAGES
from cases.law import article, money
from cases.law.limits import rule_table, rules
from cases.models import Case, Deadline, Party
from cases.templatetags.paper import en_date, zh_date

Context = dict[str, Any]


def bilingual(build: Callable[..., Context]) -> Callable[..., dict[str, Context]]:
    """Call the builder once for each language: a copy in the other language says the same.

    The builder finds the case's parties, claims and clocks loaded, once for both languages.
    """

    @wraps(build)
    def both(case: Case, *args: Any, **kwargs: Any) -> dict[str, Context]:
        contexts: dict[str, Context] = {}
        case.__dict__.pop("_prefetched_objects_cache", None)
        prefetch_related_objects([case], "parties__representatives", "claims", "deadlines")
        try:
            for language in LANGUAGES:
                with translation.override(language):
                    contexts[language] = build(case, *args, **kwargs)
        finally:
            # What follows in the act must not read yesterday's rows.
            del case.__dict__["_prefetched_objects_cache"]
        return contexts

    return both


def iso(value: "date | datetime | None") -> str:
    """A day as ISO text; moments become days here. Empty for None."""
    if value is None:
        return ""
    return (timezone.localdate(value) if isinstance(value, datetime) else value).isoformat()


def day_words(value: "date | datetime | None") -> str:
    """A day in the words of the paper's language, for sentences that builders write. Empty for None."""
    text = iso(value)
    return (en_date(text) if in_english() else zh_date(text)) if text else ""


def moment(value: datetime) -> str:
    """A local moment as ISO text with minutes."""
    return timezone.localtime(value).isoformat(timespec="minutes")[:16]


def yuan(amount: Any) -> str:
    """1,234.50, or empty for an amount not given."""
    return money.plain(amount) if amount is not None else ""


def in_english() -> bool:
    return (translation.get_language() or "").startswith("en")


def organisation_of(case: Case) -> Context:
    """The body that issues the paper."""
    body = case.organisation
    return {"name": str(body), "address": body.address, "phone": body.phone}


def party(who: Party, on: date) -> Context:
    """One party as papers show it, with the representatives whose mandate is in force that day."""
    mandates = [
        {"name": person.name, "authority": person.get_authority_display()}
        for person in who.representatives.all()
        if person.valid_from <= on and (person.valid_until is None or person.valid_until >= on)
    ]
    name = who.display_name
    if who.kind == Party.Kind.WORKERS and who.head_count > 1:
        name = _("%(name)s and others, %(count)s persons in all") % {"name": name, "count": who.head_count}
    return {
        "name": name,
        "kind": "person" if who.is_worker_side else "organisation",
        "gender": who.get_gender_display(),
        "birth_on": iso(who.birth_on),
        "occupation": who.job,
        "id_number": who.id_number,
        "address": who.address,
        "service_address": who.service_address,
        "phone": who.phone,
        "legal_representative": who.legal_representative,
        "position": who.representative_position,
        "credit_code": who.credit_code,
        "representatives": mandates,
    }


def head(case: Case, at: datetime) -> Context:
    """What all papers share."""
    today = timezone.localdate(at)
    everybody = sorted(case.parties.all(), key=lambda who: who.position)
    return {
        "organisation": organisation_of(case),
        "number": case.number,
        "ref": case.ref,
        "issued_on": today.isoformat(),
        "applicants": [
            party(who, today) for who in everybody if who.role == Party.Role.APPLICANT and not who.left_on
        ],
        "respondents": [
            party(who, today) for who in everybody if who.role == Party.Role.RESPONDENT and not who.left_on
        ],
        "mediators": [person.name for person in (case.mediator, case.co_mediator) if person is not None],
        "cause": cause(case),
        "claims": claims(case),
    }


def cause(case: Case) -> str:
    """The cause of action, or what the matter was called at intake."""
    return str(case.cause) if case.cause_id else case.cause_text


def claims(case: Case) -> list[Context]:
    """The claim lines."""
    return [
        {
            "line": claim.line,
            "kind": claim.get_kind_display(),
            "text": claim.text,
            "amount": yuan(claim.amount),
            "starts_on": iso(claim.starts_on),
            "ends_on": iso(claim.ends_on),
            "period": _period(claim.starts_on, claim.ends_on),
            "grounds": claim.grounds,
        }
        for claim in sorted(case.claims.all(), key=lambda claim: claim.line)
    ]


def _period(first: date | None, last: date | None) -> str:
    if not first and not last:
        return ""
    return f"{iso(first) or '…'} – {iso(last) or '…'}"


def citations(codes: Sequence[str]) -> str:
    """The articles in the language of the paper."""
    found = [article(code) for code in codes]
    return ("; " if in_english() else "；").join(
        one.citation_en if in_english() else one.citation_zh for one in found
    )


def clock(case: Case, kind: str) -> Deadline | None:
    """The newest clock of a kind."""
    clocks = [deadline for deadline in case.deadlines.all() if deadline.kind == kind]
    return max(clocks, key=lambda deadline: (deadline.started_on, deadline.pk), default=None)


def length_of(deadline: Deadline) -> str:
    """How long the limit is, in words."""
    rule = rule_table.RULES[deadline.rule]
    units = {
        rules.Unit.NATURAL_DAYS: _("%(count)s calendar days"),
        rules.Unit.WORKING_DAYS: _("%(count)s working days"),
        rules.Unit.MONTHS: _("%(count)s month(s)"),
        rules.Unit.YEARS: _("%(count)s year(s)"),
    }
    return units[rule.unit] % {"count": rule.length}
