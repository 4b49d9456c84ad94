"""What went wrong, told to a program: problem details (RFC 9457) in the language asked for, both languages beside it."""

import json
from collections.abc import Sequence
from http import HTTPStatus

from django.http import HttpRequest, HttpResponse
from django.utils import translation
from pydantic import BaseModel, ConfigDict, Field

from cases.law.plain import pointer
from cases.law.results import Problem as Fault
from cases.law.results import Text

MEDIA_TYPE = "application/problem+json"


class Place(BaseModel):
    """One thing that is wrong with what was sent. 请求中的一处问题。"""

    model_config = ConfigDict(extra="forbid")

    pointer: str = Field(description="Where, as a JSON Pointer into the body (RFC 6901). 所在位置。")
    field: str = Field(description="The name of the question; empty when it is about several. 问题名称。")
    code: str = Field(description="What kind of fault, stable. 问题代码，不会改变。")
    detail: str = Field(description="What to do, in the language asked for. 说明，按所要的语言。")
    zh: str = Field(description="The same in Chinese. 中文说明。")
    en: str = Field(description="The same in English. 英文说明。")


class Problem(BaseModel):
    """Why there is no answer (RFC 9457). 为什么没有结果。"""

    model_config = ConfigDict(extra="forbid")

    type: str = Field(description="Always “about:blank”: the status says what it is. 固定为 about:blank。")
    title: str = Field(description="The name of the status. 状态名称。")
    status: int = Field(description="The status of the answer. 状态码。")
    code: str = Field(description="What kind of problem, stable. 问题代码，不会改变。")
    detail: str = Field(description="What to do, in the language asked for. 说明，按所要的语言。")
    zh: str = Field(description="The same in Chinese. 中文说明。")
    en: str = Field(description="The same in English. 英文说明。")
    problems: list[Place] = Field(description="Each fault in what was sent. 请求中的各处问题。")


class Refusal(Exception):
    """Raised while a request is read, before any calculation: the status and why."""

    def __init__(self, status: int, code: str, text: Text, faults: Sequence[Fault] = ()) -> None:
        super().__init__(code)
        self.status, self.code, self.text, self.faults = status, code, text, tuple(faults)


NOT_FOUND = Text(
    "没有这个地址，请核对；地址以“/”结尾，各种计算见 /api/v1/calculations/。",
    "There is nothing at this address. Addresses end with a slash; /api/v1/calculations/ lists the calculations.",
)
NOT_ALLOWED = Text(
    "此地址不接受这种请求方法，可用的方法见 Allow。",
    "This address does not take that method; the header Allow names those it takes.",
)
TOO_LARGE = Text("内容过大，最多64KB。", "This is too large: 64 KB at most.")
NOT_JSON = Text(
    "请以 application/json 发送UTF-8编码的JSON。", "Please send JSON in UTF-8, as application/json."
)
TOO_MANY = Text(
    "请求过于频繁，请在 Retry-After 所示秒数之后再试。",
    "Too many requests. Please try again after the seconds that Retry-After names.",
)
BROKEN = Text(
    "程序出现错误，没有得出结果，请稍后再试。",
    "The program failed and there is no result. Please try again later.",
)
NOT_USABLE = Text(
    "所填内容无法计算，请逐项更正。", "This cannot be computed as it was put. Please mend each fault."
)


def spoken(text: Text) -> str:
    """In the language that the request asks for."""
    return text.en if (translation.get_language() or "").startswith("en") else text.zh


def answer(
    status: int, code: str, text: Text, faults: Sequence[Fault] = (), told: object = None
) -> HttpResponse:
    """A problem as a response."""
    problem = Problem(
        type="about:blank",
        title=HTTPStatus(status).phrase,
        status=status,
        code=code,
        detail=spoken(text),
        zh=text.zh,
        en=text.en,
        problems=[_place(fault, told) for fault in faults],
    )
    return HttpResponse(
        json.dumps(problem.model_dump(), ensure_ascii=False), status=status, content_type=MEDIA_TYPE
    )


def refused(request: HttpRequest, refusal: Refusal) -> HttpResponse:
    """What stands in a Refusal, as a response."""
    return answer(refusal.status, refusal.code, refusal.text, refusal.faults)


def _place(fault: Fault, told: object) -> Place:
    return Place(
        pointer=pointer(fault, told),
        field=fault.field,
        code=fault.code,
        detail=spoken(fault.text),
        zh=fault.text.zh,
        en=fault.text.en,
    )
