"""Run a command with DATABASE_URL naming a PostgreSQL server: `python -m config.with_postgres pytest …`.

The server is, in this order: the one DATABASE_URL names already; one on this machine that lets `postgres` in; a
throw-away one, made in a temporary folder for this run and removed after it.
"""

import hashlib
import os
import pwd
import secrets
import shutil
import signal
import socket
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import psycopg

from config.setup_machine import ROOT, apt_install, how_to, say

LOCAL = "postgres://postgres@127.0.0.1:5432"
# Tests make `test_<name>` beside it: a name of its own for each clone lets two clones test at the same time.
NAME = f"tiaojie_{hashlib.sha256(str(ROOT).encode()).hexdigest()[:8]}"


def answers(server: str) -> bool:
    try:
        psycopg.connect(f"{server}/postgres", connect_timeout=5).close()
    except psycopg.OperationalError:
        return False
    return True


def programs() -> Path:
    """The folder of initdb and postgres; installs them where that is allowed."""

    def find() -> Path | None:
        known = sorted(
            Path("/usr/lib/postgresql").glob("*/bin/initdb"), key=lambda path: float(path.parts[-3])
        )
        on_path = shutil.which("initdb")
        found = known[-1:] or ([Path(on_path).resolve()] if on_path else [])
        return found[0].parent if found else None

    folder = find() or (apt_install(["postgresql"], purpose="tests on PostgreSQL") and find())
    if not folder:
        sys.exit(
            "The tests on PostgreSQL need a server: name one in DATABASE_URL (its user must be allowed to create "
            f"databases), or install one with: {how_to(['postgresql'])}"
        )
    return folder


# Nothing here has to outlive a power cut.
_SETTINGS = ("listen_addresses=127.0.0.1", "fsync=off", "full_page_writes=off", "synchronous_commit=off")


@contextmanager
def throw_away_server() -> Iterator[str]:
    folder = programs()
    say("Starting a throw-away PostgreSQL server")
    home = Path(tempfile.mkdtemp(prefix="tiaojie-pg-"))
    owner = "postgres" if os.geteuid() == 0 else None  # the server refuses to run as root
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    password = secrets.token_hex(16)
    (home / "password").write_text(password)
    if owner:
        account = pwd.getpwnam(owner)
        os.chown(home, account.pw_uid, account.pw_gid)
        os.chown(home / "password", account.pw_uid, account.pw_gid)
    init: list[str | Path] = [
        folder / "initdb",
        "-D",
        home / "data",
        "-U",
        "postgres",
        "-A",
        "scram-sha-256",
        "-E",
        "UTF8",
    ]
    init += ["--locale=C.UTF-8", f"--pwfile={home / 'password'}", "--no-sync"]
    start: list[str | Path] = [folder / "postgres", "-D", home / "data", "-p", str(port), "-k", home]
    for setting in _SETTINGS:
        start += ["-c", setting]
    server = f"postgres://postgres:{password}@127.0.0.1:{port}"
    try:
        with (home / "log").open("wb") as log:
            subprocess.run(init, check=True, stdout=log, stderr=log, user=owner, cwd=home)
            process = subprocess.Popen(
                start, stdout=log, stderr=log, user=owner, cwd=home, start_new_session=True
            )
        try:
            deadline = time.monotonic() + 60
            while not answers(server):
                if process.poll() is not None or time.monotonic() > deadline:
                    sys.exit(f"PostgreSQL did not start:\n{(home / 'log').read_text()[-2000:]}")
                time.sleep(0.2)
            yield server
        finally:
            process.send_signal(signal.SIGINT)  # closes connections and ends at once
            process.wait(timeout=60)
    finally:
        shutil.rmtree(home, ignore_errors=True)


@contextmanager
def database_url() -> Iterator[str]:
    given = os.environ.get("DATABASE_URL", "")
    if given.startswith(("postgres://", "postgresql://")):
        yield given
    elif answers(LOCAL):
        yield f"{LOCAL}/{NAME}"
    else:
        with throw_away_server() as server:
            yield f"{server}/{NAME}"


def main() -> int:
    if len(sys.argv) < 2:
        sys.exit("Usage: python -m config.with_postgres COMMAND …")
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(143))  # so that the server is taken down too
    with database_url() as url:
        return subprocess.run(sys.argv[1:], check=False, env={**os.environ, "DATABASE_URL": url}).returncode


if __name__ == "__main__":
    sys.exit(main())
