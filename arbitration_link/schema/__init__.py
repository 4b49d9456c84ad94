"""The published schema of a package, and a small check against it: what it does not name cannot leave the house.

Knows the words of JSON Schema (2020-12) that our schema uses, and raises for any other, so that a rule that is
written down is never passed over. Standard library only.
"""

import json
import re
from functools import cache
from pathlib import Path
from typing import Any

FORMAT = "tiaojie-referral/1"
FILE = Path(__file__).parent / "package-v1.json"

_TYPES: dict[str, tuple[type, ...]] = {
    "object": (dict,),
    "array": (list,),
    "string": (str,),
    "integer": (int,),
    "boolean": (bool,),
    "null": (type(None),),
}
_SAID = frozenset({"$schema", "$id", "$defs", "title", "description"})
_RULES = frozenset(
    {
        "$ref", "type", "const", "enum", "pattern", "minLength", "maxLength", "minimum", "minItems",
        "required", "properties", "additionalProperties", "items",
    }
)  # fmt: skip


@cache
def published() -> dict[str, Any]:
    """The schema as it is published."""
    schema: dict[str, Any] = json.loads(FILE.read_text(encoding="utf-8"))
    return schema


def faults(value: Any, schema: dict[str, Any] | None = None, at: str = "") -> list[str]:
    """Where a package's data breaks the schema: places and rules, never the values themselves."""
    schema = published() if schema is None else schema
    unknown = schema.keys() - _SAID - _RULES
    if unknown:
        raise ValueError(f"the check does not know {sorted(unknown)}")
    found = [f"{at or '/'}: {rule}" for rule in _broken(value, schema)]
    if "$ref" in schema:
        found += faults(value, published()["$defs"][schema["$ref"].rpartition("/")[2]], at)
    if isinstance(value, dict):
        found += _faults_inside(value, schema, at)
    if isinstance(value, list) and "items" in schema:
        for number, inner in enumerate(value):
            found += faults(inner, schema["items"], f"{at}/{number}")
    return found


def _faults_inside(value: dict[str, Any], schema: dict[str, Any], at: str) -> list[str]:
    named = schema.get("properties", {})
    found = [f"{at}/{name}: missing" for name in schema.get("required", ()) if name not in value]
    for name, inner in value.items():
        if name in named:
            found += faults(inner, named[name], f"{at}/{name}")
        elif schema.get("additionalProperties") is False:
            found.append(f"{at}/{name}: not allowed")
    return found


def _broken(value: Any, schema: dict[str, Any]) -> list[str]:
    checks = {
        "type": lambda rule: _is_of(value, rule),
        "const": lambda rule: value == rule,
        "enum": lambda rule: value in rule,
        "pattern": lambda rule: not isinstance(value, str) or re.search(rule, value, re.ASCII) is not None,
        "minLength": lambda rule: not isinstance(value, str) or len(value) >= rule,
        "maxLength": lambda rule: not isinstance(value, str) or len(value) <= rule,
        "minimum": lambda rule: not isinstance(value, int) or value >= rule,
        "minItems": lambda rule: not isinstance(value, list) or len(value) >= rule,
    }
    return [name for name, holds in checks.items() if name in schema and not holds(schema[name])]


def _is_of(value: Any, rule: Any) -> bool:
    names = rule if isinstance(rule, list) else [rule]
    if isinstance(value, bool):  # to Python a boolean is a number; to JSON it is not
        return "boolean" in names
    return any(isinstance(value, _TYPES[name]) for name in names)
