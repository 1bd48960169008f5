"""Web addresses as they stand in lists, feeds and redirects: checked, and each in one spelling."""

import re
from ipaddress import AddressValueError, IPv4Address, IPv6Address
from urllib.parse import urljoin

import httpx

from firstsaid.collect.addresses import forbidden
from firstsaid.collect.faults import RefusedError

LONGEST = 4_096
PORTS = (80, 443)
_UNSOUND = re.compile(r"[\x00-\x20\x7f\\]")
_HOST = re.compile(r"[a-z0-9_](?:[a-z0-9_-]{0,61}[a-z0-9_])?(?:\.[a-z0-9_](?:[a-z0-9_-]{0,61}[a-z0-9_])?)*")
_NUMBER = re.compile(r"\d+|0x[0-9a-f]*")
_LOCAL = ("localhost", "localdomain", "local", "internal", "intranet", "lan", "home.arpa", "onion", "invalid")
"""Names that mean a machine nearby, or nothing (RFC 6761, 6762, 7686, 8375)."""


def web_address(given: str, base: str = "") -> str:
    """The address in one spelling: host in lower case and ASCII, no default port, no fragment. `base` makes a relative one full.

    Raises RefusedError, whose message says why it is not asked for: another scheme or port, a user name in it, a host that is no full name or no address of
    the open internet in any spelling.
    """
    bare = given.strip()
    if len(bare) > LONGEST:
        raise RefusedError(f"the address is longer than {LONGEST:,} characters")
    if not bare:
        raise RefusedError("the address is empty")
    if _UNSOUND.search(bare):
        raise RefusedError("it is no web address: it holds blanks, control characters or backslashes")
    try:
        url = httpx.URL(urljoin(base, bare) if base else bare)
        host = url.raw_host.decode("ascii").lower()
        port = url.port
    except (httpx.InvalidURL, ValueError) as error:
        raise RefusedError(f"it is no web address ({error})") from None
    if url.scheme not in ("http", "https"):
        raise RefusedError(
            f'only http and https are collected, not "{url.scheme[:20]}"' if url.scheme else "it is no web address: it does not begin with https://"
        )
    if url.userinfo or "@" in url.netloc.decode("ascii", "replace"):
        raise RefusedError("the address carries a user name or password")
    if port is not None and port not in PORTS:
        raise RefusedError(f"port {port} is not asked, only 80 and 443")
    path = url.raw_path.decode("ascii")
    return f"{url.scheme}://{_checked(host)}{f':{port}' if port else ''}{path if path.startswith('/') else '/' + path}"


def host_of(address: str) -> str:
    """The host of an address that `web_address` gave."""
    return httpx.URL(address).raw_host.decode("ascii")


def origin_of(address: str) -> str:
    """Scheme, host and port of an address that `web_address` gave: what one robots.txt speaks for (RFC 9309 section 2.3)."""
    return "/".join(address.split("/", 3)[:3])


def _checked(host: str) -> str:
    """The host as it is looked up. Raises RefusedError."""
    if not host:
        raise RefusedError("it is no web address: it names no host")
    if ":" in host:
        return f"[{_literal(host.strip('[]'))}]"
    host = host.removesuffix(".")
    if _NUMBER.fullmatch(host.rpartition(".")[2]):
        return _literal(host)
    if not _HOST.fullmatch(host) or len(host) > 253:
        raise RefusedError("its host is no sound name")
    if "." not in host or any(host == name or host.endswith(f".{name}") for name in _LOCAL):
        raise RefusedError(f"its host, {host}, is no full name of the open internet")
    return host


def _literal(host: str) -> str:
    """An IP address in its usual spelling; any other ("0x7f.1", "017700000001", "2130706433") is refused whatever it means."""
    try:
        address: IPv4Address | IPv6Address = IPv6Address(host) if ":" in host else IPv4Address(host)
    except AddressValueError:
        raise RefusedError("its host is an IP address in an unusual spelling") from None
    if why := forbidden(str(address)):
        raise RefusedError(f"its host, {address}, is {why}")
    return str(address)
