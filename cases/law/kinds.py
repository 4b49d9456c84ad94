"""All calculations by their kind. The calculator, the API, the command line and the handbook are made from this.

Each module of `asked` has its `CALCULATIONS`; it is named here once.
"""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

from cases.law.asked import check, clock, contract, court, ending, injury, leave, pay
from cases.law.calculation import Calculation

_MODULES = (ending, contract, pay, leave, injury, court, clock, check)


def _register() -> Mapping[str, Calculation]:
    found = [calculation for module in _MODULES for calculation in module.CALCULATIONS]
    register = {calculation.kind: calculation for calculation in found}
    if len(register) != len(found):
        raise ValueError("two calculations have one kind")
    return MappingProxyType(register)


CALCULATIONS: Mapping[str, Calculation] = _register()
