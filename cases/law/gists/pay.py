"""Articles about pay, hours, public holidays and annual leave."""

from __future__ import annotations

from collections.abc import Mapping

PAY: Mapping[str, tuple[str, str]] = {
    "LL 36": (
        "每日工作不超过八小时，平均每周不超过四十四小时。",
        "At most eight hours a day, and 44 a week on average.",
    ),
    "LL 41": (
        "延长工作时间一般每日不超过一小时，特殊原因不超过三小时，每月不超过三十六小时。",
        "Overtime is one hour a day as a rule, three for special reasons, and at most 36 a month.",
    ),
    "LL 44": (
        "延长工作时间支付不低于百分之一百五十，休息日工作又不能补休的百分之二百，法定休假日工作百分之三百。",
        "At least 150% for longer hours, 200% for a rest day without time off, 300% for a statutory holiday.",
    ),
    "LL 48": (
        "国家实行最低工资保障制度，支付的工资不得低于当地最低工资标准。",
        "Pay must not be below the local minimum wage.",
    ),
    "LCL 85": (
        "拖欠报酬、低于最低工资、不付加班费或者经济补偿的，由劳动行政部门责令限期支付；"
        "逾期不付的，责令加付百分之五十以上百分之一百以下的赔偿金。",
        "The labour bureau orders overdue pay; only if it is still not paid in time, it orders 50 to 100% more.",
    ),
    "HOL 2": (
        "全体公民放假的节日：元旦、春节、清明节、劳动节、端午节、中秋节、国庆节；"
        "2025年起共十三天，此前十一天。",
        "The public holidays of all citizens: thirteen days from 2025, eleven before.",
    ),
    "HOL 6": (
        "全体公民放假的假日适逢周六、周日的，在工作日补假。",
        "A public holiday on a weekend is made up by a day off on a working day.",
    ),
    "AL 2": (
        "职工连续工作一年以上的，享受带薪年休假，期间工资照发。",
        "Who has worked a year without a break has paid annual leave, at full pay.",
    ),
    "AL 3": (
        "累计工作满一年不满十年的，年休假五天；满十年不满二十年的，十天；满二十年的，十五天。",
        "Five days a year from one year of work in all, ten from ten years, fifteen from twenty.",
    ),
    "AL 4": (
        "寒暑假更长的，带薪事假累计二十天以上的，病假累计达到两个月、三个月、四个月（按累计工龄）的，"
        "不享受当年的年休假。",
        "No leave in a year with longer school holidays, twenty days of paid personal leave, or sick leave of two, "
        "three or four months by length of work.",
    ),
    "AL 5": (
        "年休假由单位统筹安排，可以跨一个年度安排；应休未休的，按日工资的百分之三百支付。",
        "The employer arranges the leave, in the next year at the latest; days not taken are paid at 300%.",
    ),
    "ALM 3": (
        "职工连续工作满十二个月以上的，享受年休假。",
        "Leave needs twelve months of work without a break.",
    ),
    "ALM 4": (
        "年休假天数根据累计工作时间确定，在不同单位的工作时间合并计算。",
        "The days follow the whole time worked, with all employers together.",
    ),
    "ALM 5": (
        "新进单位的，当年天数按本单位剩余日历天数除以三百六十五天折算，不足一整天的部分不享受。",
        "A newcomer has the share of the calendar days left in the year, over 365; the fraction of a day is dropped.",
    ),
    "ALM 8": (
        "已享受当年年休假，年度内又出现不享受情形的，不享受下一年度的年休假。",
        "If the year’s leave was taken before the reason to lose it arose, the next year’s leave is lost.",
    ),
    "ALM 10": (
        "应休未休的按日工资收入的百分之三百支付，其中包含正常工作期间的工资；"
        "职工因本人原因书面提出不休的，可以只支付正常工资。",
        "Days not taken are paid at 300%, the normal wage included; only the normal wage if the worker renounced in "
        "writing for personal reasons.",
    ),
    "ALM 11": (
        "日工资按前十二个月剔除加班工资后的月平均工资除以月计薪天数（21.75天）折算。",
        "A day’s pay is the average of the twelve months before, without overtime pay, over 21.75.",
    ),
    "ALM 12": (
        "离职时按当年已过日历天数折算应休未休天数，不足一整天的部分不支付；多休的不再扣回。",
        "On leaving, the days follow the calendar days passed, the fraction dropped; days taken beyond are not charged.",
    ),
    "ALM 13": (
        "约定或者规章制度规定的年休假天数、报酬高于法定标准的，按约定或者规定执行。",
        "Where contract or company rules give more days or pay, they are followed.",
    ),
    "BJ-WAGE 9": (
        "工资至少每月支付一次，按照规定日期足额支付；支付日遇休息日的，提前在最近的工作日支付。",
        "Wages are paid at least monthly, in full and on the day; before it if the day is a day of rest.",
    ),
    "BJ-WAGE 10": (
        "支付劳动者工资不得低于北京市最低工资标准。",
        "Wages must not be below the Beijing minimum wage.",
    ),
    "BJ-WAGE 14": (
        "标准工作时间以外工作的，按小时工资基数的150％、200％、300％支付加班工资；休息日工作的先安排补休。",
        "Overtime is paid at 150, 200 or 300% of the hourly base; for rest days time off comes first.",
    ),
    "BJ-WAGE 16": (
        "综合计算工时的，总实际工作时间超过总标准工作时间的部分按150％支付，法定休假日工作的按300％支付。",
        "Under comprehensive hours only the excess of the whole period counts, at 150%; statutory holidays at 300%.",
    ),
    "BJ-WAGE 17": (
        "经批准实行不定时工作制的，不适用加班工资的规定。",
        "Under approved flexible hours the rules on overtime pay do not apply.",
    ),
    "BJ-WAGE 18": (
        "非全日制工作的小时工资不得低于小时最低工资标准，法定休假日有单独的标准。",
        "Part-time hours have a minimum of their own, and a higher one on statutory holidays.",
    ),
    "BJ-WAGE 21": (
        "病休期间的工资按约定支付，不得低于最低工资标准的80％。",
        "Sick pay follows the contract and is at least 80% of the minimum wage.",
    ),
    "BJ-WAGE 26": (
        "生产经营困难的，经与工会或者职工代表协商一致可以延期支付，最长三十日。",
        "In difficulty the employer may pay up to thirty days late if the union or the workers’ delegates agree.",
    ),
    "BJ-WAGE 27": (
        "非因劳动者原因停工，一个工资支付周期内照付工资；超过的，安排工作的不低于最低工资，"
        "没有安排工作的按不低于最低工资的70％支付基本生活费。",
        "In a standstill not caused by the worker, full pay for one pay period; then at least the minimum wage with "
        "work, or 70% of it without.",
    ),
    "BJ-WAGE 35": (
        "克扣、无故拖欠工资等，应当全额支付，同时支付所欠工资25％的补偿金。",
        "Wages withheld are paid in full, with 25% of what is owed on top.",
    ),
    "BJ-WAGE 44": (
        "加班工资基数依次按劳动合同、集体合同、正常劳动应得的工资确定，不得低于最低工资标准。",
        "The overtime base is the contract’s wage, else the collective contract’s, else normal pay; not below the "
        "minimum wage.",
    ),
    "BJ-QA 6": (
        "加付赔偿金应当先经劳动行政部门处理；坚持直接主张的，仲裁机构不予受理，法院驳回起诉。",
        "The extra 50 to 100% goes through the labour bureau first; a direct claim is refused.",
    ),
    "BJ-QA 53": (
        "工资支付记录保存期（二年，农民工三年）内由单位举证，超出的谁主张谁举证。",
        "Within the two years wage records are kept (three for migrant workers) the employer has to prove pay.",
    ),
    "BJ-QA 54": (
        "工资支付周期届满后，最迟不应超过约定支付日期的七天。",
        "Wages are paid at most seven days after the agreed day.",
    ),
    "BJ-QA 56": (
        "双方确认的考勤记录可以证明加班，仅凭电子打卡记录一般不予支持；与本职无关或者可以休息的值班不算加班。",
        "Attendance records both sides confirmed prove overtime; a time clock alone generally does not, and being on "
        "duty with rest is none.",
    ),
    "BJ-QA 57": (
        "加班费基数按正常劳动应得工资确定，约定低于合同工资的基数不采；伙食补助和上月加班费扣除；"
        "按21.75天和174小时折算。",
        "The overtime base is the pay for normal work; a base agreed below the contract wage does not count. Meal "
        "subsidies and last month’s overtime are left out; 21.75 days, 174 hours a month.",
    ),
    "BJ-QA 62": (
        "曾经连续工作满十二个月的，此后年休假按当年度在本单位已工作时间计算；累计工作时间扣除中断的时间。",
        "After twelve months of unbroken work once, leave follows the time worked in the year; gaps do not count to "
        "the total.",
    ),
}
