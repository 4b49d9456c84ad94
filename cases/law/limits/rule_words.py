"""What the table of time limits says in words: remarks to a row, and what follows when its time ends."""

from __future__ import annotations

from cases.law.results import Text

ROLLING_IS_NOT_WRITTEN = Text(
    "该规定未写明末日遇休息日顺延；名义届满日与顺延日都保留，提醒以名义届满日为准。",
    "The rule does not say that a rest day moves the end; both days are kept and warnings go by the nominal one.",
)
NEVER_BARS = Text(
    "本日期仅供参考：调解不是仲裁的前置程序，当事人在此之前也可以申请仲裁。",
    "For information: mediation is no precondition, and a party may apply for arbitration before this day too.",
)
OPEN_LENGTH = Text(
    "该条没有规定调解期限，所用期限由本组织确定。",
    "The article fixes no period for the mediation; the length used is this organisation's choice.",
)
ABOUT_A_MONTH = Text(
    "规定为“一般在一个月内”，可以按当地要求调整。",
    "The rule says “usually in one month”; local practice may set another length.",
)
EXTENSION_OUTSIDE_TRIAL_TIME = Text(
    "延长的调解期限不计入审理期限。",
    "Time added to the mediation does not count towards the court's trial time.",
)
REVIEW_LIMITS = Text(
    "须双方共同申请；确认劳动关系的协议和已经司法确认的协议，不能申请仲裁审查。",
    "Both parties apply together; not for the existence of employment, nor after judicial confirmation.",
)
CONFIRMATION_LIMITS = Text(
    "须双方共同申请；工会、企业调解组织的协议能否司法确认依当地法院做法；与仲裁审查只能选择其一。",
    "Both parties apply together; whether a union's or enterprise's agreement is taken is the local court's practice; "
    "it excludes arbitration review.",
)
SILENCE = Text(
    "届满仍未作出受理决定的，申请人可以就该争议向人民法院起诉。",
    "Without a decision by the end of this day the applicant may sue in court.",
)
LATE_AWARD = Text(
    "逾期未作出裁决的，当事人可以就该争议向人民法院起诉。",
    "Without an award by then a party may sue in court.",
)
FINAL_AWARD = Text(
    "终局裁决只有劳动者可以起诉；用人单位只能自收到之日起三十日内申请中级人民法院撤销裁决。",
    "Only the worker may sue on a final award; the employer may only ask the intermediate court to set it aside, "
    "in 30 days.",
)
OUR_PROMISE = Text(
    "这是本组织的服务承诺，不是法定期限。",
    "This is our organisation's own promise, not a limit set by law.",
)
NATURAL_BECAUSE_UNSAID = Text(
    "规定未写明是工作日，按自然日计算。",
    "The rule does not say working days; natural days are counted.",
)
NO_NUMBER = Text(
    "规则只要求“及时”决定，没有规定天数；所用天数是本组织跟进的提醒，不是法定期限。",
    "The rule says “promptly” and names no number of days; the length used is our reminder to ask, not a limit of law.",
)
BEFORE_THE_HEARING = Text(
    "自开庭之日向前计算，开庭当日不计入；请尽量再早一天办理。",
    "Counted back from the hearing, whose day is not counted; a day earlier is safer.",
)
TWO_YEARS = Text(
    "申请执行时效可以中止、中断；分期履行的，自最后一期履行期限届满之日起算；调解协议本身不能申请强制执行。",
    "It can be suspended and interrupted; with instalments it runs from the last one due; a bare mediation agreement "
    "cannot be enforced.",
)
RESTARTS = Text(
    "仲裁期限遇有法定情形（如增加请求、追加当事人、管辖异议）按规则重新计算或者中止。",
    "Some events, such as added claims or parties, restart or suspend the period by the rules.",
)
BEING_REVISED = Text(
    "北京市人大常委会已审议该办法的修订草案，请核对现行条文。",
    "Beijing's standing committee has read a draft revision of these Measures: please check the text in force.",
)

# What follows at the end.
ACCEPTANCE_ENDS = Text(
    "届满仍未决定的，属于逾期；请立即受理或者书面告知不受理及其理由，申请人可以直接申请仲裁。",
    "Undecided by then it is late: accept at once, or say in writing why not; the applicant may go to arbitration.",
)
PROMISE_ENDS = Text(
    "届满没有法律后果；请向当事人说明原因并尽快联系。",
    "Nothing follows in law; tell the parties why, and get in touch.",
)
RIGHT_ENDS = Text(
    "届满仍未达成调解协议的，当事人可以申请仲裁；调解可以继续。",
    "Without an agreement by then a party may go to arbitration; mediation may go on.",
)
MEDIATION_ENDS = Text(
    "届满未达成协议的，视为调解不成：作出记录，书面告知可以申请仲裁；仲裁时效自此重新计算。",
    "Without an agreement it counts as failed: make the record, tell both in writing of arbitration; limitation starts "
    "afresh.",
)
DELEGATED_ENDS = Text(
    "届满未达成协议的，仲裁庭应当开庭审理。",
    "Without an agreement by then the tribunal holds its hearing.",
)
COURT_MEDIATION_ENDS = Text(
    "届满未达成协议的，终止调解并告知委派、委托的人民法院，由其立案或者审理。",
    "Without an agreement mediation ends and the court that sent the case goes on with it.",
)
REVIEW_ENDS = Text(
    "届满未申请的，不能再申请仲裁审查；调解协议仍然有效，不履行的可以申请仲裁。",
    "After it no review can be asked for; the agreement still binds, and default leads to arbitration.",
)
CONFIRMATION_ENDS = Text(
    "届满未申请的，不能再申请司法确认；调解协议仍然有效。",
    "After it no confirmation can be asked for; the agreement still binds.",
)
SUIT_ENDS = Text(
    "届满不起诉的，裁决书发生法律效力。",
    "If nobody sues by then, the award takes effect.",
)
FINAL_SUIT_ENDS = Text(
    "终局裁决自作出之日起生效；届满后劳动者不能再对它起诉。",
    "A final award is effective since it was made; after this day the worker can no longer sue on it.",
)
NEGOTIATION_ENDS = Text(
    "届满不回应的，视为不愿协商，仲裁时效中断；可以申请调解或者仲裁。",
    "Silence counts as refusal and interrupts limitation; mediation or arbitration may follow.",
)
NO_STOP = Text(
    "逾期不影响仲裁程序继续进行；可以催办并记录。",
    "Lateness does not stop the proceedings; ask, and note it.",
)
HEARING_NOTICE_ENDS = Text(
    "晚于此日通知的，当事人可以据此请求延期开庭。",
    "If notice comes later, a party may ask for another day for that reason.",
)
POSTPONEMENT_ENDS = Text(
    "晚于此日请求的，可能不被准许；无正当理由不到庭的，申请人按撤回申请处理，被申请人可以缺席裁决。",
    "A later request may be refused; staying away without reason may count as withdrawal, or bring an award in absence.",
)
REVIEW_DECISION_ENDS = Text(
    "届满没有法律后果；请向仲裁机构询问进度。",
    "Nothing follows in law; ask the tribunal how it stands.",
)
SET_ASIDE_ENDS = Text(
    "届满未申请的，用人单位不能再申请撤销裁决。",
    "After it the employer can no longer ask to set the award aside.",
)
ENFORCEMENT_ENDS = Text(
    "届满后申请的，被执行人可以提出时效异议；法院仍然受理，请查明中止、中断的情形。",
    "After it the debtor may object; the court still takes the application: look for interruptions.",
)
ORDER_DECISION_ENDS = Text(
    "届满未通知的，请向法院询问；也可以改走仲裁或者诉讼。",
    "Without word by then ask the court; arbitration or suit stay open.",
)
OBJECTION_ENDS = Text(
    "届满既不清偿又不提出书面异议的，债权人可以申请强制执行；异议成立的，支付令失效。",
    "Without payment or written objection the creditor may ask for enforcement; a good objection ends the order.",
)
AID_ENDS = Text(
    "届满未办理的，可以向法律援助机构询问，或者向司法行政部门反映。",
    "If nothing came by then ask the legal-aid body, or tell the justice bureau.",
)
UNION_DEMAND_ENDS = Text(
    "届满不书面答复的，工会可以报告上级工会，提请有关部门依法处理。",
    "Without a written answer the union may tell the union above it and ask the authorities to act.",
)
