"""What tests of pages share: a signed-in browser, the words of an answer, what a browser sends for a complaint."""

import re
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import timedelta
from typing import Any
from uuid import uuid4

import pytest
from django.test import Client
from django.utils import timezone

from cases.errors import Refused
from cases.models import User
from tests.people import fresh

NOW = timezone.localtime().replace(hour=9, minute=0) - timedelta(days=1)


def signed_in(user: User) -> Client:
    client = Client()
    client.force_login(fresh(user), backend="config.auth.PasswordBackend")
    return client


def text_of(response: Any) -> str:
    return re.sub(r"\s+", " ", response.content.decode())


@contextmanager
def refused(code: str) -> Iterator[None]:
    with pytest.raises(Refused) as refusal:
        yield
    assert refusal.value.code == code


def intake(**more: str) -> dict[str, str]:
    """What a browser sends for a complaint of Chen Xiuying."""
    sent = {
        "channel": "counter",
        "received_at": f"{NOW:%Y-%m-%dT%H:%M}",
        "source": "party_application",
        "facts": "拖欠工资",
    }
    sent |= {"token": str(uuid4()), "cause": "", "cause_text": ""}
    for name, count in (("applicants", 1), ("respondents", 1), ("claims", 5)):
        sent |= {f"{name}-TOTAL_FORMS": str(count), f"{name}-INITIAL_FORMS": "0"}
    sent |= {
        "applicants-0-kind": "worker",
        "applicants-0-name": "陈秀英",
        "applicants-0-phone": "138 0000 6021",
    }
    sent |= {
        "applicants-0-head_count": "1",
        "respondents-0-kind": "employer",
        "respondents-0-name": "远航物流有限公司",
    }
    sent |= {"claims-0-kind": "wages", "claims-0-text": "两个月工资", "claims-0-amount": "９，０００.00"}  # noqa: RUF001
    return sent | {name.replace("__", "-"): value for name, value in more.items()}
