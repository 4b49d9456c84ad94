"""Plain functions that bring a case to the court and back, by the acts themselves."""

from collections.abc import Sequence
from datetime import date, datetime, timedelta
from decimal import Decimal
from typing import Any

from arbitration_link import assembly
from arbitration_link.actions import court, referral
from arbitration_link.models import Referral
from cases import documents, files
from cases.actors import Actor
from cases.errors import Refused
from cases.history import explained
from cases.models import Case, Document, Evidence
from mediation.actions import performance
from mediation.models import Obligation
from mediation.terms import Item
from tests.builders import on, renewed
from tests.mediation.builders import FIRST_DUE, applicant, failed, performing, respondent
from tests.people import People, fresh

# The talks failed on Thursday 19 March 2026; the package is prepared on Friday and sent on Monday.
FRIDAY, MONDAY = on(11), on(14)


def evidence(
    case: Case, title: str, content: bytes, name: str = "file.pdf", media_type: str = "application/pdf"
) -> Evidence:
    """A file of the case."""
    with explained("fixture"):
        return Evidence.objects.create(
            case=case, party=applicant(case), title=title, proves="拖欠工资", file_name=name, media_type=media_type,
            size=len(content), sha256=files.digest(content), stored_as=files.store(content, "evidence"), added_at=on(0),
        )  # fmt: skip


def prepared(
    people: People, case: Case | None = None, at: datetime = FRIDAY, **more: Any
) -> tuple[Case, Referral]:
    """The package is frozen by the mediator."""
    case = case or failed(people)
    wanted: dict[str, Any] = {
        "court": people.court, "jurisdiction": "performance", "facts": "单位拖欠两个月工资，多次催要未果。",
        "consent_party": applicant(case), "consent": "书面同意", "consent_on": at.date(),
    }  # fmt: skip
    made = referral.prepare(case, **(wanted | more), by=fresh(people.mediator), at=at)
    return renewed(case), made


def assembled(case: Case) -> Referral:
    """The worker has made the papers and put the package together."""
    for paper in Document.objects.filter(case=case, status=Document.Status.WAITING):
        documents.make(paper, lambda *given, **named: f"%PDF {given[0]} {given[1]}".encode())
    found = case.referrals.live().get()
    assembly.assemble(found)
    found.refresh_from_db()
    return found


def referred(people: People, at: datetime = FRIDAY, **more: Any) -> Case:
    """Prepared, put together and referred; not sent."""
    case, _made = prepared(people, at=at, **more)
    assembled(case)
    referral.refer(case, by=fresh(people.mediator), at=at)
    return renewed(case)


def sent(people: People, at: datetime = MONDAY, *, received: bool = True) -> Case:
    """Carried to the court by the head on Monday 23 March, and received the same day."""
    case = referred(people)
    day = at.date()
    referral.send(
        case, how="paper", sent_on=day, received_on=day if received else None, by=fresh(people.head), at=at
    )
    return renewed(case)


def at_court(people: People, accepted_on: date = date(2026, 3, 26)) -> Case:
    """Accepted by the court on Thursday 26 March under its number."""
    case = sent(people)
    court.court_accepted(
        case, court_number="经开劳人仲字〔2026〕第456号", accepted_on=accepted_on, by=Actor.COURT, at=on(17)
    )
    return renewed(case)


def defaulted(people: People) -> Case:
    """An agreement in effect; its first instalment, due on 31 March, was not paid."""
    case = performing(people)
    owed = Obligation.objects.filter(case=case).order_by("due_on").first()
    day = FIRST_DUE + timedelta(days=1)
    assert owed is not None
    performance.default(case, obligation=owed, on=day, by=fresh(people.mediator), at=on(24))
    return renewed(case)


def award_items(case: Case, amount: str | None = "15000.00") -> Sequence[Item]:
    """The employer pays one sum by the end of May."""
    return [
        Item(
            "仲裁裁决确定的工资", str(respondent(case).pk), str(applicant(case).pk), date(2026, 5, 29),
            amount=Decimal(amount) if amount else None,
        )
    ]  # fmt: skip


class refused:
    """`with refused("code"):` the act inside is refused with this code."""

    def __init__(self, code: str) -> None:
        self.code = code

    def __enter__(self) -> None:
        return None

    def __exit__(self, kind: Any, error: Any, trace: Any) -> bool:
        assert isinstance(error, Refused), f"not refused: {error!r}"
        assert error.code == self.code, f"{error.code} instead of {self.code}: {error}"
        return True
