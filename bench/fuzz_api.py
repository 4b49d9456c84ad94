"""Requests made from the description of the interface, right ones and wrong ones: `docs/figures/api.md` says how to run it.

`EXAMPLES=100` sets how many each operation gets.
"""

import os
from typing import Any

import schemathesis  # not a package of this project
from django.http import HttpRequest
from hypothesis import HealthCheck, settings

from cases import throttling


def _unlimited(request: HttpRequest, what: str, most: int, seconds: int) -> bool:
    return True


throttling.allowed = _unlimited

from config.wsgi import application  # noqa: E402 - the frame is set up here

schema = schemathesis.openapi.from_wsgi("/api/v1/openapi.json", application)
# A shape cannot say that an end must not lie before its start.
schema.config.checks.positive_data_acceptance.expected_statuses = ["2xx", "422"]


@schema.parametrize()
@settings(
    max_examples=int(os.environ.get("EXAMPLES", "100")),
    deadline=None,
    database=None,
    suppress_health_check=list(HealthCheck),
)
def test_the_interface(case: Any) -> None:
    case.call_and_validate()
