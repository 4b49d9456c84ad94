"""Why employment ended, and what that makes due: nothing, severance, or double severance (LCL 36–48, 71, 87; IMP 22)."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from types import MappingProxyType

from cases.law.results import Text, wrong


class Due(StrEnum):
    NOTHING = "nothing"
    SEVERANCE = "severance"
    DOUBLE = "double"
    """2N, in place of N."""


@dataclass(frozen=True, slots=True)
class Ground:
    """A ground of the end. `counts_from_2008`: made by the LCL, so that years before 2008 do not count (LCL 97)."""

    words: Text
    due: Due
    basis: tuple[str, ...]
    counts_from_2008: bool = False


EXPIRY, NOTICE, UNLAWFUL = "fixed_term_expired", "notice_grounds", "unlawful"
QUITS_FOR_CAUSE, EMPLOYER_PROPOSES = "quits_for_cause", "employer_proposes"
GROUNDS: Mapping[str, Ground] = MappingProxyType(
    {
        QUITS_FOR_CAUSE: Ground(
            Text("单位拖欠工资、不提供劳动条件等，劳动者因此解除", "worker quits over unpaid wages, working conditions or the like"),
            Due.SEVERANCE, ("LCL 38", "LCL 46"),
        ),
        "quits_over_insurance": Ground(
            Text("单位没有缴纳社保或者险种不全，劳动者因此解除", "worker quits because no social insurance, or not every kind, was paid"),
            Due.SEVERANCE, ("LCL 38", "LCL 46", "BJ-QA 71"), counts_from_2008=True,
        ),
        EMPLOYER_PROPOSES: Ground(
            Text("单位提出，双方协商一致解除", "employer proposes, both agree to end it"),
            Due.SEVERANCE, ("LCL 36", "LCL 46"),
        ),
        NOTICE: Ground(
            Text("患病期满、不能胜任、情势重大变化，单位解除", "employer ends it: illness, incapability, changed circumstances"),
            Due.SEVERANCE, ("LCL 40", "LCL 46"),
        ),
        "redundancy": Ground(Text("经济性裁员", "redundancy"), Due.SEVERANCE, ("LCL 41", "LCL 46")),
        EXPIRY: Ground(
            Text("固定期限劳动合同到期终止", "fixed-term contract expired"),
            Due.SEVERANCE, ("LCL 44", "LCL 46"), counts_from_2008=True,
        ),
        "task_completed": Ground(
            Text("以完成一定工作任务为期限的合同，任务完成", "contract for a task, task completed"),
            Due.SEVERANCE, ("IMP 22", "LCL 46"), counts_from_2008=True,
        ),
        "employer_closes": Ground(
            Text("单位破产、被吊销、解散或者经营期满", "employer bankrupt, licence revoked, dissolved, or its term over"),
            Due.SEVERANCE, ("LCL 44", "LCL 46", "INT1 48"), counts_from_2008=True,
        ),
        "no_written_contract_later": Ground(
            Text("入职满一个月后劳动者不签合同，单位书面终止", "after a month: worker refuses to sign, employer ends it in writing"),
            Due.SEVERANCE, ("IMP 6",), counts_from_2008=True,
        ),
        UNLAWFUL: Ground(
            Text("单位违法解除或者终止", "employer ends it unlawfully"), Due.DOUBLE, ("LCL 48", "LCL 87", "IMP 25"),
        ),
        "worker_resigns": Ground(
            Text("劳动者自己辞职，或者由劳动者提出协商解除", "worker resigns, or proposes the end"),
            Due.NOTHING, ("LCL 37", "LCL 36"),
        ),
        "misconduct": Ground(
            Text("严重违纪、试用期不符合录用条件等，单位依法解除", "lawful dismissal: misconduct, unfit in probation or the like"),
            Due.NOTHING, ("LCL 39",),
        ),
        "retirement_or_death": Ground(
            Text("退休、领取养老金、死亡", "retirement, pension, death"), Due.NOTHING, ("LCL 44", "LCL 46"),
        ),
        "public_welfare_post": Ground(Text("公益性岗位合同终止", "a public-welfare post ends"), Due.NOTHING, ("IMP 12",)),
        "part_time": Ground(Text("非全日制用工终止", "part-time work ends"), Due.NOTHING, ("LCL 71",)),
        "no_written_contract_first_month": Ground(
            Text("入职一个月内劳动者不签合同，单位书面终止", "in the first month: worker refuses to sign, employer ends it in writing"),
            Due.NOTHING, ("IMP 5",),
        ),
    }
)  # fmt: skip

RENEWALS: Mapping[str, Text] = MappingProxyType(
    {
        "not_offered": Text("单位不续订", "employer offered no renewal"),
        "worse_terms": Text("单位降低条件续订，劳动者不同意", "employer offered worse terms, worker refused"),
        "same_or_better": Text(
            "单位维持或者提高条件续订，劳动者不同意", "employer offered the same or better, worker refused"
        ),
    }
)


def due(ground: str, renewal: str | None = None) -> Due:
    """What the ground makes due. BadInput for a ground or a way of renewal that is none, and when a fixed term expired
    and nobody said how renewal went."""
    if ground not in GROUNDS or (renewal is not None and renewal not in RENEWALS):
        field, names = ("renewal", RENEWALS) if ground in GROUNDS else ("ground", GROUNDS)
        raise wrong(
            field,
            "no_such_choice",
            f"请从这些当中选择：{'、'.join(names)}。",
            f"Please choose one of: {', '.join(names)}.",
        )
    if ground == EXPIRY:
        if renewal is None:
            raise wrong(
                "renewal",
                "missing",
                "合同到期的，请说明续订情况：单位维持或者提高条件而劳动者不续订的，没有经济补偿。",
                "A term expired: please say how renewal went. No severance is due if the worker refused the same or "
                "better terms.",
            )
        if renewal == "same_or_better":
            return Due.NOTHING
    return GROUNDS[ground].due
