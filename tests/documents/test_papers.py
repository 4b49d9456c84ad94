"""Every paper comes out in both languages, complete, tagged, the same bytes each time, and fetches nothing."""

import hashlib
import http.server
import io
import os
import re
import shutil
import subprocess
import sys
import threading
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pikepdf
import pypdf
import pytest
from django.conf import settings
from django.template.loader import get_template
from django.utils.safestring import mark_safe

from cases import rendering
from tests.documents.samples import HEAD, KINDS, sample

NUMBER = "〔2026〕河调文字第0312号"
EACH = [(kind, language) for kind in rendering.KINDS for language in rendering.LANGUAGES]

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
}


def paper(kind: str, language: str = "zh-Hans", /, **changes: Any) -> bytes:
    """The sample of the kind as PDF, with some of its values changed."""
    return rendering.render_pdf(
        kind, language, {**sample(kind), **changes}, number=NUMBER, digest="7F3A-91C2"
    )


def pages(data: bytes) -> list[str]:
    """The text of each page without its white space, which depends on where lines happen to end."""
    return ["".join(page.extract_text().split()) for page in pypdf.PdfReader(io.BytesIO(data)).pages]


def without_feet(text: str) -> str:
    """The text as if it stood on one long page: a sentence may go on overleaf."""
    return re.sub(rf"—\d+—|{packed(NUMBER)}(校验码|Checkcode)7F3A-91C2|本页签名：＿+|Signed:_+", "", text)  # noqa: RUF001


def packed(text: str) -> str:
    return "".join(text.split())


@pytest.mark.parametrize(("kind", "language"), EACH)
def test_each_paper_says_what_the_law_asks(kind: str, language: str) -> None:
    text = without_feet("".join(pages(paper(kind, language))))
    for chinese, english in REQUIRED[kind]:
        assert packed(chinese if language == "zh-Hans" else english) in text
    assert "陈秀英" in text
    if language == "en":
        assert packed("This English copy is for convenience; the Chinese text is authentic.") in text


def test_the_foot_of_each_page_names_the_paper() -> None:
    for count, page in enumerate(pages(paper("minutes")), start=1):
        assert packed(NUMBER) in page and "校验码7F3A-91C2" in page and f"—{count}—" in page
        assert "本页签名：" in page


def test_every_kind_has_a_sample_and_a_required_text() -> None:
    assert set(KINDS) == set(rendering.KINDS) == set(REQUIRED)


@pytest.mark.parametrize(
    ("kind", "language"), [("agreement", "zh-Hans"), ("agreement", "en"), ("receipt", "zh-Hans")]
)
def test_papers_are_tagged_and_say_their_language(kind: str, language: str) -> None:
    with pikepdf.open(io.BytesIO(paper(kind, language))) as pdf:
        assert str(pdf.Root.Lang) == language
        assert bool(pdf.Root.MarkInfo.Marked)
        kinds = set(tags_of(pdf.Root.StructTreeRoot))
        assert {"/H1", "/P", "/Table", "/TH", "/TD", "/Figure"} <= kinds
        assert NUMBER in str(pdf.docinfo["/Title"])
        with pdf.open_outline() as outline:
            assert outline.root
        with pdf.open_metadata() as metadata:
            assert (metadata["pdfaid:part"], metadata["pdfaid:conformance"]) == ("3", "A")
        assert "/CreationDate" not in pdf.docinfo and "/ModDate" not in pdf.docinfo


def tags_of(element: Any) -> Iterator[str]:
    if "/S" in element:
        yield str(element.S)
    below = element.get("/K", [])
    for child in below if isinstance(below, pikepdf.Array) else [below]:
        if isinstance(child, pikepdf.Dictionary):
            yield from tags_of(child)


@pytest.mark.parametrize("language", rendering.LANGUAGES)
def test_missing_optional_values_are_named_as_missing(language: str) -> None:
    bare = {"applicants": [{"name": "陈秀英"}], "respondents": [], "claims": []}
    for kind in rendering.KINDS:
        html = get_template(f"documents/{kind}.{language}.html").render(bare)
        assert ("未填写" if language == "zh-Hans" else "not given") in html
        assert "None" not in html
    assert rendering.render_pdf("agreement", language, bare, number="")


SCRIPT = """
import django, hashlib; django.setup()
from cases import rendering
from tests.documents.samples import sample
for kind in ("agreement", "receipt"):
    print(hashlib.sha256(rendering.render_pdf(kind, "zh-Hans", sample(kind), number="一", digest="2")).hexdigest())
"""


def test_two_processes_make_the_same_bytes() -> None:
    def made(seed: str) -> str:
        environment = {
            **os.environ,
            "PYTHONHASHSEED": seed,
        }
        done = subprocess.run(
            [sys.executable, "-c", SCRIPT],
            env=environment,
            cwd=settings.BASE_DIR,
            capture_output=True,
            text=True,
        )
        assert done.returncode == 0, done.stderr
        return done.stdout

    first = made("1")
    assert first == made("2")
    here = [
        hashlib.sha256(
            rendering.render_pdf(kind, "zh-Hans", sample(kind), number="一", digest="2")
        ).hexdigest()
        for kind in ("agreement", "receipt")
    ]
    assert first.split() == here


# --- hostile input ------------------------------------------------------------------------------------------


@pytest.fixture
def listener() -> Iterator[tuple[str, list[str]]]:
    """A server on this machine that notes who asks it for something."""
    asked: list[str] = []

    class Listening(http.server.BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            asked.append(self.path)
            self.send_response(200)
            self.end_headers()

        def log_message(self, *args: Any) -> None:
            return

    server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), Listening)
    threading.Thread(target=server.serve_forever, args=(0.01,), daemon=True).start()
    yield f"http://127.0.0.1:{server.server_address[1]}", asked
    server.shutdown()
    server.server_close()


WAYS_OUT = (
    '<img src="{0}">',
    '<link rel="stylesheet" href="{0}">',
    '<link rel="attachment" href="{0}">',
    '<a rel="attachment" href="{0}">x</a>',
    '<style>@import url("{0}");</style>',
    '<style>@font-face {{ font-family: x; src: url("{0}") }} p {{ font-family: x }}</style><p>x</p>',
    '<p style="background: url({0})">x</p>',
    '<style>p::before {{ content: url("{0}") }}</style><p>x</p>',
    '<ul style="list-style: disc url({0})"><li style="display: list-item">x</li></ul>',
    '<object data="{0}"></object>',
    '<embed src="{0}">',
    '<svg xmlns="http://www.w3.org/2000/svg"><image href="{0}" width="9" height="9"/></svg>',
)


def everywhere(value: Any, poison: str) -> Any:
    """The context with a poison after every text that is not a date, a kind or an address for the QR code."""
    if isinstance(value, dict):
        kept = ("kind", "verify")
        return {key: inner if key in kept else everywhere(inner, poison) for key, inner in value.items()}
    if isinstance(value, list):
        return [everywhere(inner, poison) for inner in value]
    if isinstance(value, str) and value and not re.fullmatch(r"\d{4}-\d\d-\d\d.*", value):
        return mark_safe(value + poison)
    return value


POISON = "</p></table><h1>假</h1><script>x</script>{{ number }}{% now 'Y' %}"


@pytest.mark.parametrize(("kind", "language"), EACH)
def test_markup_in_values_is_escaped(kind: str, language: str) -> None:
    values = rendering._plain(everywhere(sample(kind), POISON))
    html = get_template(f"documents/{kind}.{language}.html").render(values)
    assert html.count("<h1>") == 1 and "<script" not in html
    assert "&lt;h1&gt;假&lt;/h1&gt;" in html and "{{ number }}" in html


@pytest.mark.parametrize("kind", ["agreement", "receipt"])
def test_markup_in_values_stays_text(kind: str, listener: tuple[str, list[str]]) -> None:
    address, asked = listener
    poison = "".join(way.format(address) for way in WAYS_OUT[:4]) + POISON
    data = rendering.render_pdf(kind, "zh-Hans", everywhere(sample(kind), poison), number=NUMBER)
    with pikepdf.open(io.BytesIO(data)) as pdf:
        assert not pdf.Root.get("/AF") and "/EmbeddedFiles" not in pdf.Root.get("/Names", {})
        assert all("/Annots" not in page for page in pdf.pages)
        assert list(tags_of(pdf.Root.StructTreeRoot)).count("/H1") == 1
    assert asked == []


@pytest.mark.parametrize("way", WAYS_OUT)
def test_even_a_template_may_not_fetch(
    way: str, listener: tuple[str, list[str]], monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    address, asked = listener
    secret = tmp_path / "secret.txt"
    secret.write_text("canary")
    for target in (address, secret.as_uri(), "ftp://127.0.0.1/x", str(secret)):
        html = f'<html lang="en"><title>x</title><p>x</p>{way.format(target)}'
        monkeypatch.setattr(rendering, "get_template", lambda name, html=html: _Fixed(html))
        try:
            data = rendering.render_pdf("receipt", "en", {}, number="")
        except rendering.RenderingFailed:
            continue
        assert b"canary" not in data
        with pikepdf.open(io.BytesIO(data)) as pdf:
            assert not pdf.Root.get("/AF") and "/EmbeddedFiles" not in pdf.Root.get("/Names", {})
    assert asked == []


class _Fixed:
    """A template that is already what it will be."""

    def __init__(self, html: str) -> None:
        self.html = html

    def render(self, context: dict[str, Any]) -> str:
        return self.html


def test_a_fault_of_the_engine_is_a_failed_rendering(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(rendering, "get_template", lambda name: _Fixed("<html lang=en>" + "<div>" * 3000))
    with pytest.raises(rendering.RenderingFailed):
        rendering.render_pdf("receipt", "en", {}, number="")


# --- characters ---------------------------------------------------------------------------------------------


def named(name: str) -> dict[str, Any]:
    return {"applicants": [{**HEAD["applicants"][0], "name": name}]}


@pytest.mark.parametrize("name", ["王𬀩", "买买提·吐尔逊", "古丽•阿不都", "李㛃", "𠮷田", "张珺喆"])
def test_a_rare_name_is_right_or_refused(name: str) -> None:
    try:
        data = paper("agreement", "zh-Hans", **named(name))
    except rendering.Unprintable as refused:
        assert set(refused.characters) <= set(name)
    else:
        assert name in "".join(pages(data))


@pytest.mark.parametrize("bad", ["\U0001f600", "ཀ", "\x00", "\ud800", "\u202e", "\ufffe", "\ue000"])
def test_what_no_font_has_is_refused_by_name(bad: str) -> None:
    with pytest.raises(rendering.Unprintable) as refused:
        paper("receipt", "zh-Hans", **named(f"陈{bad}英"))
    assert refused.value.characters == [bad]
    assert f"U+{ord(bad):04X}" in str(refused.value)
    assert str(refused.value).endswith((".", "。"))


def test_an_empty_box_in_the_page_is_noticed_even_when_the_check_before_missed_it(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(rendering.fonts, "uncovered", lambda text: [])
    with pytest.raises(rendering.Unprintable) as refused:
        paper("receipt", "zh-Hans", **named("陈\U0001f600英"))
    assert refused.value.characters == ["\U0001f600"]


def test_joiners_left_by_copying_do_no_harm() -> None:
    assert "陈秀英" in "".join(pages(paper("receipt", "zh-Hans", **named("陈秀英\u200b\ufeff"))))


def test_only_plain_values_and_known_papers() -> None:
    with pytest.raises(TypeError):
        paper("receipt", "zh-Hans", amount=1.5)
    with pytest.raises(ValueError, match="no paper"):
        rendering.render_pdf("../secret", "zh-Hans", {}, number="")
    with pytest.raises(rendering.RenderingFailed):
        paper("agreement", "zh-Hans", facts="长" * 500_000)


def test_the_version_of_a_template_is_short_and_its_own() -> None:
    versions = {rendering.template_version(kind, language) for kind, language in EACH}
    assert len(versions) == len(EACH)
    assert all(re.fullmatch("[0-9a-f]{12}", version) for version in versions)


# --- layout -------------------------------------------------------------------------------------------------


def long_agreement() -> dict[str, Any]:
    """Forty-character names, sixty lines of facts, thirty instalments, an unbroken word, ten applicants."""
    context = sample("agreement")
    context["facts"] = "\n".join(f"第{line}项事实：" + "双方对此没有争议，" * 6 for line in range(60))
    context["respondents"][0]["name"] = "远航" * 16 + "物流有限责任公司"
    context["organisation"]["name"] = "河滨" * 15 + "劳动争议调解委员会"
    part = {
        "due_on": "2026-12-25",
        "amount": "12,345,678.90",
        "amount_words": "壹仟贰佰叁拾肆万伍仟陆佰柒拾捌元玖角整",
    }
    context["items"][0].update(instalments=[part] * 30, account_number="6217" * 20, payer="远" * 40)
    context["applicants"] = [
        {**context["applicants"][0], "name": f"阿卜杜热合曼·买买提依明江{one}"} for one in range(10)
    ]
    return context


@pytest.mark.parametrize("language", rendering.LANGUAGES)
@pytest.mark.skipif(shutil.which("pdftotext") is None, reason="needs poppler-utils")
def test_nothing_runs_over_the_margins(language: str, tmp_path: Path) -> None:
    file = tmp_path / "long.pdf"
    file.write_bytes(rendering.render_pdf("agreement", language, long_agreement(), number=NUMBER))
    found = subprocess.run(
        ["pdftotext", "-bbox", file, "-"], capture_output=True, text=True, check=True
    ).stdout
    edges = [
        (float(left), float(right))
        for left, right in re.findall(r'xMin="([\d.]+)" .*?xMax="([\d.]+)"', found)
    ]
    millimetre = 72 / 25.4
    assert len(edges) > 500
    assert min(left for left, _ in edges) >= 28 * millimetre - 1
    assert max(right for _, right in edges) <= (210 - 26) * millimetre + 1


@pytest.mark.parametrize("kind", ["agreement", "acceptance_notice", "suspension_notice", "end_notice"])
def test_the_seal_never_stands_alone(kind: str) -> None:
    for lines in range(0, 18, 6):
        context = sample(kind)
        for key in ("facts", "detail"):
            context[key] = "\n".join(["双方对这一事实没有争议。"] * lines)
        if kind == "acceptance_notice":
            context["extension"] = "双方当事人同意的，可以延长。" * lines
        data = rendering.render_pdf(kind, "zh-Hans", context, number=NUMBER)
        sealed = [page.extract_text() for page in pypdf.PdfReader(io.BytesIO(data)).pages][-1]
        above = [line for line in sealed.split("（盖章）")[0].splitlines() if line.strip()]
        # The last of them is the name of the organisation, part of the seal itself; the foot is drawn first.
        text = [line for line in above if "文字第0312号" not in line and "—" not in line][:-1]
        assert "（盖章）" in sealed and len(text) >= 2, (lines, sealed)
