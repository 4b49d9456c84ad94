"""The register of employers as intake asks it: by name, other name or credit code."""

import json
import unicodedata
from dataclasses import dataclass, field
from typing import Any

from django.db.models import F, Q, TextField, Window
from django.db.models.functions import Cast, RowNumber

from cases.intake.sheet import filled_from
from cases.models import Case, Employer, Organisation, Party, User

SHORTEST = 2
MOST = 8
MOST_CASES = 5


@dataclass
class Found:
    """An employer of the register with what the reader may know about it."""

    employer: Employer
    cases: list[Case] = field(default_factory=list)
    has_more_cases: bool = False
    has_committee: bool = False

    @property
    def fills(self) -> str:
        """The fields it fills, for a script."""
        return json.dumps(filled_from(self.employer), ensure_ascii=False)


def look_up(words: str, user: User) -> list[Found]:
    """Employers that fit, with the open cases against them that this person may see. Three queries at most."""
    spellings = {words.strip(), unicodedata.normalize("NFKC", words).strip()}
    if min(len(one) for one in spellings) < SHORTEST:
        return []
    rows = Employer.objects.annotate(other_names=Cast("aliases", TextField())).filter(_may_fit(spellings))
    fitting = [employer for employer in rows.order_by("name")[: MOST * 5] if _fits(employer, spellings)]
    found = {employer.pk: Found(employer) for employer in fitting[:MOST]}
    if found:
        _add_cases(found, user)
        committees = Organisation.objects.filter(
            kind=Organisation.Kind.COMMITTEE, employer__in=found, is_active=True
        )
        for employer_id in committees.values_list("employer_id", flat=True):
            found[employer_id].has_committee = True
    return list(found.values())


def _may_fit(spellings: set[str]) -> Q:
    # Names keep the brackets they were typed with; what people type may have the other kind.
    condition = Q()
    for spelled in spellings:
        condition |= Q(name__icontains=spelled) | Q(credit_code__istartswith=spelled)
        # One database keeps letters in JSON as they are, the other one as escapes.
        for written in {spelled, json.dumps(spelled)[1:-1]}:
            condition |= Q(other_names__icontains=written)
    return condition


def _fits(employer: Employer, spellings: set[str]) -> bool:
    # The text of a JSON column holds brackets and escapes too: the names themselves decide.
    names = [name.casefold() for name in (employer.name, *employer.aliases, employer.credit_code or "")]
    return any(spelled.casefold() in name for spelled in spellings for name in names)


def _add_cases(found: dict[Any, Found], user: User) -> None:
    visible = Case.objects.visible_to(user).open()
    number = Window(
        RowNumber(), partition_by=F("employer_id"), order_by=(F("case__received_at").desc(), F("id"))
    )
    rows = (
        Party.objects.filter(employer__in=found, left_on=None, case__in=visible.values("pk"))
        .annotate(number=number)
        .filter(number__lte=MOST_CASES + 1)
        .select_related("case")
    )
    for party in rows.order_by("number"):
        entry = found[party.employer_id]
        if len(entry.cases) < MOST_CASES:
            entry.cases.append(party.case)
        else:
            entry.has_more_cases = True
