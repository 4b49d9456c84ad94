"""What each time limit of the table is called, for lists to choose from."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

from cases.law.results import Text

TITLES: Mapping[str, Text] = MappingProxyType(
    {
        "acceptance": Text("决定是否受理调解申请", "deciding on an application for mediation"),
        "first_contact": Text("首次联系双方（服务承诺）", "first contact with both sides (our promise)"),
        "right_to_arbitrate": Text(
            "十五日未达成协议，可以申请仲裁", "fifteen days without agreement: arbitration"
        ),
        "review": Text("共同申请仲裁审查", "joint application for arbitration review"),
        "judicial_confirmation": Text("共同申请司法确认", "joint application for judicial confirmation"),
        "court_acceptance": Text("仲裁委员会决定是否受理", "the tribunal decides on acceptance"),
        "award": Text("作出仲裁裁决", "the award"),
        "suit.final_award": Text("劳动者对终局裁决起诉", "the worker sues on a final award"),
        "suit.other_award": Text("对非终局裁决起诉", "suit on an award that is not final"),
        "mediation.party_application": Text("调解（当事人申请）", "mediation (a party applied)"),
        "mediation.one_stop_beijing": Text(
            "调解（北京新就业形态一站式）", "mediation (Beijing one-stop, new forms of work)"
        ),
        "mediation.tribunal_suggested": Text(
            "调解（仲裁委员会建议）", "mediation (suggested by the tribunal)"
        ),
        "mediation.tribunal_delegated": Text(
            "调解（仲裁委员会委托）", "mediation (delegated by the tribunal)"
        ),
        "mediation.court_before_filing": Text(
            "调解（法院立案前委派）", "mediation (sent by a court before filing)"
        ),
        "mediation.court_ordinary": Text(
            "调解（法院委托，普通程序）", "mediation (sent by a court, ordinary procedure)"
        ),
        "mediation.court_summary": Text(
            "调解（法院委托，简易程序）", "mediation (sent by a court, summary procedure)"
        ),
        "mediation.peoples_mediation": Text(
            "调解（人民调解委员会）", "mediation (people's mediation committee)"
        ),
        "negotiation.silence": Text("回应协商要求", "answer to a request to negotiate"),
        "tribunal.collective_acceptance": Text(
            "集体争议：决定是否受理", "collective dispute: the tribunal decides on acceptance"
        ),
        "tribunal.copy": Text("申请书副本送达被申请人", "the copy goes to the respondent"),
        "tribunal.answer": Text("被申请人提交答辩书", "the respondent's answer"),
        "tribunal.answer_copy": Text("答辩书送达申请人", "the answer goes to the applicant"),
        "tribunal.panel_notice": Text("告知仲裁庭组成", "notice of who sits on the tribunal"),
        "tribunal.hearing_notice": Text("开庭通知（开庭前）", "notice of the hearing (before it)"),
        "tribunal.postponement": Text(
            "请求延期开庭（开庭前）", "request for another day (before the hearing)"
        ),
        "review.decision": Text(
            "是否受理审查申请（“及时”）", "decision on an application for review (“promptly”)"
        ),
        "review.end": Text("仲裁审查结束", "end of the arbitration review"),
        "set_aside": Text("用人单位申请撤销终局裁决", "the employer asks to set a final award aside"),
        "enforcement": Text("申请强制执行", "application for enforcement"),
        "payment_order.decision": Text(
            "法院通知是否受理支付令申请", "the court says whether it takes the payment order"
        ),
        "payment_order.issue": Text("法院发出支付令", "the court issues the payment order"),
        "payment_order.objection": Text("债务人清偿或者提出异议", "the debtor pays or objects"),
        "legal_aid.decision": Text("决定是否给予法律援助", "the decision on legal aid"),
        "legal_aid.appointment": Text("指派法律援助人员", "appointment of the legal-aid lawyer"),
        "union.employer_answer": Text(
            "用人单位答复工会的书面要求", "the employer answers the union's demand"
        ),
        "union.agency_answer": Text("有关部门答复工会的要求", "an authority answers the union's demand"),
    }
)
