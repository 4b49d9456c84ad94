"""Small files made in memory: good ones of every kind, and hostile ones."""

import struct
import zipfile
import zlib
from io import BytesIO

DOCUMENT = "application/vnd.openxmlformats-officedocument"
WORD_TYPES = f'<Types><Override ContentType="{DOCUMENT}.wordprocessingml.document.main+xml"/></Types>'


def png(extra: bytes = b"") -> bytes:
    def chunk(kind: bytes, data: bytes) -> bytes:
        return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))

    head = struct.pack(">IIBBBBB", 1, 1, 8, 2, 0, 0, 0)
    return (
        b"\x89PNG\r\n\x1a\n"
        + chunk(b"IHDR", head)
        + chunk(b"IDAT", zlib.compress(b"\0\1\2\3"))
        + chunk(b"IEND", b"")
        + extra
    )


def jpeg(extra: bytes = b"") -> bytes:
    return (
        b"\xff\xd8\xff\xe0\x00\x10JFIF\x00\x01\x01\x00\x00\x01\x00\x01\x00\x00"
        + b"\x11" * 60
        + b"\xff\xd9"
        + extra
    )


def pdf(extra: bytes = b"") -> bytes:
    return b"%PDF-1.7\n1 0 obj<</Type/Catalog>>endobj\ntrailer<</Root 1 0 R>>\n%%EOF\n" + extra


def webp() -> bytes:
    body = b"WEBPVP8 " + struct.pack("<I", 10) + b"\x30\x01\x00\x9d\x01\x2a\x01\x00\x01\x00"
    return b"RIFF" + struct.pack("<I", len(body)) + body


def _box(kind: bytes, data: bytes = b"\0" * 8) -> bytes:
    return struct.pack(">I", 8 + len(data)) + kind + data


def heic() -> bytes:
    return _box(b"ftyp", b"heic\0\0\0\0mif1heic") + _box(b"meta") + _box(b"mdat")


def mp4(brand: bytes = b"isom") -> bytes:
    return _box(b"ftyp", brand + b"\0\0\2\0isomiso2mp41") + _box(b"mdat") + _box(b"moov")


def m4a() -> bytes:
    return mp4(b"M4A ")


def mp3() -> bytes:
    frame = b"\xff\xfb\x90\x64" + b"\0" * 413  # 128 kbit/s, 44.1 kHz: 417 bytes
    return b"ID3\x03\x00\x00\x00\x00\x00\x02AB" + frame * 4


def packed(members: dict[str, bytes], *, compressed: bool = True) -> bytes:
    buffer = BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED if compressed else zipfile.ZIP_STORED) as file:
        for name, content in members.items():
            file.writestr(name, content)
    return buffer.getvalue()


def docx(**more: bytes) -> bytes:
    extra = {name.replace("__", "/").replace("_dot_", "."): content for name, content in more.items()}
    return packed(
        {"[Content_Types].xml": WORD_TYPES.encode(), "word/document.xml": b"<w:document/>", **extra}
    )


def xlsx(extra: dict[str, bytes] | None = None) -> bytes:
    import openpyxl

    buffer = BytesIO()
    book = openpyxl.Workbook()
    book.create_sheet("工资")["A1"] = "2026年1月"
    book.save(buffer)
    if not extra:
        return buffer.getvalue()
    with zipfile.ZipFile(buffer, "a") as file:
        for name, content in extra.items():
            file.writestr(name, content)
    return buffer.getvalue()


def bomb() -> bytes:
    return packed(
        {
            "[Content_Types].xml": WORD_TYPES.encode(),
            "word/document.xml": b"<w:document/>",
            "word/media/image1.png": b"\0" * 60_000_000,
        }
    )


def with_password(content: bytes) -> bytes:
    """The same archive, all members marked as encrypted."""
    changed = bytearray(content)
    for signature, offset in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):
        at = content.find(signature)
        while at != -1:
            changed[at + offset] |= 1
            at = content.find(signature, at + 4)
    return bytes(changed)
