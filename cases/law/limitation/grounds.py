"""What interrupts limitation, and what each event needs to be shown by (ARB 27, BR 27, MR 31)."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType

from cases.law.results import Text


@dataclass(frozen=True, slots=True)
class Ground:
    """An event that interrupts. `day` says which day counts, `needs` what shows it."""

    article: str
    words: Text
    day: Text
    needs: Text


def _ground(article: str, words: Text, day: Text, needs: Text) -> Ground:
    return Ground(article, words, day, needs)


_RECORD = Text(
    "调解组织的记录和书面告知，双方签名或者盖章",
    "the mediation body's record and written notice, signed by both",
)
_AGREED_PERIOD = Text(
    "写明协商期限的书面约定，以及停止协商的证据",
    "the written agreement on the period, and what shows the stop",
)
_END_OF_PERIOD = Text("约定期限的最后一日", "the last day of the agreed period")

INTERRUPTIONS: Mapping[str, Ground] = MappingProxyType(
    {
        "demand": _ground(
            "ARB 27",
            Text("向对方主张权利（催讨、协商）", "a claim made on the other side"),
            Text("对方收到主张之日", "the day it reached the other side"),
            Text(
                "催告函及送达凭证、聊天记录、录音、会议记录",
                "the letter and its proof of delivery, chat records, recordings, minutes",
            ),
        ),
        "application": _ground(
            "BR 27",
            Text(
                "申请调解、仲裁，起诉，申请支付令",
                "mediation, arbitration, suit or a payment order was asked for",
            ),
            Text("提出申请之日", "the day of the application"),
            Text("申请书及收件回执", "the application and its receipt"),
        ),
        "complaint": _ground(
            "ARB 27",
            Text("向有关部门投诉、请求权利救济", "a complaint to an authority"),
            Text("投诉之日", "the day of the complaint"),
            Text("投诉登记、受理通知或者信访回执", "its registration, notice of acceptance or receipt"),
        ),
        "promise": _ground(
            "ARB 27",
            Text("对方同意履行义务", "the other side agreed to perform"),
            Text("同意之日", "the day it agreed"),
            Text("还款计划、欠条、承诺书或者部分付款凭证", "a plan, an IOU, a promise or a part payment"),
        ),
        "MR 31(1)": _ground(
            "MR 31(1)",
            Text("要求协商被拒绝，或者五日内不回应", "negotiation was refused, or not answered in five days"),
            Text("拒绝之日或者第五日", "the day of the refusal, or the fifth day"),
            Text("协商要求及其送达凭证", "the request and its proof of delivery"),
        ),
        "MR 31(2)": _ground(
            "MR 31(2)",
            Text("约定的协商期限内一方停止协商", "a side stopped within the agreed period of negotiation"),
            Text("停止协商之日", "the day it stopped"),
            _AGREED_PERIOD,
        ),
        "MR 31(3)": _ground(
            "MR 31(3)",
            Text("约定的协商期限届满未达成协议", "the agreed period of negotiation ended without agreement"),
            _END_OF_PERIOD,
            _AGREED_PERIOD,
        ),
        "MR 31(4)": _ground(
            "MR 31(4)",
            Text("和解协议未在约定期限内履行", "the settlement was not performed in time"),
            Text("履行期限届满之日", "the last day for performance"),
            Text("和解协议和未履行的证据", "the settlement, and what shows the default"),
        ),
        "MR 31(5)": _ground(
            "MR 31(5)",
            Text("对方不同意调解", "the other side refused mediation"),
            Text("不同意之日", "the day of the refusal"),
            _RECORD,
        ),
        "MR 31(6)": _ground(
            "MR 31(6)",
            Text("受理后一方在调解期限内不愿继续调解", "after acceptance a side withdrew from mediation"),
            Text("表示不愿之日", "the day it said so"),
            _RECORD,
        ),
        "MR 31(7)": _ground(
            "MR 31(7)",
            Text("调解期限届满未达成协议", "the mediation period ended without agreement"),
            Text("调解期限的最后一日", "the last day of the mediation period"),
            _RECORD,
        ),
        "MR 31(8)": _ground(
            "MR 31(8)",
            Text("调解协议未在约定期限内履行", "the mediation agreement was not performed in time"),
            Text("履行期限届满之日", "the last day for performance"),
            Text("调解协议、履行期限和未履行的证据", "the agreement, its dates, and what shows the default"),
        ),
    }
)
