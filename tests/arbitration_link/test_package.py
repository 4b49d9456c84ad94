"""The package: what may be in it, the same bytes every time, a digest for every member."""

import copy
import hashlib
import io
import json
import zipfile
from typing import Any

import pytest

from arbitration_link import package, schema
from arbitration_link.package import Member

DATA: dict[str, Any] = {
    "format": "tiaojie-referral/1",
    "referral": {
        "id": "01912d3f-0000-7000-8000-000000000001", "number": 1, "reason": "mediation_failed",
        "prepared_on": "2026-03-20", "court": {"code": "ZC", "name": "仲裁院"}, "jurisdiction": "performance",
    },
    "organisation": {"code": "RJ01", "name": "荣京工会服务站", "legal_type": "township", "address": "", "phone": ""},
    "case": {
        "ref": "RJ01-2026-000001", "number": "〔2026〕荣调字第0001号", "cause_code": "", "cause": "", "is_collective": False,
        "head_count": 1, "received_on": "2026-03-09", "accepted_on": "2026-03-10", "ended_on": "2026-03-19",
    },
    "consent": {"given_on": "2026-03-20", "given_how": "书面同意", "health_given_on": ""},
    "parties": [
        {"role": "applicant", "kind": "worker", "name": "陈秀英", "head_count": 1, "id_number": "110105198504120026"},
        {"role": "respondent", "kind": "employer", "name": "远航物流有限公司", "head_count": 1},
    ],
    "claims": [
        {"line": 1, "kind": "wages", "text": "拖欠的工资", "amount": "9000.00", "starts_on": "", "ends_on": "", "grounds": ""}
    ],
    "facts": "单位拖欠两个月工资。",
    "evidence": [],
    "witnesses": [],
    "held_by_employer": [],
    "papers": [{"path": "cover_letter.pdf", "kind": "cover_letter"}],
    "agreement": None,
    "undisputed_facts": "",
}  # fmt: skip
MEMBERS = [Member("cover_letter.pdf", b"%PDF letter"), Member("evidence/01.jpg", b"\xff\xd8 photo")]


def changed(path: str, value: Any) -> Any:
    data = copy.deepcopy(DATA)
    inner: Any = data
    *way, last = path.split("/")
    for step in way:
        inner = inner[int(step)] if step.isdigit() else inner[step]
    inner[last] = value
    return data


def test_same_input_same_bytes() -> None:
    first = package.pack(DATA, MEMBERS)
    again = package.pack(json.loads(json.dumps(dict(reversed(DATA.items())))), list(reversed(MEMBERS)))
    assert first.content == again.content
    # Fixed for ever: another digest means that packages once sent cannot be made again.
    assert first.sha256 == hashlib.sha256(first.content).hexdigest()
    with zipfile.ZipFile(io.BytesIO(first.content)) as archive:
        assert {member.date_time for member in archive.infolist()} == {(1980, 1, 1, 0, 0, 0)}


def test_every_member_is_in_the_manifest_with_its_digest() -> None:
    packed = package.pack(DATA, MEMBERS)
    with zipfile.ZipFile(io.BytesIO(packed.content)) as archive:
        names = archive.namelist()
        assert names == ["manifest.json", "package.json", "cover_letter.pdf", "evidence/01.jpg"]
        manifest = json.loads(archive.read("manifest.json"))
        assert manifest == {"format": "tiaojie-manifest/1", "members": packed.manifest}
        for entry in packed.manifest:
            content = archive.read(entry["path"])
            assert (entry["sha256"], entry["size"]) == (hashlib.sha256(content).hexdigest(), len(content))
        assert {entry["path"] for entry in packed.manifest} == set(names) - {"manifest.json"}
        assert json.loads(archive.read("package.json")) == DATA


@pytest.mark.parametrize(
    ("path", "value", "fault"),
    [
        ("caucus_notes", ["不低于12000"], "/caucus_notes: not allowed"),
        ("parties/0/bank_account", "6217000000001208", "/parties/0/bank_account: not allowed"),
        ("parties/0/note", "x", "/parties/0/note: not allowed"),
        ("claims/0/offer", "8000", "/claims/0/offer: not allowed"),
        ("format", "tiaojie-referral/2", "/format: const"),
        ("case/head_count", True, "/case/head_count: type"),
        ("case/head_count", 0, "/case/head_count: minimum"),
        ("claims/0/amount", "9,000.00", "/claims/0/amount: pattern"),
        ("consent/given_how", "", "/consent/given_how: minLength"),
        ("evidence", [{"path": "../../etc"}], "/evidence/0/path: pattern"),
        ("parties", [], "/parties: minItems"),
        ("agreement", {"number": "x"}, "/agreement/effective_on: missing"),
    ],
)
def test_what_the_schema_does_not_name_is_refused(path: str, value: Any, fault: str) -> None:
    data = changed(path, value)
    assert fault in schema.faults(data)
    with pytest.raises(package.NotAllowed) as refusal:
        package.pack(data, MEMBERS)
    assert "6217" not in str(refusal.value)  # places, never values


def test_schema_is_closed_everywhere() -> None:
    def objects(part: Any) -> Any:
        if isinstance(part, dict):
            if "properties" in part and "type" in part:
                yield part
            for inner in part.values():
                yield from objects(inner)
        elif isinstance(part, list):
            for inner in part:
                yield from objects(inner)

    found = list(objects(schema.published()))
    assert len(found) >= 10
    assert all(part["additionalProperties"] is False for part in found)
    assert schema.published()["properties"]["format"]["const"] == schema.FORMAT


def test_a_rule_the_check_does_not_know_is_no_rule_passed_over() -> None:
    with pytest.raises(ValueError, match="oneOf"):
        schema.faults({}, {"oneOf": []})


@pytest.mark.parametrize(
    "path", ["../up.pdf", "/root.pdf", "a\\b.pdf", "名字.pdf", "package.json", "manifest.json"]
)
def test_unusable_paths(path: str) -> None:
    with pytest.raises(ValueError, match="path"):
        package.pack(DATA, [Member(path, b"x")])
