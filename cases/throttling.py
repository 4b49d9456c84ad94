"""How often a visitor without an account may ask: counted in the cache, by a keyed digest of the address they come from.

Nothing is kept about who asked: the digest cannot be turned back, is another one in each stretch of time, and the
count is gone when its stretch is over. Two workers that count at the same moment may count once: the limit keeps
floods out, it is no meter.
"""

import ipaddress
import time

from django.conf import settings
from django.core.cache import cache
from django.http import HttpRequest

from cases.crypto import digest


def allowed(request: HttpRequest, what: str, most: int, seconds: int) -> bool:
    """May this visitor ask for `what` once more? At most `most` times in each stretch of `seconds`; this asking counts."""
    stretch = int(time.time()) // seconds
    key = digest("throttle", f"{what}\0{stretch}\0{_visitor(request)}")
    count: int = cache.get(key, 0)
    if count >= most:
        return False
    cache.set(key, count + 1, timeout=seconds)
    return True


def seconds_left(seconds: int) -> int:
    """How long until the next stretch of `seconds` begins: the Retry-After of who was refused."""
    return seconds - int(time.time()) % seconds


def _visitor(request: HttpRequest) -> str:
    """Where a request comes from. Of IPv6 the network: one household has more addresses than can be counted."""
    address = request.META.get("REMOTE_ADDR", "")
    if settings.SECURE_PROXY_SSL_HEADER:  # behind a proxy, which adds the address it saw as the last one
        address = request.META.get("HTTP_X_FORWARDED_FOR", "").rpartition(",")[2].strip() or address
    try:
        found = ipaddress.ip_address(address)
    except ValueError:
        return address
    if isinstance(found, ipaddress.IPv6Address):
        return str(found.ipv4_mapped or ipaddress.ip_network((found, 64), strict=False))
    return str(found)
