"""How fast `import_cases` is, and how much memory it takes: N made-up rows into a scratch database.

python bench/import_rows.py [N]              # SQLite in a temporary folder
DATABASE_URL=postgres://… python bench/import_rows.py [N]   # an empty PostgreSQL database
"""

import csv
import os
import random
import resource
import sys
import tempfile
import time
from datetime import date, timedelta
from pathlib import Path

HEADINGS = ("编号", "案由", "人数", "金额（元）", "申请日期", "达成协议日期", "支付方式", "结果", "案情")
CAUSES = (
    "拖欠劳动报酬",
    "拖欠劳动报酬（集体）",
    "工伤赔偿",
    "加班费",
    "确认劳动关系",
    "未休年休假工资",
    "离职证明、社保转移",
)
STORY = (
    "{year}年{month}月，{name}某入职某物流公司从事配送工作，约定月工资{wage}元。单位以经营困难为由，"
    "自次月起未足额支付劳动报酬，多次催要未果，{name}某于{day}申请调解。调解员分别联系双方，"
    "核对考勤与工资发放记录，归纳无争议事实，并就支付数额与期限组织协商。"
)


def make(path: Path, rows: int) -> None:
    """The same file for the same number of rows."""
    chance = random.Random(20260309)
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file)
        writer.writerow(HEADINGS)
        for number in range(rows):
            day = date(2023, 1, 1) + timedelta(days=chance.randrange(1000))
            wage = chance.randrange(4000, 16000)
            told = {
                "year": day.year - 1,
                "month": chance.randrange(1, 13),
                "name": chance.choice("赵钱孙李周吴郑王"),
            }
            writer.writerow(
                (
                    f"B{number:06d}", chance.choice(CAUSES), chance.choice(("1", "1", "1", "4", "16", "")),
                    chance.choice((f"{wage * 3}.00", "", f"{wage * 2:,}")), chance.choice((str(day), str(day), "")),
                    "", chance.choice(("", "分期", "一次性付清")), chance.choice(("agreement", "escalated")),
                    STORY.format(**told, wage=wage, day=day),
                )
            )  # fmt: skip


def measure(rows: int) -> None:
    import django

    django.setup()
    from django.core.management import call_command
    from django.db import connection

    from cases.history import explained
    from tests.people import everybody

    call_command("migrate", verbosity=0)
    call_command("load_reference", verbosity=0)
    with explained("bench"):
        everybody()
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "rows.csv"
        make(path, rows)
        before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
        began = time.perf_counter()
        call_command("import_cases", str(path))
        took = time.perf_counter() - began
        after = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    print(
        f"{connection.vendor}: {rows} rows in {took:.1f} s = {rows / took:.0f} rows/s; "
        f"peak {after // 1024} MB ({(after - before) // 1024} MB above the start)"
    )


if __name__ == "__main__":
    sys.path.insert(0, str(Path(__file__).resolve().parent.parent))
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings")
    with tempfile.TemporaryDirectory() as scratch:
        os.environ.setdefault("DATABASE_URL", f"sqlite:///{scratch}/bench.sqlite3")
        measure(int(sys.argv[1]) if len(sys.argv) > 1 else 10_000)
