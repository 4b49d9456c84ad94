"""Annual leave: the days of a year, and the pay for those not taken (AL 3–5; ALM 3–5, 8, 10–13; BJ-QA 62).

Not taken days are paid at 300 %, of which the normal wage is 100 %: 200 % is left to claim as a rule.
"""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from fractions import Fraction

from cases.law.pay.day_wage import daily
from cases.law.pay.leave_days import Due, Taken, check_days, entitled, untaken
from cases.law.results import Result, Text, Value, Version, cents, in_force, summed
from cases.law.steps import Step, many

VERSIONS = (
    Version(
        "annual_leave",
        date(2008, 1, 1),
        ("AL 3",),
        Text(
            "《职工带薪年休假条例》，自2008年1月1日起施行",
            "Regulations on Paid Annual Leave, from 1 January 2008",
        ),
    ),
)
NORMAL, FULL = Decimal(1), Decimal(3)


def annual_leave(
    *,
    year: int,
    years: int,
    has_twelve_months: bool = True,
    joined_on: date | None = None,
    qualified_on: date | None = None,
    left_on: date | None = None,
    taken_days: Decimal = Decimal(0),
    paid_personal_days: int = 0,
    sick_months: Decimal = Decimal(0),
    has_longer_school_holidays: bool = False,
    lost_by_last_year: bool = False,
    monthly_wage: Decimal | None = None,
    is_normal_pay_paid: bool = True,
    refused_in_writing: bool = False,
    extra_days: Decimal = Decimal(0),
    policy_rate: Decimal | None = None,
    extra_paid_rate: Decimal = Decimal(1),
) -> Result:
    """The annual leave of a calendar year in days, and the pay for what was not taken, in yuan.

    `years` are the whole years of work with all employers. `joined_on` and `left_on` matter within the year, the day of
    leaving counts. `qualified_on` is the day the first twelve months of unbroken work were complete, if in this year.
    `monthly_wage` is the average of the twelve months before without overtime pay; without it only days are computed.
    `extra_days` beyond the law follow the company's policy: `policy_rate` and `extra_paid_rate` in daily wages. BadInput.
    """
    version = in_force(VERSIONS, date(year, 12, 31), field="year")
    check_days(year, joined_on, qualified_on, left_on)
    taken = Taken(paid_personal_days, sick_months, has_longer_school_holidays, lost_by_last_year)
    due, steps = entitled(year, years, has_twelve_months, joined_on, qualified_on, left_on)
    left, more, cautions = untaken(due, years, taken_days, taken, left_on is not None)
    steps += more
    asks: tuple[str, ...] = ()
    if monthly_wage is not None:
        steps.append(_pay(left, monthly_wage, is_normal_pay_paid, refused_in_writing))
    if extra_days:
        extra, asks = _extra(extra_days, monthly_wage, policy_rate, extra_paid_rate)
        steps += extra
    amount = summed(steps) if monthly_wage is not None else None
    return Result(
        kind="annual_leave",
        version=version,
        answer=_answer(year, due.days, left, amount),
        amount=amount,
        values=_values(year, due, left, left_on),
        steps=tuple(steps),
        cautions=(*cautions, *_cautions(year, years, left_on, qualified_on), *_policy_unknown(asks)),
        asks=asks,
    )


def _pay(untaken: Decimal, monthly_wage: Decimal, is_normal_pay_paid: bool, refused: bool) -> Step:
    rate = (NORMAL if refused else FULL) - (NORMAL if is_normal_pay_paid else 0)
    amount = cents(daily(monthly_wage) * Fraction(untaken) * Fraction(rate))
    percent = f"{rate * 100:f}%"
    zh = "职工书面提出不休，只付正常工资" if refused else "300%包含正常工作期间的工资"
    en = "renounced in writing: the normal wage only" if refused else "300 % includes the normal wage"
    paid_zh, paid_en = ("已付正常工资，另付", "paid already, so") if is_normal_pay_paid else ("应付", "so")
    return Step(
        f"{zh}，{paid_zh}{percent}：{monthly_wage:,}元÷21.75×{untaken:f}天×{percent}＝{amount:,}元。",
        f"{en[0].upper()}{en[1:]}, {paid_en} {percent} is due: {monthly_wage:,} yuan ÷ 21.75 × {many(untaken, 'day')} × {percent} = "
        f"{amount:,} yuan.",
        basis=("AL 5", "ALM 10", "ALM 11"),
        adds=amount,
    )


def _extra(
    days: Decimal, monthly_wage: Decimal | None, policy_rate: Decimal | None, paid_rate: Decimal
) -> tuple[list[Step], tuple[str, ...]]:
    """Leave beyond the law: what the policy gives for it, not 300 %."""
    if policy_rate is None:
        step = Step(
            f"单位另给的福利年休假{days:f}天未休：不适用300%的规定，没有约定或者规章规定支付的，不另计算。",
            f"{days:f} days of extra leave from the company were not taken: the 300 % rule does not apply, and without a "
            "policy that pays them nothing is added.",
            basis=("ALM 13",),
            adds=Decimal("0.00"),
        )
        return [step], ("policy_rate",)
    if monthly_wage is None:
        return [], ("monthly_wage",)
    rate = max(policy_rate - paid_rate, Decimal(0))
    amount = cents(daily(monthly_wage) * Fraction(days) * Fraction(rate))
    step = Step(
        f"单位另给的福利年休假{days:f}天，按规定每天{policy_rate:f}倍日工资，已付{paid_rate:f}倍："
        f"{monthly_wage:,}元÷21.75×{days:f}天×{rate:f}＝{amount:,}元。",
        f"{many(days, 'day')} of extra leave: {policy_rate:f} daily wages a day by the policy, {paid_rate:f} paid: {monthly_wage:,} "
        f"yuan ÷ 21.75 × {many(days, 'day')} × {rate:f} = {amount:,} yuan.",
        basis=("ALM 13",),
        adds=amount,
    )
    return [step], ()


def _answer(year: int, due: int, left: Decimal, amount: Decimal | None) -> Text:
    zh = "" if amount is None else f"，未休的可以主张{amount:,}元"
    en = "" if amount is None else f"; {amount:,} yuan can be claimed for what was not taken"
    return Text(
        f"{year}年应休年休假{due}天，未休{left:f}天{zh}。",
        f"Annual leave of {year}: days due {due}, not taken {left:f}{en}.",
    )


def _values(year: int, due: Due, left: Decimal, left_on: date | None) -> tuple[Value, ...]:
    found = (
        Value("full_year_days", Text("全年应休天数", "days of a whole year"), due.full, "days"),
        Value("calendar_days", Text("计入的日历天数", "calendar days that count"), due.calendar_days, "days"),
        Value("days", Text("当年应休天数", "days due in the year"), due.days, "days"),
        Value("untaken_days", Text("应休未休天数", "days not taken"), left, "days"),
    )
    if left_on is not None:
        return found
    label = Text("北京口径：可能最迟申请仲裁的日期", "possibly the last day to apply, by Beijing practice")
    return (*found, Value("claim_by", label, date(year + 2, 12, 31), "day"))


def _cautions(year: int, years: int, left_on: date | None, qualified_on: date | None) -> tuple[Text, ...]:
    found = [_ordinary_limitation(year, left_on)]
    if years in (10, 20):
        found.append(
            Text(
                f"累计工作当年才满{years}年的，满之前的部分按哪一档计算没有明文；此处全年按较高一档。",
                f"If the {years} years were complete in this very year, the law does not say which tier the time before has; "
                "here the higher one counts for the whole year.",
            )
        )
    if qualified_on is not None:
        found.append(
            Text(
                "当年才连续工作满十二个月的，此处自满之日起折算。",
                "Twelve months were complete in this year only: the share counts from that day.",
            )
        )
    return tuple(found)


def _ordinary_limitation(year: int, left_on: date | None) -> Text:
    if left_on is not None:
        return Text(
            "未休年休假工资在北京按一般时效，不适用劳动报酬的特别规定：离职当年的，可能须自离职之日起一年内申请仲裁。",
            "In Beijing pay for untaken leave has the ordinary limitation, not that of wages: for the year of leaving "
            "possibly one year from the day of leaving.",
        )
    return Text(
        f"未休年休假工资在北京按一般时效，不适用劳动报酬的特别规定：{year}年的可以跨年安排到{year + 1}年，"
        f"可能须在{year + 2}年12月31日以前申请仲裁；其间离职的，可能更早。",
        f"In Beijing pay for untaken leave has the ordinary limitation, not that of wages: leave of {year} could be taken in "
        f"{year + 1}, so the claim should possibly be filed by 31 December {year + 2}; earlier if employment ended.",
    )


def _policy_unknown(asks: tuple[str, ...]) -> tuple[Text, ...]:
    if not asks:
        return ()
    return (
        Text(
            "福利年休假的待遇取决于约定或者规章：有规定的，请填写每天支付几倍日工资和月工资。",
            "What extra leave is worth depends on contract or company rules: if they pay it, please enter how many daily "
            "wages a day, and the monthly wage.",
        ),
    )
