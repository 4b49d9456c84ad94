"""Files outside the web root: random names, written whole or not at all, checked by their digest when read."""

import hashlib
import os
import secrets
from pathlib import Path

from django.conf import settings


class Damaged(RuntimeError):
    """The stored bytes are not those that were stored."""


def store(content: bytes, folder: str) -> str:
    """Write the bytes under a new random name; answers the name relative to the files folder."""
    name = f"{folder}/{secrets.token_hex(2)}/{secrets.token_hex(20)}"
    path = settings.FILES_DIR / name
    path.parent.mkdir(parents=True, exist_ok=True)
    unfinished = path.with_suffix(".part")
    with unfinished.open("wb") as file:
        file.write(content)
        file.flush()
        os.fsync(file.fileno())
    unfinished.rename(path)
    return name


def path_of(name: str) -> Path:
    """Where a stored file lies; refuses names that lead out of the folder."""
    root = settings.FILES_DIR.resolve()
    path = (root / name).resolve()
    if not path.is_relative_to(root):
        raise Damaged(name)
    return path


def read(name: str, sha256: str) -> bytes:
    """The bytes, or Damaged when the file is missing or its digest differs."""
    try:
        content = path_of(name).read_bytes()
    except OSError as error:
        raise Damaged(name) from error
    if digest(content) != sha256:
        raise Damaged(name)
    return content


def digest(content: bytes) -> str:
    """SHA-256 in hexadecimal."""
    return hashlib.sha256(content).hexdigest()
