"""Articles about work injuries."""

from __future__ import annotations

from collections.abc import Mapping

INJURY: Mapping[str, tuple[str, str]] = {
    "WI 17": (
        "用人单位应当自事故伤害发生之日或者职业病诊断之日起三十日内申请工伤认定；单位不申请的，职工、近亲属、工会可以在一年内直接申请。",
        "The employer applies for recognition of a work injury within 30 days; if it does not, the worker, the "
        "family or the union may within one year.",
    ),
    "WI 33": (
        "停工留薪期内原工资福利待遇不变，由单位按月支付；一般不超过十二个月，经确认可以延长，延长不超过十二个月。",
        "While work is suspended for treatment the employer goes on paying the former wage, for 12 months at most; "
        "the committee may confirm up to 12 more.",
    ),
    "WI 35": (
        "一级至四级伤残保留劳动关系，退出岗位；一次性伤残补助金为二十七、二十五、二十三、二十一个月的本人工资，并按月领取伤残津贴。",
        "Levels 1 to 4 keep the employment relation; the one-off grant is 27, 25, 23, 21 months of own wage, with a "
        "monthly allowance.",
    ),
    "WI 36": (
        "五级、六级一次性伤残补助金为十八、十六个月的本人工资；本人提出解除或者终止的，另有一次性工伤医疗补助金和一次性伤残就业补助金。",
        "Levels 5 and 6: a one-off grant of 18 or 16 months of own wage; two more lump sums if the worker proposes to "
        "leave.",
    ),
    "WI 37": (
        "七级至十级一次性伤残补助金为十三、十一、九、七个月的本人工资；合同期满终止或者本人提出解除的，另有两项一次性补助金。",
        "Levels 7 to 10: a one-off grant of 13, 11, 9, 7 months of own wage; two more lump sums when the contract "
        "expires or the worker leaves.",
    ),
    "WI 39": (
        "因工死亡的，近亲属领取六个月的丧葬补助金、供养亲属抚恤金，以及上一年度全国城镇居民人均可支配收入二十倍的一次性工亡补助金。",
        "On a work death the family receives six months' funeral grant, pensions of dependants, and 20 times last "
        "year's national urban disposable income.",
    ),
    "WI 62": (
        "应当参加工伤保险而未参加的，职工发生工伤，由用人单位按照规定的项目和标准支付费用。",
        "An employer that did not insure its workers pays all benefits itself.",
    ),
    "WI 64": (
        "本人工资是受伤前十二个月的平均月缴费工资，高于统筹地区职工平均工资百分之三百或者低于百分之六十的，按百分之三百、百分之六十计算。",
        "Own wage is the average monthly contribution wage of the 12 months before the injury, within 60 to 300 "
        "percent of the local average wage.",
    ),
}
