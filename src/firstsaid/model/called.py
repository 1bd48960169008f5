"""What articles are called beside one another: two of one outlet must not read as one."""

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass

WORDS = 6
"""So many words of a headline tell an article from another."""


@dataclass(frozen=True, slots=True)
class Named:
    """What an article can be called by."""

    name: str
    date: str
    """The date that it gives, in words; "" for none."""
    title: str
    seen: str = ""
    """When it was captured, in words; "" where that is not known. It tells versions of one page apart."""


def first_words(title: str) -> str:
    """The first words of a headline: enough to tell an article from another."""
    words = title.split()
    return " ".join(words[:WORDS]) + ("…" if len(words) > WORDS else "")


def told_apart(articles: Mapping[str, Named]) -> dict[str, str]:
    """A name for each article, by id: the outlet's alone where no other here has it, else with its date; where that is the same too, with its headline; of
    versions of a page that differ in none of these, with when each was captured.
    """
    alone = Counter(named.name for named in articles.values())
    dated = Counter((named.name, named.date) for named in articles.values())
    titled = Counter((named.name, named.date, named.title) for named in articles.values())
    names = {article: _called(named, alone[named.name] > 1, dated[named.name, named.date] == 1) for article, named in articles.items()}
    versions = {article for article, named in articles.items() if named.seen and titled[named.name, named.date, named.title] > 1}
    return {article: f"{articles[article].name} (as of {articles[article].seen})" if article in versions else name for article, name in names.items()}


def _called(named: Named, shared: bool, by_date: bool) -> str:
    if not shared:
        return named.name
    if by_date:
        return f"{named.name} ({named.date or 'no date'})"
    return f"{named.name} (“{named.title}”)" if named.title else named.name
