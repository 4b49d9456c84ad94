"""`docs/law.md` says what the code says: `python manage.py draw_law` writes it anew."""

import re
from pathlib import Path

import pytest

from cases import handbook
from cases.law.articles import ARTICLES
from cases.law.kinds import CALCULATIONS
from cases.law.limits.rule_table import RULES

PAGE = handbook.ROOT / "docs" / "law.md"
FLOORS = ("cases", "mediation", "arbitration_link", "config")


def test_the_page_is_current():
    assert PAGE.read_text(encoding="utf-8") == handbook.page(), "run: python manage.py draw_law"


def test_everything_is_on_it():
    page = handbook.page()
    assert all(f"#### `{kind}` " in page for kind in CALCULATIONS)
    assert all(f"| `{code}` |" in page for code in RULES)
    for found in ARTICLES.values():
        assert f"**`{found.code}`** {found.citation_zh} · {found.citation_en}\n" in page


def test_a_rule_leads_to_its_article_its_function_and_its_test():
    section = handbook.page().partition("**`LCL 47`**")[2].partition("\n\n**`")[0]
    assert "`ending.severance.VERSIONS`" in section and "`test_severance." in section


@pytest.mark.parametrize(
    ("text", "codes"),
    [
        ("LCL 47", ["LCL 47"]),
        ("MR 31(6)", ["MR 31"]),
        ("BJ-ONE 3(4)", ["BJ-ONE 3(4)"]),
        ("IMP 6(2): L016", ["IMP 6"]),
        ("LCL 48, INT2 20: L013", ["LCL 48", "INT2 20"]),
        ("XLCL 47, LCL 4711 and HTTP 404", []),
    ],
)
def test_articles_are_found_in_strings(text, codes):
    assert handbook._codes_in(text) == codes


def test_every_citation_is_spelled_in_one_place():
    """Code names an article by its code; what acts, pages and papers print comes from the register."""
    spelled = re.compile(r"第[一二三四五六七八九十百千零]+条")
    found = [
        str(path.relative_to(handbook.ROOT))
        for floor in FLOORS
        for path in (handbook.ROOT / floor).rglob("*.py")
        if "demo" not in path.parts and spelled.search(path.read_text(encoding="utf-8"))
    ]
    assert found in ([], [str(Path("cases/law/articles.py"))])
