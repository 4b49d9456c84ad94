"""What may come in as evidence, by content."""

import pytest

from cases.errors import Refused
from cases.evidence_files import checked, harmless_name
from tests.cases import files_of_all_kinds as files

HTML = b"<!DOCTYPE html><html><body><script>alert(1)</script></body></html>"
SVG = b'<?xml version="1.0"?><svg xmlns="http://www.w3.org/2000/svg" onload="alert(1)"/>'
OFFICE = "application/vnd.openxmlformats-officedocument"


def said(value: object) -> str:
    """Test ids without the bytes."""
    return value if isinstance(value, str) else ""


@pytest.mark.parametrize(
    ("name", "content", "media_type"),
    [
        ("合同.pdf", files.pdf(), "application/pdf"),
        ("照片.jpg", files.jpeg(), "image/jpeg"),
        ("手机照片.JPEG", files.jpeg(b"SEFT phone data"), "image/jpeg"),
        ("截图.png", files.png(), "image/png"),
        ("a.heic", files.heic(), "image/heic"),
        ("a.webp", files.webp(), "image/webp"),
        ("聊天记录.txt", "\ufeff王敏：3月工资\r\n\t何时发？ \u2067isolated\u2069".encode(), "text/plain"),
        ("说明.docx", files.docx(), f"{OFFICE}.wordprocessingml.document"),
        ("工资表.xlsx", files.xlsx(), f"{OFFICE}.spreadsheetml.sheet"),
        ("录音.mp3", files.mp3(), "audio/mpeg"),
        ("录音.m4a", files.m4a(), "audio/mp4"),
        ("录像.mp4", files.mp4(), "video/mp4"),
    ],
    ids=said,
)
def test_good_files_are_taken_unchanged(name: str, content: bytes, media_type: str) -> None:
    found = checked(name, content)
    assert (found.name, found.media_type, found.content) == (name, media_type, content)


@pytest.mark.parametrize(
    ("name", "content", "code"),
    [
        ("a.pdf", b"", "empty_file"),
        ("a.pdf", files.pdf() + b"\0" * (20 * 1024 * 1024), "too_big"),
        ("a.svg", SVG, "unknown_kind"),
        ("a.txt", SVG, "unsafe_file"),
        ("a.html", HTML, "unknown_kind"),
        ("a.png", HTML, "unknown_kind"),
        ("a.txt", HTML, "unsafe_file"),
        ("a.txt", b"#!/bin/sh\nrm -rf ~", "unsafe_file"),
        ("a.sh", b"echo hello", "unknown_kind"),
        ("a.txt", "工资".encode("gb18030"), "wrong_text"),
        ("a.txt", b"a\x1b[2Jb", "wrong_text"),
        ("a.txt", b"a\x00b", "wrong_text"),
        ("a.exe", b"MZ" + b"\0" * 200, "unknown_kind"),
        ("a.pdf", b"\x7fELF" + b"\0" * 200, "unknown_kind"),
        ("a.gif", b"GIF89a" + b"\0" * 20, "unknown_kind"),
        ("a.jpg", files.jpeg(HTML), "unsafe_file"),
        ("a.png", files.png(HTML), "unsafe_file"),
        ("a.png", files.png(files.packed({"a.class": b"x"})), "unsafe_file"),
        ("a.pdf", files.pdf(files.docx()), "unsafe_file"),
        ("a.pdf", b"%PDF-1.4 <html><script>alert(1)</script>\n%%EOF", "unsafe_file"),
        ("a.pdf", files.pdf()[:40], "broken_file"),
        ("a.jpg", files.jpeg()[:40], "broken_file"),
        ("a.png", files.png()[:-6], "broken_file"),
        ("a.webp", files.webp()[:-4], "broken_file"),
        ("a.mp4", files.mp4()[:40], "broken_file"),
        ("a.mp3", b"ID3\x03\x00\x00\x00\x00\x00\x00 not sound at all", "broken_file"),
        ("a.mp3", b"\xff\xfb\x90\x64 two bytes prove nothing", "broken_file"),
        ("a.docx", files.bomb(), "unsafe_file"),
        ("a.docx", files.with_password(files.docx()), "unsafe_file"),
        ("a.docx", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 600, "old_office"),
        ("a.docx", files.docx()[:-30], "unsafe_file"),
        ("a.docx", files.docx() + HTML, "unsafe_file"),
        ("a.docx", files.docx(word__embeddings__object_dot_bin=b"x"), "unsafe_file"),
        ("a.docx", files.packed({"a.txt": b"x"}), "unsafe_file"),
        ("a.zip", files.packed({"[Content_Types].xml": b"<Types/>", "a.txt": b"x"}), "unknown_kind"),
        ("a.docx", files.docx(word__setup_dot_exe=b"MZ"), "unsafe_file"),
        ("a.xlsx", files.xlsx({"xl/vbaProject.bin": b"x"}), "unsafe_file"),
        ("a.xlsx", files.xlsx({"../../etc/passwd": b"x"}), "unsafe_file"),
        (
            "a.xlsm",
            files.packed({"[Content_Types].xml": b"macroEnabled", "xl/workbook.xml": b"<x/>"}),
            "unsafe_file",
        ),
    ],
    ids=said,
)
def test_hostile_and_broken_files_are_refused(name: str, content: bytes, code: str) -> None:
    with pytest.raises(Refused) as refusal:
        checked(name, content)
    assert refusal.value.code == code


@pytest.mark.parametrize(
    ("given", "kept"),
    [
        ("../../etc/passwd", "passwd"),
        ("C:\\Users\\me\\工资条.pdf", "工资条.pdf"),
        ("gzt\u202efdp.exe", "gztfdp.exe"),
        ("a\x00b\r\nSet-Cookie: x=1.pdf", "abSet-Cookie_ x=1.pdf"),
        (".htaccess", "htaccess"),
        ("..", "file"),
        ("/", "file"),
        ("", "file"),
        ("\u200b\ufeff", "file"),
        ("Ω≈ç√∫µ𠜎Þórður·古丽.pdf", "Ω≈ç√∫µ𠜎Þórður·古丽.pdf"),
        ("长" * 300 + ".pdf", "长" * 150 + ".pdf"),
        ('a"b;c.pdf', "a_b;c.pdf"),
    ],
)
def test_names_are_made_harmless(given: str, kept: str) -> None:
    assert harmless_name(given) == kept


def test_the_ending_follows_the_content() -> None:
    assert checked("a.exe", files.png()).name == "a.exe.png"
    assert checked("photo.jpg", files.pdf()).name == "photo.jpg.pdf"
