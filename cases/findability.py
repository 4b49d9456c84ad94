"""Keeps the search row of a case in step with its parties."""

from collections.abc import Iterable

from cases import text
from cases.models import Case, CaseSearch, Party


def words_of(case: Case, parties: Iterable[Party]) -> str:
    """All a case is found by: number, names, employers, cause."""
    parts = [case.ref, case.number, case.cause_text]
    if case.cause_id and case.cause:
        parts += [case.cause.name_zh, case.cause.name_en]
    for party in parties:
        parts.append(party.name)
    return text.searchable("\n".join(part for part in parts if part))


def index(case: Case) -> None:
    """Write the search row and the names that lists show."""
    parties = list(case.parties.order_by("position", "id"))
    case.applicants_label = label_of(party for party in parties if party.role == Party.Role.APPLICANT)
    case.respondents_label = label_of(party for party in parties if party.role == Party.Role.RESPONDENT)
    found = words_of(case, parties)
    CaseSearch.objects.update_or_create(
        case=case, defaults={"text": found, "grams": " ".join(text.grams(found))}
    )


def label_of(parties: Iterable[Party]) -> str:
    """The names of one side, cut to what a list can show."""
    names = [party.name for party in parties if party.left_on is None]
    joined = "、".join(name for name in names if name)
    return joined if len(joined) <= 200 else joined[:199] + "…"
