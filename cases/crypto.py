"""Encryption of fields at rest, and keyed digests for exact search.

AES-256-GCM; the associated data name table, column, row and key version, so that a ciphertext opens in its own place
only. Keys come from the environment, never from the database.
"""

import base64
import hashlib
import hmac
import secrets
from functools import cache

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from django.conf import settings
from django.core.exceptions import ImproperlyConfigured


class Unreadable(RuntimeError):
    """A ciphertext that does not open: wrong key, wrong place, or changed."""


@cache
def keys() -> dict[str, AESGCM]:
    """All field keys by version; the first one encrypts."""
    found: dict[str, AESGCM] = {}
    for part in settings.FIELD_KEYS.split(","):
        version, _, secret = part.strip().partition(":")
        try:
            found[version] = AESGCM(base64.b64decode(secret, validate=True))
        except ValueError as error:
            raise ImproperlyConfigured(
                f"FIELD_KEYS: version {version!r} is not base64 of 32 bytes"
            ) from error
    return found


def seal(text: str, place: str) -> str:
    """The ciphertext of a text for one place (`table.column.row`)."""
    version, key = next(iter(keys().items()))
    nonce = secrets.token_bytes(12)
    sealed = key.encrypt(nonce, text.encode(), f"{place}.{version}".encode())
    return f"{version}:{base64.b64encode(nonce + sealed).decode()}"


def unseal(sealed: str, place: str) -> str:
    """The text behind a ciphertext; Unreadable when it does not belong to this place or the key is missing."""
    version, _, body = sealed.partition(":")
    key = keys().get(version)
    if key is None:
        raise Unreadable(f"no field key of version {version!r}")
    raw = base64.b64decode(body)
    try:
        return key.decrypt(raw[:12], raw[12:], f"{place}.{version}".encode()).decode()
    except InvalidTag as error:
        raise Unreadable(place) from error


@cache
def _index_key() -> bytes:
    return base64.b64decode(settings.INDEX_KEY)


def digest(purpose: str, text: str) -> str:
    """A keyed digest: equal texts are found, and nobody without the key can try all ID numbers."""
    return hmac.new(_index_key(), f"{purpose}\0{text}".encode(), hashlib.sha256).hexdigest()
