"""What a person might enter on the page of an act: mostly what fits, now and then what does not.

The form of the act is filled as a browser would send it, so the walks go through the forms as people do.
"""

import json
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta
from decimal import Decimal
from random import Random
from typing import Any

from django import forms
from django.core.files.uploadedfile import SimpleUploadedFile
from django.utils import timezone

from cases.books import books
from cases.calculator.claims import fitting
from cases.law.calculation import calculate
from cases.models import Case, Claim, Party
from cases.registry import ACTS

# Said in confidence; found anywhere but in the sealed column of its own row, it has leaked.
CANARY = "CANARYKANARIENVOGEL金丝雀"
SECRET = f"{CANARY}：单位私下说最多付一万二千元。"

SENTENCES = (
    "单位拖欠两个月工资，多次催要未果。",
    "Both sides were heard on the phone.",
    "双方同意当面谈。\n第二行。",
    "𠮷野家的㐂经理 <b>&amp;</b> O'Neil",
    "x",
)
PAST = ("known_on", "birth_on", "starts_on", "dated_on", "valid_from")
FUTURE = ("until", "due", "review_on", "answer_by", "_by", "valid_until", "planned_at", "ends_on")


@dataclass
class Entered:
    """What is sent: the cleaned values the act takes, and the raw ones a proposal keeps. None: the form says no."""

    cleaned: dict[str, Any] | None
    raw: dict[str, list[str]]
    errors: Any = None


def for_act(draw: Random, name: str, case: Case, by: Any, at: datetime) -> Entered:
    """Fill the form of an act on this case, as this person, at this moment."""
    act = ACTS[name]
    initial = _chosen_row(draw, name, case)
    shown = act.form(case=case, by=by, at=at, initial=dict(initial))
    raw: dict[str, list[str]] = {}
    files: dict[str, Any] = {}
    for field_name, field in shown.fields.items():
        if isinstance(field, forms.FileField):
            files[field_name] = _file(draw)
            continue
        values = _entered(draw, shown, field_name, field, at)
        if values:
            raw[field_name] = values
    raw.update({key: [str(value)] for key, value in initial.items()})
    if name in FITTING and draw.random() < 0.93:
        raw.update(FITTING[name](draw, case, at))
    if draw.random() < 0.03 and raw:
        raw[draw.choice(sorted(raw))] = [draw.choice(("", "\x00", "-1", "9" * 30, "2026-02-30", "‮abc"))]
    form = act.form(as_query(raw), files or None, case=case, by=by, at=at, initial=dict(initial))
    if not form.is_valid():
        return Entered(None, raw, form.errors)
    return Entered(dict(form.cleaned_data), raw)


def as_query(raw: dict[str, list[str]]) -> Any:
    """As a request brings it."""
    from django.http import QueryDict

    query = QueryDict(mutable=True)
    for name, values in raw.items():
        query.setlist(name, values)
    return query


def _chosen_row(draw: Random, name: str, case: Case) -> dict[str, Any]:
    """Some pages show their fields when the row is chosen."""
    rows: Any = {
        "cases.edit_party": case.parties.filter(left_on=None),
        "cases.edit_claim": case.claims.all(),
    }.get(name)
    found = list(rows.values_list("pk", flat=True)) if rows is not None else []
    return {name.rpartition("_")[2]: str(draw.choice(found))} if found else {}


def _entered(draw: Random, form: Any, name: str, field: forms.Field, at: datetime) -> list[str]:
    shown = form.get_initial_for_field(field, name)
    if shown not in (None, "") and draw.random() < 0.85:
        return [_as_text(field, shown)]
    if not field.required and draw.random() < 0.6:
        return []
    return _any(draw, name, field, at)


def _as_text(field: forms.Field, value: Any) -> str:
    value = getattr(value, "pk", value)
    return str(field.widget.format_value(value) if isinstance(field.widget, forms.DateTimeInput) else value)


def _any(draw: Random, name: str, field: forms.Field, at: datetime) -> list[str]:
    if isinstance(field, forms.ModelMultipleChoiceField | forms.ModelChoiceField):
        keys = [str(pk) for pk in field.queryset.values_list("pk", flat=True)[:20]]
        return _some(draw, keys, several=isinstance(field, forms.ModelMultipleChoiceField))
    if isinstance(field, forms.ChoiceField):
        keys = [str(key) for key, _label in field.choices if key != ""]
        return _some(draw, keys, several=isinstance(field, forms.MultipleChoiceField))
    if isinstance(field, forms.BooleanField):
        return ["on"] if draw.random() < 0.9 else []
    if isinstance(field, forms.DateTimeField):
        days = draw.randint(1, 5) if _ahead(name) else -draw.randint(0, 2)
        moment = timezone.localtime(at) + timedelta(days=days, hours=-1)
        return [moment.strftime("%Y-%m-%dT%H:%M")]
    if isinstance(field, forms.DateField):
        return [_day(draw, name, at)]
    if isinstance(field, forms.DecimalField):
        return [draw.choice(("0", "1.50", "8640", "9000.00", "12,000"))]
    if isinstance(field, forms.IntegerField):
        return [str(draw.randint(1, 12))]
    if isinstance(field, forms.RegexField):
        return ["91110000MA01ABCD2X"]
    return [_text(draw, field)]


def _some(draw: Random, keys: list[str], *, several: bool) -> list[str]:
    if not keys:
        return []
    return draw.sample(keys, draw.randint(1, len(keys))) if several else [draw.choice(keys)]


def _ahead(name: str) -> bool:
    return name.endswith(FUTURE)


def _day(draw: Random, name: str, at: datetime) -> str:
    today = timezone.localdate(at)
    if name in PAST and draw.random() < 0.8:
        return (today - timedelta(days=draw.randint(0, 60))).isoformat()
    if _ahead(name):
        return (today + timedelta(days=draw.randint(0, 40))).isoformat()
    return (today + timedelta(days=draw.choice((0, 0, 0, 0, 0, -1, -2, 1)))).isoformat()


def _text(draw: Random, field: forms.Field) -> str:
    limit = getattr(field, "max_length", None) or 10_000
    return draw.choice(SENTENCES)[:limit]


FILES = (
    ("工资条.txt", "工资条 2026-01\n".encode()),
    ("聊天记录.txt", "老板说下个月给。".encode("gb18030")),
    ("工资条.txt", "三月工资 4500 元\n".encode()),
    ("slip.pdf", b"MZ\x90\x00"),
    ("a.exe", b"x"),
    ("empty.pdf", b""),
)


def _file(draw: Random) -> SimpleUploadedFile:
    return SimpleUploadedFile(*draw.choice(FILES[:3] if draw.random() < 0.8 else FILES))


# --- what needs a plan ------------------------------------------------------------------------------------------
Raw = dict[str, list[str]]


def _agree(draw: Random, case: Case, at: datetime) -> Raw:
    today = timezone.localdate(at)
    raw: Raw = {
        "agreed_on": [today.isoformat()],
        "facts": [""],
        "other_clauses": [""],
        "default_clause": [""],
    }
    total = Decimal(0)
    for claim in _unsettled(case):
        is_open = draw.random() < 0.25
        amount = Decimal(draw.choice(("1000", "9000", "8640")))
        raw[f"standing_{claim.pk}"] = ["open" if is_open else "settled"]
        raw[f"amount_{claim.pk}"] = ["" if is_open else str(amount)]
        total += 0 if is_open else amount
    for item in ("payment_1", "payment_2", "payment_3", "deed_1", "deed_2"):
        for column in ("title", "amount", "deed", "due_on", "method", "instalments", "account_number"):
            raw[f"{item}_{column}"] = [""]
        raw[f"{item}_claims"] = []
    if total:
        last = (today + timedelta(days=draw.randint(0, 20))).isoformat()
        raw |= {"payment_1_title": ["工资"], "payment_1_amount": [str(total)], "payment_1_due_on": [last]}
        if draw.random() < 0.4:
            raw["payment_1_instalments"] = [f"{today.isoformat()} 100\n{last} {total - 100}"]
    if not total or draw.random() < 0.3:
        raw |= {"deed_1_deed": ["出具离职证明"], "deed_1_due_on": [today.isoformat()]}
    if total and draw.random() < 0.3:
        raw |= {"payment_1_account_holder": ["陈秀英"], "payment_1_account_number": ["6222020200012345678"]}
    return raw


def _on_the_spot(draw: Random, case: Case, at: datetime) -> Raw:
    raw: Raw = {f"amount_{claim.pk}": [draw.choice(("100", ""))] for claim in _unsettled(case)}
    return raw | {"text": ["当场支付。"], "method": ["现金"], "is_simple": ["on"]}


def _unsettled(case: Case) -> Any:
    return case.claims.filter(standing__in=[Claim.Standing.OPEN, Claim.Standing.LEFT_OPEN])


def _work_out(draw: Random, case: Case, at: datetime) -> Raw:
    """The worked example of a calculation that fits a line, as the calculator sends it."""
    lines = [line for line in _unsettled(case) if fitting(line)]
    if not lines:
        return {}
    line = draw.choice(lines)
    calculation = draw.choice(fitting(line))
    raw: Raw = {
        "claim": [str(line.pk)],
        "kind": [calculation.kind],
        "told": [json.dumps(dict(calculation.example))],
    }
    amount = calculate(calculation, calculation.example, books()).amount
    return raw if amount is None else raw | {"shown": [str(amount)]}


def _oblige(draw: Random, case: Case, at: datetime) -> Raw:
    today = timezone.localdate(at).isoformat()
    raw: Raw = {}
    for row in range(1, 6):
        for column in ("title", "amount", "deed", "due_on"):
            raw[f"item_{row}_{column}"] = [""]
    if draw.random() < 0.9:
        due = (timezone.localdate(at) + timedelta(days=draw.randint(1, 30))).isoformat()
        raw |= {"item_1_title": ["裁决款"], "item_1_amount": ["5000"], "item_1_due_on": [due]}
    return raw | {"dated_on": [today], "served_on": [today], "number": ["京劳人仲字第1号"], "text": [""]}


def _merge(draw: Random, case: Case, at: datetime) -> Raw:
    others = list(Case.objects.exclude(pk=case.pk).order_by("ref").values_list("ref", flat=True))
    return {"target": [draw.choice(others)]} if others else {}


def _fail(draw: Random, case: Case, at: datetime) -> Raw:
    return {"reason": [draw.choice(("no_agreement", "consent_withdrawn", "unreachable", "limit_passed"))],
            "undisputed": ["declined"], "ended_on": [timezone.localdate(at).isoformat()]}  # fmt: skip


def _grant(draw: Random, case: Case, at: datetime) -> Raw:
    today = timezone.localdate(at)
    return {
        "starts_on": [today.isoformat()],
        "ends_on": [(today + timedelta(days=draw.randint(0, 95))).isoformat()],
    }


def _consents(draw: Random, case: Case, at: datetime) -> Raw:
    today = timezone.localdate(at)
    raw = {"applicant_on": [today.isoformat()], "respondent_on": [today.isoformat()]}
    return raw | {"until": [(today + timedelta(days=draw.randint(5, 25))).isoformat()]}


def _answer(draw: Random, case: Case, at: datetime) -> Raw:
    asked = case.parties.filter(left_on=None, consent=Party.Consent.UNASKED).first()
    raw = {"answer": [draw.choice(("agreed", "agreed", "agreed", "refused"))]}
    return raw | ({"party": [str(asked.pk)]} if asked else {})


def _contact(draw: Random, case: Case, at: datetime) -> Raw:
    moment = timezone.localtime(at).strftime("%Y-%m-%dT%H:%M")
    return {"when": [moment]} | ({"reached": ["on"]} if draw.random() < 0.7 else {"reached": []})


def _hold(draw: Random, case: Case, at: datetime) -> Raw:
    return {
        "held_at": [timezone.localtime(at - timedelta(minutes=5)).strftime("%Y-%m-%dT%H:%M")],
        "ended_at": [""],
    }


def _default(draw: Random, case: Case, at: datetime) -> Raw:
    owed = case.obligations.filter(state="due").order_by("due_on").first()
    raw = {"on": [timezone.localdate(at).isoformat()]}
    return raw | ({"obligation": [str(owed.pk)]} if owed else {})


def _prepare(draw: Random, case: Case, at: datetime) -> Raw:
    first = case.parties.filter(left_on=None, role=Party.Role.APPLICANT).first()
    raw = {"consent_on": [timezone.localdate(at).isoformat()], "health_consent_on": [""]}
    if draw.random() < 0.3 and _has_secret(case):
        raw["facts"] = [SECRET]  # somebody copies what was said in confidence: the wall must see it
    return raw | ({"consent_party": [str(first.pk)]} if first else {})


def _has_secret(case: Case) -> bool:
    return case.caucus_notes.exists() or case.offers.privileged().exists()


def _confidence(draw: Random, case: Case, at: datetime) -> Raw:
    return {"text": [SECRET]}


def _offer(draw: Random, case: Case, at: datetime) -> Raw:
    is_private = draw.random() < 0.6
    return {
        "audience": ["mediator" if is_private else "both"],
        "text": [SECRET if is_private else "愿意分期"],
    }


def _result(draw: Random, case: Case, at: datetime) -> Raw:
    return {
        "decided_on": [timezone.localdate(at).isoformat()],
        "served_on": [""],
        "number": ["（2026）京01调确1号"],
    }


def _together(draw: Random, case: Case, at: datetime) -> Raw:
    return {"both_apply": ["on"], "applied_on": [timezone.localdate(at).isoformat()]}


def _today(*names: str) -> Callable[[Random, Case, datetime], Raw]:
    return lambda draw, case, at: {name: [timezone.localdate(at).isoformat()] for name in names}


FITTING: dict[str, Callable[[Random, Case, datetime], Raw]] = {
    "cases.merge": _merge,
    "cases.grant": _grant,
    "cases.calculate": _work_out,
    "cases.record_consent": _answer,
    "cases.contact": _contact,
    "mediation.agree": _agree,
    "mediation.perform_on_the_spot": _on_the_spot,
    "mediation.fail": _fail,
    "mediation.extend": _consents,
    "mediation.try_again": _consents,
    "mediation.reopen_terms": _consents,
    "mediation.hold": _hold,
    "mediation.default": _default,
    "mediation.note_caucus": _confidence,
    "mediation.offer": _offer,
    "arbitration_link.prepare": _prepare,
    "arbitration_link.send": _today("sent_on", "received_on"),
    "arbitration_link.court_accepted": _today("accepted_on"),
    "arbitration_link.court_refused": _today("dated_on", "served_on"),
    "arbitration_link.court_settled": _oblige,
    "arbitration_link.court_awarded": _oblige,
    "arbitration_link.apply_review": _together,
    "arbitration_link.apply_confirmation": _together,
    "arbitration_link.record_confirmation": _result,
}
