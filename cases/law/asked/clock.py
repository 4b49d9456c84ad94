"""What is asked about limitation, time limits, service and working days."""

from __future__ import annotations

from decimal import Decimal

from cases.law.calculation import Calculation
from cases.law.limitation.answer import limitation
from cases.law.limitation.events import EventKind, Nature
from cases.law.limitation.grounds import INTERRUPTIONS
from cases.law.limits.answers import MOST_DAYS, service, time_limit, working_days
from cases.law.limits.rule_table import RULES
from cases.law.limits.rule_titles import TITLES
from cases.law.limits.service_of_papers import METHODS
from cases.law.questions import Question, Type
from cases.law.results import Text

_NATURES = {
    Nature.ORDINARY: Text("一般请求", "an ordinary claim"),
    Nature.PAY_ARREARS: Text(
        "劳动关系存续期间拖欠的劳动报酬", "pay owed during employment, overtime included"
    ),
    Nature.UNUSED_LEAVE: Text("未休年休假报酬（北京）", "pay for untaken annual leave (Beijing)"),
    Nature.DOUBLE_WAGES: Text("未订立书面合同的二倍工资", "double wages without a written contract"),
}
_KINDS = {
    EventKind.START: Text("知道或者应当知道权利被侵害", "the infringement was or should have been known"),
    EventKind.TERMINATION: Text("劳动关系终止", "employment ended"),
    EventKind.INTERRUPTION: Text("时效中断（重新计算）", "interruption (starts afresh)"),
    EventKind.SUSPENSION: Text("时效中止开始（剩余时间暂停）", "suspension begins (the rest waits)"),
    EventKind.RESUMPTION: Text("中止原因消除", "the obstacle is gone"),
}
_EVENTS = Question(
    "events",
    Type.ROWS,
    Text("发生的事件", "What happened"),
    Text(
        "未休年休假：起算填年休假所属年度的任意一日；二倍工资：起算填应付二倍工资的首日，劳动关系终止填最后一日。",
        "Untaken leave: as the start any day of the leave's year. Double wages: as the start their first day, as the end "
        "of employment their last.",
    ),
    is_required=False,
    columns=(
        Question(
            "kind", Type.CHOICE, Text("事件", "event"), choices={k.value: text for k, text in _KINDS.items()}
        ),
        Question("on", Type.DAY, Text("日期", "date")),
        Question(
            "ground",
            Type.CHOICE,
            Text("中断事由", "ground of an interruption"),
            is_required=False,
            choices={code: ground.words for code, ground in INTERRUPTIONS.items()},
        ),
        Question("note", Type.TEXT, Text("证据", "what shows it"), is_required=False),
    ),
)
_LIMITATION = Calculation(
    "limitation",
    Text("仲裁时效", "Limitation of arbitration"),
    Text(
        "申请仲裁的一年从何时起算、可能到何时为止。结果仅供参考，只有对方可以提出时效抗辩。",
        "From when the year for arbitration runs and when it may end. For reference: only the other side may raise it.",
    ),
    "clock",
    (
        Question(
            "on", Type.DAY, Text("计算日（一般为今天）", "Day of the answer (usually today)"), is_today=True
        ),
        Question(
            "nature",
            Type.CHOICE,
            Text("请求的性质", "What is claimed"),
            is_required=False,
            choices={nature.value: text for nature, text in _NATURES.items()},
            default=Nature.ORDINARY.value,
        ),
        _EVENTS,
        Question(
            "is_employed",
            Type.YES_NO,
            Text("劳动关系是否仍然存续", "Does employment still last"),
            Text("只影响拖欠的劳动报酬。", "Matters for pay arrears only."),
            is_required=False,
        ),
    ),
    limitation,
    needs=frozenset({"calendar"}),
    example={
        "on": "2024-05-01",
        "nature": "pay_arrears",
        "events": [{"kind": "start", "on": "2019-01-31"}, {"kind": "termination", "on": "2023-06-30"}],
    },
    examples_of=("L103", "L108"),
)
_TIME_LIMIT = Calculation(
    "time_limit",
    Text("期限的最后一日", "The last day of a time limit"),
    Text("开始的当日不计入；末日遇休息日顺延。", "The first day is not counted; a rest day moves the last one."),
    "clock",
    (
        Question("rule", Type.CHOICE, Text("哪一个期限", "Which limit"), choices={code: TITLES[code] for code in RULES}),
        Question("started_on", Type.DAY, Text("起算事件的日期", "Day of the event it runs from")),
        Question(
            "length",
            Type.COUNT,
            Text("期限长度", "Length"),
            Text("只在规定没有固定长度时填写。", "Only where no rule fixes it."),
            is_required=False,
            least=Decimal(1),
            most=Decimal(365),
        ),
        Question("extended_to", Type.DAY, Text("延长至", "Extended to"), is_required=False),
        Question(
            "applicant_consented_on", Type.DAY, Text("申请人书面同意延期的日期", "The applicant consented in writing on"),
            is_required=False,
        ),
        Question(
            "respondent_consented_on", Type.DAY,
            Text("被申请人书面同意延期的日期", "The respondent consented in writing on"), is_required=False,
        ),
        Question(
            "approved_on", Type.DAY, Text("批准延期的日期", "Approved on"),
            Text(
                "仲裁委员会的期限由其负责人批准；服务承诺由本组织决定。",
                "A tribunal's limit: by its director. A promise: by the organisation.",
            ),
            is_required=False,
        ),
    ),
    time_limit,
    needs=frozenset({"calendar"}),
    example={"rule": "mediation.party_application", "started_on": "2026-02-01"},
    examples_of=("L082", "L083", "L084", "L091", "L094", "L095", "L097", "L098"),
)  # fmt: skip
_SERVICE = Calculation(
    "service",
    Text("送达日期", "When a paper counts as served"),
    Text("按送达方式确定视为送达之日。", "By how it was served."),
    "clock",
    (
        Question("method", Type.CHOICE, Text("送达方式", "How it was served"), choices={m.value: t for m, t in METHODS.items()}),
        Question(
            "on", Type.DAY, Text("签收、留置、张贴、到达或者公告的日期", "Signed for, left, posted up, arrived or published on")
        ),
        Question(
            "is_court", Type.YES_NO, Text("是否为法院送达", "Was it served by a court"), is_required=False, default="no"
        ),
    ),
    service,
    needs=frozenset({"calendar"}),
    example={"method": "left", "on": "2026-04-02"},
)  # fmt: skip
_WORKING_DAYS = Calculation(
    "working_days",
    Text("工作日计算", "Counting working days"),
    Text("按国务院放假通知：休息日不计，调休上班日计入。", "By the State Council's notices: rest days out, make-up days in."),
    "clock",
    (
        Question("first", Type.DAY, Text("起算日（不计入）", "First day (not counted)")),
        Question(
            "days", Type.COUNT, Text("工作日天数", "Number of working days"), is_required=False,
            least=Decimal(1), most=Decimal(MOST_DAYS),
        ),
        Question("last", Type.DAY, Text("或者：截止日（计入）", "Or: last day (counted)"), is_required=False),
    ),
    working_days,
    needs=frozenset({"calendar"}),
    example={"first": "2025-09-29", "days": 10},
)  # fmt: skip

CALCULATIONS = (_LIMITATION, _TIME_LIMIT, _SERVICE, _WORKING_DAYS)
