"""Articles about pay, hours, leave, injuries, and what a court makes final."""

from __future__ import annotations

from collections.abc import Mapping

PAY: Mapping[str, tuple[str, str]] = {}
