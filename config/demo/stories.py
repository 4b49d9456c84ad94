"""What a case is about: every one a different story, with sums that follow from the facts told."""

import random
from dataclasses import dataclass, field
from datetime import date, timedelta
from decimal import ROUND_HALF_UP, Decimal

from cases.actions.register import NewClaim
from config.demo import names

CENT = Decimal("0.01")
HOURS_A_MONTH = Decimal(174)  # 21.75 days of 8 hours
JOBS = (
    ("仓库分拣员", "warehouse sorter"),
    ("装配工", "assembly worker"),
    ("保安员", "security guard"),
    ("厨师", "cook"),
    ("软件测试工程师", "software tester"),
    ("保洁员", "cleaner"),
    ("货车司机", "truck driver"),
    ("销售代表", "sales representative"),
    ("缝纫工", "seamster"),
    ("质检员", "quality inspector"),
    ("会计", "accountant"),
    ("电工", "electrician"),
    ("幼教", "nursery teacher"),
    ("实验员", "laboratory assistant"),
    ("客服专员", "customer-service agent"),
    ("焊工", "welder"),
    ("配送员", "delivery rider"),
)
REASONS = (
    ("公司称资金周转困难", "the company speaks of cash-flow trouble"),
    ("项目款没有收回", "the client has not paid for the project"),
    ("门店关闭", "the shop was closed"),
    ("部门被撤销", "the department was dissolved"),
    ("老板更换后不认账", "the new owner denies the debt"),
    ("对考勤记录有争议", "the attendance record is disputed"),
    ("公司称已用调休抵扣", "the company says it gave time off instead"),
    ("公司称员工自行离职", "the company says the worker simply left"),
    ("合同到期后没有续签", "the contract ran out and was not renewed"),
)
EXTRAS = (
    "有工资条和微信聊天记录为证。",
    "手中有考勤打卡截图。",
    "同事愿意作证。",
    "保留了解除通知的照片。",
    "有银行流水可以对照。",
    "多次到公司协商没有结果。",
    "家中有老人需要照顾，希望尽快解决。",
    "希望能继续在当地工作，愿意调解。",
    "公司人事部门不再接电话。",
)


@dataclass
class Story:
    """One dispute before anything was done about it."""

    cause: str
    facts: str
    claims: tuple[NewClaim, ...]
    worker: str
    job: str
    gender: str
    born: date
    in_english: bool
    group: int = 1
    wage: Decimal = field(default_factory=Decimal)


def tell(source: random.Random, received_on: date, *, group: int = 1) -> Story:
    """A story that can have been told on this day."""
    in_english = group == 1 and source.random() < 0.06
    hired = received_on - timedelta(days=source.randint(120, 3200))
    left = received_on - timedelta(days=source.randint(4, 90))
    if left <= hired + timedelta(days=40):
        hired = left - timedelta(days=source.randint(200, 900))
    wage = Decimal(source.randrange(3600, 16000, 50))
    job = source.choice(JOBS)
    gender = source.choice("fm")
    teller = _Teller(source, hired, left, wage, in_english)
    cause, claims = teller.claims(group)
    reason = source.choice(REASONS)
    return Story(
        cause=cause,
        facts=teller.facts(job, reason, group),
        claims=claims,
        worker=source.choice(names.ENGLISH) if in_english else names.person(source),
        job=job[1] if in_english else job[0],
        gender=gender,
        born=date(received_on.year - source.randint(20, 57), source.randint(1, 12), source.randint(1, 28)),
        in_english=in_english,
        group=group,
        wage=wage,
    )


class _Teller:
    """Draws claims and words them."""

    def __init__(
        self, source: random.Random, hired: date, left: date, wage: Decimal, in_english: bool
    ) -> None:
        self.source, self.hired, self.left, self.wage, self.in_english = source, hired, left, wage, in_english
        self.lines: list[str] = []

    def claims(self, group: int) -> tuple[str, tuple[NewClaim, ...]]:
        """A main claim and up to two more; the cause follows the main one."""
        kinds = [
            ("2026/205.5", self._wages),
            ("2026/205.5", self._overtime),
            ("2026/205.6", self._severance),
            ("2026/205", self._double_wage),
            ("2026/207", self._annual_leave),
            ("2026/206.2", self._medical),
            ("2026/205.1", self._certificate),
        ]
        main = kinds[0] if group > 1 else self.source.choices(kinds, weights=(34, 16, 20, 8, 8, 7, 7))[0]
        more = [
            kind
            for kind in self.source.sample(kinds[:5], self.source.choice((0, 0, 1, 1, 2)))
            if kind is not main
        ]
        if group > 1:
            more = []
        return main[0], tuple(make(group) for _cause, make in (main, *more))

    def _say(self, zh: str, en: str) -> str:
        words = en if self.in_english else zh
        self.lines.append(words)
        return words

    def _wages(self, group: int) -> NewClaim:
        months = self.source.randint(1, 5)
        first = (self.left.replace(day=1) - timedelta(days=31 * (months - 1))).replace(day=1)
        amount = self.wage * months * group
        text = self._say(
            f"拖欠{months}个月工资，每月{self.wage:.0f}元" + (f"，共{group}人" if group > 1 else ""),
            f"{months} months of unpaid wages at {self.wage:.0f} yuan a month",
        )
        return NewClaim(
            "wages", text, amount.quantize(CENT), starts_on=first, ends_on=self.left, known_on=self.left
        )

    def _overtime(self, group: int) -> NewClaim:
        hours = self.source.randint(20, 260)
        rate = self.source.choice((Decimal("1.5"), Decimal(2)))
        amount = (self.wage / HOURS_A_MONTH * rate * hours).quantize(CENT, ROUND_HALF_UP)
        kind_zh, kind_en = ("休息日", "rest-day") if rate == 2 else ("延时", "weekday")
        text = self._say(f"{kind_zh}加班{hours}小时的加班费", f"pay for {hours} hours of {kind_en} overtime")
        return NewClaim("overtime", text, amount, grounds="劳动法第四十四条", known_on=self.left)

    def _severance(self, group: int) -> NewClaim:
        months = _severance_months(self.hired, self.left)
        text = self._say(f"解除劳动合同的经济补偿，{months}个月", f"severance pay of {months} months' wages")
        return NewClaim(
            "severance",
            text,
            (self.wage * months).quantize(CENT),
            grounds="劳动合同法第四十七条",
            known_on=self.left,
        )

    def _double_wage(self, group: int) -> NewClaim:
        months = self.source.randint(1, 11)
        text = self._say(
            f"未签书面劳动合同的二倍工资差额，{months}个月",
            f"double wages for {months} months without a written contract",
        )
        return NewClaim(
            "double_wage",
            text,
            (self.wage * months).quantize(CENT),
            grounds="劳动合同法第八十二条",
            known_on=self.left,
        )

    def _annual_leave(self, group: int) -> NewClaim:
        days = self.source.randint(2, 10)
        amount = (self.wage / Decimal("21.75") * 2 * days).quantize(CENT, ROUND_HALF_UP)
        text = self._say(f"{days}天未休年休假工资", f"pay for {days} days of untaken annual leave")
        return NewClaim(
            "annual_leave", text, amount, grounds="企业职工带薪年休假实施办法第十条", known_on=self.left
        )

    def _medical(self, group: int) -> NewClaim:
        amount = Decimal(self.source.randrange(1800, 46000, 10))
        text = self._say(
            "工作中受伤后垫付的医疗费", "medical costs paid by the worker after an injury at work"
        )
        return NewClaim("medical", text, amount.quantize(CENT), known_on=self.left)

    def _certificate(self, group: int) -> NewClaim:
        text = self._say(
            "出具解除劳动合同证明并办理档案和社会保险关系转移",
            "a leaving certificate and the transfer of papers",
        )
        return NewClaim("certificate", text, None, grounds="劳动合同法第五十条", known_on=self.left)

    def facts(self, job: tuple[str, str], reason: tuple[str, str], group: int) -> str:
        """What happened, in the language in which it was told."""
        if self.in_english:
            return (
                f"Employed as {job[1]} since {self.hired.isoformat()}; the employment ended on {self.left.isoformat()}. "
                f"The wage was {self.wage:.0f} yuan a month. Asked for: {'; '.join(self.lines)}. Also: {reason[1]}."
            )
        who = f"申请人等{group}人" if group > 1 else "申请人"
        return (
            f"{who}于{_day(self.hired)}入职，任{job[0]}，月工资{self.wage:.0f}元，{_day(self.left)}离开单位。{reason[0]}。"
            f"请求：{'；'.join(self.lines)}。{self.source.choice(EXTRAS)}"
        )


def _day(day: date) -> str:
    return f"{day.year}年{day.month}月{day.day}日"


def _severance_months(hired: date, left: date) -> Decimal:
    """Full years count one, half a year and more one, less than half a year a half (LCL 47)."""
    months = (left.year - hired.year) * 12 + left.month - hired.month - (left.day < hired.day)
    years, rest = divmod(max(months, 0), 12)
    return Decimal(years) + (
        Decimal(1) if rest >= 6 else Decimal("0.5") if rest > 0 or left > hired else Decimal(0)
    )
