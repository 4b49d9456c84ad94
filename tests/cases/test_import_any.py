"""Whatever a list holds: the import never crashes, each record is taken or refused, and the sums fit."""

# ruff: noqa: RUF001 - digits in full width are what is tested

import csv
import tempfile
from datetime import date, timedelta
from decimal import Decimal
from io import StringIO
from pathlib import Path
from typing import Any

import pytest
from django.core.management import CommandError, call_command
from django.db import transaction
from django.db.models import Sum
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from cases import verification
from cases.importing.checking import LineRefused, parse_amount, parse_day, parse_heads
from cases.importing.reading import HEADINGS
from cases.models import Case, Claim
from tests.people import People

TODAY = date(2026, 11, 20)

words = st.text(st.characters(codec="utf-8"), max_size=30)
days = st.one_of(
    st.dates(date(1940, 1, 1), TODAY + timedelta(days=400)).map(str),
    st.dates(date(1990, 1, 1), TODAY).map(lambda day: f"{day.year}年{day.month}月{day.day}日"),
    st.sampled_from(["2020-06", "2020年", "2020/2/30", "昨天", "２０２０－０１－０２"]),
)
amounts = st.one_of(
    st.decimals(Decimal(-100), Decimal(10) ** 12, places=2).map(str),
    st.integers(0, 10**9).map(lambda amount: f"{amount:,}"),
    st.sampled_from(["１２３．５", "1.5万", "￥8000元", "约3万", "∞", "1e3", "0x10", "1_000"]),
)
heads = st.one_of(st.integers(-2, 10**7).map(str), st.sampled_from(["３", "44人", "1.0", "若干"]))
rows = st.tuples(
    words, words | st.sampled_from(["加班费", "拖欠劳动报酬（集体）"]), heads | st.just(""), amounts | st.just(""),
    days | st.just(""), days | st.just(""), words, words, words,
)  # fmt: skip


def write(folder: str, table: list[Any]) -> Path:
    path = Path(folder) / "list.csv"
    with path.open("w", encoding="utf-8", newline="") as file:
        csv.writer(file).writerows([HEADINGS, *table])
    return path


def imported(path: Path) -> dict[str, str]:
    out = StringIO()
    call_command("import_cases", str(path), stdout=out, stderr=StringIO())
    # Unicode has more line ends than a list: only ours count.
    return dict(
        line.split(": ", 1) for line in out.getvalue().split("\n") if ": " in line and "refused:" not in line
    ) | {"rows refused": out.getvalue().split("rows refused: ")[1].split("\n")[0]}


@pytest.mark.slow
@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.lists(rows, max_size=8))
def test_each_record_is_taken_or_refused_and_the_sums_fit(people: People, table: list[Any]) -> None:
    with tempfile.TemporaryDirectory() as folder, transaction.atomic():
        path = write(folder, table)
        said = imported(path)
        taken, known, refused = (int(said[f"rows {word}"]) for word in ("taken", "known already", "refused"))
        records = [row for row in table if any(cell.strip() for cell in row)]
        assert taken + known + refused == len(records)
        assert Case.objects.count() == taken
        total = Claim.objects.aggregate(total=Sum("amount"))["total"] or 0
        assert (
            Decimal(said["sum of 金额"]) == total == sum(case.amount_claimed for case in Case.objects.all())
        )
        assert list(verification.run(quick=True)) == []
        again = imported(path)
        assert (again["rows taken"], again["rows refused"]) == ("0", said["rows refused"])
        transaction.set_rollback(True)


@pytest.mark.slow
@settings(max_examples=100, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    st.binary(max_size=400),
    st.sampled_from([b"", b"\xff\xfe", b"\xef\xbb\xbf", "案由,案情\n".encode(), "案由,案情\n".encode("gbk")]),
)
def test_any_bytes_are_read_or_refused(people: People, content: bytes, beginning: bytes) -> None:
    with tempfile.TemporaryDirectory() as folder, transaction.atomic():
        path = Path(folder) / "any"
        path.write_bytes(beginning + content)
        try:
            imported(path)
        except CommandError as error:
            assert str(error)
        transaction.set_rollback(True)


@settings(max_examples=300)
@given(st.text(max_size=50))
def test_any_cell_is_understood_or_refused(cell: str) -> None:
    for parse in (parse_amount, parse_heads, lambda cell: parse_day("申请日期", cell, TODAY)):
        try:
            parse(cell)
        except LineRefused as refusal:
            assert str(refusal)


@pytest.mark.parametrize(
    ("cell", "day", "precision"),
    [
        ("2020-06", date(2020, 6, 1), "month"), ("2020年6月", date(2020, 6, 1), "month"), ("2020", date(2020, 1, 1), "year"),
        ("2025/8/31", date(2025, 8, 31), "day"), ("20250831", date(2025, 8, 31), "day"),
        ("2025.8.31", date(2025, 8, 31), "day"), ("2025年8月31日", date(2025, 8, 31), "day"),
        ("2025-08-31 00:00:00", date(2025, 8, 31), "day"), ("", None, "none"),
    ],
)  # fmt: skip
def test_days_as_people_write_them(cell: str, day: date | None, precision: str) -> None:
    assert parse_day("申请日期", cell, TODAY) == (day, precision)
