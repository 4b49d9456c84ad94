"""Invented names, drawn from a seeded source: people, enterprises, streets, numbers that pass their check digits."""

import random
from datetime import date

SURNAMES = "王李张刘陈杨黄赵吴周徐孙马朱胡郭何高林罗郑梁谢宋唐许韩冯邓曹彭曾肖田董袁潘于蒋蔡余杜叶程苏魏吕丁任沈姚卢姜崔钟谭陆汪范金石廖贾夏韦付方白邹孟熊秦邱江尹薛闫段雷侯龙史陶黎贺顾毛郝龚邵万钱严覃武戴莫孔向汤"
GIVEN = "伟芳娜敏静丽强磊军洋勇艳杰娟涛明超秀霞平刚桂英华玉萍红鹏辉玲飞波宁燕梅琴岚峰云海山川晨阳欣怡雨泽浩然子轩梓涵佳宜思远立新国庆建文志远春梅秋菊冬雪夏荷凯旋博雅"
MINORITY = ("买买提·吐尔逊", "阿依古丽·艾山", "巴特尔·孟和", "古丽娜尔·热合曼", "扎西·次仁")
ENGLISH = (
    "Daniel Okafor",
    "Maria Fernandes",
    "James Whitfield",
    "Anna Kowalska",
    "Rahul Mehta",
    "Sofia Lindqvist",
)
RARE = ("王珺喆", "李𬀩", "张㛃")

_TRADE = (
    "制衣",
    "物流",
    "餐饮",
    "机械",
    "电子",
    "物业",
    "建筑",
    "生物医药",
    "食品",
    "软件",
    "家具",
    "印刷",
    "汽配",
    "包装",
    "仓储",
    "保洁",
    "教育咨询",
    "新能源",
    "医疗器械",
    "广告",
    "酒店",
    "超市",
    "快递",
    "装饰",
    "化工",
    "光电",
    "检测",
)
_FIRST = (
    "宏达",
    "远航",
    "金桥",
    "港湾",
    "瑞丰",
    "天成",
    "华盛",
    "博远",
    "嘉禾",
    "新源",
    "中科",
    "恒信",
    "联创",
    "东方",
    "佳美",
    "百川",
    "永兴",
    "海纳",
    "顺捷",
    "康泰",
    "明德",
    "启航",
    "正阳",
    "聚力",
    "众合",
    "安信",
    "鼎新",
    "丰泽",
    "鑫源",
    "万和",
    "创想",
    "优品",
    "盛世",
    "泰和",
    "银河",
    "蓝天",
    "绿源",
    "宝利",
    "长青",
    "双龙",
    "卓越",
    "凌云",
    "飞腾",
    "金诚",
    "合众",
)
_KIND = ("有限公司", "科技有限公司", "股份有限公司", "（北京）有限公司", "集团有限公司")
_STREETS = (
    "荣华中路",
    "荣华南路",
    "科创五街",
    "科创十四街",
    "景园北街",
    "地盛西路",
    "宏达北路",
    "文化园西路",
    "永昌中路",
    "凉水河路",
)

_AREAS = (
    "110101",
    "110105",
    "110115",
    "130102",
    "370102",
    "410102",
    "340104",
    "420106",
    "500103",
    "610103",
    "230102",
)
_ID_WEIGHTS = (7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2)
_CODE_ALPHABET = "0123456789ABCDEFGHJKLMNPQRTUWXY"


def person(source: random.Random) -> str:
    """A Chinese name of two or three characters; now and then one with a dot or a rare character."""
    roll = source.random()
    if roll < 0.012:
        return source.choice(MINORITY)
    if roll < 0.02:
        return source.choice(RARE)
    return source.choice(SURNAMES) + "".join(source.sample(GIVEN, source.choice((1, 2, 2))))


def enterprises(source: random.Random, count: int) -> list[str]:
    """That many different enterprise names."""
    names: dict[str, None] = {}
    while len(names) < count:
        first, second = source.sample(_FIRST, 2)
        word = first if source.random() < 0.5 else first + second[0]
        names[f"{word}{source.choice(_TRADE)}{source.choice(_KIND)}"] = None
    return list(names)


def street(source: random.Random) -> str:
    """A street and number in the district."""
    return f"北京经济技术开发区{source.choice(_STREETS)}{source.randint(1, 88)}号"


def mobile(source: random.Random) -> str:
    """A mobile number from a range that no operator has given out."""
    return f"1999{source.randint(0, 9999999):07d}"


def identity_number(source: random.Random, born: date, gender: str) -> str:
    """An eighteen-digit number whose check digit is right (GB 11643)."""
    order = source.randrange(0, 499) * 2 + (1 if gender == "m" else 0)
    body = f"{source.choice(_AREAS)}{born:%Y%m%d}{order:03d}"
    total = sum(int(digit) * weight for digit, weight in zip(body, _ID_WEIGHTS, strict=True))
    return body + "10X98765432"[total % 11]


def credit_code(source: random.Random) -> str:
    """A unified social credit code whose check character is right (GB 32100)."""
    body = "91110400" + "".join(source.choice(_CODE_ALPHABET) for _ in range(9))
    total = sum(_CODE_ALPHABET.index(char) * pow(3, place, 31) for place, char in enumerate(body))
    return body + _CODE_ALPHABET[(31 - total % 31) % 31]
