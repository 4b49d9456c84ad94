"""Every read of cases starts here: `Case.objects.visible_to(user)`."""

from typing import TYPE_CHECKING, Any, Self

from django.apps import apps
from django.db import connections, models
from django.db.models.expressions import RawSQL
from django.utils import timezone

from cases import text
from cases.lifecycle import BEFORE_ACCEPTANCE, OPEN
from cases.permissions import LISTED, NOBODY, Reach, Role, scope_q

if TYPE_CHECKING:
    from cases.models import User


def reach_of(user: "User") -> Reach:
    """What this person reaches now, from the rows as they are now."""
    chosen = user.posting if user.is_active else None
    # The posting may have been chosen long ago, by a proposal or a queued job: does it still stand?
    posting = user.live_postings().filter(pk=chosen.pk).first() if chosen is not None else None
    if posting is None:
        return NOBODY
    grants: dict[Any, frozenset[str]] = {}
    if posting.role == Role.VOLUNTEER:
        now = timezone.now()
        live = user.grants.filter(starts_at__lte=now, ends_at__gt=now, revoked_at=None)
        for case_id, fields in live.values_list("case_id", "fields"):
            grants[case_id] = grants.get(case_id, frozenset()) | frozenset(fields)
    return Reach(
        role=posting.role,
        user_id=user.pk,
        organisation_id=posting.organisation_id,
        path=posting.organisation.path,
        grants=grants,
        conflicts=frozenset(user.conflicts.values_list("case_id", flat=True)),
    )


def in_hands_of(user: Any) -> models.Q:
    """The cases this person mediates, or screens until they are accepted."""
    screens = models.Q(screener=user, state__in=BEFORE_ACCEPTANCE)
    return models.Q(mediator=user) | models.Q(co_mediator=user) | screens


def is_in_hands_of(user: Any, case: Any) -> bool:
    """The same of one case."""
    screens = case.screener_id == user.pk and case.state in BEFORE_ACCEPTANCE
    return user.pk in (case.mediator_id, case.co_mediator_id) or screens


class CaseQuerySet(models.QuerySet[Any]):
    """Adjectives of cases."""

    def visible_to(self, user: Any, act: str = LISTED) -> Self:
        """Cases this person may see in lists; with an act, cases to which it may be done as far as rights go."""
        if not getattr(user, "is_authenticated", False):
            return self.none()
        return self.filter(scope_q(user.reach, act))

    def open(self) -> Self:
        """Cases that have not ended."""
        return self.filter(state__in=OPEN)

    def overdue(self, on: Any) -> Self:
        """Cases whose nearest clock ran out before this day."""
        return self.filter(next_due_on__lt=on)

    def due_until(self, on: Any) -> Self:
        """Cases whose nearest clock ends on or before this day."""
        return self.filter(next_due_on__lte=on)

    def matching(self, words: str) -> Self:
        """Cases found by number, name, employer or cause; two-character names too. Words are joined by AND."""
        found = self
        for word in text.searchable(words).split()[:8]:
            found = found.filter(pk__in=_search(word, self.db))
        return found


def _search(word: str, using: str) -> Any:
    rows = apps.get_model("cases", "CaseSearch").objects.using(using)
    grams = text.grams(word)
    # A single character is asked as the beginning of a pair: only the last one of a run is a word of its own.
    wanted = [gram for gram in grams if len(gram) > 1 or gram.isascii()] or grams
    if not wanted:
        return rows.none().values("case_id")
    # The inner table is named anew: this query stands inside another one, where it goes by another name.
    if connections[using].vendor == "postgresql":
        query = " & ".join(f"'{gram}':*" if _is_beginning(gram) else f"'{gram}'" for gram in wanted)
        sql = "SELECT s.id FROM cases_casesearch s WHERE to_tsvector('simple', s.grams) @@ to_tsquery('simple', %s)"
    else:
        query = " AND ".join(f'"{gram}"*' if _is_beginning(gram) else f'"{gram}"' for gram in wanted)
        sql = "SELECT rowid FROM cases_search_fts WHERE cases_search_fts MATCH %s"
    rows = rows.filter(id__in=RawSQL(sql, [query]))  # noqa: S611 - the words hold letters and digits only
    # Pairs may match across words; the text itself decides.
    return rows.filter(text__contains=word).values("case_id")


def _is_beginning(gram: str) -> bool:
    return gram.isascii() or len(gram) == 1
