"""How often one sender may do something: counted in PostgreSQL for all processes, without keeping addresses."""

from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from ipaddress import IPv6Address, IPv6Network, ip_address

from django.conf import settings
from django.db import connection
from django.http import HttpRequest
from django.utils.crypto import salted_hmac

from cecfp_portal.models import RequestCount

KEPT_FOR = timedelta(days=1)
# Whoever has one IPv6 address usually has all of its network.
_IPV6_PREFIX = 64


@dataclass(frozen=True)
class Limit:
    """So many times within a window of time; windows begin at whole multiples of their length."""

    scope: str
    most: int
    within: timedelta


def sender_of(request: HttpRequest) -> str:
    """Return a keyed hash of the sender's address: the connection's, or what our own proxy says it was.

    What else stands in X-Forwarded-For was written by the sender and is not looked at.
    """
    address = request.META.get("REMOTE_ADDR", "")
    if settings.REST_FRAMEWORK["NUM_PROXIES"]:
        address = request.META.get("HTTP_X_FORWARDED_FOR", address).rpartition(",")[2].strip()
    return salted_hmac("cecfp_portal.throttling", _network(address)).hexdigest()[:32]


def is_reached(limit: Limit, sender: str, *, at: datetime) -> bool:
    """Return whether the sender has used the window up."""
    with connection.cursor() as cursor:
        cursor.execute(
            f"SELECT count FROM {RequestCount._meta.db_table} WHERE scope = %s AND sender = %s AND began_at = %s",  # noqa: S608
            [limit.scope, sender, _began(limit, at)],
        )
        used = cursor.fetchone()
    return used is not None and used[0] >= limit.most


def count(limit: Limit, sender: str, *, at: datetime) -> int:
    """Count once more and return how often by now; two at the same moment are two."""
    table = RequestCount._meta.db_table
    with connection.cursor() as cursor:
        cursor.execute(
            f"INSERT INTO {table} (scope, sender, began_at, count) VALUES (%s, %s, %s, 1) "  # noqa: S608
            f"ON CONFLICT (scope, sender, began_at) DO UPDATE SET count = {table}.count + 1 RETURNING count",
            [limit.scope, sender, _began(limit, at)],
        )
        number = int(cursor.fetchone()[0])
    if number == 1:
        RequestCount.objects.filter(began_at__lt=at - KEPT_FOR).delete()
    return number


def seconds_left(limit: Limit, *, at: datetime) -> int:
    """Return after how many seconds the sender may come again."""
    return int((_began(limit, at) + limit.within - at).total_seconds()) + 1


def _began(limit: Limit, at: datetime) -> datetime:
    length = int(limit.within.total_seconds())
    return datetime.fromtimestamp(int(at.timestamp()) // length * length, tz=UTC)


def _network(address: str) -> str:
    try:
        known = ip_address(address)
    except ValueError:
        return address
    if isinstance(known, IPv6Address):
        if known.ipv4_mapped is not None:
            return str(known.ipv4_mapped)
        return str(IPv6Network((known, _IPV6_PREFIX), strict=False))
    return str(known)
