"""What each paper must say, in both languages."""

# What the law asks of each paper (article in the comment where there is one): (Chinese, English).
REQUIRED: dict[str, list[tuple[str, str]]] = {
    "receipt": [
        ("K7QF-2M9D", "K7QF-2M9D"),
        ("2026年3月10日", "10 March 2026"),
        ("劳动合同书复印件", "劳动合同书复印件"),
        ("中断", "interrupt"),
    ],
    # LDMAL 12: who, what, why, when
    "oral_application": [
        ("申请人基本情况", "The applicant"),
        ("申请调解的争议事项", "Matters in dispute"),
        ("事实与理由", "Facts and grounds"),
        ("申请时间：2026年3月5日9时30分", "5 March 2026, 09:30"),
    ],
    "missing_papers": [
        ("一次性告知", "complete list"),
        ("解除劳动合同通知书", "解除劳动合同通知书"),
        ("2026年3月12日", "12 March 2026"),
    ],
    "consent_invitation": [
        ("2026年3月9日", "9 March 2026"),
        ("回避", "recusal"),
        ("委托代理人", "agent"),
        ("不同意", "refuse"),
    ],
    "acceptance_notice": [
        ("2026年3月24日", "24 March 2026"),
        ("王敏", "王敏"),
        ("权利和义务", "Rights and duties"),
        ("双方当事人同意", "both sides agree"),
    ],
    # Provisions 22: in writing, with the reason; and where to go next
    "non_acceptance_notice": [
        ("对方当事人不同意调解", "对方当事人不同意调解"),
        ("申请劳动仲裁", "申请劳动仲裁"),
        ("时效", "limitation"),
    ],
    # PIPL 17: who, why, what, how long, how to object
    "rights_notice": [
        ("自愿", "voluntary"),
        ("保密", "Confidentiality"),
        ("保存期限", "Kept for"),
        ("单独同意", "separate consent"),
    ],
    "minutes": [
        ("参加人员", "Present"),
        ("争议焦点", "Issues in dispute"),
        ("调解方案", "Proposals"),
        ("调解结果", "Result"),
        ("记录人", "Record keeper"),
    ],
    # Provisions 26, LDMAL 14 to 16
    "agreement": [
        ("壹万捌仟伍佰元整", "壹万捌仟伍佰元整"),
        ("18,500.00", "18,500.00"),
        ("6217****1208", "6217****1208"),
        ("2026年4月25日", "25 April 2026"),
        ("逾期", "Default"),
        ("签名或者盖章", "signed or sealed"),
        ("十五日", "fifteen days"),
        ("三十日", "thirty days"),
        ("支付令", "payment order"),
        ("一式三份", "3 copies"),
        ("未休年休假", "未休年休假"),
        ("仲裁审查和司法确认只能选择其一", "Only one of review and confirmation"),
    ],
    "suspension_notice": [
        ("2026年3月19日", "19 March 2026"),
        ("不停止法定期限", "does not stop the legal time limits"),
    ],
    # Provisions 30: both sign; told in writing that they may go to arbitration
    "end_notice": [
        ("可以依法向有管辖权的劳动人事争议仲裁委员会申请仲裁", "for arbitration"),
        ("一年", "one year"),
        ("记录的中断日期：2026年3月24日", "date on record: 24 March 2026"),
        ("签名或者盖章", "Signature or seal"),
    ],
    "withdrawal_record": [("撤回人", "Withdrawn by"), ("再次申请调解", "again")],
    "closing_form": [
        ("处理结果", "Outcome"),
        ("保管期限", "Kept for"),
        ("审批人", "Approved"),
        ("18,500.00", "18,500.00"),
    ],
    "cover_letter": [
        ("移送材料", "Enclosures"),
        ("不在移送范围", "not part of what is handed over"),
        ("第二十一条", "jurisdiction"),
    ],
    # Case-Handling Rules 29
    "arbitration_application": [
        ("出生日期", "Date of birth"),
        ("身份证件号码", "ID number"),
        ("通讯（送达）地址", "Postal (service) address"),
        ("法定代表人（主要负责人）", "Legal representative"),
        ("职务", "Position"),
        ("仲裁请求", "Claims"),
        ("事实和理由", "Facts and grounds"),
        ("证据来源", "Source"),
        ("证人姓名和住所", "Witnesses"),
        ("孙丽", "孙丽"),
    ],
    "evidence_list": [
        ("证明内容", "What it shows"),
        ("由用人单位掌握管理", "held by the employer"),
        ("共3项", "3 items"),
    ],
    "court_outcome_notice": [
        ("作出非终局裁决", "作出非终局裁决"),
        ("2026年6月4日", "4 June 2026"),
        ("提起诉讼", "lawsuit"),
    ],
    # Case-Handling Rules 74
    "review_application": [
        ("共同申请", "together"),
        ("2026年3月23日", "23 March 2026"),
        ("自愿达成", "freely"),
        ("十五日", "fifteen days"),
    ],
    # Interpretation of the Civil Procedure Law 354
    "confirmation_application": [
        ("没有恶意串通", "without malicious collusion"),
        ("三十日", "thirty days"),
        ("〔2026〕河调协字第0087号", "〔2026〕河调协字第0087号"),
    ],
    # Arbitration Case-Handling Rules 70: the court is told the result, and nothing of what was said
    "entrustment_reply": [
        ("滨劳人仲字〔2026〕第0388号", "滨劳人仲字〔2026〕第0388号"),
        ("达成调解协议", "达成调解协议"),
        ("不在本函之列", "not part of this letter"),
    ],
}
