"""The mutation run over the law: does a test notice each small wrong?

    python -m bench.mutants [money service …] [--jobs 2] [--write]

Without names: every module of `cases/law` that is not data. Each wrong of `bench/mutators.py` lives in a process of its own,
forked from one that has read the law and its tests: the changed function takes the place of the right one, and the tests
that come past the changed lines are run, quickest first, until one fails. What no function holds (constants, tables,
defaults), and what runs while modules are read, is tested with a fresh reading of all modules instead. A wrong that runs
for ever is ended, and counts as noticed. `--write` puts the figures and the survivors into `docs/figures/mutants.md`;
`bench/mutants_explained.txt` says of survivors why they change nothing.
"""

import argparse
import gc
import importlib.abc
import importlib.machinery
import importlib.util
import os
import resource
import sys
import time
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from functools import _lru_cache_wrapper
from pathlib import Path
from types import CodeType, FunctionType
from typing import Any

import pytest
from _pytest.runner import runtestprotocol
from hypothesis import HealthCheck, settings

from bench import mutants_page
from bench.mutators import SKIPPED_FILES, Mutant, mutants

ROOT = Path(__file__).resolve().parent.parent
LAW = ROOT / "cases" / "law"
READING = "(reading)"
# Not of the law: how the house is built, and what starts processes of its own.
UNUSED_TESTS = ("test_pure.py", "test_articles.py", "test_examples.py")
UNUSED_NAMES = ("test_it_runs_as_a_program_without_the_frame", "test_bad_answers_leave_with_2")
PYTEST = (
    "-q", "-s", "--tb=no", "--noconftest", "--import-mode=importlib", "--continue-on-collection-errors",
    "-o", "addopts=", "-p", "no:django", "-p", "no:xdist", "-p", "no:cacheprovider", "-p", "no:logging",
    "-p", "no:warnings",
)  # fmt: skip


def module_of(path: Path) -> str:
    """cases/law/pay/overtime.py → cases.law.pay.overtime; a package is named by its folder."""
    parts = path.relative_to(ROOT).with_suffix("").parts
    return ".".join(parts[:-1] if parts[-1] == "__init__" else parts)


def path_of(module: str) -> Path:
    """The other way round."""
    path = ROOT.joinpath(*module.split("."))
    return path / "__init__.py" if path.is_dir() else path.with_suffix(".py")


@dataclass
class Tests:
    """What each test comes past: lines of the law's files, by its number in the order of their times."""

    items: list[pytest.Item] = field(default_factory=list)
    past: dict[tuple[str, int], set[int]] = field(default_factory=dict)
    seconds: list[float] = field(default_factory=list)
    while_reading: set[tuple[str, int]] = field(default_factory=set)
    failing: list[str] = field(default_factory=list)

    def of(self, path: str, lines: range) -> list[int]:
        """Numbers of the tests that come past these lines: those of the module's own name first, then the quickest."""
        return self._nearest(path, {number for line in lines for number in self.past.get((path, line), ())})

    def near(self, path: str) -> set[int]:
        """Numbers of the tests that come past a file, or past one that imports it."""
        module = module_of(Path(path))
        files = {path, *(str(one) for one in LAW.rglob("*.py") if _imports(one, module))}
        return {number for (where, _line), found in self.past.items() if where in files for number in found}

    def _nearest(self, path: str, numbers: set[int]) -> list[int]:
        own = f"test_{Path(path).stem}.py"
        return sorted(numbers, key=lambda one: (own not in self.items[one].nodeid, self.seconds[one]))


class Tracer:
    """Which lines of the law run while one test does."""

    def __init__(self, tests: Tests) -> None:
        self.tests, self.now, self.prefix = tests, READING, str(LAW)
        self.lines: set[tuple[str, int]] = set()

    def __call__(self, frame: Any, event: str, argument: Any) -> Any:
        if not frame.f_code.co_filename.startswith(self.prefix):
            return None
        self.lines.add((frame.f_code.co_filename, frame.f_lineno))
        return self.line

    def line(self, frame: Any, event: str, argument: Any) -> Any:
        self.lines.add((frame.f_code.co_filename, frame.f_lineno))
        return self.line


class Run:
    """Takes the place of pytest's own loop: first all tests once, traced; then the wrongs."""

    def __init__(self, modules: Sequence[str], jobs: int) -> None:
        self.modules, self.jobs = modules, jobs
        self.tests = Tests()
        self.tracer = Tracer(self.tests)
        self.outcomes: dict[str, str] = {}
        self.wrongs: dict[str, Mutant] = {}

    def pytest_collection_modifyitems(self, items: list[pytest.Item]) -> None:
        items[:] = [one for one in items if one.name not in UNUSED_NAMES]

    def pytest_runtestloop(self, session: pytest.Session) -> bool:
        self.tests.while_reading = self.tracer.lines
        for item in session.items:
            self._measure(item)
        sys.settrace(None)
        self.caches = [
            one for one in gc.get_objects() if isinstance(one, _lru_cache_wrapper) and _is_law(one)
        ]
        self.live: dict[tuple[str, str, int], list[FunctionType]] = {}
        for one in gc.get_objects():
            if isinstance(one, FunctionType) and one.__code__.co_filename.startswith(str(LAW)):
                code = one.__code__
                key = (code.co_filename, code.co_qualname, code.co_firstlineno)
                self.live.setdefault(key, []).append(one)
        gc.freeze()  # children share these pages as long as nobody writes to them
        told = f"{len(self.tests.items)} tests, {sum(self.tests.seconds):.1f} s when traced"
        print(
            told + "".join(f"\nleft out, it fails already: {name}" for name in self.tests.failing), flush=True
        )
        if self._control():
            print("the tests fail when they are read afresh with nothing wrong: no run", flush=True)
        else:
            self._all()
        return True

    def _control(self) -> int:
        """Nothing wrong, read afresh: nobody must notice."""
        pid = os.fork()
        if not pid:
            _silence()
            path = LAW / "results.py"
            code = compile(path.read_text(encoding="utf-8"), str(path), "exec")
            try:
                status = self._afresh(str(path), "cases.law.results", code)
            except BaseException:  # noqa: BLE001 - the child must end here
                status = 1
            os._exit(status)
        return os.waitpid(pid, 0)[1]

    def _measure(self, item: pytest.Item) -> None:
        self.tracer.lines = set()
        began = time.process_time()
        sys.settrace(self.tracer)
        failed = _fails(item)
        sys.settrace(None)
        if failed:
            self.tests.failing.append(item.nodeid)
            return
        number = len(self.tests.items)
        self.tests.items.append(item)
        self.tests.seconds.append(time.process_time() - began)
        for place in self.tracer.lines:
            self.tests.past.setdefault(place, set()).add(number)

    def _all(self) -> None:
        began, running = time.monotonic(), dict[int, str]()
        for mutant in self._mutants():
            while len(running) >= self.jobs:
                self._wait(running)
            key = self._key(mutant)
            self.wrongs[key] = mutant
            running[self._fork(mutant)] = key
            if len(self.wrongs) % 100 == 0:
                print(f"{len(self.wrongs)} wrongs, {time.monotonic() - began:.0f} s", flush=True)
        while running:
            self._wait(running)
        self.took = time.monotonic() - began

    def _key(self, mutant: Mutant) -> str:
        key, count = mutant.key, 1
        while key in self.wrongs:
            count += 1
            key = f"{mutant.key} #{count}"
        return key

    def _mutants(self) -> Iterator[Mutant]:
        for path in sorted(LAW.rglob("*.py")):
            if {path.name, path.parent.name} & set(SKIPPED_FILES):
                continue
            if not self.modules or path.stem in self.modules:
                yield from mutants(path, module_of(path))

    def _wait(self, running: dict[int, str]) -> None:
        pid, status = os.wait()
        if os.WIFSIGNALED(status):
            self.outcomes[running.pop(pid)] = "ended"
        else:
            self.outcomes[running.pop(pid)] = {0: "survived", 1: "noticed", 3: "unreached"}[
                os.WEXITSTATUS(status)
            ]

    def _fork(self, mutant: Mutant) -> int:
        pid = os.fork()
        if pid:
            return pid
        try:
            status = self._try(mutant)
        except BaseException:  # noqa: BLE001 - whatever a wrong breaks, it was noticed
            status = 1
        os._exit(status)

    def _try(self, mutant: Mutant) -> int:
        """In the child: 0 nobody noticed, 1 a test did, 3 no test comes past."""
        _silence()
        path = str(path_of(mutant.module))
        is_read = any((path, line) in self.tests.while_reading for line in mutant.lines)
        numbers = self.tests.of(path, mutant.lines)
        if mutant.is_inside and not (is_read and mutant.name):
            if not numbers:
                return 3
            self._limit_of(numbers)
            self._swap(path, mutant)
            return int(any(_fails(self.tests.items[number]) for number in numbers))
        if mutant.is_inside and numbers:
            self._limit_of(numbers)
            self._swap(path, mutant)
            if any(_fails(self.tests.items[number]) for number in numbers):
                return 1
        return self._afresh(path, mutant.module, mutant.code(path))

    def _limit_of(self, numbers: Sequence[int]) -> None:
        _limit(10 + 20 * sum(self.tests.seconds[number] for number in numbers))

    def _swap(self, path: str, mutant: Mutant) -> None:
        for code in _codes(mutant.code(path)):
            for function in self.live.get((path, code.co_qualname, code.co_firstlineno), ()):
                function.__code__ = code
        for cached in self.caches:
            cached.cache_clear()

    def _afresh(self, path: str, module: str, code: CodeType) -> int:
        """All modules of the law and their tests are read anew, with the wrong in its place: the nearest files first."""
        numbers = self.tests.near(path)
        counts = Counter(self.tests.items[number].path for number in numbers)
        files = [file for file, _count in counts.most_common(3)]
        _limit(60 + 20 * sum(self.tests.seconds))
        return int(
            (files and self._read_anew(path, module, code, files)) or self._read_anew(path, module, code, [])
        )

    def _read_anew(self, path: str, module: str, code: CodeType, files: Sequence[Path]) -> int:
        for name in [name for name in sys.modules if name.startswith(("cases.law", "tests.law"))]:
            del sys.modules[name]
        sys.meta_path[:] = [one for one in sys.meta_path if not isinstance(one, _Finder)]
        sys.meta_path.insert(0, _Finder(module, code, path))
        where = [str(file) for file in files] or [str(ROOT / "tests" / "law"), *_ignored()]
        return int(pytest.main([*PYTEST, "-x", *where], [_Chosen(self.tests)]) not in (0, 5))


class _Chosen:
    """The tests that passed without the wrong, the quickest first."""

    def __init__(self, tests: Tests) -> None:
        self.seconds = {
            item.nodeid: seconds for item, seconds in zip(tests.items, tests.seconds, strict=True)
        }
        self.known = {_bare(nodeid) for nodeid in self.seconds}
        self.failing = frozenset(tests.failing)

    def pytest_collection_modifyitems(self, items: list[pytest.Item]) -> None:
        known = [one for one in items if _bare(one.nodeid) in self.known and one.nodeid not in self.failing]
        items[:] = sorted(known, key=lambda one: self.seconds.get(one.nodeid, 0.0))


class _Finder(importlib.abc.MetaPathFinder, importlib.abc.Loader):
    """Gives one module with its wrong."""

    def __init__(self, module: str, code: CodeType, path: str) -> None:
        self.module, self.code, self.path = module, code, path

    def find_spec(
        self, fullname: str, path: Any, target: Any = None
    ) -> importlib.machinery.ModuleSpec | None:
        if fullname != self.module:
            return None
        return importlib.util.spec_from_file_location(fullname, self.path, loader=self)

    def create_module(self, spec: importlib.machinery.ModuleSpec) -> None:
        return None

    def exec_module(self, module: Any) -> None:
        exec(self.code, module.__dict__)


def _silence() -> None:
    null = os.open(os.devnull, os.O_WRONLY)
    os.dup2(null, 1)
    os.dup2(null, 2)


def _fails(item: pytest.Item) -> bool:
    return any(report.failed for report in runtestprotocol(item, log=False, nextitem=None))


def _imports(path: Path, module: str) -> bool:
    text = path.read_text(encoding="utf-8")
    return f"from {module} import" in text or "from {} import {}".format(*module.rsplit(".", 1)) in text


def _bare(nodeid: str) -> str:
    return nodeid.partition("[")[0]


def _is_law(cached: Any) -> bool:
    return str(getattr(cached, "__module__", "")).startswith("cases.law")


def _codes(code: CodeType) -> Iterator[CodeType]:
    for constant in code.co_consts:
        if isinstance(constant, CodeType):
            yield constant
            yield from _codes(constant)


def _limit(seconds: float) -> None:
    """Of processor time, from now on; and of memory."""
    used = resource.getrusage(resource.RUSAGE_SELF)
    most = int(used.ru_utime + used.ru_stime + seconds) + 1
    resource.setrlimit(resource.RLIMIT_CPU, (most, resource.getrlimit(resource.RLIMIT_CPU)[1]))
    resource.setrlimit(resource.RLIMIT_AS, (4 * 1024**3, resource.getrlimit(resource.RLIMIT_AS)[1]))


def _ignored() -> list[str]:
    return [f"--ignore={ROOT / 'tests' / 'law' / name}" for name in UNUSED_TESTS]


def main() -> int:
    parser = argparse.ArgumentParser(prog="python -m bench.mutants")
    parser.add_argument("modules", nargs="*")
    parser.add_argument("--jobs", type=int, default=2)
    parser.add_argument("--write", action="store_true")
    asked = parser.parse_args()
    os.chdir(ROOT)
    settings.register_profile(
        "mutants",
        max_examples=40,
        database=None,
        derandomize=True,
        deadline=None,
        suppress_health_check=list(HealthCheck),
    )
    settings.load_profile("mutants")
    run = Run(asked.modules, asked.jobs)
    sys.settrace(run.tracer)
    status = pytest.main([*PYTEST, str(ROOT / "tests" / "law"), *_ignored()], [run])
    sys.settrace(None)
    if not run.outcomes:
        return int(status) or 1
    page = mutants_page.told(run)
    print(page)
    if asked.write:
        mutants_page.PAGE.write_text(page, encoding="utf-8")
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
