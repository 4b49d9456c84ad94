"""Articles about what a court or tribunal makes of an agreement or an award."""

from __future__ import annotations

from collections.abc import Mapping

COURT: Mapping[str, tuple[str, str]] = {
    "BR 50": (
        "是否终局按单项裁决数额确定；赔偿金包括二倍工资、违法约定试用期和违法解除的赔偿金；终局与非终局事项分别裁决。",
        "Finality goes by each single item; damages include double wages, unlawful probation and unlawful dismissal; "
        "final and other items get separate awards.",
    ),
    "BR 63": (
        "代表人变更、放弃请求，承认对方请求，或者进行和解，须经被代表的当事人同意；代表人为三至五名。",
        "Representatives, three to five of them, need the consent of those they represent to change or waive claims, "
        "to admit the other side's, or to settle.",
    ),
    "BJ-QA 9": (
        "终局裁决按申请仲裁时的月最低工资标准计算十二个月金额。",
        "The twelve months' minimum wage for final awards goes by the day of filing.",
    ),
    "INT1 13": (
        "依据调解协议申请的支付令失效的，劳动者可以依据调解协议直接起诉；因拖欠劳动报酬申请的，应当先申请仲裁。",
        "When an order based on a mediation agreement fails, the worker may sue on the agreement; when based on bare "
        "arrears, arbitration comes first.",
    ),
    "INT1 15": (
        "劳动者以工资欠条为证据直接起诉，不涉及其他争议的，按普通民事纠纷受理。",
        "A suit on a wage IOU alone is taken as an ordinary civil case.",
    ),
    "INT1 19": (
        "裁决涉及数项，每项确定的数额均不超过当地月最低工资标准十二个月金额的，按终局裁决处理。",
        "An award of several items is final when each is within twelve months of the local minimum wage.",
    ),
    "INT2 20": (
        "仲裁期间未提出仲裁时效抗辩的，在诉讼中提出，人民法院一般不予支持，有新的证据能够证明时效期间届满的除外。",
        "A limitation defence not raised in arbitration is not heard in court, unless new evidence proves that the "
        "period has ended.",
    ),
    "LCL 30": (
        "用人单位拖欠或者未足额支付劳动报酬的，劳动者可以申请支付令。",
        "A worker may ask the court for a payment order for unpaid wages.",
    ),
    "CPL 226": (
        "法院在收到支付令申请后五日内通知债权人是否受理。",
        "The court tells the creditor within five days whether it accepts the application.",
    ),
    "CPL 227": (
        "债权债务关系明确、合法的，法院在受理后十五日内发出支付令；债务人收到后十五日内清偿或者书面异议。",
        "The court issues the order within 15 days of acceptance; the debtor pays or objects in writing within 15 days.",
    ),
    "CPL 228": (
        "债务人的书面异议成立的，裁定终结督促程序，支付令失效，转入诉讼程序，申请一方不同意起诉的除外。",
        "A valid written objection ends the procedure and the order fails; the case goes to suit unless the creditor "
        "objects.",
    ),
    "CPLI 427": (
        "支付令的受理条件：到期且数额确定、没有对待给付义务、债务人在境内且未下落不明、能够送达、未申请诉前保全。",
        "Conditions of acceptance: due and definite, no counter-performance, a debtor in the country who is not "
        "missing, can be served, no pre-suit preservation.",
    ),
    "CPLI 428": (
        "请求给付的金钱尚未到期或者数额不确定等情形，驳回支付令申请。",
        "The application is dismissed when the sum is not yet due or not definite, among other cases.",
    ),
    "CPLI 429": (
        "支付令应当向债务人本人送达；债务人拒绝接收的，可以留置送达。",
        "The order is served on the debtor in person; if it refuses, the order may be left with it.",
    ),
}
