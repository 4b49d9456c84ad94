"""What several stories have in common: Chen Xiuying, Yuanhang Logistics, and the road up to the first session."""

from dataclasses import dataclass

from tests.browser.conftest import Live
from tests.browser.pages import Desk

WORKER, EMPLOYER = "陈秀英", "远航物流有限公司"
SIDES = (WORKER, EMPLOYER)
COMPLAINT = {
    "channel": "counter",
    "received_at": "2026-03-09T08:50",
    "applicants__0__name": WORKER,
    "applicants__0__phone": "138 0000 6021",
    "applicants__0__address": "荣华中路1号",
    "applicants__0__id_number": "110105198001011238",
    "respondents__0__name": EMPLOYER,
    "respondents__0__phone": "010-67800000",
    "respondents__0__address": "科创街5号",
    "facts": "单位拖欠两个月工资，多次催要未果。",
    "claims__0__kind": "wages",
    "claims__0__text": "2026年1月至2月的工资",
    "claims__0__amount": "9,000",
    "claims__0__known_on": "2026-02-28",
    "claims__1__kind": "overtime",
    "claims__1__text": "2025年的加班费",
    "claims__1__amount": "6000",
}


@dataclass
class Cast:
    """The three who work on the case, and its number."""

    clerk: Desk
    head: Desk
    mediator: Desk
    number: str


def in_mediation(live: Live, language: str = "zh-hans") -> Cast:
    """Registered on Monday, consented and assigned on Tuesday, opened, a session planned for Thursday."""
    clerk = live.desk("clerk", language)
    number = clerk.registers(**COMPLAINT)
    clerk.sees_state("registered")
    clerk.sees_next("cases.ask_consent")
    clerk.does("cases.ask_consent", answer_by="2026-03-12")
    clerk.sees_state("awaiting_consent")

    live.day(1)
    clerk.opens(number)
    clerk.sees_next("cases.record_consent")
    clerk.does("cases.record_consent", party=EMPLOYER, answer="agreed", on="2026-03-10", how="电话答复")
    clerk.sees_next("cases.accept")

    head = live.desk("head", language)
    head.opens(number)
    head.sees(WORKER, EMPLOYER, "单位拖欠两个月工资")
    head.does("cases.accept")
    head.sees_state("accepted")
    head.sees_next("cases.assign")
    head.does("cases.assign", mediator="王敏")

    mediator = live.desk("mediator", language)
    mediator.goes_to_today()
    mediator.sees(number)
    mediator.opens(number)
    for side in SIDES:
        mediator.sees_next("cases.contact")
        mediator.does("cases.contact", party=side, method="phone", reached=True, summary="愿意来谈。")
    mediator.sees_next("mediation.open")
    mediator.does("mediation.open", no_tie=True)
    mediator.sees_state("mediating")
    mediator.sees_next("mediation.schedule")
    mediator.does("mediation.schedule", planned_at="2026-03-12T09:30", place="第一调解室", mode="joint")
    live.work()
    return Cast(clerk, head, mediator, number)


def session_held(live: Live, cast: Cast, *, result: str) -> None:
    """Thursday: both sides come; the minutes are written and signed."""
    live.day(3, hour=12)
    mediator = cast.mediator
    mediator.opens(cast.number)
    mediator.sees_next("mediation.hold")
    mediator.opens_act("mediation.hold")
    for side in SIDES:
        mediator.picks(side, "came")
    mediator.presses(act="mediation.hold")
    mediator.sees_next("mediation.record_minutes")
    mediator.does(
        "mediation.record_minutes",
        rights_answer="双方清楚。",
        issues="工资数额",
        result=result,
        confirmed=SIDES,
    )


def confirmed(live: Live, cast: Cast) -> None:
    """All is performed: the mediator proposes to close the case, the head approves from Today."""
    cast.mediator.sees_next("mediation.confirm_performance")
    cast.mediator.proposes("mediation.confirm_performance")
    cast.mediator.sees("Waiting for approval")
    cast.head.approves("mediation.confirm_performance", cast.number)
    cast.head.sees_state("closed")
    live.work()
