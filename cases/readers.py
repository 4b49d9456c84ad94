"""Who has looked at a case: one line for a person, a posting and a day."""

from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any

from django.db.models import Count, Max, Min
from django.db.models.functions import TruncDate

from cases.models import Case, Posting, ReadLog, User

DAYS = 14  # on one page


@dataclass
class Looks:
    """What one person, in one posting, looked at on one day."""

    on: date
    user: Any
    posting: Any
    first: datetime
    last: datetime
    count: int = 0
    what: list[str] = field(default_factory=list)
    reasons: list[ReadLog] = field(default_factory=list)  # looks for which a reason had to be given


def of_case(case: Case, before: date | None) -> tuple[list[Looks], date | None]:
    """One page of days, newest first; and the day before which the next page begins, if there is one."""
    rows = ReadLog.objects.filter(case=case).annotate(on=TruncDate("at")).order_by()
    if before is not None:
        rows = rows.filter(on__lt=before)
    days = list(rows.values_list("on", flat=True).distinct().order_by("-on")[: DAYS + 1])
    shown = rows.filter(on__in=days[:DAYS])
    found: dict[Any, Looks] = {}
    kinds = shown.values("on", "user", "posting", "what").annotate(
        n=Count("id"), first=Min("at"), last=Max("at")
    )
    for row in kinds.order_by("-on", "first", "what"):
        key = row["on"], row["user"], row["posting"]
        one = found.setdefault(key, Looks(*key, row["first"], row["last"]))
        one.first, one.last = min(one.first, row["first"]), max(one.last, row["last"])
        one.count += row["n"]
        one.what.append(row["what"])
    for read in shown.exclude(reason="").order_by("at"):
        found[read.on, read.user_id, read.posting_id].reasons.append(read)
    return _named(list(found.values())), days[DAYS - 1] if len(days) > DAYS else None


def _named(looks: list[Looks]) -> list[Looks]:
    people = User.objects.in_bulk({one.user for one in looks})
    postings = Posting.objects.select_related("organisation").in_bulk(
        {one.posting for one in looks if one.posting}
    )
    for one in looks:
        one.user, one.posting = people[one.user], postings.get(one.posting)
    return looks
