"""Plain functions that bring a case to where a test begins, by the acts themselves."""

from datetime import datetime, timedelta
from decimal import Decimal
from typing import Any
from zoneinfo import ZoneInfo

from cases.actions import screening
from cases.actions.register import NewClaim, NewParty, register
from cases.models import Case, Party
from tests.people import People

ZONE = ZoneInfo("Asia/Shanghai")
MONDAY = datetime(2026, 3, 9, 10, 0, tzinfo=ZONE)  # an ordinary working Monday


def on(days: int = 0, *, hours: int = 0, start: datetime = MONDAY) -> datetime:
    """So many days after the Monday on which the tests begin."""
    return start + timedelta(days=days, hours=hours)


WORKER = NewParty("applicant", "worker", "陈秀英", columns={"phone": "13800006021", "address": "荣华中路1号"})
EMPLOYER = NewParty(
    "respondent", "employer", "远航物流有限公司", columns={"phone": "01067800000", "address": "科创街5号"}
)
CLAIMS = (
    NewClaim("wages", "2026年1月至2月拖欠的工资", Decimal("9000.00"), known_on=datetime(2026, 2, 28).date()),
    NewClaim("overtime", "2025年的加班费", Decimal("8640.00")),
)


def registered(people: People, at: datetime = MONDAY, **more: Any) -> Case:
    """A complaint at station 1, registered by its clerk."""
    place = more.pop("organisation", people.rongjing)
    by = more.pop("by", people.clerk)
    parties = more.pop("parties", (WORKER, EMPLOYER))
    claims = more.pop("claims", CLAIMS)
    return register(
        place,
        channel=more.pop("channel", "counter"),
        facts="单位拖欠两个月工资，多次催要未果。",
        parties=parties,
        claims=claims,
        received_at=at,
        by=by,
        at=at,
        columns=more or None,
    ).case


def asked(people: People, at: datetime = MONDAY, **more: Any) -> Case:
    """The other side has been asked."""
    case = registered(people, at, **more)
    screening.ask_consent(case, answer_by=(at + timedelta(days=3)).date(), by=people.head, at=at)
    return renewed(case)


def consented(people: People, at: datetime = MONDAY, **more: Any) -> Case:
    """Both sides agree."""
    case = asked(people, at, **more)
    for party in case.parties.filter(role=Party.Role.RESPONDENT):
        screening.record_consent(
            case,
            party=party,
            answer="agreed",
            on=at.date(),
            how="电话",
            by=people.head,
            at=at + timedelta(hours=1),
        )
    return renewed(case)


def accepted(people: People, at: datetime = MONDAY, **more: Any) -> Case:
    """Accepted by the head of station 1, one day after receipt; not assigned yet."""
    case = consented(people, at, **more)
    screening.accept(case, by=people.head, at=at + timedelta(days=1))
    return renewed(case)


def renewed(case: Case) -> Case:
    """The case as it is in the database now."""
    return Case.objects.select_related("organisation").get(pk=case.pk)
