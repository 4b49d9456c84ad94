"""Articles about the contract and its end: severance, double wages, probation, training, non-competition."""

from __future__ import annotations

from collections.abc import Mapping

CONTRACT: Mapping[str, tuple[str, str]] = {
    "LCL 36": ("双方协商一致，可以解除劳动合同。", "Both sides may end the contract by agreement."),
    "LCL 37": (
        "劳动者提前三十日书面通知可以解除劳动合同，试用期内提前三日。",
        "A worker may resign with thirty days' written notice, three days during probation.",
    ),
    "LCL 38": (
        "单位未提供约定劳动条件、拖欠报酬、未依法缴纳社会保险等的，劳动者可以解除劳动合同。",
        "The worker may end the contract when the employer does not pay, insure or provide what was agreed.",
    ),
    "LCL 39": (
        "劳动者严重违反规章制度等情形，单位可以解除劳动合同。",
        "The employer may dismiss for grave misconduct and the like.",
    ),
    "LCL 40": (
        "患病、不能胜任、情势重大变化的，单位提前三十日书面通知或者额外支付一个月工资后可以解除。",
        "For illness, incapability or changed circumstances the employer may end it with thirty days' notice or a "
        "month's pay.",
    ),
    "LCL 41": ("符合条件的，可以经济性裁员。", "Redundancies are allowed under conditions."),
    "LCL 44": (
        "合同期满、开始享受养老待遇、死亡、破产、吊销或者解散等，劳动合同终止。",
        "The contract ends by expiry, pension, death, bankruptcy, revoked licence or dissolution.",
    ),
    "LCL 46": (
        "列举应当支付经济补偿的情形；固定期限合同期满，单位维持或者提高条件而劳动者不续订的除外。",
        "Lists when severance is due; not when the worker refuses a renewal on the same or better terms.",
    ),
    "LCL 47": (
        "每满一年支付一个月工资；六个月以上不满一年的按一年，不满六个月的支付半个月；"
        "月工资高于当地上年度职工月平均工资三倍的，按三倍支付，年限最高十二年。",
        "A month's pay for each full year; six months and more count as a year, less as half a month. A wage above three "
        "times the local average is cut to that, and then twelve years at most count.",
    ),
    "LCL 48": (
        "单位违法解除或者终止的，劳动者可以要求继续履行，不要求或者不能继续履行的，单位支付赔偿金。",
        "After an unlawful end the worker may ask for the contract to go on, or else for damages.",
    ),
    "LCL 71": (
        "非全日制用工可以随时终止，不支付经济补偿。",
        "Part-time work may end at any time, without severance.",
    ),
    "LCL 87": (
        "违法解除或者终止的，按经济补偿标准的二倍支付赔偿金。",
        "For an unlawful end damages of twice the severance are due.",
    ),
    "LCL 97": (
        "施行前的年限，按当时有关规定应当支付经济补偿的，按当时规定执行；施行后的年限按本法计算。",
        "Years before the law follow the rules of their time; years after it follow the law.",
    ),
    "IMP 5": (
        "一个月内经书面通知劳动者不签订合同的，单位书面终止，无需支付经济补偿。",
        "If the worker does not sign in the first month after a written request, the employer ends it in writing without "
        "severance.",
    ),
    "IMP 10": (
        "非因本人原因被安排到新单位的，原单位年限合并计算；原单位已支付补偿的除外。",
        "Service with an earlier employer is added when the move was not the worker's will, unless it was paid for.",
    ),
    "IMP 20": (
        "额外支付的一个月工资，按该劳动者上一个月的工资标准确定。",
        "The month's pay instead of notice is last month's wage.",
    ),
    "IMP 22": (
        "以完成一定工作任务为期限的合同因任务完成终止的，支付经济补偿。",
        "Severance is due when a contract for a task ends with the task.",
    ),
    "IMP 25": (
        "已支付赔偿金的，不再支付经济补偿；赔偿金年限自用工之日起计算。",
        "Damages take the place of severance; their years count from the first day of work.",
    ),
    "IMP 27": (
        "月工资按应得工资计算，为前十二个月的平均数，不满十二个月的按实际月数；低于最低工资标准的按最低工资标准。",
        "The monthly wage is the average of what was due in the last twelve months, or in the months worked; not below "
        "the minimum wage.",
    ),
    "INT1 46": (
        "劳动者非因本人原因被安排到新单位的，列举属于该情形的情况，年限合并计算。",
        "Lists when a worker was moved not by own will, so that service is added up.",
    ),
}
