"""Articles about negotiation, mediation, arbitration and the courts: who does what, and when."""

from __future__ import annotations

from collections.abc import Mapping

# Code of the article → its gist in Chinese and in English.
PROCEDURE: Mapping[str, tuple[str, str]] = {
    "ARB 2": (
        "用人单位与劳动者之间因确认劳动关系、劳动合同、工时休假、社会保险、劳动报酬、经济补偿等发生的争议适用本法。",
        "The law covers disputes between employers and workers: the employment itself, contracts, hours, insurance, "
        "pay, severance and the like.",
    ),
    "ARB 7": (
        "劳动者一方在十人以上并有共同请求的，可以推举代表参加调解、仲裁或者诉讼活动。",
        "Ten or more workers with a common claim may choose representatives for mediation, arbitration or suit.",
    ),
    "ARB 22": (
        "劳务派遣单位或者用工单位与劳动者发生劳动争议的，劳务派遣单位和用工单位为共同当事人。",
        "In a dispute with a dispatched worker the agency and the host company are joint parties.",
    ),
    "ARB 5": (
        "协商、调解、仲裁、诉讼依次衔接；调解出于自愿，不是申请仲裁的前提。",
        "Negotiation, mediation, arbitration, suit; mediation is voluntary and no precondition of arbitration.",
    ),
    "ARB 10": (
        "可以到企业劳动争议调解委员会、基层人民调解组织或者乡镇、街道的调解组织申请调解。",
        "Parties may go to an enterprise committee, a people's mediation body, a township or street body.",
    ),
    "ARB 12": (
        "申请调解可以书面也可以口头；口头申请的，应当当场记录。",
        "An application may be written or spoken; a spoken one is recorded on the spot.",
    ),
    "ARB 14": (
        ""
        "调解协议经双方签名或者盖章、调解员签名并加盖调解组织印章后生效；收到申请之日起十五日内未达成协议的，可以申请仲裁。",
        "An agreement takes effect when both parties, the mediator and the body's seal are on it; "
        "without one in 15 days of receipt a party may apply for arbitration.",
    ),
    "ARB 15": (
        "一方在约定期限内不履行调解协议的，另一方可以依法申请仲裁。",
        "If the agreement is not performed in the agreed period, the other party may apply for arbitration.",
    ),
    "ARB 16": (
        "因支付拖欠劳动报酬、工伤医疗费、经济补偿或者赔偿金达成的协议不履行的，劳动者可以申请支付令。",
        "An unperformed agreement on pay arrears, injury medical costs, severance or damages lets the worker "
        "ask the court for a payment order.",
    ),
    "ARB 27": (
        "申请仲裁的时效期间为一年，可以中断、中止；劳动关系存续期间拖欠劳动报酬的，不受一年限制。",
        "The limitation period is one year, with interruption and suspension; "
        "wage arrears during employment are not bound by it.",
    ),
    "ARB 29": (
        "仲裁委员会收到申请之日起五日内决定是否受理；不予受理或者逾期未决定的，申请人可以起诉。",
        "The tribunal decides on acceptance in five days of receipt; if it "
        "refuses or is silent the applicant may sue.",
    ),
    "ARB 43": (
        "裁决应当自受理之日起四十五日内作出，经批准可以延期，延长不得超过十五日；逾期的，当事人可以起诉。",
        "The award is due in 45 days of acceptance, with approval 15 more at "
        "most; after that a party may sue.",
    ),
    "ARB 47": (
        "小额和执行国家劳动标准的争议，仲裁裁决为终局裁决。",
        "Small-sum awards and awards on national labour standards are final.",
    ),
    "ARB 48": (
        "劳动者对终局裁决不服的，可以自收到裁决书之日起十五日内起诉。",
        "A worker who disagrees with a final award may sue in 15 days of receiving it.",
    ),
    "ARB 49": (
        "用人单位有证据证明终局裁决有法定情形的，可以自收到裁决书之日起三十日内申请中级人民法院撤销。",
        "On the listed grounds an employer may ask the intermediate court to set "
        "a final award aside in 30 days.",
    ),
    "ARB 50": (
        "对其他裁决不服的，当事人可以自收到裁决书之日起十五日内起诉；期满不起诉的，裁决书生效。",
        "Any party may sue on another award in 15 days of receiving it; otherwise the award takes effect.",
    ),
    "ARB 51": (
        "对发生法律效力的调解书、裁决书，一方逾期不履行的，另一方可以向人民法院申请执行。",
        "When a settlement paper or an award in force is not performed in time, "
        "the other party may apply to the people's court for enforcement.",
    ),
    "MR 21": (
        "可以口头或者书面申请，写明申请人基本情况、调解请求、事实与理由。",
        "The application, spoken or written, gives the applicant's particulars, "
        "the request, facts and reasons.",
    ),
    "MR 22": (
        "属于受理范围且双方同意的，三个工作日内受理；不属于范围或者一方不同意的，记录并书面通知申请人。",
        "In scope and with both sides' consent it is accepted in three working "
        "days; otherwise the applicant is told "
        "in writing.",
    ),
    "MR 24": (
        "调解一般不公开进行，双方当事人要求公开的除外。",
        "Mediation is not public unless both parties ask for it.",
    ),
    "MR 26": (
        "调解协议书写明双方情况、请求、结果、履行期限和方式，一式三份，签名盖章后生效。",
        "The agreement states the parties, request, result, time and manner of performance, in three copies.",
    ),
    "MR 27": (
        "双方可以自调解协议生效之日起十五日内共同申请仲裁审查。",
        "The parties may jointly ask the tribunal to review the agreement in 15 days of its effect.",
    ),
    "MR 28": (
        "未申请仲裁审查，一方不履行调解协议的，另一方可以申请仲裁。",
        "Without a review, the other party may apply for arbitration when the agreement is not performed.",
    ),
    "MR 29": (
        "调解自受理之日起十五日内结束，双方当事人同意延期的可以延长；期满未达成协议的，视为调解不成。",
        "Mediation ends in 15 days of acceptance unless both parties agree to "
        "extend; without agreement it has failed.",
    ),
    "MR 30": (
        "不愿调解、调解不成或者不履行协议的，做好记录，双方签名或者盖章，并书面告知可以申请仲裁。",
        "A refusal, failure or default is recorded and signed by both, who are "
        "told in writing that they may arbitrate.",
    ),
    "MR 31": (
        "不同意协商或者调解、期内未达成协议、不履行协议等八种情形，仲裁时效中断。",
        "Eight events, such as refusal, failure in time or default, interrupt the limitation period.",
    ),
    "BR 19": (
        "期间的计算，办案规则未规定的，可以参照民事诉讼的有关规定。",
        "Where the rules are silent on periods, civil procedure may be followed.",
    ),
    "BR 27": (
        "协商、申请调解、投诉、申请仲裁、起诉、申请支付令或者对方同意履行的，仲裁时效中断并重新计算。",
        "Negotiating, applying for mediation, complaining, filing or a promise "
        "to perform restarts limitation.",
    ),
    "BR 45": (
        "四十五日内裁决；经仲裁委员会主任或者其委托的仲裁院负责人书面批准，延长不得超过十五日。",
        "Award in 45 days; with written approval of the tribunal's director or delegate, at most 15 more.",
    ),
    "BR 46": (
        "追加当事人、补正材料、变更请求等，仲裁期限重新计算；中止和公告送达期间不计入。",
        "Added parties, completed papers or changed claims restart the award "
        "period; suspension does not count.",
    ),
    "BR 69": (
        "未经调解直接申请仲裁的，仲裁委员会可以发出调解建议书；当事人同意先行调解的，暂缓受理。",
        "The tribunal may suggest mediation before acceptance; if the party agrees, acceptance waits.",
    ),
    "BR 70": (
        "开庭前经双方同意可以委托调解；自同意之日起十日内未达成调解协议的，应当开庭审理。",
        "Before the hearing mediation may be delegated with both sides' consent; "
        "without agreement in ten days of it "
        "the hearing follows.",
    ),
    "BR 74": (
        "双方可以自调解协议生效之日起十五日内共同申请仲裁审查，并提交规定的材料。",
        "The parties may jointly apply for review in 15 days of the agreement's "
        "effect, with the listed papers.",
    ),
    "BR 75": (
        "逾期、不属管辖、确认劳动关系或者已经司法确认的，不予受理仲裁审查申请。",
        "A review is refused when late, elsewhere competent, about the existence "
        "of employment, or already confirmed.",
    ),
    "BR 76": (
        "仲裁审查自受理之日起五日内结束，经批准可以延长五日。",
        "The review ends in five days of acceptance, with approval five more.",
    ),
    "BR 77": (
        "调解协议合法有效的，制作调解书，经双方签收后生效。",
        "A lawful agreement becomes a mediation statement, effective when both have signed for it.",
    ),
    "BR 80": (
        "“三日”“五日”“十日”指工作日，“十五日”“四十五日”指自然日。",
        "Three, five and ten days are working days; fifteen and forty-five are natural days.",
    ),
    "CC 200": ("期间按照公历年、月、日、小时计算。", "Periods are counted by the Gregorian calendar."),
    "CC 201": (
        "按照年、月、日计算期间的，开始的当日不计入，自下一日开始计算。",
        "The day on which a period begins is not counted; counting starts the next day.",
    ),
    "CC 202": (
        "到期月的对应日为期间的最后一日；没有对应日的，月末日为最后一日。",
        "A period of months or years ends on the corresponding day, else on the last day of the month.",
    ),
    "CC 203": (
        "期间的最后一日是法定休假日的，以法定休假日结束的次日为最后一日。",
        "If the last day is a statutory rest day, the period ends on the day after the rest.",
    ),
    "CC 204": (
        "期间的计算，法律另有规定或者当事人另有约定的除外。",
        "A special law or the parties' agreement may count a period otherwise.",
    ),
    "CC 1259": (
        "“以上”“以下”“以内”“届满”包括本数；“不满”“超过”“以外”不包括本数。",
        "“Or more”, “or less”, “within” include the number; “under”, “over”, “beyond” do not.",
    ),
    "CPL 85": (
        "期间开始的日不计算在内；最后一日是法定休假日的，顺延至其后的第一日；期满前交邮的不算过期。",
        "The first day is not counted; a last day that is a rest day moves to "
        "the day after; posted in time is in time.",
    ),
    "CPL 205": (
        "经依法设立的调解组织调解达成协议，双方自协议生效之日起三十日内共同申请司法确认。",
        "For an agreement made before a lawful mediation body, both parties "
        "together may ask for judicial confirmation "
        "in 30 days of its effect.",
    ),
    "CPL 225": (
        "债权人请求给付金钱或者有价证券，符合条件的，可以申请支付令。",
        "A creditor may ask for a payment order for money when the conditions are met.",
    ),
    "PML 33": (
        "双方认为有必要的，可以自调解协议生效之日起三十日内共同申请司法确认。",
        "Both parties may jointly apply for judicial confirmation in 30 days of the agreement's effect.",
    ),
    "PMR 33": (
        "人民调解委员会调解纠纷，一般在一个月内调结。",
        "A people's mediation committee usually finishes in one month.",
    ),
    "IM 27": (
        "委派调解期限三十日；委托调解适用普通程序的十五日、适用简易程序的七日；双方同意延长的不受此限。",
        "30 days before filing; after it 15 in ordinary, 7 in summary procedure; both sides may extend.",
    ),
    "INT1 51": (
        "调解协议具有劳动合同的约束力；仅就劳动报酬达成协议而用人单位不履行的，劳动者可以直接起诉。",
        "A mediation agreement binds like a labour contract; when one on pay alone is not performed, "
        "the worker may sue at once.",
    ),
    "INT1 52": (
        "在人民调解委员会主持下仅就给付义务达成的劳动争议调解协议，双方可以申请司法确认。",
        "Labour agreements on payments alone, made before a people's mediation committee, may be confirmed.",
    ),
}
