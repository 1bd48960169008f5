"""What a server's answer means: a page, an unchanged page, a list, a redirect, or a reason to refuse."""

from dataclasses import dataclass
from datetime import datetime
from email.utils import parsedate_to_datetime
from http import HTTPStatus

from firstsaid.collect import vanished
from firstsaid.collect.canonical import canonical
from firstsaid.collect.clock import Clock
from firstsaid.collect.exchange import Asker, Exchange
from firstsaid.collect.faults import PASSING, PassingError, RefusedError
from firstsaid.collect.links import origin_of, web_address
from firstsaid.collect.listing import Listing, listing
from firstsaid.collect.options import CollectOptions
from firstsaid.collect.records import digest, kept_exchange, revisited
from firstsaid.collect.rules import LARGEST, Rules, concerning
from firstsaid.collect.wanted import COLLECTED, LISTED, LISTING, MOVED, PAGE, REFUSED, UNCHANGED, Known, Refused, Result, Wanted

_MOVES = (301, 302, 303, 307, 308)
_MOST_ROBOTS_MOVES = 5


@dataclass(frozen=True, slots=True)
class Later:
    """Not now: the address is to be asked for again."""

    reason: str
    wait: float | None
    """Seconds that the server asked for."""
    records: bytes = b""
    """What was answered, if anything was."""


@dataclass(frozen=True, slots=True)
class Reader:
    """Asks for one address at a time and reads the answer. Several threads may use one."""

    asker: Asker
    clock: Clock
    options: CollectOptions
    since: datetime | None = None
    """Entries of lists with an earlier date are left out."""

    def page(self, wanted: Wanted, known: Known | None) -> Result | Later:
        """What comes of one address. Nothing is raised for a bad one: the result says why."""
        try:
            exchange = self.asker.ask(wanted.url, _conditions(known))
            return self._read(wanted, known, exchange)
        except RefusedError as error:
            return Result(wanted, REFUSED, str(error))
        except PassingError as error:
            return Later(str(error), error.wait)

    def _read(self, wanted: Wanted, known: Known | None, exchange: Exchange) -> Result | Later:
        said = {"via": wanted.via} if wanted.via else {}
        if exchange.status == 304 and known:
            return Result(wanted, UNCHANGED, records=revisited(exchange, known.kept, said))
        if exchange.status in _MOVES and "Location" in exchange.headers:
            return self._moved(wanted, exchange, said)
        if exchange.status != 200:
            records = kept_exchange(exchange, said)[0]
            reason = f"the server answers {_named(exchange.status)}"
            if exchange.status in PASSING:
                return Later(reason, self._wait(exchange), records)
            return Result(wanted, REFUSED, reason, records=records, gone=exchange.status in vanished.STATUSES)
        if not exchange.body:
            return Result(wanted, REFUSED, "the answer is empty", records=kept_exchange(exchange, said)[0])
        entity = digest(exchange.body)
        if known and known.entity == entity:
            return Result(wanted, UNCHANGED, records=revisited(exchange, known.kept, said))
        found = listing(exchange.body, self.options) if wanted.kind != PAGE else None
        if found is None and (own := canonical(exchange.url, exchange.headers, exchange.body)) not in ("", exchange.url):
            said["canonical"] = own
        records, kept = kept_exchange(exchange, said)
        remembered = Known(kept, entity, exchange.headers.get("ETag", ""), exchange.headers.get("Last-Modified", ""))
        if found is None:
            return Result(wanted, COLLECTED, records=records, known=remembered)
        links, unsound = self._links(wanted, exchange.url, found)
        return Result(wanted, LISTED, found.fault, records=records, known=remembered, links=links, unsound=unsound)

    def _moved(self, wanted: Wanted, exchange: Exchange, said: dict[str, str]) -> Result:
        records = kept_exchange(exchange, said)[0]
        try:
            target = web_address(exchange.headers["Location"], base=exchange.url)
        except RefusedError as error:
            return Result(wanted, REFUSED, f"it redirects to {_short(exchange.headers['Location'])}: {error}", records=records)
        if wanted.hops >= self.options.redirects:
            return Result(wanted, REFUSED, f"it redirects more than {self.options.redirects} times", records=records)
        onward = Wanted(target, wanted.kind, wanted.url, wanted.hops + 1)
        return Result(wanted, MOVED, target=target, records=records, links=(onward,))

    def _links(self, wanted: Wanted, base: str, found: Listing) -> tuple[tuple[Wanted, ...], tuple[Refused, ...]]:
        links: dict[str, Wanted] = {}
        unsound: list[Refused] = []
        for entry in found.entries:
            if self.since and entry.date and entry.date < self.since:
                continue
            try:
                url = web_address(entry.url, base=base)
            except RefusedError as error:
                unsound.append(Refused(_short(entry.url), str(error), wanted.url))
            else:
                links[url] = Wanted(url, LISTING if entry.listing else PAGE, wanted.url)
        return tuple(links.values()), tuple(unsound)

    def _wait(self, exchange: Exchange) -> float | None:
        """Retry-After in seconds, given as a number or as a date (RFC 9110 section 10.2.3)."""
        given = exchange.headers.get("Retry-After", "").strip()
        if given.isdecimal():
            return float(given[:12])
        try:
            return max(0.0, (parsedate_to_datetime(given) - self.clock.now()).total_seconds())
        except (ValueError, TypeError, IndexError, OverflowError):
            return None

    def rules(self, url: str) -> tuple[Rules, bytes] | Later:
        """What robots.txt of an address's origin says, and the records of having read it (RFC 9309 section 2.3.1)."""
        target = f"{origin_of(url)}/robots.txt"
        records: list[bytes] = []
        try:
            for _ in range(_MOST_ROBOTS_MOVES + 1):
                exchange = self.asker.ask(target, {})
                kept = kept_exchange(exchange, {})[0]
                if exchange.status in PASSING:
                    return Later(f"robots.txt cannot be read: the server answers {_named(exchange.status)}", self._wait(exchange), kept)
                records.append(kept)
                if exchange.status not in _MOVES or "Location" not in exchange.headers:
                    break
                target = web_address(exchange.headers["Location"], base=target)
            else:
                return Rules(""), b"".join(records)
        except RefusedError as error:
            reason = f"robots.txt redirects to {_short(target)}: {error}" if records else str(error)
            return Rules("", reason), b"".join(records)
        except PassingError as error:
            return Later(str(error), error.wait)
        text = exchange.body[:LARGEST].decode("utf-8", "replace") if exchange.status == 200 else ""
        fault = f"robots.txt cannot be read: the server answers {_named(exchange.status)}" if exchange.status >= 500 else ""
        return Rules(concerning(text.removeprefix("\ufeff"), self.asker.user_agent), fault), b"".join(records)


def _conditions(known: Known | None) -> dict[str, str]:
    """What a conditional request says (RFC 9110 section 13.1)."""
    if known is None:
        return {}
    told = {"If-None-Match": known.etag, "If-Modified-Since": known.last_modified}
    return {name: value for name, value in told.items() if value and value.isascii() and value.isprintable()}


def _named(status: int) -> str:
    try:
        return f"{status} ({HTTPStatus(status).phrase})"
    except ValueError:
        return str(status)


def _short(text: str) -> str:
    return " ".join(text.split())[:200]
