"""Where walks begin: one case in each state and in between, made by the acts; and who may take part."""

from collections.abc import Callable
from dataclasses import dataclass, fields
from typing import Any

from arbitration_link.actions import entrustment
from cases.actions import ending, joining, screening
from cases.actions.register import NewParty
from cases.models import Case, Posting, User
from mediation.actions import performance
from mediation.models import Obligation
from tests.arbitration_link.builders import at_court, defaulted, prepared, referred, sent
from tests.builders import CLAIMS, EMPLOYER, WORKER, accepted, asked, consented, on, registered, renewed
from tests.mediation.builders import (
    agreed,
    approved,
    failed,
    held,
    opened,
    performing,
    signed,
    suspended,
)
from tests.people import People, fresh


@dataclass
class World:
    """The people and the cases a walk begins with, by how they stand."""

    people: People
    starts: dict[str, Case]
    roles: dict[Any, str]  # user → role

    @property
    def users(self) -> list[User]:
        """Everybody who could press a button."""
        found = (getattr(self.people, one.name) for one in fields(self.people))
        return [one for one in found if isinstance(one, User)]


def needs_info(people: People) -> Case:
    case = registered(people)
    screening.ask_for_papers(case, papers=["工资条"], until=on(7).date(), by=people.head, at=on(0, hours=2))
    return renewed(case)


def not_accepted(people: People) -> Case:
    case = registered(people)
    screening.decline(
        case, reason="out_of_scope", explanation="不属于劳动争议。", next_way="可以向法院起诉。", by=people.head, at=on(1)
    )  # fmt: skip
    return renewed(case)


def withdrawn(people: People) -> Case:
    case = registered(people)
    ending.withdraw(case, party=None, manner="recorded", reason="不想调解了", by=people.head, at=on(1))
    return renewed(case)


def merged(people: People) -> Case:
    case, other = accepted(people), accepted(people)
    joining.merge(case, target=other, by=people.head, at=on(2))
    return renewed(case)


def performed(people: People) -> Case:
    """Everything that was agreed is paid."""
    case = performing(people)
    for owed in Obligation.objects.filter(case=case):
        performance.perform(
            case, obligation=owed, on=on(10).date(), proof="转账凭证", by=fresh(people.mediator), at=on(10)
        )  # fmt: skip
    return renewed(case)


def closed(people: People) -> Case:
    case = performed(people)
    approved(case, "mediation.confirm_performance", {"note": ""}, people, on(11))
    return renewed(case)


def collective(people: People) -> Case:
    """Twelve persons and their employer, in talks."""
    group = NewParty("applicant", "workers", "陈秀英等十二人", 12, {"phone": "13800006022"})
    return opened(people, parties=(group, EMPLOYER))


def two_applicants(people: People) -> Case:
    second = NewParty("applicant", "worker", "罗小川", columns={"phone": "13800006023"})
    return held(people, parties=(WORKER, EMPLOYER, second), claims=CLAIMS)[0]


def entrusted(people: People) -> Case:
    """Entrusted by the arbitration court, both sides to be asked."""
    received = entrustment.receive_entrustment(
        people.rongjing, court=people.court, court_number="〔2026〕第77号", source="tribunal_delegated",
        received_on=on(0).date(), reply_due=on(20).date(), parties=(WORKER, EMPLOYER), claims=CLAIMS,
        facts="法院委托调解。", by=people.head, at=on(0),
    )  # fmt: skip
    return renewed(entrustment.accept_entrustment(received, by=people.head, at=on(0, hours=1)))


def at_committee(people: People) -> Case:
    return registered(people, organisation=people.committee, by=people.committee_head)


STARTS: dict[str, Callable[[People], Any]] = {
    "registered": registered,
    "needs_info": needs_info,
    "asked": asked,
    "consented": consented,
    "not_accepted": not_accepted,
    "accepted": accepted,
    "opened": opened,
    "suspended": suspended,
    "agreed": agreed,
    "two_applicants": two_applicants,
    "signed": signed,
    "performing": performing,
    "defaulted": defaulted,
    "performed": performed,
    "failed": failed,
    "prepared": lambda people: prepared(people)[0],
    "referred": referred,
    "sent": sent,
    "at_court": at_court,
    "withdrawn": withdrawn,
    "merged": merged,
    "closed": closed,
    "collective": collective,
    "entrusted": entrusted,
    "at_committee": at_committee,
}


def build(people: People) -> World:
    """All of them."""
    roles = dict(Posting.objects.values_list("user_id", "role"))
    return World(people, {name: make(people) for name, make in STARTS.items()}, roles)
