"""Articles about limitation, further time limits, service."""

from __future__ import annotations

from collections.abc import Mapping

LIMITATION: Mapping[str, tuple[str, str]] = {
    "ARB 30": (
        "受理后五日内将申请书副本送达被申请人；被申请人收到后十日内答辩；答辩书五日内送达申请人；不答辩不影响程序进行。",
        "The respondent gets the copy in five days and answers in ten; the answer goes on in five; no answer stops nothing.",
    ),
    "ARB 32": (
        "受理后五日内将仲裁庭的组成情况书面通知当事人。",
        "The parties are told in writing who sits on the tribunal in five days of acceptance.",
    ),
    "ARB 35": (
        "开庭五日前书面通知日期和地点；当事人有正当理由的，可以在开庭三日前请求延期。",
        "Day and place are told in writing five days before the hearing; a party may ask for another day three days before.",
    ),
    "ARB 36": (
        "申请人无正当理由不到庭的，可以视为撤回申请；被申请人不到庭的，可以缺席裁决。",
        "An applicant who stays away may count as having withdrawn; against a respondent an award may be made in absence.",
    ),
    "MR 10": (
        "收到协商要求后五日内不作出回应的，视为不愿协商；协商期限由双方书面约定，可以书面延长。",
        "Silence for five days counts as unwillingness to negotiate; the period is agreed, and extended, in writing.",
    ),
    "BR 20": (
        "送达须有送达回证；拒收等情形留置或者张贴并拍照录像的，三个工作日后视为送达。",
        "Service is receipted; refused papers left or posted up, with photo or video, count as served three working days "
        "later.",
    ),
    "BR 28": (
        "因不可抗力或者其他正当理由不能申请仲裁的，时效中止；原因消除后，剩余时间继续计算。",
        "Force majeure or another good reason suspends limitation; once it is gone the remaining time runs on.",
    ),
    "BR 33": (
        "被申请人收到申请书副本后十日内提交答辩书；答辩书五日内送达申请人。",
        "The respondent answers in ten days of receiving the copy; the answer goes to the applicant in five.",
    ),
    "BR 62": (
        "集体劳动争议，收到申请之日起五日内决定是否受理。",
        "In a collective dispute the tribunal decides on acceptance in five days of receipt.",
    ),
    "CPL 87": (
        "送达诉讼文书必须有送达回证，受送达人签收的日期为送达日期。",
        "Service is receipted; the day the addressee signs for counts.",
    ),
    "CPL 88": (
        "送达应当直接送交受送达人；由规定的人签收的，签收日期为送达日期。",
        "Papers go to the addressee directly; the day they are signed for counts.",
    ),
    "CPL 89": (
        "拒绝接收的，可以邀请有关人员到场或者拍照、录像后留置送达。",
        "Refused papers may be left, before witnesses or with photo or video.",
    ),
    "CPL 90": (
        "经受送达人同意，可以电子送达；到达其特定系统的日期为送达日期。",
        "By consent papers may be served electronically; the day they reach the addressee's system counts.",
    ),
    "CPL 91": (
        "直接送达有困难的，可以委托送达或者邮寄送达；邮寄的，以回执上注明的收件日期为送达日期。",
        "Where direct service is difficult papers may be posted; the day on the receipt counts.",
    ),
    "CPL 95": (
        "下落不明或者用其他方式无法送达的，公告送达；自发出公告之日起经过三十日，视为送达。",
        "An addressee who cannot be found or reached is served by public notice: thirty days after it.",
    ),
    "CPL 250": (
        "申请执行的期间为二年，自履行期间的最后一日起计算，可以中止、中断。",
        "Enforcement is asked for in two years of the last day for performance; suspension and interruption are possible.",
    ),
    "LAL 43": (
        "法律援助机构自收到申请之日起七日内决定，给予援助的自决定之日起三日内指派人员。",
        "The legal-aid body decides in seven days of the application and appoints somebody in three days of granting it.",
    ),
    "BJ-UNION 28": (
        "工会书面要求纠正的，用人单位十五日内书面答复；有关部门十五个工作日内答复。",
        "The employer answers the union's written demand in fifteen days; authorities answer in fifteen working days.",
    ),
    "ALM 9": (
        "年休假一般在本年度内安排，因工作需要并经职工同意的，可以跨一个年度安排。",
        "Leave is taken in its year; for the work's sake, and if the worker agrees, in the next.",
    ),
}
