"""The font of printed papers: found once on the machine, cut down to common characters, kept under `var/fonts`.

Cutting it down makes a paper four times smaller and its rendering much cheaper. The complete font stays behind the
cut one, for the rare characters of names. Nothing here imports WeasyPrint or loads Pango for good.
"""

import ctypes
import fcntl
import json
import os
import shutil
import subprocess
import tempfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Any
from xml.sax.saxutils import escape

from django.conf import settings
from django.utils.translation import gettext as _

FAMILY = "Tiaojie Serif"
INSTALL = "apt-get install libpangoft2-1.0-0 libharfbuzz-subset0 fonts-noto-cjk"

# Raised by one when the recipe below changes, so that older subsets are built anew.
RECIPE = 1
PREFERRED = (
    "Noto Serif CJK SC",
    "Noto Serif SC",
    "Source Han Serif SC",
    "Source Han Serif CN",
    "Noto Sans CJK SC",
    "Noto Sans SC",
    "Source Han Sans SC",
    "WenQuanYi Zen Hei",
    "WenQuanYi Micro Hei",
)
LAYOUT_FEATURES = ["ccmp", "kern", "liga", "mark", "mkmk"]
# Printed without ink: line ends, tab, and the joiners that copying from chat programs leaves behind.
INKLESS = frozenset("\t\n\r\u00ad\u200b\u200c\u200d\u2060\ufeff")
LIBRARIES = {
    "Pango": (
        ("libpango-1.0.so.0", "libpango-1.0.0.dylib", "libpango-1.0.dylib"),
        ("libpangoft2-1.0.so.0", "libpangoft2-1.0.0.dylib", "libpangoft2-1.0.dylib"),
    ),
    "HarfBuzz-Subset": (("libharfbuzz-subset.so.0", "libharfbuzz-subset.0.dylib"),),
}

Progress = Callable[[str], None]


class FontsMissing(RuntimeError):
    """No Chinese font is installed; the message is a full sentence saying what to install."""


@dataclass(frozen=True)
class Face:
    """One face of a font file: `weight` on fontconfig's scale (80 regular, 200 bold)."""

    path: str
    index: int
    family: str
    weight: int


def default_folder() -> Path:
    """Where the built fonts live: `FONTS_DIR` of the settings, else `var/fonts` beside the code."""
    return Path(getattr(settings, "FONTS_DIR", None) or Path(settings.BASE_DIR) / "var" / "fonts")


# --- finding ------------------------------------------------------------------------------------------------


def find_faces() -> list[Face]:
    """The regular and (where there is one) the bold face of the best Chinese font on this machine.

    Raises FontsMissing when there is none.
    """
    by_family: dict[str, list[Face]] = {}
    for face in _installed():
        by_family.setdefault(face.family, []).append(face)
    ranked = [name for name in PREFERRED if name in by_family] or sorted(by_family)
    if not ranked:
        raise FontsMissing(_("No Chinese font is installed, so no paper can be printed. Run: %s") % INSTALL)
    faces = by_family[ranked[0]]
    regular = min(faces, key=lambda face: (abs(face.weight - 80), face.path, face.index))
    bold = min(faces, key=lambda face: (abs(face.weight - 200), face.path, face.index))
    return [regular, bold] if bold.weight >= 150 else [regular]


def _installed() -> Iterator[Face]:
    """The upright outline faces for Chinese that fontconfig knows, our own ones left out."""
    command = shutil.which("fc-list")
    if command is None:
        return
    # Our own configuration would show only our own fonts.
    environment = {name: value for name, value in os.environ.items() if name != "FONTCONFIG_FILE"}
    layout = "%{file}\t%{index}\t%{weight}\t%{slant}\t%{variable}\t%{family}\n"
    query = [command, "--format", layout, ":lang=zh-cn:outline=true"]
    listed = subprocess.run(  # noqa: S603 - a fixed command found on the path, nothing of a user in it
        query, env=environment, capture_output=True, text=True, check=False, timeout=60
    )
    for line in sorted(listed.stdout.splitlines()):
        path, index, weight, slant, variable, family = line.split("\t")
        if slant == "0" and variable != "True" and weight.replace(".", "").isdigit():
            yield Face(path, int(index) & 0xFFFF, family.split(",")[0], round(float(weight)))


def characters() -> frozenset[int]:
    """The characters of the cut font: GB2312, Latin with the pinyin accents, punctuation and common symbols."""
    wanted = {*range(0x20, 0x7F), *range(0xA0, 0x250), *range(0x2010, 0x2060), *range(0x3000, 0x3040)}
    wanted |= {*range(0x2460, 0x249C), *range(0x25A0, 0x25D0), *range(0xFF00, 0xFFF0), *range(0x2150, 0x2180)}
    for high in range(0xA1, 0xF8):
        for low in range(0xA1, 0xFF):
            wanted.update(map(ord, bytes((high, low)).decode("gb2312", "ignore")))
    # Python's GB2312 table answers U+2015 and U+30FB where Chinese text has the dash and the dot of names.
    return frozenset(wanted | {0x2014, 0xB7, 0x20AC, 0x2103, 0x2116, 0x2212, 0x2713, 0x2717, 0x3007})


# --- building -----------------------------------------------------------------------------------------------


def is_prepared(folder: Path | None = None) -> bool:
    """Whether the folder holds fonts built by the present recipe from files that are still there."""
    folder = folder or default_folder()
    manifest = _manifest(folder)
    if manifest is None or manifest["recipe"] != RECIPE:
        return False
    try:
        built = all(
            (folder / "faces" / name).stat().st_size == size for name, size in manifest["files"].items()
        )
        present = all(Path(face["path"]).stat().st_size == face["size"] for face in manifest["sources"])
        return (
            built
            and present
            and (folder / "fonts.conf").read_text("utf-8") == _conf(folder, manifest["family"])
        )
    except OSError:
        return False


def prepare(folder: Path | None = None, progress: Progress = lambda line: None) -> Path:
    """Build the fonts where they are not yet there; return the path of the `fonts.conf` that leads to them.

    Raises FontsMissing without a Chinese font, OSError when the folder cannot be written.
    """
    folder = folder or default_folder()
    if not is_prepared(folder):
        with _alone_in(folder):
            # Another process may have built them while this one waited.
            if not is_prepared(folder):
                _build(folder, find_faces(), progress)
    progress(_("The fonts of the papers are ready in %s.") % folder)
    return folder / "fonts.conf"


def _build(folder: Path, sources: list[Face], progress: Progress) -> None:
    faces = folder / "faces"
    files: dict[str, int] = {}
    for face in sources:
        style = "Bold" if face.weight >= 150 else "Regular"
        progress(_("Cutting %(family)s %(style)s down to the common characters (some seconds) …")
                 % {"family": face.family, "style": style})  # fmt: skip
        data = _subset(face, style)
        name = f"TiaojieSerif-{style}.otf"
        _write(faces / name, data)
        files[name] = len(data)
    for path in sorted({face.path for face in sources}):
        _link(faces / f"full-{Path(path).name}", path)
    described = [{**vars(face), "size": Path(face.path).stat().st_size} for face in sources]
    manifest = {"recipe": RECIPE, "family": sources[0].family, "files": files, "sources": described}
    _write(folder / "fonts.conf", _conf(folder, sources[0].family).encode())
    # Last: the manifest is what says that all the rest is there.
    _write(folder / "manifest.json", json.dumps(manifest, indent=1, sort_keys=True).encode())


def _subset(face: Face, style: str) -> bytes:
    """The cut font, under our own family name, the same bytes whenever made from the same file."""
    from fontTools import subset
    from fontTools.ttLib import TTFont

    options = subset.Options(
        layout_features=LAYOUT_FEATURES,
        hinting=False,
        glyph_names=False,
        notdef_outline=True,
        name_IDs=[1, 2, 4, 6],
    )
    with TTFont(face.path, fontNumber=face.index, lazy=True, recalcTimestamp=False) as font:
        cutter = subset.Subsetter(options)
        cutter.populate(unicodes=characters())
        cutter.subset(font)
        post_script = f"TiaojieSerif-{style}"
        names = {1: FAMILY, 2: style, 4: f"{FAMILY} {style}", 6: post_script}
        font["name"].names = []
        for number, text in names.items():
            font["name"].setName(text, number, 3, 1, 0x409)
        if "CFF " in font:
            font["CFF "].cff.fontNames = [post_script]
        with tempfile.TemporaryFile() as file:
            font.save(file)
            file.seek(0)
            return file.read()


def _conf(folder: Path, family: str) -> str:
    """The fontconfig file: the cut family first, the complete one behind it, nothing else of the machine."""
    return f"""<?xml version="1.0"?>
<!DOCTYPE fontconfig SYSTEM "urn:fontconfig:fonts.dtd">
<fontconfig>
  <dir>{escape(str(folder.resolve() / "faces"))}</dir>
  <cachedir>{escape(str(folder.resolve() / "cache"))}</cachedir>
  <match target="pattern">
    <edit name="family" mode="prepend_first" binding="strong">
      <string>{FAMILY}</string>
      <string>{escape(family)}</string>
    </edit>
  </match>
</fontconfig>
"""


def _manifest(folder: Path) -> Any:
    try:
        return json.loads((folder / "manifest.json").read_text("utf-8"))
    except (OSError, ValueError):
        return None


@contextmanager
def _alone_in(folder: Path) -> Iterator[None]:
    """Let one process at a time build in the folder."""
    folder.mkdir(parents=True, exist_ok=True)
    with (folder / ".lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        yield


def _write(path: Path, data: bytes) -> None:
    """Replace the file in one step, so that nobody ever reads half of it."""
    path.parent.mkdir(parents=True, exist_ok=True)
    handle, name = tempfile.mkstemp(dir=path.parent, prefix=".new-")
    try:
        with os.fdopen(handle, "wb") as file:
            file.write(data)
            file.flush()
            os.fsync(file.fileno())
        # A worker under another account reads what set-up has written.
        Path(name).chmod(0o644)
        Path(name).replace(path)
    except BaseException:
        Path(name).unlink(missing_ok=True)
        raise


def _link(path: Path, target: str) -> None:
    fresh = path.with_name(f".new-{path.name}")
    fresh.unlink(missing_ok=True)
    fresh.symlink_to(target)
    fresh.replace(path)


# --- using --------------------------------------------------------------------------------------------------


def activate(folder: Path | None = None) -> Path:
    """Point this process's fontconfig at the built fonts, building them first where they are missing.

    Call it before WeasyPrint is imported. Raises FontsMissing as `prepare` does.
    """
    conf = prepare(folder)
    os.environ["FONTCONFIG_FILE"] = str(conf)
    return conf


def uncovered(text: str, folder: Path | None = None) -> list[str]:
    """The characters of the text that no usable font can print, each once, in the order of the text.

    Raises FontsMissing as `prepare` does.
    """
    folder = folder or default_folder()
    prepare(folder)
    left = [char for char in dict.fromkeys(text) if char not in INKLESS]
    for path, index in _faces_in(folder):
        if left:
            covered = _coverage(path, index)
            left = [char for char in left if ord(char) not in covered]
    return left


def _faces_in(folder: Path) -> Iterator[tuple[str, int]]:
    """The regular face of the cut font, then of the complete one (bold faces cover the same)."""
    yield str(folder / "faces" / "TiaojieSerif-Regular.otf"), -1
    first = _manifest(folder)["sources"][0]
    yield first["path"], first["index"]


@lru_cache(maxsize=8)
def _coverage(path: str, index: int) -> frozenset[int]:
    from fontTools.ttLib import TTFont

    with TTFont(path, fontNumber=index, lazy=True) as font:
        return frozenset(font.getBestCmap())


def problems() -> list[str]:
    """What keeps this machine from printing papers, as sentences with their remedy; empty when nothing does.

    Meant for Django's system checks: quick, and WeasyPrint is not imported.
    """
    found = []
    if not _loads(LIBRARIES["Pango"]):
        found.append(_("Pango is not installed, so no paper can be printed. Run: %s") % INSTALL)
    if not _loads(LIBRARIES["HarfBuzz-Subset"]):
        found.append(
            _("HarfBuzz-Subset is not installed; papers take many seconds without it. Run: %s") % INSTALL
        )
    if not is_prepared():
        try:
            find_faces()
        except FontsMissing as missing:
            found.append(str(missing))
    return found


def _loads(libraries: tuple[tuple[str, ...], ...]) -> bool:
    """Whether each library opens under one of its names."""

    def opens(name: str) -> bool:
        try:
            ctypes.CDLL(name)
        except OSError:
            return False
        return True

    return all(any(opens(name) for name in names) for names in libraries)
