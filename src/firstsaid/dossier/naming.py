"""How articles are named in one list: two articles of one outlet get different names."""

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass

from firstsaid.dossier.plain import one_line

WORDS = 6
"""So many words of a headline tell an article from another."""


@dataclass(frozen=True, slots=True)
class Named:
    """What an article can be called by."""

    name: str
    date: str
    """The date that it gives, in words; "" for none."""
    title: str


def told_apart(articles: Mapping[str, Named]) -> dict[str, str]:
    """A name for each article, by id: the outlet's alone where no other here has it, else with its date; where that is the same too, with its headline."""
    alone = Counter(named.name for named in articles.values())
    dated = Counter((named.name, named.date) for named in articles.values())
    return {article: _called(named, alone[named.name] > 1, dated[named.name, named.date] == 1) for article, named in articles.items()}


def headline(title: str) -> str:
    """The first words of a headline."""
    words = title.split()
    return one_line(" ".join(words[:WORDS])) + ("…" if len(words) > WORDS else "")


def _called(named: Named, shared: bool, by_date: bool) -> str:
    if not shared:
        return named.name
    if by_date:
        return f"{named.name} ({named.date or 'no date'})"
    return f"{named.name} (“{named.title}”)" if named.title else named.name
