"""The day on which a paper counts as served, by how it was served (BR 20, CPL 87–95)."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum
from types import MappingProxyType

from cases.law.calendar import Calendar, CalendarUnknown
from cases.law.limits.counting import explained
from cases.law.results import Text
from cases.law.steps import Step, date_en, date_zh

LEFT_WORKING_DAYS = 3
PUBLIC_NOTICE_DAYS = 30


class Method(StrEnum):
    DIRECT = "direct"
    """Handed over against a signature."""
    LEFT = "left"
    """Refused, and left at the address with photo or video."""
    POSTED = "posted"
    """Posted up where nobody takes it, with photo or video."""
    MAIL = "mail"
    ELECTRONIC = "electronic"
    PUBLIC = "public"


METHODS: Mapping[Method, Text] = MappingProxyType(
    {
        Method.DIRECT: Text("直接送达（签收）", "handed over against a signature"),
        Method.LEFT: Text("拒收后留置送达（拍照或者录像）", "refused and left, with photo or video"),
        Method.POSTED: Text("张贴送达（拍照或者录像）", "posted up, with photo or video"),
        Method.MAIL: Text("邮寄送达", "by post"),
        Method.ELECTRONIC: Text("经同意的电子送达", "electronically, by consent"),
        Method.PUBLIC: Text("公告送达", "by public notice"),
    }
)


@dataclass(frozen=True, slots=True)
class Service:
    """A paper's service. `deemed_on` is None while the notice of a year it needs is not loaded (`unknown_year`)."""

    method: Method
    on: date
    deemed_on: date | None
    steps: tuple[Step, ...]
    basis: tuple[str, ...]
    cautions: tuple[Text, ...] = ()
    unknown_year: int | None = None


_ON_THE_DAY: Mapping[Method, tuple[Text, tuple[str, ...]]] = MappingProxyType(
    {
        Method.DIRECT: (
            Text(
                "受送达人在送达回证上签收的日期为送达日期",
                "the day signed for on the proof of service counts",
            ),
            ("BR 20", "CPL 87", "CPL 88"),
        ),
        Method.MAIL: (
            Text("回执上注明的收件日期为送达日期", "the day on the postal receipt counts"),
            ("BR 20", "CPL 91"),
        ),
        Method.ELECTRONIC: (
            Text(
                "到达受送达人特定系统的日期为送达日期", "the day it reached the addressee's own system counts"
            ),
            ("BR 20", "CPL 90"),
        ),
    }
)
_CONSENT = Text(
    "电子送达须经受送达人同意；简易处理的仲裁案件中，调解书、裁决书不能以电话、短信、电子邮件送达。",
    "Electronic service needs consent; in simplified arbitration a mediation decision or an award cannot be served by "
    "telephone, text message or e-mail.",
)
_PROOF = Text(
    "请保存拍照或者录像，并在送达回证上记明拒收或者无人签收的情况。",
    "Keep the photo or video, and note on the proof of service why nobody signed.",
)
_LAST_RESORT = Text(
    "公告送达只在下落不明或者其他方式无法送达时使用，并在案卷中记明原因和经过。",
    "Public notice is for an addressee who cannot be found or reached otherwise; note the reason and what was tried.",
)


def served(method: Method, on: date, *, calendar: Calendar, is_court: bool = False) -> Service:
    """When a paper served on the day `on` counts as served.

    Left or posted up: three working days later (BR 20); a court's paper, left: at once (CPL 89). Public notice:
    thirty days later (CPL 95). `on` is the day it was signed for, left, posted, shown on the receipt, or published.
    """
    if method is Method.PUBLIC:
        return _public(on)
    if method in _ON_THE_DAY:
        words, basis = _ON_THE_DAY[method]
        return _at_once(method, on, words, basis, (_CONSENT,) if method is Method.ELECTRONIC else ())
    if is_court:
        words = Text("法院留置送达的，即视为送达", "left by a court, it counts as served at once")
        return _at_once(method, on, words, ("CPL 89",), (_PROOF,))
    return _left(method, on, calendar)


def _at_once(
    method: Method, on: date, words: Text, basis: tuple[str, ...], cautions: tuple[Text, ...]
) -> Service:
    step = Step(
        f"{METHODS[method].zh}：{words.zh}，即{date_zh(on)}。",
        f"{METHODS[method].en}: {words.en}, {date_en(on)}.",
        on,
        basis,
    )
    return Service(method, on, on, (step,), basis, cautions)


def _left(method: Method, on: date, calendar: Calendar) -> Service:
    basis = ("BR 20", "BR 80", "CPL 89")
    begun = Step(
        f"{date_zh(on)}{METHODS[method].zh}，自次日起经过{LEFT_WORKING_DAYS}个工作日视为送达。",
        f"On {date_en(on)} {METHODS[method].en}; it counts as served {LEFT_WORKING_DAYS} working days later.",
        on,
        ("BR 20",),
    )
    try:
        days = calendar.count_working_days(on, LEFT_WORKING_DAYS)
    except CalendarUnknown as unknown:
        waits = Step(
            f"未载入{unknown.year}年放假安排，视为送达之日待载入后确定。",
            f"No holiday notice for {unknown.year} is loaded; the day stays open until it is.",
        )
        return Service(method, on, None, (begun, waits), basis, (_PROOF,), unknown.year)
    deemed_on = days[-1].day.on
    end = Step(
        f"第{LEFT_WORKING_DAYS}个工作日为{date_zh(deemed_on)}，视为送达。",
        f"Working day number {LEFT_WORKING_DAYS} is {date_en(deemed_on)}: it counts as served.",
        deemed_on,
        ("BR 20",),
    )
    return Service(method, on, deemed_on, (begun, *explained(one.day for one in days), end), basis, (_PROOF,))


def _public(on: date) -> Service:
    deemed_on, basis = on + timedelta(days=PUBLIC_NOTICE_DAYS), ("BR 20", "CPL 95")
    step = Step(
        f"{date_zh(on)}发出公告，经过{PUBLIC_NOTICE_DAYS}日，{date_zh(deemed_on)}视为送达。",
        f"Published on {date_en(on)}; {PUBLIC_NOTICE_DAYS} days later, on {date_en(deemed_on)}, it counts as served.",
        deemed_on,
        basis,
    )
    return Service(Method.PUBLIC, on, deemed_on, (step,), basis, (_LAST_RESORT,))
