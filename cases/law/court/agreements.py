"""Whether a mediation agreement is effective (ARB 14), and whom a settlement by representatives binds (BR 63)."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from types import MappingProxyType

from cases.law.calendar import Calendar
from cases.law.limits import time_limits
from cases.law.limits.time_limits import TimeLimit
from cases.law.results import Result, Text, Value, Version, in_force, wrong
from cases.law.steps import Step, date_en, date_zh

EFFECT_VERSIONS = (
    Version(
        "agreement_effect",
        date(2008, 5, 1),
        ("ARB 14",),
        Text(
            "《劳动争议调解仲裁法》，自2008年5月1日起施行", "Mediation and Arbitration Law, from 1 May 2008"
        ),
    ),
)
GROUP_VERSIONS = (
    Version(
        "group_settlement",
        date(2017, 7, 1),
        ("BR 63", "ARB 7"),
        Text(
            "《劳动人事争议仲裁办案规则》，自2017年7月1日起施行", "Arbitration Case Rules, from 1 July 2017"
        ),
    ),
)
FEWEST_FOR_REPRESENTATIVES = 10
FEWEST_REPRESENTATIVES, MOST_REPRESENTATIVES = 3, 5

_PARTS: Mapping[str, Text] = MappingProxyType(
    {
        "applicant_signed_on": Text("申请人签名或者盖章", "the applicant's signature or seal"),
        "respondent_signed_on": Text("被申请人签名或者盖章", "the respondent's signature or seal"),
        "mediator_signed_on": Text("调解员签名", "the mediator's signature"),
        "sealed_on": Text("调解组织印章", "the mediation body's seal"),
    }
)


def agreement_effect(
    *,
    applicant_signed_on: date | None = None,
    respondent_signed_on: date | None = None,
    mediator_signed_on: date | None = None,
    sealed_on: date | None = None,
    calendar: Calendar,
) -> Result:
    """Whether a mediation agreement is effective, and since when: the day of the last of its four parts (ARB 14).

    The 15 days of review and the 30 days of judicial confirmation are counted from that day, and from no other.
    """
    days = {
        "applicant_signed_on": applicant_signed_on,
        "respondent_signed_on": respondent_signed_on,
        "mediator_signed_on": mediator_signed_on,
        "sealed_on": sealed_on,
    }
    there = {name: day for name, day in days.items() if day is not None}
    first = min(there, key=lambda name: there[name], default="")
    version = in_force(EFFECT_VERSIONS, there.get(first, date.max), field=first)
    steps = tuple(
        Step(f"{date_zh(day)}：{_PARTS[name].zh}。", f"{date_en(day)}: {_PARTS[name].en}.", day, ("ARB 14",))
        for name, day in sorted(there.items(), key=lambda pair: pair[1])
    )
    missing = [_PARTS[name] for name in days if name not in there]
    if missing:
        return _not_effective(version, steps, missing)
    return _effective(version, steps, max(there.values()), calendar)


def _effective(version: Version, steps: tuple[Step, ...], on: date, calendar: Calendar) -> Result:
    review = time_limits.review(effective_on=on, calendar=calendar)
    confirmation = time_limits.judicial_confirmation(effective_on=on, calendar=calendar)
    return Result(
        kind="agreement_effect",
        version=version,
        answer=Text(f"协议自{date_zh(on)}起生效。", f"The agreement is effective from {date_en(on)}."),
        values=(
            Value("is_effective", Text("已生效", "effective"), True),
            Value("effective_on", Text("生效日期", "effective from"), on, "day"),
            *_last_days("review", Text("仲裁审查最后一日", "last day for review"), review),
            *_last_days("confirmation", Text("司法确认最后一日", "last day for confirmation"), confirmation),
        ),
        steps=(
            *steps,
            Step(
                f"四项齐备，以最后一项的日期为生效日：{date_zh(on)}。",
                f"All four are there; the last of them is the day of effect: {date_en(on)}.",
                on,
                basis=("ARB 14",),
            ),
            _limit_step("共同申请仲裁审查", "Joint application for review", review),
            _limit_step("共同申请司法确认", "Joint application for judicial confirmation", confirmation),
        ),
        cautions=(_ONE_OF_TWO,),
    )


def _not_effective(version: Version, steps: tuple[Step, ...], missing: list[Text]) -> Result:
    zh, en = "、".join(part.zh for part in missing), ", ".join(part.en for part in missing)
    return Result(
        kind="agreement_effect",
        version=version,
        answer=Text(
            f"协议尚未生效，还缺：{zh}。", f"The agreement is not effective yet; still missing: {en}."
        ),
        values=(Value("is_effective", Text("已生效", "effective"), False),),
        steps=(*steps, Step(f"缺少{zh}。", f"Missing: {en}.", basis=("ARB 14",))),
        cautions=(
            Text(
                "生效以前，仲裁审查的15日和司法确认的30日都没有开始计算。",
                "Until then neither the 15 days of review nor the 30 days of confirmation have begun.",
            ),
        ),
    )


_ONE_OF_TWO = Text(
    "审查和确认都须双方共同申请，只能选择其一；确认劳动关系的协议不能审查。最后一日遇休息日是否顺延没有明文，请以名义届满日为准。",
    "Both need both sides together, and one excludes the other; an agreement confirming the employment relation cannot "
    "be reviewed. Whether a rest day moves the last day is not written: keep to the nominal one.",
)


def _last_days(name: str, label: Text, limit: TimeLimit) -> tuple[Value, ...]:
    rolled = Text(f"{label.zh}（顺延后）", f"{label.en}, moved off rest days")
    return (
        Value(f"{name}_nominal_on", label, limit.nominal_on, "day"),
        Value(f"{name}_due_on", rolled, limit.due_on, "day"),
    )


def _limit_step(zh: str, en: str, limit: TimeLimit) -> Step:
    moved_zh = "" if limit.due_on in (None, limit.nominal_on) else f"，遇休息日顺延至{date_zh(limit.ends_on)}"
    moved_en = "" if limit.due_on in (None, limit.nominal_on) else f", moved to {date_en(limit.ends_on)}"
    return Step(
        f"{zh}：自生效次日起{limit.length}日，{date_zh(limit.nominal_on)}届满{moved_zh}。",
        f"{en}: {limit.length} days from the day after, until {date_en(limit.nominal_on)}{moved_en}.",
        limit.nominal_on,
        basis=limit.basis,
    )


def group_settlement(
    *, workers: int, representatives: int, representatives_signed: bool, consented: int, settled_on: date
) -> Result:
    """Whom a settlement made by representatives binds: those of the workers who consented (BR 63)."""
    version = in_force(GROUP_VERSIONS, settled_on, field="settled_on")
    _check_group(workers, representatives, consented)
    bound = consented if representatives_signed else 0
    binds_all = bound == workers
    steps = (
        Step(
            f"{workers}名劳动者推举{representatives}名代表人；十人以上有共同请求的可以推举代表，代表人为三至五名。",
            f"{workers} workers chose {representatives}; ten or more with a common claim may, and three to five are chosen.",
            basis=("ARB 7", "BR 63"),
        ),
        Step(
            "代表人已签字。" if representatives_signed else "代表人没有签字，和解没有成立。",
            "The representatives signed." if representatives_signed else "The representatives did not sign: nothing is settled.",
        ),
        Step(
            f"变更、放弃请求和进行和解须经被代表的劳动者同意：同意的有{consented}名，没有同意的有{workers - consented}名。",
            f"To change, waive or settle needs the consent of those represented: {consented} consented, "
            f"{workers - consented} did not.",
            basis=("BR 63",),
        ),
    )  # fmt: skip
    if binds_all:
        answer = Text("和解可以约束全部劳动者。", "The settlement can bind all the workers.")
    elif bound:
        answer = Text(
            f"和解只能约束同意的{bound}名劳动者，对其余{workers - bound}名没有约束力。",
            f"The settlement can bind only the {bound} who consented, not the other {workers - bound}.",
        )
    else:
        answer = Text(
            "和解对被代表的劳动者没有约束力。", "The settlement does not bind the workers represented."
        )
    return Result(
        kind="group_settlement",
        version=version,
        answer=answer,
        values=(
            Value("binds_all", Text("约束全部劳动者", "binds all"), binds_all),
            Value("bound", Text("受约束的人数", "workers bound"), bound),
        ),
        steps=steps,
        cautions=(_BY_ANALOGY, *_odd_number(representatives)),
    )


_BY_ANALOGY = Text(
    "该规则是仲裁阶段的规定，调解阶段参照办理：请让每名劳动者书面同意。",
    "The rule is one of arbitration and is followed in mediation by analogy: have every worker consent in writing.",
)


def _odd_number(representatives: int) -> tuple[Text, ...]:
    if FEWEST_REPRESENTATIVES <= representatives <= MOST_REPRESENTATIVES:
        return ()
    return (
        Text(
            "代表人应为三至五名，请补选或者减少。",
            "There should be three to five representatives: please adjust.",
        ),
    )


def _check_group(workers: int, representatives: int, consented: int) -> None:
    if workers < FEWEST_FOR_REPRESENTATIVES:
        raise wrong(
            "workers",
            "too_few",
            "不满十人的不适用推举代表，请每名劳动者自己签字或者各自出具委托书。",
            "Fewer than ten cannot be represented in this way: each worker signs, or gives a power of attorney.",
        )
    if consented > workers:
        raise wrong(
            "consented",
            "more_than_all",
            f"同意的人数{consented}多于全部劳动者{workers}，请核对。",
            f"{consented} consented, but there are only {workers} workers. Please check both numbers.",
        )
    if representatives > workers:
        raise wrong(
            "representatives",
            "more_than_all",
            f"代表人{representatives}名多于全部劳动者{workers}名，请核对。",
            f"There are {representatives} representatives but only {workers} workers. Please check both numbers.",
        )
