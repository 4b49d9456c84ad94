"""The invented case that all sample papers belong to."""

from typing import Any

Context = dict[str, Any]

WORKER: Context = {
    "name": "陈秀英",
    "kind": "person",
    "gender": "女",
    "birth_on": "1985-04-12",
    "id_number": "110105198504120026",
    "address": "河滨市滨江区柳荫街18号院3号楼502室",
    "service_address": "同住所",
    "phone": "13800000312",
    "occupation": "仓库分拣员，远航物流有限公司",
    "representatives": [{"name": "周倩", "authority": "一般代理"}],
}
EMPLOYER: Context = {
    "name": "远航物流有限公司",
    "kind": "organisation",
    "address": "河滨市滨江区港口路66号",
    "service_address": "河滨市滨江区港口路66号人力资源部",
    "phone": "010-55500066",
    "legal_representative": "林志远",
    "position": "执行董事",
    "representatives": [{"name": "何敏", "authority": "特别授权：承认、放弃、变更请求，进行和解"}],
}
HEAD: Context = {
    "organisation": {
        "name": "河滨街道工会劳动争议调解委员会",
        "address": "河滨市滨江区河滨街道文化路9号",
        "phone": "010-55512351",
    },
    "number": "〔2026〕河调字第0312号",
    "ref": "HB01-2026-000312",
    "issued_on": "2026-03-19",
    "applicants": [WORKER],
    "respondents": [EMPLOYER],
    "mediators": ["王敏"],
    "cause": "追索劳动报酬纠纷",
    "verify": {"code": "7F3A-91C2", "url": "https://tiaojie.example/verify/7F3A-91C2/"},
}
CLAIMS = [
    {"text": "支付2025年12月至2026年2月拖欠的工资", "amount": "人民币15,000.00元"},
    {"text": "支付2025年休息日加班费", "amount": "人民币3,500.00元"},
    {"text": "开具解除劳动合同的证明"},
]
FACTS = (
    "陈秀英于2021年6月1日入职远航物流有限公司，任仓库分拣员，双方签订了书面劳动合同，约定月工资5,000元，每月10日发放上月工资。\n"
    "2025年12月至2026年2月，公司因资金周转困难未发放工资，共15,000元。2026年3月2日，陈秀英以拖欠工资为由书面通知解除劳动合同。"
)
COURT: Context = {
    "name": "滨江区劳动人事争议仲裁委员会",
    "address": "河滨市滨江区政务路1号",
    "phone": "010-55500101",
}
WORKER_ADDRESSED: Context = {"addressee": {"name": "陈秀英"}}
EVIDENCE = [
    {
        "name": "劳动合同书",
        "source": "申请人持有",
        "original": "复印件",
        "pages": "6",
        "proves": "劳动关系和工资标准",
    },
    {
        "name": "银行工资流水",
        "source": "申请人从银行调取",
        "original": "原件",
        "pages": "4",
        "proves": "2025年12月起未发工资",
    },
    {
        "name": "微信聊天记录",
        "source": "申请人手机",
        "original": "打印件",
        "pages": "9",
        "proves": "公司承认拖欠工资",
    },
]
AGREED: Context = {
    "number": "〔2026〕河调协字第0087号",
    "made_on": "2026-03-20",
    "effective_on": "2026-03-23",
    "summary": "远航物流有限公司分两期向陈秀英支付工资和加班费共18,500元，并开具解除劳动合同的证明。",
}
ENCLOSURES = [
    {"name": "劳动争议调解协议书", "copies": "1", "note": "原件"},
    {"name": "双方身份证明、主体资格证明", "copies": "1"},
    {"name": "授权委托书", "copies": "2"},
    {"name": "送达地址确认书", "copies": "2"},
]
