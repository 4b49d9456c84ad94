"""The clone itself: locks, set-up, the supervisor, and pages that say what is true."""

import ast
import base64
import os
import re
import shutil
import signal
import socket
import stat
import subprocess
import sys
import time
import tomllib
from collections.abc import Callable, Iterator
from pathlib import Path
from urllib.parse import unquote, urlparse

import environ
import pytest
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

from config import serve, setup_machine

ROOT = Path(__file__).resolve().parent.parent
LOCKS = ("requirements.lock", "requirements-dev.lock")
READMES = ("README.md", "README.zh-Hans.md")
PYPROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text())


def tracked() -> list[Path]:
    """Every file of the repository; skips where there is no git to ask."""
    if not shutil.which("git") or not (ROOT / ".git").exists():
        pytest.skip("not a git clone")
    names = subprocess.run(
        ["git", "ls-files", "-z"], cwd=ROOT, capture_output=True, check=True
    ).stdout.decode()
    return [path for name in names.split("\0") if name and (path := ROOT / name).is_file()]


def text_of(path: Path) -> str:
    try:
        return path.read_text(encoding="utf-8")
    except UnicodeDecodeError:
        return ""


# --- locks ----------------------------------------------------------------------------------------------------
def locked(name: str) -> dict[str, tuple[str, int]]:
    """Package → (version, number of hashes)."""
    found: dict[str, tuple[str, int]] = {}
    for block in re.split(r"\n(?=\S)", (ROOT / name).read_text()):
        if match := re.match(r"([A-Za-z0-9._-]+)==(\S+)", block):
            found[canonicalize_name(match[1])] = (
                match[2],
                len(re.findall(r"--hash=sha256:[0-9a-f]{64}\b", block)),
            )
    return found


@pytest.mark.parametrize("lock", LOCKS)
def test_every_locked_package_has_hashes(lock: str) -> None:
    packages = locked(lock)
    assert len(packages) > 30
    assert [name for name, (_, hashes) in packages.items() if not hashes] == []


@pytest.mark.parametrize("lock", LOCKS)
def test_locks_name_no_address_and_no_place(lock: str) -> None:
    lines = [
        line for line in (ROOT / lock).read_text().splitlines() if not line.startswith("    --hash=sha256:")
    ]
    assert [line for line in lines if re.search(r"/|\\\w|@|^\s*-", line)] == []


@pytest.mark.parametrize(
    ("lock", "wanted"),
    [
        ("requirements.lock", PYPROJECT["project"]["dependencies"]),
        (
            "requirements-dev.lock",
            PYPROJECT["project"]["dependencies"] + PYPROJECT["dependency-groups"]["dev"],
        ),
    ],
)
def test_locks_hold_what_the_project_asks_for(lock: str, wanted: list[str]) -> None:
    packages = locked(lock)
    for requirement in map(Requirement, wanted):
        version, _ = packages[canonicalize_name(requirement.name)]
        assert requirement.specifier.contains(version), (
            f"{requirement} but {version} is locked: run `make lock`"
        )


def test_both_locks_agree() -> None:
    runtime, dev = locked("requirements.lock"), locked("requirements-dev.lock")
    assert {name: dev.get(name) for name in runtime} == runtime


# --- nothing of the machine it was made on ----------------------------------------------------------------------
def package_hosts() -> set[str]:
    """The hosts this machine's pip is told to ask, from its variables and its configuration files."""
    shown = subprocess.run(
        [sys.executable, "-m", "pip", "config", "list"], capture_output=True, text=True, check=False
    ).stdout
    variables = " ".join(value for name, value in os.environ.items() if name.startswith(("PIP_", "UV_")))
    urls = re.findall(r"https?://[^\s'\"]+", f"{shown} {variables}")
    return {host for url in urls if (host := urlparse(url).hostname)}


def test_no_tracked_file_names_this_machine() -> None:
    home = str(Path.home()).rstrip("/")
    private = {f"{ROOT}/", *package_hosts()} | ({f"{home}/"} if home else set())
    found = [
        (str(path.relative_to(ROOT)), word) for path in tracked() for word in private if word in text_of(path)
    ]
    assert found == []


def test_no_tracked_file_is_data_or_a_secret() -> None:
    names = [str(path.relative_to(ROOT)) for path in tracked()]
    assert [name for name in names if re.search(r"^(var|\.venv)/|\.sqlite3|\.env$|__pycache__", name)] == []


# --- pages ------------------------------------------------------------------------------------------------------
def anchors(page: str) -> set[str]:
    """The anchors of a page's headings, as code hosts make them."""
    headings = re.findall(r"^#{1,6} +(.+?)\s*$", page, flags=re.MULTILINE)
    return {re.sub(r"[^\w\- ]", "", heading.lower()).replace(" ", "-") for heading in headings}


def test_links_between_pages_resolve() -> None:
    broken = []
    for page in (path for path in tracked() if path.suffix == ".md"):
        prose = re.sub(r"```.*?```|`[^`\n]*`", "", text_of(page), flags=re.DOTALL)
        for link in re.findall(r"\]\(([^)\s]+)\)", prose):
            if re.match(r"[a-z]+:", link):
                continue
            name, _, anchor = unquote(link).partition("#")
            target = (page.parent / name).resolve() if name else page
            if not target.exists() or (anchor and anchor not in anchors(text_of(target))):
                broken.append((str(page.relative_to(ROOT)), link))
    assert broken == []


def table_keys(page: str, first_cell: str) -> set[str]:
    """The code words in the first column of the tables of a page, those that match."""
    cells = re.findall(r"^\| `([^`|]+)` \|", (ROOT / page).read_text(), flags=re.MULTILINE)
    return {cell for cell in cells if re.fullmatch(first_cell, cell)}


def test_both_readmes_list_the_demonstration_accounts() -> None:
    accounts = {
        "clerk",
        "mediator",
        "mediator2",
        "head",
        "volunteer",
        "committee",
        "committee_head",
        "district",
        "supervisor",
        "chair",
        "auditor",
        "admin",
    }
    for page in READMES:
        assert accounts <= table_keys(page, r"[a-z0-9_]+"), page


def test_both_readmes_explain_every_variable_the_settings_read() -> None:
    settings = (ROOT / "config" / "settings.py").read_text()
    variables = set(re.findall(r'(?:env(?:\.\w+)?|required)\(\s*"([A-Z][A-Z0-9_]+)"', settings))
    assert "DATABASE_URL" in variables
    for page in READMES:
        assert variables - table_keys(page, r"[A-Z][A-Z0-9_]+") == set(), page


def test_make_help_knows_every_target() -> None:
    makefile = (ROOT / "Makefile").read_text()
    phony = re.search(r"^\.PHONY: (.+)$", makefile, flags=re.MULTILINE)
    assert phony
    assert set(re.findall(r"^([a-z]+):.*## ", makefile, flags=re.MULTILINE)) == set(phony[1].split())


# --- set-up -----------------------------------------------------------------------------------------------------
@pytest.mark.parametrize("module", [setup_machine, serve])
def test_what_runs_before_the_packages_needs_none(module: object) -> None:
    tree = ast.parse(Path(str(module.__file__)).read_text())
    imported = {node.module or "" for node in ast.walk(tree) if isinstance(node, ast.ImportFrom)}
    imported |= {
        alias.name for node in ast.walk(tree) if isinstance(node, ast.Import) for alias in node.names
    }
    assert {name.split(".")[0] for name in imported} <= sys.stdlib_module_names


@pytest.fixture
def var(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setattr(setup_machine, "VAR", tmp_path / "var")
    monkeypatch.setattr(setup_machine, "LOG", tmp_path / "var" / "setup.log")
    return tmp_path / "var"


def test_keys_are_private_and_can_be_read_back(var: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    setup_machine.keys()
    assert stat.S_IMODE((var / "local.env").stat().st_mode) == 0o600
    assert [path.name for path in var.iterdir()] == ["local.env"]
    found: dict[str, str] = {}
    monkeypatch.setattr(environ.Env, "ENVIRON", found)
    environ.Env.read_env(var / "local.env")
    version, _, key = found["FIELD_KEYS"].partition(":")
    assert (version, len(base64.b64decode(key)), len(base64.b64decode(found["INDEX_KEY"]))) == ("1", 32, 32)
    assert len(found["SECRET_KEY"]) >= 50


def test_keys_are_never_overwritten(var: Path) -> None:
    var.mkdir()
    (var / "local.env").write_text("SECRET_KEY=mine\n")
    setup_machine.keys()
    assert (var / "local.env").read_text() == "SECRET_KEY=mine\n"


@pytest.fixture
def venv(tmp_path: Path, var: Path, monkeypatch: pytest.MonkeyPatch) -> list[list[str]]:
    """A pretended environment, and the long commands that would have run in it."""
    commands: list[list[str]] = []
    monkeypatch.setattr(setup_machine, "VENV", tmp_path)

    def patiently(command: list[str]) -> bool:
        commands.append(command)
        return True

    monkeypatch.setattr(setup_machine, "patiently", patiently)
    return commands


def test_packages_are_installed_once_for_each_lock(venv: list[list[str]]) -> None:
    setup_machine.packages()
    setup_machine.packages()
    assert len(venv) == 1
    assert {"--require-hashes", "requirements.lock"} <= set(venv[0])


def test_the_development_packages_are_enough_to_run(venv: list[list[str]]) -> None:
    setup_machine.dev_packages()
    setup_machine.packages()
    assert len(venv) == 1


def test_without_rights_the_missing_libraries_are_named(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("APT", "no")
    monkeypatch.setattr(setup_machine, "has_library", lambda _: False)
    monkeypatch.setattr(setup_machine, "has_chinese_font", lambda: False)
    setup_machine.papers()
    said = capsys.readouterr().out
    assert said.count("\n") == 1
    assert (
        "apt-get install --no-install-recommends libpangoft2-1.0-0 libharfbuzz-subset0 fonts-noto-cjk" in said
    )


# --- the supervisor ---------------------------------------------------------------------------------------------
SUPERVISE = """
import sys
from config import serve
serve.SHORTEST_PAUSE = 0.2
children = [serve.Child(name, command, name == "web server", pause=0.2) for name, command in {children!r}]
sys.exit(serve.serve(children, ready=lambda: True, welcome="running", grace={grace}))
"""
NOTE = "echo $$ >> {pids}; "
STAY = NOTE + "sleep 300 & echo $! >> {pids}; wait"  # with a grandchild that nobody asks to stop
DEAF = NOTE + "trap '' TERM; while true; do sleep 0.1; done"
CRASH = NOTE + "sleep 300 & echo $! >> {pids}; exit 3"


def alive(pid: int) -> bool:
    try:
        os.kill(pid, 0)
        # A killed orphan may wait for its new parent to notice: it runs no more.
        return "\nState:\tZ" not in Path(f"/proc/{pid}/status").read_text()
    except (ProcessLookupError, FileNotFoundError):
        return False


def wait_for(condition: Callable[[], bool], seconds: float = 10) -> bool:
    deadline = time.monotonic() + seconds
    while not condition():
        if time.monotonic() > deadline:
            return False
        time.sleep(0.02)
    return True


class Supervised:
    """A supervisor with the given shell scripts as children; remembers every process it started."""

    def __init__(self, folder: Path, scripts: dict[str, str], grace: float = 5) -> None:
        self.file = folder / "pids"
        self.file.touch()
        children = [(name, ["sh", "-c", script.format(pids=self.file)]) for name, script in scripts.items()]
        self.process = subprocess.Popen(
            [sys.executable, "-c", SUPERVISE.format(children=children, grace=grace)],
            cwd=ROOT,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
        )

    def pids(self) -> list[int]:
        return [int(line) for line in self.file.read_text().split()]

    def end(self, number: signal.Signals | None = None) -> tuple[int, str]:
        if number is not None:
            self.process.send_signal(number)
        said, _ = self.process.communicate(timeout=20)
        return self.process.returncode, said

    def nothing_is_left(self) -> bool:
        return wait_for(lambda: not any(map(alive, self.pids())))


@pytest.fixture
def supervise(tmp_path: Path) -> Iterator[Callable[..., Supervised]]:
    started: list[Supervised] = []

    def start(scripts: dict[str, str], *, processes: int, grace: float = 5) -> Supervised:
        supervised = Supervised(tmp_path, scripts, grace)
        started.append(supervised)
        assert wait_for(lambda: len(supervised.pids()) >= processes)
        return supervised

    yield start
    for supervised in started:
        supervised.process.kill()
        for pid in supervised.pids():
            serve.signal_group(pid, signal.SIGKILL)


@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM, signal.SIGHUP])
def test_a_signal_stops_all_that_was_started(
    supervise: Callable[..., Supervised], number: signal.Signals
) -> None:
    all_of_it = supervise({"web server": STAY, "worker": STAY, "clock": STAY}, processes=6)
    code, said = all_of_it.end(number)
    assert (code, "running" in said) == (0, True)
    assert all_of_it.nothing_is_left()


def test_who_does_not_listen_is_killed_after_the_grace(supervise: Callable[..., Supervised]) -> None:
    all_of_it = supervise({"web server": STAY, "worker": DEAF}, processes=3, grace=0.5)
    all_of_it.end(signal.SIGTERM)
    assert all_of_it.nothing_is_left()


def test_a_second_signal_ends_the_patience(supervise: Callable[..., Supervised]) -> None:
    all_of_it = supervise({"web server": DEAF}, processes=1, grace=600)
    all_of_it.process.send_signal(signal.SIGINT)
    assert all_of_it.process.stdout
    assert wait_for(lambda: "Stopping" in all_of_it.process.stdout.readline())
    all_of_it.end(signal.SIGINT)
    assert all_of_it.nothing_is_left()


def test_a_dead_worker_starts_again_later_each_time(supervise: Callable[..., Supervised]) -> None:
    all_of_it = supervise({"web server": STAY, "worker": CRASH}, processes=2 + 3 * 2)
    code, said = all_of_it.end(signal.SIGTERM)
    assert code == 0
    assert said.count("The worker has ended (code 3); starting it again in") >= 2
    assert all_of_it.nothing_is_left()


def test_the_pause_doubles_up_to_a_limit() -> None:
    child = serve.Child("worker", ["false"])
    pauses = []
    for _ in range(7):
        child.start()
        assert child.process
        child.process.wait()
        pauses.append(child.pause)
        assert child.died() == 1
    assert pauses == [1, 2, 4, 8, 16, 30, 30]


def test_the_death_of_the_web_server_ends_all(supervise: Callable[..., Supervised]) -> None:
    all_of_it = supervise({"web server": CRASH, "worker": STAY, "clock": STAY}, processes=2)
    code, said = all_of_it.end()
    assert code == 3
    assert "The web server has ended (code 3); stopping the rest." in said
    assert all_of_it.nothing_is_left()


@pytest.mark.skipif(
    sys.platform != "linux", reason="only the Linux kernel tells children that their parent is gone"
)
def test_children_do_not_outlive_a_killed_supervisor(supervise: Callable[..., Supervised]) -> None:
    all_of_it = supervise(
        {"web server": NOTE + "exec sleep 300", "worker": NOTE + "exec sleep 300"}, processes=2
    )
    all_of_it.process.kill()
    assert all_of_it.nothing_is_left()


def test_a_busy_port_is_one_clear_sentence() -> None:
    with socket.socket() as taken:
        taken.bind((serve.HOST, 0))
        taken.listen()
        port = taken.getsockname()[1]
        look = [sys.executable, "-m", "config.serve", "--only-look", "--port", str(port)]
        busy = subprocess.run(look, cwd=ROOT, capture_output=True, text=True, check=False)
    assert (busy.returncode, busy.stdout) == (1, "")
    assert (
        busy.stderr == f"Port {port} is taken by another program; choose another with: make run PORT=8100\n"
    )
    assert subprocess.run(look, cwd=ROOT, check=False).returncode == 0
