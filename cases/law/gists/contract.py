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
    "LCL 3": ("订立劳动合同应当诚实信用。", "Contracts of employment are made in good faith."),
    "LCL 10": (
        "建立劳动关系应当订立书面劳动合同，最迟自用工之日起一个月内订立。",
        "Employment needs a written contract, within a month of the first day of work at the latest.",
    ),
    "LCL 14": (
        "列举应当订立无固定期限合同的情形；满一年不订立书面合同的，视为已订立无固定期限合同。",
        "Lists when an open-ended contract is due; after a year without a written one it is deemed to exist.",
    ),
    "LCL 19": (
        "按合同期限规定试用期最长一个月、二个月、六个月；只能约定一次；不满三个月或者以任务为期限的不得约定。",
        "Probation is one, two or six months at most by the length of the contract, and once only; none under three months "
        "or for a task.",
    ),
    "LCL 20": (
        "试用期工资不得低于相同岗位最低档工资或者约定工资的百分之八十，并不得低于最低工资标准。",
        "Probation pay is at least 80 % of the lowest pay of the post or of the agreed pay, and the minimum wage.",
    ),
    "LCL 22": (
        "违反服务期约定的违约金，不得超过培训费用，也不得超过未履行部分应分摊的培训费用。",
        "The penalty for breaking a training bond is at most the cost of the training, and its unserved share.",
    ),
    "LCL 23": (
        "可以约定竞业限制，并在竞业限制期限内按月给予经济补偿。",
        "Non-competition may be agreed, with monthly compensation while it lasts.",
    ),
    "LCL 24": (
        "竞业限制限于高管、高级技术人员和其他负有保密义务的人员，离职后不超过二年。",
        "Non-competition binds senior, highly technical and other confidential staff only, two years at most.",
    ),
    "LCL 42": (
        "医疗期、三期等情形，单位不得以非过失或者裁员为由解除。",
        "In medical treatment, maternity and the like the employer may not dismiss without fault or for redundancy.",
    ),
    "LCL 69": ("非全日制用工可以订立口头协议。", "Part-time work may be agreed by word of mouth."),
    "LCL 70": ("非全日制用工不得约定试用期。", "Part-time work has no probation."),
    "LCL 82": (
        "超过一个月不满一年未订立书面合同，或者应当订立无固定期限合同而不订立的，每月支付二倍工资。",
        "Twice the wage is due each month without a written contract from the second month to the end of the first year, or "
        "without the open-ended one that is due.",
    ),
    "LCL 83": (
        "违法约定的试用期已经履行的，以试用期满月工资为标准，按超过法定试用期的期间支付赔偿金。",
        "For probation served beyond the legal limit the full monthly wage is due again as damages.",
    ),
    "IMP 6": (
        "二倍工资自用工之日起满一个月的次日起算，至补订书面合同的前一日；劳动者不订立的，单位书面终止并支付经济补偿。",
        "Double wages run from the day after one full month to the day before signing; if the worker refuses, the employer "
        "ends it in writing with severance.",
    ),
    "IMP 7": (
        "满一年未订立的，二倍工资算至满一年的前一日，并视为已订立无固定期限合同。",
        "After a full year double wages end, and an open-ended contract is deemed to exist.",
    ),
    "IMP 12": ("公益性岗位不适用支付经济补偿的规定。", "Public-welfare posts have no severance."),
    "IMP 15": (
        "试用期工资不得低于相同岗位最低档工资的百分之八十或者约定工资的百分之八十，并不得低于最低工资标准。",
        "Probation pay: 80 % of the lowest pay of the post, or 80 % of the agreed pay, and not below the minimum wage.",
    ),
    "IMP 16": (
        "培训费用是有凭证的培训费、培训期间差旅费和其他直接费用。",
        "Training costs are vouchered fees, travel during the training, and other direct costs.",
    ),
    "IMP 17": (
        "合同期满而服务期未到期的，合同续延至服务期满，另有约定的除外。",
        "A contract that expires during a training bond goes on until the bond ends, unless agreed otherwise.",
    ),
    "IMP 26": (
        "劳动者因单位过错解除的不付服务期违约金；因劳动者过错被解除的应当支付。",
        "No training penalty when the worker quits for the employer’s fault; it is due after dismissal for the worker’s.",
    ),
    "INT1 36": (
        "未约定竞业限制补偿而已履行的，按前十二个月平均工资的百分之三十按月支付，不低于最低工资标准。",
        "Non-competition kept without an agreed sum earns 30 % of the twelve-month average a month, the minimum wage at "
        "least.",
    ),
    "INT1 39": (
        "单位可以请求解除竞业限制，劳动者可以请求额外支付三个月的补偿。",
        "The employer may end the restriction early; the worker may ask for three months’ compensation more.",
    ),
    "INT1 48": (
        "单位经营期限届满不再继续经营的，应当支付经济补偿。",
        "Severance is due when the employer’s term of business ends and it does not go on.",
    ),
    "INT2 6": (
        "二倍工资按月计算，不满一个月的按该月实际工作日计算。",
        "Double wages are counted by month, an incomplete month by its actual working days.",
    ),
    "INT2 7": (
        "因不可抗力，或者劳动者本人故意、重大过失未订立书面合同的，不支持二倍工资。",
        "No double wages where force majeure, or the worker’s intent or gross fault, kept the contract from being made.",
    ),
    "INT2 8": (
        "期满依法自动续延的，不属于未订立书面合同。",
        "A contract that the law itself prolongs is not a missing contract.",
    ),
    "INT2 9": (
        "视为已订立无固定期限合同期间的二倍工资不予支持。",
        "No double wages for the time in which an open-ended contract is deemed to exist.",
    ),
    "INT2 13": (
        "不知悉商业秘密的，竞业限制不生效；范围、地域、期限超过合理比例的部分无效。",
        "Non-competition does not bind who knows no secrets, nor beyond a reasonable scope, area and time.",
    ),
    "INT2 15": (
        "违反有效竞业限制的，返还已付补偿并支付违约金。",
        "Who breaks a valid restriction returns the compensation and pays the agreed penalty.",
    ),
    "BJ-QA 40": (
        "合同期满后继续工作而未续订的，没有一个月宽限期，期满次日起承担二倍工资。",
        "Work that goes on after expiry without a new contract: no month of grace, double wages from the next day.",
    ),
    "BJ-QA 41": (
        "二倍工资最长十一个月，续订最长十二个月；加付部分适用一年时效，自主张权利之日向前按日计算，由单位提出抗辩。",
        "Double wages for eleven months at most, twelve after expiry; the extra part is limited to one year, counted back by "
        "day from the claim, if the employer raises it.",
    ),
    "BJ-QA 42": (
        "将合同日期补签到实际用工之日的，二倍工资可不予支持，非真实意思的除外。",
        "A contract dated back to the first day of work may leave no double wages, unless it was not freely made.",
    ),
    "BJ-QA 43": (
        "有法定续延情形的，续延期间不支付二倍工资。",
        "No double wages while the law prolongs the contract.",
    ),
    "BJ-QA 44": (
        "法定代表人、负责订立合同的高管和人事负责人主张二倍工资的，一般不支持；曾要求签订被拒绝的除外。",
        "Legal representatives, and managers whose duty contracts are, usually get no double wages, unless they asked to "
        "sign and were refused.",
    ),
    "BJ-QA 45": (
        "约定到期续延而继续工作的，视为订立同样的合同，不支持二倍工资。",
        "Where the contract says that it goes on, it is taken as made anew: no double wages.",
    ),
    "BJ-QA 51": (
        "已订立非全日制合同的，不支持未订立合同的二倍工资。",
        "Where a part-time contract was signed, there are no double wages for a missing one.",
    ),
    "BJ-QA 65": (
        "竞业限制未约定补偿的，可按前十二个月平均工资的百分之三十确定，不低于最低工资标准。",
        "Where no sum is agreed for non-competition, 30 % of the twelve-month average, the minimum wage at least.",
    ),
    "BJ-QA 66": (
        "2008年前后的年限分别计算，工资基数不分段；赔偿金自用工之日起计算，不分段；加付的一倍工资不计入基数。",
        "Service before and after 2008 is counted apart on one wage base; damages count from the first day of work; the extra "
        "wage of double wages is no part of the base.",
    ),
    "BJ-QA 71": (
        "近一年未建社保账户或者险种不全，劳动者据此解除的，一般支持经济补偿，年限自2008年起算；仅基数低的一般不支持。",
        "Quitting over a missing account or kind of insurance in the last year is usually upheld, counted from 2008; a low "
        "base alone usually not.",
    ),
}
