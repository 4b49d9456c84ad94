"""What a file may be: looked at by its content, never by what it calls itself.

Nothing is unpacked to disk and nothing is decoded. A file that is two things at once, that is cut off, or that could
run is refused with a sentence that says what to do instead.
"""

import re
import unicodedata
import zipfile
from collections.abc import Iterator
from dataclasses import dataclass
from io import BytesIO
from typing import Any

import filetype
from django.conf import settings
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from cases.errors import Refused

ACCEPTED = gettext_lazy("PDF, JPEG, PNG, HEIC, WEBP, TXT (UTF-8), DOCX, XLSX, MP3, M4A, MP4")

# The type that is kept with the file, and the endings a name of that type may have; the first is the usual one.
_ENDINGS = {
    "application/pdf": (".pdf",),
    "image/jpeg": (".jpg", ".jpeg"),
    "image/png": (".png",),
    "image/heic": (".heic",),
    "image/webp": (".webp",),
    "text/plain": (".txt",),
    "application/vnd.openxmlformats-officedocument.wordprocessingml.document": (".docx",),
    "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet": (".xlsx",),
    "audio/mpeg": (".mp3",),
    "audio/mp4": (".m4a",),
    "video/mp4": (".mp4",),
}
_WORD, _SHEET = (kind for kind in _ENDINGS if "openxmlformats" in kind)
_OLD_OFFICE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"

_NAME_LENGTH = 160
# What browsers look for when they guess, and what no photo or recording has inside.
_SNIFFED = re.compile(rb"<\s*(?:!doctype|html|head|body|script|svg|iframe|\?php)|javascript:", re.IGNORECASE)
_ACTIVE = re.compile(rb"<script[\s>]|<!doctype\s", re.IGNORECASE)
_MARKUP = re.compile(
    r"<\s*/?(?:!doctype|html|head|body|script|svg|iframe|object|embed|\?xml|\?php)|\A\s*#!", re.I
)
_CONTROL = re.compile("[\x00-\x08\x0b\x0e-\x1f\x7f-\x9f]")

_MEMBERS_AT_MOST = 3000
_UNPACKED_AT_MOST = 200 * 1024 * 1024
_RATIO_AT_MOST = 120
_MEMBER_REFUSED = re.compile(
    r"vba|macro|activex|oleobject|embeddings/|customui/|\.(?:exe|dll|js|vbs|bat|cmd|ps1|scr|hta|html?|svg|jar|zip)$",
    re.IGNORECASE,
)
_BITRATES = (0, 32, 40, 48, 56, 64, 80, 96, 112, 128, 160, 192, 224, 256, 320)
_BITRATES_LOW = (0, 8, 16, 24, 32, 40, 48, 56, 64, 80, 96, 112, 128, 144, 160)
_RATES = (44100, 48000, 32000)


@dataclass(frozen=True)
class Checked:
    """A file that may be kept: its name made harmless, its type as found in its content."""

    name: str
    media_type: str
    content: bytes


def checked(name: str, content: bytes) -> Checked:
    """Look at an upload. Refused: empty_file, too_big, unknown_kind, unsafe_file, broken_file, wrong_text."""
    if not content:
        raise Refused("empty_file", _("The file is empty. Please choose it again."))
    if len(content) > settings.EVIDENCE_MAX_BYTES:
        raise Refused("too_big", _("The file is bigger than 20 MB. Please make it smaller or split it."))
    clean = harmless_name(name)
    media_type = _kind_of(clean, content)
    return Checked(_with_ending(clean, media_type), media_type, content)


def harmless_name(name: str) -> str:
    """The last part of a path without control, direction and format characters; never empty, never hidden."""
    last = re.split(r"[/\\]", name)[-1]
    kept = "".join(char for char in last if unicodedata.category(char) not in ("Cc", "Cf", "Cs", "Zl", "Zp"))
    kept = re.sub(r'[<>:"|?*]', "_", kept).strip(" .") or "file"
    if len(kept) > _NAME_LENGTH:
        stem, dot, ending = kept.rpartition(".")
        kept = f"{stem[: _NAME_LENGTH - 10]}.{ending}" if dot and len(ending) < 8 else kept[:_NAME_LENGTH]
    return kept


def _with_ending(name: str, media_type: str) -> str:
    endings = _ENDINGS[media_type]
    return name if name.lower().endswith(endings) else name + endings[0]


def _kind_of(name: str, content: bytes) -> str:
    if content.startswith(b"PK"):
        return _office(content)
    if content.startswith(_OLD_OFFICE):
        raise Refused(
            "old_office",
            _(
                "This is an old Office file or one with a password. Please save it as DOCX, XLSX or PDF without one."
            ),
        )
    guess: Any = filetype.guess_mime(content[:8192])
    check = _CHECKS.get(guess or "")
    if check is not None:
        _refuse_two_in_one(content, is_paper=guess == "application/pdf")
        if not check(content):
            raise Refused(
                "broken_file", _("The file is cut off or damaged. Please save it anew and try again.")
            )
        return str(guess)
    if guess is None and name.lower().endswith(".txt"):
        return _plain_text(content)
    raise Refused(
        "unknown_kind", _("Files of this kind are not taken. Possible are: %(kinds)s.") % {"kinds": ACCEPTED}
    )


def _unsafe() -> Refused:
    return Refused(
        "unsafe_file",
        _(
            "The file has parts that could run or hide something. Please print it to PDF or take a photo of it."
        ),
    )


def _refuse_two_in_one(content: bytes, *, is_paper: bool) -> None:
    if _SNIFFED.search(content[:2048]) or zipfile.is_zipfile(BytesIO(content)):
        raise _unsafe()
    if not is_paper and _ACTIVE.search(content):
        raise _unsafe()


def _is_whole_pdf(content: bytes) -> bool:
    return content.startswith(b"%PDF-") and b"%%EOF" in content[-2048:]


def _is_whole_jpeg(content: bytes) -> bool:
    # Phones append things of their own after the end mark.
    return b"\xff\xd9" in content[4:]


def _is_whole_png(content: bytes) -> bool:
    at = 8
    while at + 12 <= len(content):
        length, kind = int.from_bytes(content[at : at + 4], "big"), content[at + 4 : at + 8]
        if at == 8 and (kind != b"IHDR" or length != 13):
            return False
        at += 12 + length
        if kind == b"IEND":
            return at <= len(content)
    return False


def _is_whole_webp(content: bytes) -> bool:
    return int.from_bytes(content[4:8], "little") + 8 <= len(content) + 1


def _has_box(*wanted: bytes) -> Any:
    def look(content: bytes) -> bool:
        return bool({kind for kind, whole in _boxes(content) if whole} & set(wanted))

    return look


def _boxes(content: bytes) -> Iterator[tuple[bytes, bool]]:
    """The top boxes of an ISO media file, and whether each is there to its end."""
    at = 0
    while at + 8 <= len(content):
        size, kind = int.from_bytes(content[at : at + 4], "big"), content[at + 4 : at + 8]
        if size == 1:
            size = int.from_bytes(content[at + 8 : at + 16], "big")
        elif size == 0:
            size = len(content) - at
        if size < 8:
            return
        at += size
        yield kind, at <= len(content)


def _is_whole_mp3(content: bytes) -> bool:
    """After the tag, three frames in a row: two bytes alone prove nothing."""
    at = 0
    while content[at : at + 3] == b"ID3":
        size = content[at + 6 : at + 10]
        if len(size) < 4 or any(byte > 127 for byte in size):
            return False
        at += 10 + (size[0] << 21 | size[1] << 14 | size[2] << 7 | size[3])
    # Some recorders leave zeros between the tag and the sound.
    while content[at : at + 1] == b"\0":
        at += 1
    for _frame in range(3):
        length = _frame_length(content[at : at + 4])
        if not length:
            return False
        at += length
    return at <= len(content)


def _frame_length(head: bytes) -> int:
    if len(head) < 4 or head[0] != 0xFF or head[1] & 0xE6 != 0xE2:  # sync, layer III
        return 0
    version, rate, bits = head[1] >> 3 & 3, head[2] >> 2 & 3, head[2] >> 4
    if version == 1 or rate == 3 or bits in (0, 15):
        return 0
    full = version == 3
    kilobits = (_BITRATES if full else _BITRATES_LOW)[bits]
    hertz = _RATES[rate] // (1 if full else 2 if version == 2 else 4)
    return (144 if full else 72) * kilobits * 1000 // hertz + (head[2] >> 1 & 1)


_CHECKS: dict[str, Any] = {
    "application/pdf": _is_whole_pdf,
    "image/jpeg": _is_whole_jpeg,
    "image/png": _is_whole_png,
    "image/heic": _has_box(b"meta", b"moov"),
    "image/webp": _is_whole_webp,
    "audio/mpeg": _is_whole_mp3,
    "audio/mp4": _has_box(b"moov", b"moof"),
    "video/mp4": _has_box(b"moov", b"moof"),
}


def _plain_text(content: bytes) -> str:
    try:
        text = content.decode("utf-8-sig")
    except UnicodeDecodeError:
        raise Refused(
            "wrong_text", _("The text file is not in UTF-8. Please save it as UTF-8 or as PDF.")
        ) from None
    if _CONTROL.search(text):
        raise Refused("wrong_text", _("The text file has control characters. Please save it as PDF instead."))
    if _MARKUP.search(text):
        raise _unsafe()
    return "text/plain"


def _office(content: bytes) -> str:
    """DOCX or XLSX by its members; refuses bombs, macros, passwords, embedded things and disguised archives."""
    # The directory of contents ends the file: nothing hides behind it, nothing stands before the first member.
    if not content.startswith(b"PK\x03\x04") or content[-22:-18] != b"PK\x05\x06":
        raise _unsafe()
    try:
        with zipfile.ZipFile(BytesIO(content)) as packed:
            members = packed.infolist()
            _check_members(members, len(content))
            kinds = packed.read("[Content_Types].xml").decode("utf-8", "replace").lower()
    except (KeyError, zipfile.BadZipFile, NotImplementedError, RuntimeError, EOFError, OSError, ValueError):
        raise _unsafe() from None
    names = {member.filename for member in members}
    if "macroenabled" in kinds or "vbaproject" in kinds:
        raise _unsafe()
    if "word/document.xml" in names:
        return _WORD
    if "xl/workbook.xml" in names:
        return _SHEET
    raise Refused(
        "unknown_kind", _("Files of this kind are not taken. Possible are: %(kinds)s.") % {"kinds": ACCEPTED}
    )


def _check_members(members: list[zipfile.ZipInfo], size: int) -> None:
    unpacked = sum(member.file_size for member in members)
    packed = sum(member.compress_size for member in members)
    names = [member.filename for member in members]
    wrong = (
        not members
        or len(members) > _MEMBERS_AT_MOST
        or unpacked > _UNPACKED_AT_MOST
        or unpacked > _RATIO_AT_MOST * size
        or packed > size  # members that share their bytes
        or len(set(names)) != len(names)
        or min(member.header_offset for member in members) != 0
        or any(
            member.flag_bits & 0x1  # a password
            or member.compress_type not in (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED)
            or member.filename.startswith("/")
            or ".." in member.filename.split("/")
            or "\\" in member.filename
            or (member.filename == "[Content_Types].xml" and member.file_size > 2_000_000)
            or _MEMBER_REFUSED.search(member.filename)
            for member in members
        )
    )
    if wrong:
        raise _unsafe()
