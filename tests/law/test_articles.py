import re
from pathlib import Path

import pytest

from cases.law.articles import ARTICLES, article
from cases.law.limits import rules
from cases.law.limits.rule_table import RULES

CITED_BY_NOTICES = """
ARB 14, ARB 15, ARB 16, ARB 27, ARB 29, ARB 43, ARB 48, ARB 50,
MR 22, MR 24, MR 26, MR 27, MR 29, MR 30, MR 31,
BR 69, BR 70, BR 74, BR 75, BR 76, BR 80, CPL 205, CC 200, CC 201, CC 202, CC 203, CC 204, PML 33
"""


@pytest.mark.parametrize(
    ("code", "citation"),
    [
        ("MR 29", "《企业劳动争议协商调解规定》第二十九条"),
        ("ARB 14", "《中华人民共和国劳动争议调解仲裁法》第十四条"),
        ("BR 70", "《劳动人事争议仲裁办案规则》第七十条"),
        ("CC 201", "《中华人民共和国民法典》第二百零一条"),
        ("CC 1259", "《中华人民共和国民法典》第一千二百五十九条"),
        ("CPL 225", "《中华人民共和国民事诉讼法》第二百二十五条"),
        ("BJ-ONE 3(4)", "京人社仲发〔2025〕1号文件第三部分第（四）项"),
    ],
    ids=lambda value: value if " " in value and value.isascii() else "",
)
def test_citation(code, citation):
    assert article(code).citation_zh == citation


@pytest.mark.parametrize("code", [code.strip() for code in CITED_BY_NOTICES.split(",")])
def test_what_notices_cite_is_in_the_register(code):
    assert code in ARTICLES


@pytest.mark.parametrize("found", ARTICLES.values(), ids=ARTICLES.keys())
def test_every_article_says_itself_in_both_languages(found):
    assert found.code in ARTICLES
    assert found.gist_zh.endswith("。")
    assert found.gist_en.endswith(".")
    assert found.gist_en.isascii() or "’" in found.gist_en or "“" in found.gist_en
    assert found.citation_zh and found.citation_en


@pytest.mark.parametrize("rule", RULES.values(), ids=RULES.keys())
def test_every_rule_cites_articles_of_the_register(rule):
    assert all(code in ARTICLES for code in rule.basis)
    assert bool(rule.basis) is (rule.nature is not rules.Nature.PROMISE)


@pytest.mark.parametrize("number", range(1, 9))
def test_an_item_of_an_article_is_cited_as_such(number):
    found = article(f"MR 31({number})")
    assert (
        found.citation_zh == f"《企业劳动争议协商调解规定》第三十一条第（{'一二三四五六七八'[number - 1]}）项"
    )
    assert found.citation_en.endswith(f"art. 31({number})") and found.gist_en == article("MR 31").gist_en


@pytest.mark.parametrize("code", ["MR 31(9)", "MR 31(0)", "MR 22(1)", "XX 1(1)"])
def test_an_item_that_does_not_exist_is_an_error(code):
    with pytest.raises(KeyError):
        article(code)


def test_every_article_that_an_act_writes_can_be_cited():
    """The codes stand in the source of the acts: each has words."""
    written = set()
    for folder in ("cases", "mediation", "arbitration_link"):
        for path in Path(folder).rglob("*.py"):
            if "migrations" not in path.parts and path.name != "articles.py":
                written |= set(
                    re.findall(
                        r'"((?:MR|ARB|BR|CC|CPL|PML|PMR|IM|INT1) [0-9]+(?:\([0-9]+\))?)"',
                        path.read_text("utf-8"),
                    )
                )
    assert {"MR 31(6)", "MR 31(7)", "MR 31(8)", "BR 27", "ARB 27"} <= written
    for code in written:
        assert article(code).citation_zh


def test_an_unknown_code_is_an_error():
    with pytest.raises(KeyError):
        article("MR 999")
