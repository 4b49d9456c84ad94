"""One invented sample of every paper: the reference for those who build the contexts.

All values are plain: text, lists, dicts, booleans; dates and moments as ISO text ("2026-03-19",
"2026-03-19T09:30"); money as formatted text. Whatever is missing or empty prints 未填写 / "not given";
keys marked ? simply leave out their line. The words of a value are printed in both languages as they are.

Common head of every paper
    organisation {name, address, phone}; number (案号); ref; issued_on; applicants [party]; respondents [party];
    mediators [name]; cause; verify? {code, url}: how to check that the paper is genuine
    party: {name, kind: person|organisation, gender, birth_on, id_number, address, service_address, phone,
            legal_representative, position, occupation (arbitration only), representatives: [{name, authority}]}

kind                      further keys
receipt                   received_at, channel, received_by, tracking_code, track_url?, claims, received [{name, copies,
                          note?}], next_step, next_on, may_arbitrate_from?
oral_application          recorded_at, place, recorder, claims, reasons, read_back_at?, confirmed, interpreter?,
                          witness?
missing_papers            addressee {name}, received_on, papers [{name, why, copies}], supply_by, supply_to
consent_invitation        addressee, received_on, claims, reply_by, reply_how, session {at, place}
acceptance_notice         addressee, received_on, accepted_on, session? {at, place}, limit (such as 十五日), limit_from,
                          limit_basis, ends_on, ends_on_rolled?, extension?, may_arbitrate_from
non_acceptance_notice     addressee, received_on, decided_on, claims, reason, detail?, basis?, refused_on?,
                          remedies [{what, body, address, phone, by_on?, basis?}]
rights_notice             addressee?, legal_type, privacy {contact, purposes, kinds, sensitive, recipients, retention, rights}
minutes                   session_no?, started_at, ended_at, place, form?, recorder, present [{name, role, note?}],
                          rights_answer, statements [{by, text}], issues [text], proposals [{by, text}], result,
                          on_the_spot? {text, at, amount, method, payee}
agreement                 claims, facts, items (see below), other_clauses? [text], performance {period, method},
                          default_clause, open_lines [text], copies, agreed_on, review_body?, confirmation_court?
                          item, kind "payment": {kind, title, payer, payee, amount, amount_words, currency, method,
                              account_holder, account_bank, account_number, due_on, instalments? [{due_on, amount,
                              amount_words}], note?}
                          item, kind "deed": {kind, title, payer (who does it), deed, due_on, method, note?}
suspension_notice         addressee, cause_of_suspension, detail?, suspended_on, review_on, ends_on, received_on
end_notice                addressee, received_on, accepted_on, events [{on, text}], reason, detail?, ended_on,
                          arbitration_body {name, address, phone}, limitation {event, interrupted_on, runs_until?},
                          record_note?, undisputed? (true when undisputed facts are attached)
withdrawal_record         withdrawn_by, withdrawn_at, form, scope?, reason, stage, recorder
closing_form              people, received_on, accepted_on, closed_on, outcome, amount_claimed, amount_settled,
                          agreement_number, performance, return_visit, retention, summary, papers [{name, pages, note?}],
                          proposal, proposed_by, proposed_on, approval, approved_by, approved_on
cover_letter              body {name}, received_on, accepted_on, ended_on, outcome, reason, jurisdiction, consent,
                          enclosures [{name, copies, pages, note?}], contact {name, phone}
arbitration_application   body {name}, claims, facts, evidence [{name, source, proves}], witnesses [{name, address,
                          phone?}], mediation, copies, applied_on
evidence_list             submitted_by, submitted_on, evidence [{name, source, original, pages, proves, digest?}],
                          held_by_employer? [text]
court_outcome_notice      addressee, body {name}, body_number, outcome, paper, served_on, source, words?, papers? [text],
                          remedies [{what, body?, by_on?, basis?}], sue_by?, sue_basis?
review_application        body {name}, agreement {number, made_on, effective_on, summary}, apply_by, applied_on,
                          enclosures [{name, copies?, note?}]
confirmation_application  as review_application, and legal_type
entrustment_reply         body {name}, body_number, received_on, accepted_on?, both_consented_on?, result,
                          agreement_number?, words?, contact {name, phone}

claims is everywhere [{text, amount?}].
"""

import copy

from tests.documents.sample_case import (
    AGREED,
    CLAIMS,
    COURT,
    ENCLOSURES,
    EVIDENCE,
    FACTS,
    HEAD,
    WORKER_ADDRESSED,
    Context,
)

KINDS: dict[str, Context] = {
    "receipt": {
        "received_at": "2026-03-05T09:30",
        "channel": "窗口",
        "received_by": "李娟",
        "tracking_code": "K7QF-2M9D",
        "track_url": "https://tiaojie.example/p/track/",
        "claims": CLAIMS,
        "received": [
            {"name": "身份证复印件", "copies": "1"},
            {"name": "劳动合同书复印件", "copies": "1", "note": "与原件核对无异"},
            {"name": "银行工资流水", "copies": "1"},
        ],
        "next_step": "征询远航物流有限公司的调解意愿，并告知是否受理",
        "next_on": "2026-03-10",
        "may_arbitrate_from": "2026-03-21",
    },
    "oral_application": {
        "recorded_at": "2026-03-05T09:30",
        "place": "河滨街道工会服务站接待室",
        "recorder": "李娟",
        "claims": CLAIMS,
        "reasons": FACTS,
        "read_back_at": "2026-03-05T09:50",
        "confirmed": "记录属实，与本人所述一致。",
        "interpreter": "",
        "witness": "赵鹏",
    },
    "missing_papers": {
        **WORKER_ADDRESSED,
        "received_on": "2026-03-05",
        "papers": [
            {"name": "解除劳动合同通知书", "why": "证明解除的时间和理由", "copies": "1"},
            {"name": "2025年考勤记录或者排班表", "why": "计算加班费", "copies": "1"},
        ],
        "supply_by": "2026-03-12",
        "supply_to": "河滨街道工会服务站李娟，也可以通过查询页面上传照片",
    },
    "consent_invitation": {
        "addressee": {"name": "远航物流有限公司"},
        "received_on": "2026-03-05",
        "claims": CLAIMS,
        "reply_by": "2026-03-09",
        "reply_how": "填写下方答复并交回本组织，或者致电010-55512351",
        "session": {"at": "2026-03-13T14:00", "place": "河滨街道工会服务站调解室"},
    },
    "acceptance_notice": {
        **WORKER_ADDRESSED,
        "received_on": "2026-03-05",
        "accepted_on": "2026-03-09",
        "session": {"at": "2026-03-13T14:00", "place": "河滨街道工会服务站调解室"},
        "limit": "十五日",
        "limit_from": "2026-03-09",
        "limit_basis": "《企业劳动争议协商调解规定》第二十九条",
        "ends_on": "2026-03-24",
        "ends_on_rolled": "",
        "may_arbitrate_from": "2026-03-21",
    },
    "non_acceptance_notice": {
        **WORKER_ADDRESSED,
        "received_on": "2026-03-05",
        "decided_on": "2026-03-10",
        "claims": CLAIMS,
        "reason": "对方当事人不同意调解",
        "detail": "本组织于2026年3月6日书面征询远航物流有限公司的意愿，该公司于3月9日书面答复不同意调解。",
        "refused_on": "2026-03-09",
        "remedies": [
            {"what": "申请劳动仲裁", "body": COURT["name"], "address": COURT["address"], "phone": COURT["phone"],
             "by_on": "2027-03-09", "basis": "《劳动争议调解仲裁法》第二十七条"},
            {"what": "向劳动保障监察机构投诉拖欠工资", "body": "滨江区劳动保障监察大队",
             "address": "河滨市滨江区政务路3号", "phone": "12333"},
        ],
    },
    "rights_notice": {
        "legal_type": "在街道设立的具有劳动争议调解职能的组织（《劳动争议调解仲裁法》第十条第一款第三项）",
        "privacy": {
            "contact": "联系人李娟，电话010-55512351",
            "purposes": "登记、调解本案争议，送达文书，督促履行，依法归档；以电子和纸质方式处理",
            "kinds": "姓名、性别、出生日期、身份证件号码、住所、联系方式、劳动关系和工资情况",
            "sensitive": "身份证件号码、收款账户；仅用于核对身份和支付协议款项",
            "recipients": "经当事人同意移送仲裁时提供给仲裁机构；此外不向他人提供",
            "retention": "达成协议的案件十年，其他案件五年",
            "rights": "可以书面或者当面要求查阅、复制、更正个人信息，依法要求删除",
        },
    },
    "minutes": {
        "session_no": "2",
        "started_at": "2026-03-20T14:00",
        "ended_at": "2026-03-20T16:20",
        "place": "河滨街道工会服务站调解室",
        "form": "面对面",
        "recorder": "李娟",
        "present": [
            {"name": "陈秀英", "role": "申请人"},
            {"name": "何敏", "role": "被申请人的委托代理人", "note": "已核对授权委托书"},
            {"name": "王敏", "role": "调解员"},
        ],
        "rights_answer": "双方均表示听清，不申请回避，自愿调解。",
        "statements": [
            {"by": "申请人", "text": "三个月工资一直没有发，家里靠这份收入。希望一次付清，实在困难也可以分两期。"},
            {"by": "被申请人", "text": "拖欠属实。公司三月底有一笔回款，同意支付工资和加班费，请求分期。"},
        ],
        "issues": ["加班费的计算基数", "支付的期限和方式"],
        "proposals": [{"by": "调解员建议", "text": "工资和加班费共18,500元，分两期支付，第二期逾期则全部到期。"}],
        "result": "双方同意调解员建议，达成一致，另行制作调解协议书。",
    },
    "agreement": {
        "claims": CLAIMS,
        "facts": FACTS,
        "items": [
            {
                "kind": "payment", "title": "拖欠的工资和加班费", "payer": "远航物流有限公司", "payee": "陈秀英",
                "amount": "18,500.00", "amount_words": "壹万捌仟伍佰元整", "currency": "人民币", "method": "银行转账",
                "account_holder": "陈秀英", "account_bank": "建设银行河滨支行", "account_number": "6217****1208",
                "due_on": "2026-04-25",
                "instalments": [
                    {"due_on": "2026-03-25", "amount": "10,000.00", "amount_words": "壹万元整"},
                    {"due_on": "2026-04-25", "amount": "8,500.00", "amount_words": "捌仟伍佰元整"},
                ],
            },
            {"kind": "deed", "title": "解除劳动合同的证明", "payer": "远航物流有限公司",
             "deed": "向陈秀英出具解除劳动合同的证明，并在十五日内办理档案和社会保险关系转移手续",
             "due_on": "2026-03-25", "method": "当面交付，由陈秀英签收"},
        ],
        "performance": {"period": "自本协议生效之日起至2026年4月25日", "method": "按第三条各项约定履行"},
        "default_clause": "任何一期逾期超过三日未付清的，剩余款项全部到期，申请人可以就全部未付款项依法申请仲裁、支付令或者强制执行。",
        "open_lines": ["2025年未休年休假工资报酬"],
        "copies": "3",
        "agreed_on": "2026-03-20",
        "review_body": COURT["name"],
        "confirmation_court": "",
    },
    "suspension_notice": {
        **WORKER_ADDRESSED,
        "cause_of_suspension": "申请人因病住院，暂时不能参加调解",
        "suspended_on": "2026-03-14",
        "review_on": "2026-03-19",
        "ends_on": "2026-03-24",
        "received_on": "2026-03-05",
    },
    "end_notice": {
        **WORKER_ADDRESSED,
        "received_on": "2026-03-05",
        "accepted_on": "2026-03-09",
        "events": [
            {"on": "2026-03-13", "text": "第一次调解，双方到场，未达成一致"},
            {"on": "2026-03-19", "text": "第二次调解，被申请人未到场，书面表示不再参加"},
            {"on": "2026-03-24", "text": "调解期限届满"},
        ],
        "reason": "调解期限届满，双方未达成协议",
        "ended_on": "2026-03-24",
        "arbitration_body": COURT,
        "limitation": {
            "event": "调解期限届满未达成调解协议",
            "interrupted_on": "2026-03-24",
            "runs_until": "2027-03-24",
        },
        "record_note": "申请人已在终止记录上签名；被申请人拒绝签名，已由调解员注明。",
        "undisputed": True,
    },
    "withdrawal_record": {
        "withdrawn_by": "陈秀英",
        "withdrawn_at": "2026-03-16T10:05",
        "form": "口头，由记录人当场记录",
        "reason": "公司已经补发工资，不再需要调解。",
        "stage": "调解中",
        "recorder": "李娟",
    },
    "closing_form": {
        "people": "1人",
        "received_on": "2026-03-05",
        "accepted_on": "2026-03-09",
        "closed_on": "2026-04-28",
        "outcome": "达成调解协议并全部履行",
        "amount_claimed": "18,500.00元",
        "amount_settled": "18,500.00元",
        "agreement_number": AGREED["number"],
        "performance": "两期款项均已到账",
        "return_visit": "2026-04-27电话回访，满意",
        "retention": "十年",
        "summary": "双方就工资和加班费达成协议，公司按期付清，证明已经交付。",
        "papers": [
            {"name": "口头申请记录", "pages": "3"},
            {"name": "受理通知书", "pages": "2"},
            {"name": "调解笔录", "pages": "6", "note": "两次"},
            {"name": "调解协议书", "pages": "4"},
        ],
        "proposal": "材料齐全，建议结案。",
        "proposed_by": "王敏",
        "proposed_on": "2026-04-28",
        "approval": "同意结案。",
        "approved_by": "刘建国",
        "approved_on": "2026-04-28",
    },
    "cover_letter": {
        "body": COURT,
        "received_on": "2026-03-05",
        "accepted_on": "2026-03-09",
        "ended_on": "2026-03-24",
        "outcome": "调解不成",
        "reason": "申请人要求申请劳动仲裁",
        "jurisdiction": "劳动合同履行地在滨江区（《劳动争议调解仲裁法》第二十一条）",
        "consent": "2026年3月24日书面同意",
        "enclosures": [
            {"name": "仲裁申请书", "copies": "2", "pages": "4"},
            {"name": "证据清单和证据", "copies": "2", "pages": "21"},
            {"name": "调解终止通知书", "copies": "1", "pages": "2"},
        ],
        "contact": {"name": "王敏", "phone": "010-55512351"},
    },
    "arbitration_application": {
        "body": COURT,
        "claims": CLAIMS,
        "facts": FACTS,
        "evidence": EVIDENCE,
        "witnesses": [{"name": "孙丽", "address": "河滨市滨江区柳荫街20号", "phone": "13900000520"}],
        "mediation": "申请人于2026年3月5日向河滨街道工会劳动争议调解委员会申请调解，期限届满未达成协议，调解于2026年3月24日终止。",
        "copies": "1",
        "applied_on": "2026-03-25",
    },
    "evidence_list": {
        "submitted_by": "陈秀英",
        "submitted_on": "2026-03-25",
        "evidence": EVIDENCE,
        "held_by_employer": ["2025年考勤记录", "2025年工资支付记录"],
    },
    "court_outcome_notice": {
        **WORKER_ADDRESSED,
        "body": COURT,
        "body_number": "滨劳人仲字〔2026〕第0456号",
        "outcome": "作出非终局裁决",
        "paper": "仲裁裁决书",
        "served_on": "2026-05-20",
        "source": "仲裁机构消息，2026-05-20",
        "words": "裁决远航物流有限公司支付工资15,000元、加班费2,900元，驳回其他请求。",
        "remedies": [
            {"what": "对裁决不服的，可以向人民法院提起诉讼", "body": "滨江区人民法院", "by_on": "2026-06-04",
             "basis": "《劳动争议调解仲裁法》第五十条"},
            {"what": "双方期满不起诉的，裁决书发生法律效力；对方不履行的，可以申请强制执行",
             "basis": "《劳动争议调解仲裁法》第五十一条"},
        ],
        "sue_by": "2026-06-04",
        "sue_basis": "自收到裁决书之日起十五日",
    },
    "review_application": {
        "body": COURT,
        "agreement": AGREED,
        "apply_by": "2026-04-07",
        "applied_on": "2026-03-27",
        "enclosures": ENCLOSURES,
    },
    "confirmation_application": {
        "body": {"name": "滨江区人民法院"},
        "legal_type": "人民调解委员会",
        "agreement": AGREED,
        "apply_by": "2026-04-22",
        "applied_on": "2026-03-27",
        "enclosures": ENCLOSURES,
    },
    "entrustment_reply": {
        "body": COURT,
        "body_number": "滨劳人仲字〔2026〕第0388号",
        "received_on": "2026-03-05",
        "accepted_on": "2026-03-09",
        "both_consented_on": "2026-03-09",
        "result": "达成调解协议",
        "agreement_number": AGREED["number"],
        "words": "",
        "contact": {"name": "王敏", "phone": "010-55512351"},
    },
}  # fmt: skip


def sample(kind: str) -> Context:
    """A fresh context of the kind, free to be changed."""
    return copy.deepcopy({**HEAD, **KINDS[kind]})
