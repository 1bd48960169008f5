"""Under which names the pages of the pile are known, and which of them a name means."""

from collections.abc import Mapping, Sequence
from itertools import chain
from typing import Any, NamedTuple

from firstsaid.lineage.heads import outlet_in
from firstsaid.lineage.names import NameIndex, any_same, core, is_agency, is_generic, is_short_for, same_name
from firstsaid.lineage.page import supplying
from firstsaid.lineage.words import words
from firstsaid.model import Found, Span
from firstsaid.model.columns import Columns, rows


def found(value: Mapping[str, Any]) -> Found:
    """A fact as a table holds it."""
    return Found(value["value"], Span(**value["span"]) if value["span"] else None, value["rule"])


class Outlets:
    """The outlets that the pile names or has pages of."""

    def __init__(self, columns: Columns) -> None:
        self._cores: set[tuple[str, ...]] = set()
        self._names = NameIndex()
        named, signed = set[str](), set[str]()
        for outlet, outlets, names, signing in rows(columns, "citing", "outlet", "outlets", "named", "signed"):
            self._cores.update(core(name) for name in (*outlets, *([outlet] if outlet else [])))
            named.update(chain(outlets, names))
            signed.update(one["name"] for one in signing)
        for name in sorted(named | {name for name in signed if self.is_outlet(name)}):
            if core(name) and not is_generic(name):
                self._names.add(name)

    def is_outlet(self, name: str) -> bool:
        """Whether the pile knows an outlet of this name."""
        return core(name) in self._cores

    def at_head(self, lines: Sequence[str]) -> str | None:
        """The outlet that stands in a line at a page's head."""
        return next(filter(None, (outlet_in(line, self._names) for line in lines)), None)


class Own(NamedTuple):
    """Who a page is."""

    names: tuple[str, ...]
    """Under which others would cite it: its outlet, and the agency whose own page it is."""
    telling: bool
    """Whether it tells its outlet, be it in a line at its head."""
    agency: bool
    """Whether it is by its names an agency's own."""
    full: tuple[str, ...]
    """Names of several words that it goes by, or that stand at the head of a page that tells no outlet."""

    def is_meant(self, name: str) -> bool:
        """Whether a page that cites this name means itself."""
        return any_same(name, self.names) or any(is_short_for(name, one) for one in self.names)

    def may_be(self, name: str) -> bool:
        """Whether a body that others call by this name may have issued the page under a fuller one."""
        return any(is_short_for(name, one) for one in self.full)


def own_names(columns: Columns, outlets: Outlets) -> dict[str, Own]:
    """Every page's names."""
    known: dict[str, Own] = {}
    for article, told, agency, dated, heads in rows(columns, "citing", "article", "outlet", "agency", "dated", "heads"):
        outlet = told or outlets.at_head(heads)
        names = [outlet] if outlet else []
        if agency and not is_generic(agency) and ((outlet is None and dated) or (outlet and same_name(outlet, agency))):
            names.append(agency)
        by_form = (agency is not None and any_same(agency, tuple(names))) or any(is_agency(name) for name in names)
        full = names if outlet else [*names, *(name for line in heads for name in words().full_name.findall(line))]
        known[article] = Own(tuple(names), outlet is not None, by_form, tuple(full))
    return known


class Holders:
    """The pages that a name means, and the stories they are of."""

    def __init__(self, own: Mapping[str, Own], stories: Mapping[str, str]) -> None:
        self._stories = stories
        self._by_name: dict[str, list[str]] = {}
        self._names = NameIndex()
        for page, who in own.items():
            for name in who.names:
                self._by_name.setdefault(name, []).append(page)
                self._names.add(name)
        self.words = frozenset(word for name in self._by_name for word in name.lower().split())
        """The words of the names, in lower case."""
        self._named: dict[str, frozenset[str]] = {}
        self._in_stories: dict[str, frozenset[str | None]] = {}

    def named(self, name: str) -> frozenset[str]:
        """Ids of the pages that the name means."""
        if name not in self._named:
            self._named[name] = frozenset(page for own in self._names.like(name) for page in self._by_name[own])
        return self._named[name]

    def in_story(self, name: str, page: str) -> bool:
        """Whether one of the pages that the name means is of the story of another page."""
        if name not in self._in_stories:
            self._in_stories[name] = frozenset(self._stories.get(one) for one in self.named(name))
        return page in self._stories and self._stories[page] in self._in_stories[name]


class Agencies:
    """Which pages are an agency's own: by their names, or because two other outlets of their story name them as author."""

    def __init__(self, own: Mapping[str, Own], stories: Mapping[str, str], authors: Mapping[str, Sequence[str]]) -> None:
        """`authors` are those that pages name, by page."""
        self._own = own
        self._stories = stories
        self._authors = authors
        self._members: dict[str, list[str]] = {}
        for page, story in stories.items():
            self._members.setdefault(story, []).append(page)
        self._supplying: dict[str, frozenset[str]] = {}

    def is_one(self, page: str) -> bool:
        """Whether a page is an agency's own."""
        who = self._own[page]
        return who.agency or any(name in self._supplies(self._stories.get(page, "")) for name in who.names)

    def _supplies(self, story: str) -> frozenset[str]:
        if story not in self._supplying:
            pages = [(self._own[page].names, self._own[page].names, self._authors.get(page, ())) for page in self._members.get(story, ())]
            self._supplying[story] = supplying(pages)
        return self._supplying[story]
