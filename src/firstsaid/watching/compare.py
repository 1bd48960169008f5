"""What changed between two readings of one case: a plain function of both."""

from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from firstsaid.model import Article, Claim, Derivation, Dossier, Match, OriginCount, Otherwise, Place, content_id
from firstsaid.watching.event import ALTERED, ARRIVED, NEW_ORIGIN, OTHERWISE, Event, Page, address, change, plain, short
from firstsaid.watching.facts import ChangeKey, Counted, Facts, Readings, alterations, readings, relations
from firstsaid.watching.gone import Gone, vanished
from firstsaid.watching.versions import edits

_DIRECT = 0.5
"""Probability above which a page has its text from another itself."""


@dataclass(frozen=True, slots=True)
class _Reading:
    """The later reading with its records at hand."""

    before: Facts
    dossier: Dossier
    articles: dict[str, Article]
    related: dict[tuple[str, str], Derivation]

    def is_new(self, article: str) -> bool:
        return article not in self.before.articles and article in self.articles

    def name(self, article: str) -> str:
        return plain(self.articles[article].name())

    def dates(self, match: Match) -> list[str]:
        """When both pages were published, the earlier first; a page without a date comes last."""
        both = (self.articles[match.article_a].published, self.articles[match.article_b].published)
        return sorted(stamp.value if stamp else "~" for stamp in both)

    def upstream(self, match: Match) -> str | None:
        pair = self.related.get((match.article_a, match.article_b))
        return pair.upstream if pair else None

    def is_source(self, match: Match) -> bool:
        """Whether one of the two is shown to have its text from the other itself, and not by way of a third page."""
        pair = self.related.get((match.article_a, match.article_b))
        return pair is not None and pair.upstream is not None and pair.direct > _DIRECT


def events(before: Facts, after: Dossier, otherwise: Sequence[Otherwise] = (), gone: Sequence[Gone] = ()) -> list[Event]:
    """What `after` holds that is new since an earlier reading, in a fixed order. Each event once; none for what merely came in.

    `otherwise` are the quotations of `after` that stand in different words; `gone` are pages that are not at their addresses any more, or are again.
    """
    reading = _Reading(before, after, {article.id: article for article in after.articles}, relations(after))
    if not before.articles:
        return []
    found = list(vanished(before.gone, after, gone))
    if any(reading.is_new(article) for article in reading.articles):
        found += [*_origins(reading), *edits(before, after), *_altered(reading), *_otherwise(reading, otherwise), *_arrived(reading)]
    return [replace(event, pages=_pages(reading, event)) for event in {event.key: event for event in found}.values()]


def _pages(reading: _Reading, event: Event) -> tuple[Page, ...]:
    urls = {capture.id: capture.url or "" for capture in reading.dossier.captures}
    found = (reading.articles[article] for article in dict.fromkeys(place.article for place in event.places))
    return tuple(Page(a.id, plain(a.name()), plain(a.title.value) if a.title else "", a.url or urls.get(a.capture, "")) for a in found)


def _origins(reading: _Reading) -> Iterator[Event]:
    """Claims that a new page carries and behind which more origins stand than before, in the least or the most."""
    by_article: dict[str, list[tuple[Place, Counted]]] = defaultdict(list)
    for known in reading.before.claims:
        for place in known.places:
            by_article[place.article].append((place, known))
    counts = {count.claim: count for count in reading.dossier.counts}
    for claim in reading.dossier.claims:
        count = counts.get(claim.id)
        if count is None or not any(reading.is_new(article) for article in claim.articles):
            continue
        standing = _standing(claim, by_article)
        if not standing:
            continue
        least, most = max(known.least for known in standing), max(known.most for known in standing)
        if (count.least > least or count.most > most) and count.least >= least:
            first = min(place for known in standing for place in known.places)
            yield _origin(reading, claim, count, (least, most, first))


def _standing(claim: Claim, by_article: dict[str, list[tuple[Place, Counted]]]) -> list[Counted]:
    """The claims of the earlier reading whose wordings this one holds."""
    found: dict[int, Counted] = {}
    for wording in claim.wordings:
        for place, known in by_article.get(wording.article, ()):
            if any(span.start < place.stop and place.start < span.stop for span in wording.spans):
                found[id(known)] = known
    return list(found.values())


def _origin(reading: _Reading, claim: Claim, count: OriginCount, was: tuple[int, int, Place]) -> Event:
    least, most, first = was
    fresh = [origin for origin in count.origins if origin.article and reading.is_new(origin.article)]
    who = "; ".join(dict.fromkeys(plain(o.name) + (f", through {plain(o.via)}" if o.via else "") for o in fresh))
    said = f"{'Denied: ' if claim.denied else ''}“{short(claim.text)}”"
    sentence = f"{said}: independent origins {_range(least, most)} → {_range(count.least, count.most)}, as far as this pile shows"
    places = [Place(w.article, *span) for w in claim.wordings for span in w.spans[:1]]
    places.sort(key=lambda place: (not reading.is_new(place.article), place))
    key = content_id(NEW_ORIGIN, first.article, str(first.start), str(count.least), str(count.most))
    return Event(NEW_ORIGIN, key, f"{sentence}{'; new: ' + who if who else ''}.", tuple(places))


def _range(least: int, most: int) -> str:
    return str(least) if least == most else f"{least} to {most}"


def _altered(reading: _Reading) -> Iterator[Event]:
    """Changes inside quotation marks that were never seen before, one event for each pair of pages: first beside the page that the other is shown to have its
    text from, then beside those upstream of it, then beside the earliest.
    """
    texts = {article.id: article.text for article in reading.dossier.articles}
    told: set[ChangeKey] = set(reading.before.altered)
    for match in sorted(reading.dossier.matches, key=lambda m: (reading.upstream(m) is None, not reading.is_source(m), reading.dates(m), m.id)):
        one, two = reading.articles[match.article_a], reading.articles[match.article_b]
        if not (reading.is_new(one.id) or reading.is_new(two.id)) or (one.url and one.url == two.url):
            continue
        fresh = [(edit, key) for edit, key in alterations(match, texts, reading.related) if key not in told]
        if not fresh:
            continue
        told.update(key for _, key in fresh)
        later = _later(reading, match)
        rows = [((edit.a, edit.b) if later == match.article_b else (edit.b, edit.a)) for edit, _ in fresh]
        earlier = match.article_a if later == match.article_b else match.article_b
        words = "; ".join(change(a.of(texts[earlier]), b.of(texts[later])) for a, b in rows[:3])
        shown = ", from which it is shown to come" if reading.is_source(match) else ""
        more = f" and {len(rows) - 3} more" if len(rows) > 3 else ""
        sentence = f"Inside quotation marks, and without a mark, {reading.name(later)} differs from {reading.name(earlier)}{shown}: {words}{more}."
        places = tuple(Place(later, *b) for _, b in rows) + tuple(Place(earlier, *a) for a, _ in rows)
        yield Event(ALTERED, content_id(ALTERED, *(part for _, key in fresh for part in key)), sentence, places)


def _otherwise(reading: _Reading, rows: Sequence[Otherwise]) -> Iterator[Event]:
    """Quotations that a new page has in words in which nobody had them so far; versions of one page are told as edits."""
    told: set[Readings] = set(reading.before.otherwise)
    for row in rows:
        key = readings(row, reading.articles)
        first, then = reading.articles[row.first], reading.articles[row.then]
        if key in told or not (reading.is_new(first.id) or reading.is_new(then.id)) or (first.url and address(first.url) == address(then.url)):
            continue
        told.add(key)
        sides = [(then, row.after), (first, row.before)]
        if not reading.is_new(then.id):
            sides.reverse()
        (new, words), (old, others) = sides
        had = f"“{short(others.of(old.text), 100)}”" if others.start < others.stop else "nothing"
        has = f"“{short(words.of(new.text), 100)}”" if words.start < words.stop else "nothing"
        sentence = (
            f"One quotation reads otherwise in {reading.name(new.id)} and in {reading.name(old.id)}: there {has}, here {had}. "
            "Neither page is shown to have it from the other, so who changed it is not shown."
        )
        yield Event(OTHERWISE, content_id(OTHERWISE, *key), sentence, (Place(new.id, *words), Place(old.id, *others)))


def _later(reading: _Reading, match: Match) -> str:
    """Which of the two is read as the one that changed the words: the derived one, else the one that came in later."""
    upstream = reading.upstream(match)
    if upstream:
        return match.article_b if upstream == match.article_a else match.article_a
    return match.article_b if reading.is_new(match.article_b) or not reading.is_new(match.article_a) else match.article_a


def _arrived(reading: _Reading) -> Iterator[Event]:
    """What was cited and missing, and is not missed any more at a place that cited it, with the new page that goes by its name."""
    still: dict[str, list[Place]] = defaultdict(list)
    for missing in reading.dossier.missing:
        for place in missing.cited_by:
            still[place.article].append(place)
    met: dict[str, list[Place]] = defaultdict(list)
    for name, place in reading.before.missing:
        gone = not any(other.start < place.stop and place.start < other.stop for other in still[place.article])
        if gone and place.article in reading.articles:
            met[name].append(place)
    for name, places in met.items():
        page = _page_of(reading, name, {place.article for place in places})
        if page:
            by = ", ".join(dict.fromkeys(reading.name(place.article) for place in places))
            title = f", “{short(page.title.value, 100)}”" if page.title else ""
            sentence = f"{plain(name)}, cited by {by} and not in the pile until now, has arrived: {reading.name(page.id)}{title}."
            yield Event(ARRIVED, content_id(ARRIVED, _bare(name), page.id), sentence, (Place(page.id, 0, 0), *sorted(places)))


def _page_of(reading: _Reading, name: str, citing: set[str]) -> Article | None:
    """The new page whose outlet, agency or title has the name; of several the one that shares most words with the pages that cite it."""
    wanted = _bare(name)
    named = []
    for article in reading.dossier.articles:
        own = [_bare(found.value) for found in (article.outlet, article.agency, article.title) if found]
        if reading.is_new(article.id) and any(_within(wanted, one) or _within(one, wanted) for one in own):
            named.append(article)
    shared: dict[str, int] = defaultdict(int)
    for match in reading.dossier.matches:
        for one, other in ((match.article_a, match.article_b), (match.article_b, match.article_a)):
            if other in citing:
                shared[one] += match.same
    return max(named, key=lambda article: shared[article.id], default=None)


def _within(part: str, whole: str) -> bool:
    return part == whole or (len(part) > 3 and f" {part} " in f" {whole} ")


def _bare(name: str) -> str:
    return plain(name).casefold().removeprefix("the ").strip(" .,'\"“”")
