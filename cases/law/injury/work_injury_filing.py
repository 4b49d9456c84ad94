"""Until when a work injury is to be reported for recognition: 30 days for the employer, a year for others (WI 17)."""

from __future__ import annotations

from datetime import date, timedelta

from cases.law.calendar import Calendar, add_years
from cases.law.limits.counting import last_day
from cases.law.results import Result, Text, Value, Version, in_force
from cases.law.steps import Step, date_en, date_zh

VERSIONS = (
    Version(
        "work_injury_filing",
        date(2011, 1, 1),
        ("WI 17",),
        Text("《工伤保险条例》，自2011年1月1日起施行的修订", "Work-Injury Insurance Regulations as revised from 1 January 2011"),
    ),
)  # fmt: skip
EMPLOYER_DAYS = timedelta(days=30)


def work_injury_filing(*, injured_on: date, calendar: Calendar) -> Result:
    """The last days to apply for recognition, nominal and moved off rest days (WI 17).

    `injured_on` is the day of the accident, or of the diagnosis of an occupational disease; it is not counted itself.
    """
    version = in_force(VERSIONS, injured_on, field="injured_on")
    employer_on, worker_on = injured_on + EMPLOYER_DAYS, add_years(injured_on, 1)
    employer_due, employer_steps = last_day(employer_on, calendar)
    worker_due, worker_steps = last_day(worker_on, calendar)
    return Result(
        kind="work_injury_filing",
        version=version,
        answer=Text(
            f"用人单位应在{date_zh(employer_on)}前（含当日）申请；职工、近亲属、工会可在{date_zh(worker_on)}前（含当日）直接申请。",
            f"The employer applies by {date_en(employer_on)}, that day included; the worker, the family or the union by "
            f"{date_en(worker_on)}.",
        ),
        values=(
            Value("employer_last_day", Text("用人单位最后一日", "employer's last day"), employer_on, "day"),
            Value("employer_due_on", Text("同上，顺延后", "the same, moved off rest days"), employer_due, "day"),
            Value("worker_or_union_last_day", Text("职工、近亲属、工会最后一日", "last day of worker, family, union"), worker_on, "day"),
            Value("worker_or_union_due_on", Text("同上，顺延后", "the same, moved off rest days"), worker_due, "day"),
        ),
        steps=(
            Step(
                f"{date_zh(injured_on)}发生事故或者确诊职业病，当日不计入。",
                f"Accident or diagnosis on {date_en(injured_on)}; the day itself is not counted.", injured_on,
            ),
            Step(
                f"用人单位30日，{date_zh(employer_on)}届满。", f"The employer has 30 days, until {date_en(employer_on)}.",
                employer_on, ("WI 17",),
            ),
            *employer_steps,
            Step(
                f"单位没有申请的，职工、近亲属、工会一年，{date_zh(worker_on)}届满。",
                f"If it does not apply: the worker, the family or the union have a year, until {date_en(worker_on)}.",
                worker_on, ("WI 17",),
            ),
            *worker_steps,
        ),
        cautions=_CAUTIONS,
    )  # fmt: skip


_CAUTIONS = (
    Text(
        "末日遇休息日能否顺延，条例没有写明，请在名义届满日以前申请。",
        "The regulations do not say that a rest day moves the last day: apply by the nominal one.",
    ),
    Text(
        "单位逾期申请的，在此期间发生的工伤费用由单位负担；工会可以代职工申请。",
        "Costs that arise while the employer is late are its own; the union may apply for the worker.",
    ),
    Text(
        "因不属于职工自身的原因耽误的时间可能不计入一年，例如劳动关系正在仲裁；超过一年的也请咨询。",
        "Time lost for reasons that are not the worker's own, such as a dispute over the employment relation, may not count: "
        "ask for advice even after a year.",
    ),
)
