"""Every article the program cites, spelled here and nowhere else; others name its code: "MR 29".

The gists are one-sentence reminders, not the text of the law.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, replace
from types import MappingProxyType

from cases.law.gists import GISTS


@dataclass(frozen=True, slots=True)
class Article:
    code: str
    citation_zh: str
    citation_en: str
    gist_zh: str
    gist_en: str


# Key of an instrument → its title in Chinese, as it stands before the article's number, and in English.
_INSTRUMENTS: Mapping[str, tuple[str, str]] = {
    "ARB": ("《中华人民共和国劳动争议调解仲裁法》", "Labour Dispute Mediation and Arbitration Law"),
    "MR": ("《企业劳动争议协商调解规定》", "Rules on Enterprise Labour Dispute Negotiation and Mediation"),
    "BR": ("《劳动人事争议仲裁办案规则》", "Labour and Personnel Arbitration Case Rules (2017)"),
    "CC": ("《中华人民共和国民法典》", "Civil Code"),
    "CPL": ("《中华人民共和国民事诉讼法》", "Civil Procedure Law (2023)"),
    "PML": ("《中华人民共和国人民调解法》", "People's Mediation Law"),
    "PMR": ("《人民调解工作若干规定》", "Provisions on People's Mediation Work (2002)"),
    "IM": (
        "《最高人民法院关于人民法院特邀调解的规定》",
        "Provisions of the Supreme People's Court on Court-Invited Mediation (2016)",
    ),
    "INT1": (
        "《最高人民法院关于审理劳动争议案件适用法律问题的解释（一）》",
        "Supreme People's Court Interpretation (I) on Labour Disputes (2020)",
    ),
    "INT2": (
        "《最高人民法院关于审理劳动争议案件适用法律问题的解释（二）》",
        "Supreme People's Court Interpretation (II) on Labour Disputes (2025)",
    ),
    "CPLI": (
        "《最高人民法院关于适用〈中华人民共和国民事诉讼法〉的解释》",
        "Supreme People's Court Interpretation on the Civil Procedure Law (2022)",
    ),
    "LL": ("《中华人民共和国劳动法》", "Labour Law"),
    "LCL": ("《中华人民共和国劳动合同法》", "Labour Contract Law (2012)"),
    "IMP": (
        "《中华人民共和国劳动合同法实施条例》",
        "Implementing Regulations of the Labour Contract Law (2008)",
    ),
    "LAL": ("《中华人民共和国法律援助法》", "Legal Aid Law (2022)"),
    "WI": ("《工伤保险条例》", "Regulations on Work-Injury Insurance (2011)"),
    "AL": ("《职工带薪年休假条例》", "Regulations on Paid Annual Leave (2008)"),
    "ALM": ("《企业职工带薪年休假实施办法》", "Measures on Paid Annual Leave in Enterprises (2008)"),
    "HOL": ("《全国年节及纪念日放假办法》", "Measures on Public Holidays"),
    "BJ-WAGE": ("《北京市工资支付规定》", "Beijing Provisions on the Payment of Wages (2007)"),
    "BJ-QA": (
        "《北京市高级人民法院、北京市劳动人事争议仲裁委员会关于审理劳动争议案件解答（一）》",
        "Beijing High Court and Arbitration Commission: Answers on Labour Disputes (I) (2024)",
    ),
    "BJ-UNION": (
        "《北京市实施〈中华人民共和国工会法〉办法》",
        "Beijing Measures for the Trade Union Law (2015)",
    ),
    "OVER": (
        "《超龄劳动者基本权益保障暂行规定》",
        "Interim Provisions on the Basic Rights of Workers over Retirement Age (2026)",
    ),
}


# Articles that list their cases → how many: "MR 31(6)" is the sixth of them.
_ITEMS: Mapping[str, int] = {"MR 31": 8}
_ITEM = re.compile(r"(.+)\(([1-9]\d?)\)")


def article(code: str) -> Article:
    """The article behind a code, or one item of it. Raises KeyError for a code that is not in the register."""
    found = _ITEM.fullmatch(code)
    if code in ARTICLES or found is None or int(found[2]) > _ITEMS.get(found[1], 0):
        return ARTICLES[code]
    whole, number = ARTICLES[found[1]], int(found[2])
    return replace(
        whole,
        code=code,
        citation_zh=f"{whole.citation_zh}第（{_numeral(number)}）项",
        citation_en=f"{whole.citation_en}({number})",
    )


def _numeral(number: int) -> str:
    """二百二十五: the way statutes number their articles."""
    text, zero_waits = "", False
    for value, unit in ((1000, "千"), (100, "百"), (10, "十"), (1, "")):
        digit = number // value % 10
        if digit == 0:
            zero_waits = bool(text)
            continue
        spoken = "" if unit == "十" and digit == 1 and not text else "零一二三四五六七八九"[digit]
        text += ("零" if zero_waits else "") + spoken + unit
        zero_waits = False
    return text


def _register() -> Mapping[str, Article]:
    register = {notice.code: notice for notice in (_BEIJING_ONE_STOP, _BEIJING_INJURY, *_STANDARDS)}
    for code, (gist_zh, gist_en) in GISTS.items():
        instrument, number = code.split()
        title_zh, title_en = _INSTRUMENTS[instrument]
        citation_zh, citation_en = f"{title_zh}第{_numeral(int(number))}条", f"{title_en}, art. {number}"
        register[code] = Article(code, citation_zh, citation_en, gist_zh, gist_en)
    return MappingProxyType(register)


# A notice is cited by its paragraph, so it does not fit the pattern "title + article".
_BEIJING_INJURY = Article(
    "BJ-INJURY 5",
    "京人社工发〔2011〕384号文件第五部分",
    "Beijing notice Jing-Ren-She-Gong-Fa [2011] No. 384, part 5",
    "解除或者终止劳动关系时，五级至十级的一次性工伤医疗补助金和一次性伤残就业补助金各为十八、十五、十二、九、六、三个月的本市上年度职工月平均工资。",
    "When a worker of level 5 to 10 leaves, each of the two lump sums is 18, 15, 12, 9, 6, 3 months of the city's "
    "average monthly wage of the year before.",
)
_BEIJING_ONE_STOP = Article(
    "BJ-ONE 3(4)",
    "京人社仲发〔2025〕1号文件第三部分第（四）项",
    "Beijing notice Jing-Ren-She-Zhong-Fa [2025] No. 1, part 3(4)",
    "新就业形态一站式调解自受理之日起十五日内结束；双方同意可以延长，最长不超过十五日。",
    "One-stop mediation for new forms of work ends in 15 days of acceptance; "
    "both sides may extend it by 15 at most.",
)
# Standards are cited by their number.
_STANDARDS = (
    Article(
        "GB 11643",
        "国家标准GB 11643《公民身份号码》",
        "National standard GB 11643, Citizen identification number",
        "公民身份号码由六位地区、八位出生日期、三位顺序和一位校验码组成。",
        "An identity number is made of six digits of region, eight of birth, three of order and a check sign.",
    ),
    Article(
        "GB 32100",
        "国家标准GB 32100《法人和其他组织统一社会信用代码编码规则》",
        "National standard GB 32100, Coding rule of the unified social credit identifier",
        "统一社会信用代码为十八位，不用字母I、O、S、V、Z，最后一位是校验码。",
        "A unified social credit code has 18 signs without I, O, S, V, Z; the last is a check sign.",
    ),
    Article(
        "PBC-BILLS",
        "《支付结算办法》附一《正确填写票据和结算凭证的基本规定》",
        "Measures on Payment and Settlement, annex 1, Rules for filling in bills",
        "中文大写金额数字用正楷或者行书填写，到元为止的写“整”。",
        "Amounts are written in Chinese capital numerals and closed with a sign where they end in whole yuan.",
    ),
)

ARTICLES: Mapping[str, Article] = _register()
