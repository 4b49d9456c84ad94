"""Run the whole tracker on one machine: the web server, the worker and the clock, started and stopped together.

Standard library only. Ctrl-C, SIGTERM and SIGHUP stop everything it started. A worker or clock that dies is started
again, later each time; when the web server dies, all ends. For several machines, see README.md.
"""

import argparse
import ctypes
import os
import select
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Callable, Sequence
from contextlib import suppress
from dataclasses import dataclass
from types import FrameType

HOST = "127.0.0.1"
TICK = 0.1
STEADY_AFTER = 60.0  # a child that lived this long starts again with the shortest pause
SHORTEST_PAUSE = 1.0
LONGEST_PAUSE = 30.0
GRACE = 15.0  # for a page or a job under way; then the group is killed
STOPPERS = (signal.SIGINT, signal.SIGTERM, signal.SIGHUP)
PR_SET_PDEATHSIG = 1


@dataclass
class Child:
    """One command of ours, in a process group of its own."""

    name: str
    command: Sequence[str]
    vital: bool = False  # all ends with it
    process: subprocess.Popen[bytes] | None = None
    started: float = 0.0
    pause: float = SHORTEST_PAUSE  # before the next new start
    due: float = 0.0  # when to start (again)

    def start(self) -> None:
        self.started = time.monotonic()
        before = die_with_parent(os.getpid())
        self.process = subprocess.Popen(
            self.command, stdin=subprocess.DEVNULL, start_new_session=True, preexec_fn=before
        )

    def died(self) -> int | None:
        """The exit code if it has died since the last look; what it left running is ended too."""
        if self.process is None or (code := self.process.poll()) is None:
            return None
        signal_group(self.process.pid, signal.SIGKILL)
        self.process = None
        if time.monotonic() - self.started > STEADY_AFTER:
            self.pause = SHORTEST_PAUSE
        self.due = time.monotonic() + self.pause
        self.pause = min(self.pause * 2, LONGEST_PAUSE)
        return code


def die_with_parent(parent: int) -> Callable[[], None] | None:
    """On Linux the kernel tells a child when we are gone, also when we were killed outright."""
    if sys.platform != "linux":
        return None
    libc = ctypes.CDLL(None)

    def ask() -> None:
        libc.prctl(PR_SET_PDEATHSIG, signal.SIGTERM)
        if os.getppid() != parent:
            os._exit(1)

    return ask


def tell(text: str) -> None:
    with suppress(OSError):  # the terminal may be gone; that must not keep us from stopping the rest
        print(text, flush=True)


def signal_group(group: int, number: int) -> None:
    with suppress(ProcessLookupError, PermissionError):
        os.killpg(group, number)


def stop(children: Sequence[Child], grace: float) -> None:
    """Ask each child to finish, wait for all together, then end whatever is left in their groups."""
    running = [child.process for child in children if child.process is not None]
    for process in running:
        process.terminate()
    deadline = time.monotonic() + grace
    for process in running:
        with suppress(subprocess.TimeoutExpired):
            process.wait(timeout=max(0.0, deadline - time.monotonic()))
    for process in running:
        signal_group(process.pid, signal.SIGKILL)
        process.wait()


def has_hung_up(terminal: int) -> bool:
    """Closed without a word: the kernel tells only the first program of a session, and make keeps it to itself."""
    watch = select.poll()
    watch.register(terminal, 0)
    return bool(watch.poll(0))


def listen(children: Sequence[Child]) -> list[int]:
    """The signals that asked us to stop, filled as they come; the second one ends all patience."""
    asked: list[int] = []

    def ask(number: int, _frame: FrameType | None) -> None:
        asked.append(number)
        if len(asked) > 1:
            for child in children:
                if child.process is not None:
                    signal_group(child.process.pid, signal.SIGKILL)

    for number in STOPPERS:
        signal.signal(number, ask)
    return asked


def serve(children: Sequence[Child], *, ready: Callable[[], bool], welcome: str, grace: float = GRACE) -> int:
    """Keep the children running until a signal comes or a vital one dies; the exit code tells which."""
    asked = listen(children)
    welcomed, ended, terminal = False, None, os.isatty(0)
    try:
        while not asked and ended is None and not (terminal and has_hung_up(0)):
            for child in children:
                if child.process is None and child.due <= time.monotonic():
                    child.start()
            if not welcomed and ready():
                welcomed = True
                tell(welcome)
            time.sleep(TICK)
            ended = look_after(children)
    finally:
        tell("Stopping …")
        stop(children, grace)
    return ended or 0


def look_after(children: Sequence[Child]) -> int | None:
    """Put off the dead for a new start; an exit code when a vital one is among them."""
    for child in children:
        if (code := child.died()) is None:
            continue
        if child.vital:
            tell(f"The {child.name} has ended (code {code}); stopping the rest.")
            return code if code > 0 else 1
        pause = round(child.due - time.monotonic())
        tell(f"The {child.name} has ended (code {code}); starting it again in {pause} s.")
    return None


def commands(port: int) -> list[Child]:
    manage = [sys.executable, "manage.py"]
    processes, threads = os.environ.get("WEB_PROCESSES", "1"), os.environ.get("WEB_THREADS", "8")
    options = f"--bind {HOST}:{port} --worker-class gthread --workers {processes} --threads {threads}"
    options += " --graceful-timeout 10 --log-level warning"
    web = [sys.executable, "-m", "gunicorn", "config.wsgi:application", *options.split()]
    return [
        Child("web server", web, vital=True),
        Child("worker", [*manage, "db_worker", "--no-reload", "--interval", "1"]),
        Child("clock", [*manage, "clockwork"]),
    ]


def objection_to(port: int) -> str:
    """Why we cannot listen there; empty when we can."""
    with socket.socket() as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((HOST, port))
        except PermissionError:
            return f"Port {port} is reserved for the system"
        except (OSError, OverflowError):
            return f"Port {port} is taken by another program"
    return ""


def answers(port: int) -> bool:
    with suppress(OSError), socket.create_connection((HOST, port), timeout=1):
        return True
    return False


def main() -> int:
    parser = argparse.ArgumentParser(description="Run the web server, the worker and the clock together.")
    parser.add_argument("--port", type=int, default=8000)
    parser.add_argument("--only-look", action="store_true", help="only say whether the port is free")
    parser.add_argument(
        "--with-parent", action="store_true", help="end with the program that started this one"
    )
    options = parser.parse_args()
    if objection := objection_to(options.port):
        sys.exit(f"{objection}; choose another with: make run PORT=8100")
    if options.only_look:
        return 0
    if options.with_parent and (ask := die_with_parent(os.getppid())):
        ask()
    welcome = f"\nTiaojie 调解 is at http://{HOST}:{options.port} (Ctrl-C stops it).\n"
    return serve(commands(options.port), ready=lambda: answers(options.port), welcome=welcome)


if __name__ == "__main__":
    sys.exit(main())
