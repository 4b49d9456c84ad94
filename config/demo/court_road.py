"""The road on from a failed mediation: to the arbitration court, and what comes back from it."""

from datetime import timedelta
from decimal import Decimal
from typing import TYPE_CHECKING

from django.utils import timezone

from arbitration_link.actions import court, referral
from cases import outbox
from cases.models import Party
from mediation.terms import Item

if TYPE_CHECKING:
    from config.demo.roads import Road


def prepare(road: "Road") -> None:
    """The worker wants it: the package is built."""
    road.later(road.source.randint(1, 3))
    road.act(
        referral.prepare,
        road.mediator,
        court=road.house.court,
        jurisdiction="performance",
        facts=road.story.facts,
        consent_party=road.party(Party.Role.APPLICANT),
        consent="本人同意将所列材料移送仲裁院",
        consent_on=road.today,
    )


def referred(road: "Road") -> None:
    """The case is with the court; the package may still wait for its receipt."""
    prepare(road)
    road.later(0, 1)
    road.act(referral.refer, road.head)
    if _is_shown(road):
        send(road)


def _is_shown(road: "Road") -> bool:
    """Making a package takes its papers, and papers take time: only the cases of the account `mediator` have one."""
    return road.mediator.username == "mediator" and road.today > timezone.localdate(road.end) - timedelta(
        days=60
    )


def send(road: "Road") -> None:
    """The worker has made the package; it is carried over."""
    outbox.deliver(case=road.live)
    road.later(0, 2)
    road.act(
        referral.send,
        road.head,
        how="paper",
        sent_on=road.today,
        received_on=road.today,
        receipt="仲裁院收件章",
    )


def accepted(road: "Road") -> None:
    """The court takes the case: after our referral, or because the party filed alone."""
    if _is_shown(road):
        prepare(road)
        road.later(0, 1)
        road.act(referral.refer, road.head)
        send(road)
        road.later(road.source.randint(2, 4))
        road.act(court.court_accepted, road.mediator, court_number=number(road), accepted_on=road.today)
    else:
        road.later(road.source.randint(3, 7))
        road.act(
            referral.note_own_filing,
            road.mediator,
            court=road.house.court,
            court_number=number(road),
            accepted_on=road.today,
        )


def number(road: "Road") -> str:
    """A number of the court's own."""
    return f"京开劳人仲字〔{road.today.year}〕第{road.source.randint(100, 6999)}号"


def awarded(road: "Road") -> None:
    """An award for most of what was asked."""
    accepted(road)
    road.later(road.source.randint(25, 40))
    amount = (road.live.amount_claimed * Decimal(road.source.choice((60, 75, 90))) / 100).quantize(
        Decimal("0.01")
    )
    worker, employer = road.party(Party.Role.APPLICANT), road.party(Party.Role.RESPONDENT)
    items = [
        Item(
            "支付仲裁裁决的款项",
            str(employer.pk),
            str(worker.pk),
            road.today + timedelta(days=15),
            amount=amount,
            method="银行转账",
        )
        if amount
        else Item(
            "出具离职证明",
            str(employer.pk),
            str(worker.pk),
            road.today + timedelta(days=15),
            deed="出具解除劳动合同证明",
            method="当面交付",
        )
    ]
    road.act(
        court.court_awarded,
        road.mediator,
        finality="open",
        number=number(road),
        dated_on=road.today - timedelta(days=3),
        served_on=road.today,
        items=items,
        text="支持申请人的部分请求。",
    )


def award_performed(road: "Road") -> None:
    """The award is performed, and the case closed by two people."""
    awarded(road)
    road.perform()
    road.confirm()


def dismissed(road: "Road") -> None:
    """The court dismisses what was asked."""
    accepted(road)
    road.later(road.source.randint(25, 40))
    road.act(
        court.court_dismissed,
        road.mediator,
        number=number(road),
        dated_on=road.today - timedelta(days=2),
        served_on=road.today,
        sue_by=road.today + timedelta(days=15),
        text="驳回申请人的仲裁请求。",
    )
