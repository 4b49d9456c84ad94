"""Start-up checks: what is missing is said with what to do about it."""

import base64
from typing import Any

from django.conf import settings
from django.core.checks import Error, Tags, Warning, register


@register(Tags.security)
def secrets_are_usable(app_configs: Any, **kwargs: Any) -> list[Error]:
    """Field and index keys have the right form."""
    found: list[Error] = []
    for part in settings.FIELD_KEYS.split(","):
        version, _, secret = part.strip().partition(":")
        if not version or not _is_key(secret):
            found.append(
                Error(
                    f"FIELD_KEYS: version {version!r} is not usable",
                    hint="<version>:<base64 of 32 bytes>",
                    id="tiaojie.E001",
                )
            )
    if not _is_key(settings.INDEX_KEY):
        found.append(Error("INDEX_KEY is not usable", hint="base64 of 32 bytes", id="tiaojie.E002"))
    return found


def _is_key(secret: str) -> bool:
    try:
        return len(base64.b64decode(secret, validate=True)) == 32
    except ValueError:
        return False


@register()
def papers_can_be_made(app_configs: Any, **kwargs: Any) -> list[Warning]:
    """Pango, HarfBuzz' subsetter and a Chinese font are there."""
    from cases import fonts

    return [Warning(problem, id="tiaojie.W001") for problem in fonts.problems()]


@register(Tags.security, deploy=True)
def no_demonstration_in_production(app_configs: Any, **kwargs: Any) -> list[Error]:
    """Demonstration accounts are refused to exist where real work is done."""
    if settings.DEMO:
        return [
            Error(
                "DEMO is on",
                hint="Unset DEMO: it lifts password rules and the second factor.",
                id="tiaojie.E003",
            )
        ]
    return []
