"""Does what is stored still hold together? Each invariant is one named check; `manage.py verify` runs them all.

Upper floors add their own: `@case_check("X1", "…")` for what is looked at case by case, `@house_check` for the rest,
in a module that their AppConfig imports.
"""

from cases.verification import accounts, chain, clocks, house, matter, stock  # noqa: F401 - they register their checks
from cases.verification.registry import Batch, Breach, case_check, check_case, house_check, run

__all__ = ["Batch", "Breach", "case_check", "check_case", "house_check", "run"]
