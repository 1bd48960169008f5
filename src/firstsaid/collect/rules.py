"""What robots.txt allows (RFC 9309), read by Protego; the standard library's reader knows neither `*` and `$` nor that the longest rule wins."""

import re
from dataclasses import dataclass
from functools import cached_property

from protego import Protego

LARGEST = 500 * 1024
"""So much of the file is read, as the norm asks for at least."""
_LONGEST_DELAY = 60.0
_AGENT = re.compile(r"(?<![ \t])[ \t]*user[ \t-]?agent[ \t]*:([^#\r\n]*)[^\r\n]*", re.IGNORECASE)


@dataclass(frozen=True)
class Rules:
    """One origin's robots.txt."""

    text: str
    """The file as `concerning` gives it; "" allows everything."""
    fault: str = ""
    """Why nothing may be asked of this origin, the end of a sentence: it is forbidden, or its rules cannot be had (section 2.3.1.4)."""

    @cached_property
    def _read(self) -> Protego:
        return Protego.parse(self.text)

    def refusal(self, url: str, user_agent: str) -> str:
        """Why this address is not asked for, "" when it may be."""
        if self.fault:
            return self.fault
        return "" if self._read.can_fetch(url, product(user_agent)) else "the site's robots.txt asks not to collect it"

    def delay(self, user_agent: str) -> float:
        """Seconds between requests that the file asks for, at most a minute; 0 for none. Crawl-delay is no part of the norm, and many sites use it."""
        return 0.0 if self.fault else min(self._read.crawl_delay(product(user_agent)) or 0.0, _LONGEST_DELAY)


def concerning(text: str, user_agent: str) -> str:
    """The file with one name for all programs but this one: with thousands of names over thousands of rules, reading would not come to an end."""
    mine = product(user_agent).lower()

    def named(line: re.Match[str]) -> str:
        name = line[1].strip().lower().partition("/")[0]
        return f"User-agent: {name}" if name in ("*", mine) else "User-agent: other"

    return _AGENT.sub(named, text)


def product(user_agent: str) -> str:
    """The product token, by which robots.txt addresses a program: what stands before the first slash or blank."""
    return user_agent.partition(" ")[0].partition("/")[0]
