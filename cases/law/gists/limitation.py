"""Articles about limitation, further time limits, service."""

from __future__ import annotations

from collections.abc import Mapping

LIMITATION: Mapping[str, tuple[str, str]] = {}
