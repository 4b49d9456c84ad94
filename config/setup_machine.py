"""Make this machine able to run, test or check the tracker. Standard library only: it runs before any package exists.

`python3 -m config.setup_machine PURPOSE`, with a purpose from NEEDS below. Every step first looks whether it is done.
What takes long says so; what cannot be installed is named in one line, with the command that would do it.
"""

import base64
import ctypes
import ctypes.util
import hashlib
import importlib.util
import os
import secrets
import shutil
import subprocess
import sys
from collections.abc import Mapping, Sequence
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
VENV = ROOT / ".venv"
VAR = ROOT / "var"
LOG = VAR / "setup.log"

NEEDS: Mapping[str, tuple[str, ...]] = {
    "run": ("environment", "keys", "packages", "papers"),
    "test": ("environment", "keys", "dev packages", "papers"),
    "check": ("environment", "keys", "dev packages", "papers", "browser"),
    "messages": ("environment", "keys", "dev packages", "gettext"),
}
PAPER_LIBRARIES = {
    "libpangoft2-1.0-0": "libpangoft2-1.0.so.0",
    "libharfbuzz-subset0": "libharfbuzz-subset.so.0",
}
FONT_FOLDERS = (
    "/usr/share/fonts",
    "/usr/local/share/fonts",
    "~/.fonts",
    "~/.local/share/fonts",
    "~/Library/Fonts",
)
BROWSERS = ("chromium", "chromium-browser", "google-chrome")


def say(text: str) -> None:
    print(f"==> {text}", flush=True)


def patiently(command: Sequence[str], *, env: Mapping[str, str] | None = None) -> bool:
    """Run a long command into the log, say every 15 seconds that it is still at it, show the end when it fails."""
    VAR.mkdir(mode=0o700, exist_ok=True)
    with LOG.open("ab") as log:
        log.write(f"\n$ {' '.join(command)}\n".encode())
        log.flush()
        began = log.tell()
        process = subprocess.Popen(
            command,
            stdin=subprocess.DEVNULL,
            stdout=log,
            stderr=log,
            env={**os.environ, **(env or {})},
            cwd=ROOT,
        )
        waited = 0
        while True:
            try:
                failed = process.wait(timeout=15) != 0
                break
            except subprocess.TimeoutExpired:
                waited += 15
                say(f"    still at it ({waited} s)")
    if failed:
        tail = LOG.read_bytes()[began:].decode(errors="replace").splitlines()[-12:]
        print("\n".join(f"    {line}" for line in tail), flush=True)
    return not failed


# --- Debian packages ------------------------------------------------------------------------------------------
def apt_prefix() -> list[str] | None:
    """How apt-get may be called here: as root, through a sudo that asks nothing, or (None) not at all."""
    if os.environ.get("APT") == "no" or not shutil.which("apt-get"):
        return None
    if os.geteuid() == 0:
        return []
    sudo = shutil.which("sudo")
    if sudo and subprocess.run([sudo, "-n", "true"], capture_output=True, check=False).returncode == 0:
        return [sudo, "-n"]
    return None


def apt_install(packages: Sequence[str], *, purpose: str) -> bool:
    prefix = apt_prefix()
    if prefix is None:
        return False
    say(f"Installing {' '.join(packages)} ({purpose})")
    quiet = [
        "env",
        "DEBIAN_FRONTEND=noninteractive",
        "LC_ALL=C.UTF-8",
        "apt-get",
        "-o",
        "DPkg::Lock::Timeout=300",
    ]
    install = [*prefix, *quiet, "install", "-y", "--no-install-recommends", *packages]
    # The lists of packages may be missing or old: refresh them, and go on with the old ones if that fails.
    patiently([*prefix, *quiet, "update"])
    return patiently(install)


def how_to(packages: Sequence[str]) -> str:
    return f"sudo apt-get install --no-install-recommends {' '.join(packages)}"


# --- the steps ------------------------------------------------------------------------------------------------
def environment() -> None:
    if (VENV / "bin" / "python").exists() and (VENV / "bin" / "pip").exists():
        return
    if importlib.util.find_spec("ensurepip") is None:
        package = f"python{sys.version_info[0]}.{sys.version_info[1]}-venv"
        if not apt_install([package], purpose="makes Python environments"):
            sys.exit(
                f"Python cannot make an environment here: {package} is missing. Install it with: {how_to([package])}"
            )
    say(f"Making the environment .venv (Python {sys.version.split()[0]})")
    if not patiently([sys.executable, "-m", "venv", str(VENV)]):
        sys.exit(f"The environment .venv could not be made; the whole story is in {LOG.relative_to(ROOT)}.")


def keys() -> None:
    """Write the keys of this machine once. They are never overwritten: what they encrypted would be lost."""
    path = VAR / "local.env"
    if path.exists():
        return

    def key() -> str:
        return base64.b64encode(secrets.token_bytes(32)).decode()

    say("Writing new keys to var/local.env (keep a copy beside every backup of the data)")
    VAR.mkdir(mode=0o700, exist_ok=True)
    lines = [
        "# Keys and settings of this machine. Variables of the environment win over this file.",
        "# FIELD_KEYS and INDEX_KEY open the encrypted fields: lost keys are lost data.",
        f"SECRET_KEY={secrets.token_urlsafe(50)}",
        f"FIELD_KEYS=1:{key()}",
        f"INDEX_KEY={key()}",
        "DEBUG=0",
        "ALLOWED_HOSTS=127.0.0.1,localhost,[::1]",
        "# 1: a demonstration, with accounts whose password everybody knows. Never with real cases.",
        "DEMO=1",
    ]
    draft = VAR / f"local.env.{os.getpid()}"
    with os.fdopen(os.open(draft, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "w") as file:
        file.write("\n".join(lines) + "\n")
        file.flush()
        os.fsync(file.fileno())
    try:
        os.link(draft, path)  # whole or not at all, and only if nobody was faster
    except FileExistsError:
        pass
    finally:
        draft.unlink()


def digest_of(lock: str) -> str:
    return hashlib.sha256((ROOT / lock).read_bytes()).hexdigest()


def install_packages(lock: str, *, enough: Sequence[str]) -> None:
    """Install a lock file; a stamp in .venv remembers its digest. `enough`: locks that contain all we need."""
    stamps = {name: VENV / f".installed-{name}" for name in enough}
    if any(stamp.exists() and stamp.read_text() == digest_of(name) for name, stamp in stamps.items()):
        return
    count = sum("==" in line for line in (ROOT / lock).read_text().splitlines())
    say(f"Installing {count} packages from {lock} (a minute or so)")
    pip = [str(VENV / "bin" / "python"), "-m", "pip", "install", "--no-input", "--disable-pip-version-check"]
    if not patiently([*pip, "--require-hashes", "-r", lock]):
        sys.exit(
            f"The packages of {lock} could not be installed; the whole story is in {LOG.relative_to(ROOT)}."
        )
    stamps[lock].write_text(digest_of(lock))


def packages() -> None:
    install_packages("requirements.lock", enough=["requirements.lock", "requirements-dev.lock"])


def dev_packages() -> None:
    install_packages("requirements-dev.lock", enough=["requirements-dev.lock"])


def has_library(file: str) -> bool:
    try:
        ctypes.CDLL(file)
    except OSError:
        return ctypes.util.find_library(file.removeprefix("lib").split(".so")[0]) is not None
    return True


def has_chinese_font() -> bool:
    folders = [Path(folder).expanduser() for folder in FONT_FOLDERS]
    return any(any(folder.rglob("Noto*CJK*.*")) for folder in folders if folder.is_dir())


def papers() -> None:
    """What PDF papers need. The tracker runs without; the papers then say what is missing."""
    missing = [package for package, file in PAPER_LIBRARIES.items() if not has_library(file)]
    if not has_chinese_font():
        missing.append("fonts-noto-cjk")
    if missing and not apt_install(missing, purpose="draw the PDF papers, 60 MB of fonts"):
        say(f"PDF papers cannot be made yet; everything else works. Install with: {how_to(missing)}")


def browser() -> None:
    missing = [] if any(map(shutil.which, BROWSERS)) else ["chromium"]
    if sys.platform == "linux" and not has_library("libatomic.so.1"):
        missing.append("libatomic1")  # for the program that drives the browser
    if missing and not apt_install(missing, purpose="browser tests"):
        sys.exit(f"The browser tests need {' and '.join(missing)}. Install with: {how_to(missing)}")


def gettext() -> None:
    if not shutil.which("msgfmt") and not apt_install(["gettext"], purpose="compiles the translations"):
        sys.exit(f"Translations are compiled with gettext. Install it with: {how_to(['gettext'])}")


STEPS = {
    "environment": environment,
    "keys": keys,
    "packages": packages,
    "dev packages": dev_packages,
    "papers": papers,
    "browser": browser,
    "gettext": gettext,
}


def main() -> None:
    purpose = sys.argv[1] if len(sys.argv) == 2 else ""
    if purpose not in NEEDS:
        sys.exit(f"Usage: python3 -m config.setup_machine {{{','.join(NEEDS)}}}")
    if not (3, 11) <= sys.version_info[:2] < (3, 14):
        sys.exit("Tiaojie needs Python 3.11, 3.12 or 3.13; name one with: make PYTHON=python3.11 …")
    for need in NEEDS[purpose]:
        STEPS[need]()


if __name__ == "__main__":
    main()
