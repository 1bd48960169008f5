"""Which addresses of the internet a connection may go to: those that everybody reaches (IANA special-purpose registries, RFC 6890, as of 2026)."""

from ipaddress import IPv4Address, IPv4Network, IPv6Address, IPv6Network, ip_address

_SPECIAL_4 = (
    (IPv4Network("0.0.0.0/8"), "this network"),
    (IPv4Network("10.0.0.0/8"), "a private network"),
    (IPv4Network("100.64.0.0/10"), "a network that a carrier shares out"),
    (IPv4Network("127.0.0.0/8"), "this machine"),
    (IPv4Network("168.63.129.16/32"), "a cloud's own service"),
    (IPv4Network("169.254.0.0/16"), "a link-local address, as the metadata services of clouds have"),
    (IPv4Network("172.16.0.0/12"), "a private network"),
    (IPv4Network("192.0.0.0/24"), "a reserved address"),
    (IPv4Network("192.0.2.0/24"), "an address for documents"),
    (IPv4Network("192.88.99.0/24"), "a reserved address"),
    (IPv4Network("192.168.0.0/16"), "a private network"),
    (IPv4Network("198.18.0.0/15"), "a network for measurements"),
    (IPv4Network("198.51.100.0/24"), "an address for documents"),
    (IPv4Network("203.0.113.0/24"), "an address for documents"),
    (IPv4Network("224.0.0.0/4"), "an address of many (multicast)"),
    (IPv4Network("240.0.0.0/4"), "a reserved address"),
)
_GLOBAL_6 = IPv6Network("2000::/3")
_SPECIAL_6 = (
    (IPv6Network("2001::/23"), "a reserved address or a tunnel (Teredo)"),
    (IPv6Network("2001:db8::/32"), "an address for documents"),
    (IPv6Network("2002::/16"), "a tunnel (6to4)"),
    (IPv6Network("3fff::/20"), "an address for documents"),
)
_NAT64 = IPv6Network("64:ff9b::/96")
"""IPv4 seen from a network that has only IPv6 (RFC 6052): its last four bytes decide."""
_ISATAP = (0x00005EFE, 0x02005EFE)


def forbidden(address: str) -> str | None:
    """What speaks against a connection to this address, None for one that everybody on the internet reaches."""
    try:
        found = ip_address(address)
    except ValueError:
        return "no IP address"
    return _forbidden_4(found) if isinstance(found, IPv4Address) else _forbidden_6(found)


def _forbidden_4(address: IPv4Address) -> str | None:
    named = next((what for network, what in _SPECIAL_4 if address in network), None)
    return named or (None if address.is_global else "a reserved address")


def _forbidden_6(address: IPv6Address) -> str | None:
    if address.scope_id is not None:
        return "an address of one network card"
    if address in _NAT64:
        return _forbidden_4(IPv4Address(int(address) & 0xFFFFFFFF))
    if address == IPv6Address("::1"):
        return "this machine"
    if address.ipv4_mapped is not None:
        return "an IPv4 address in the spelling of IPv6"
    if address not in _GLOBAL_6:
        return "an address that is not of the open internet"
    if (int(address) >> 32) & 0xFFFFFFFF in _ISATAP:
        return "a tunnel (ISATAP)"
    named = next((what for network, what in _SPECIAL_6 if address in network), None)
    return named or (None if address.is_global else "a reserved address")
