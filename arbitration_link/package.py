"""The package for the court: values in, zip bytes out; the same input gives the same bytes on every machine.

No database, no clock, no settings. The published schema is the allow-list: data that it does not name is refused.
"""

import hashlib
import io
import json
import zipfile
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from arbitration_link import schema

DATA = "package.json"
MANIFEST = "manifest.json"
MANIFEST_FORMAT = "tiaojie-manifest/1"

# The earliest moment a zip can say. When it was packed is in the record, not in the bytes.
_NO_MOMENT = (1980, 1, 1, 0, 0, 0)
_PLAIN_FILE = 0o100644 << 16
_UNIX = 3


class NotAllowed(ValueError):
    """The data is not what the schema allows. The message names places, never values."""


@dataclass(frozen=True, slots=True)
class Member:
    """One file of a package."""

    path: str
    content: bytes


@dataclass(frozen=True, slots=True)
class Packed:
    """A finished package: its bytes, their digest, and the digest of every member but the manifest."""

    content: bytes
    sha256: str
    manifest: list[dict[str, Any]]


def pack(data: dict[str, Any], members: Iterable[Member]) -> Packed:
    """Pack the data and the members. Raises NotAllowed when the data breaks the schema, ValueError for a bad path.

    The order is fixed: the manifest first, the data, then the members by path.
    """
    check(data)
    files = [Member(DATA, canonical(data)), *sorted(members, key=lambda member: member.path)]
    _check_paths([file.path for file in files])
    manifest = [
        {"path": file.path, "sha256": hashlib.sha256(file.content).hexdigest(), "size": len(file.content)}
        for file in files
    ]
    head = Member(MANIFEST, canonical({"format": MANIFEST_FORMAT, "members": manifest}))
    content = _zipped([head, *files])
    return Packed(content, hashlib.sha256(content).hexdigest(), manifest)


def check(data: dict[str, Any]) -> None:
    """Raise NotAllowed when the data holds anything that the published schema does not allow."""
    found = schema.faults(data)
    if found:
        raise NotAllowed("; ".join(found))


def canonical(value: Any) -> bytes:
    """JSON in one form only: sorted keys, UTF-8, one line feed at the end."""
    return (json.dumps(value, ensure_ascii=False, sort_keys=True, indent=1) + "\n").encode()


def _check_paths(paths: list[str]) -> None:
    if len({*paths, MANIFEST}) != len(paths) + 1:
        raise ValueError("two members have the same path")
    for path in paths:
        if path.startswith("/") or ".." in path or "\\" in path or not path.isascii():
            raise ValueError("a member has an unusable path")


def _zipped(files: list[Member]) -> bytes:
    buffer = io.BytesIO()
    # Stored, not deflated: compressed bytes differ from one library to the next, and PDF and photos shrink little.
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_STORED) as archive:
        for file in files:
            entry = zipfile.ZipInfo(file.path, _NO_MOMENT)
            entry.external_attr, entry.create_system = _PLAIN_FILE, _UNIX
            archive.writestr(entry, file.content)
    return buffer.getvalue()
