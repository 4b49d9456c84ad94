"""Identifiers: time-ordered UUIDs (version 7) made by the application, and public codes."""

import random
import secrets
import threading
import time
import uuid
from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from datetime import datetime

_source: ContextVar["random.Random | None"] = ContextVar("identity_source", default=None)
_clock_ms: ContextVar["int | None"] = ContextVar("identity_clock_ms", default=None)

# Crockford's alphabet: no letter that is read as a digit, none that spells words.
CODE_ALPHABET = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"


_order = threading.Lock()
_last: tuple[int, int] = (0, 0)  # milliseconds and the 74 bits behind them, of the identifier made last


def uuid7() -> uuid.UUID:
    """A new UUID version 7 (RFC 9562): 48 bits of Unix milliseconds, then 74 bits that grow within a millisecond.

    Identifiers made one after the other by one process sort in that order: messages of an act keep theirs.
    """
    global _last
    source = _source.get()
    milliseconds = _clock_ms.get() or time.time_ns() // 1_000_000
    with _order:
        if milliseconds == _last[0]:
            step = source.getrandbits(32) if source else secrets.randbits(32)
            rand = (_last[1] + step + 1) & ((1 << 74) - 1)
        else:
            # The highest bit is left free for growing.
            rand = source.getrandbits(73) if source else secrets.randbits(73)
        _last = (milliseconds, rand)
    rand_a, rand_b = rand >> 62, rand & ((1 << 62) - 1)
    value = (milliseconds & ((1 << 48) - 1)) << 80 | 0x7 << 76 | rand_a << 64 | 0b10 << 62 | rand_b
    return uuid.UUID(int=value)


def tracking_code() -> str:
    """A secret of 60 bits, printed in three groups of four: XXXX-XXXX-XXXX."""
    source = _source.get()
    pick = source.choice if source else secrets.choice
    letters = "".join(pick(CODE_ALPHABET) for _ in range(12))
    return "-".join(letters[i : i + 4] for i in range(0, 12, 4))


@contextmanager
def reproducible(seed: int) -> Iterator[None]:
    """Identifiers drawn from a seeded source: for demonstration data that is the same each time."""
    token = _source.set(random.Random(seed))  # noqa: S311 - never used for secrets of real cases
    try:
        yield
    finally:
        _source.reset(token)


@contextmanager
def as_of(moment: datetime) -> Iterator[None]:
    """Identifiers that carry this moment instead of the present one."""
    token = _clock_ms.set(int(moment.timestamp() * 1000))
    try:
        yield
    finally:
        _clock_ms.reset(token)
