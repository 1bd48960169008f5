"""Pages that read otherwise than when they were captured before."""

import difflib
from collections.abc import Iterator
from dataclasses import replace

from firstsaid.model import Article, Dossier, Place, Span, content_id
from firstsaid.watching.event import ANNOUNCED_EDIT, SILENT_EDIT, Event, address, change, plain, short
from firstsaid.watching.facts import Facts

MOST_WORDS = 20_000
"""Of longer texts the first so many words are compared."""
SHOWN = 3


def edits(before: Facts, after: Dossier) -> Iterator[Event]:
    """An event for each new page whose address was in the pile with another text: that of the version before it, where it is known which one that was."""
    seen = {capture.id: capture.seen_at or "" for capture in after.captures}
    addresses = {capture.id: capture.url for capture in after.captures}
    known: dict[str, list[Article]] = {}
    fresh: list[tuple[str, Article]] = []
    for article in after.articles:
        where = address(article.url or addresses.get(article.capture))
        if where and article.id in before.articles:
            known.setdefault(where, []).append(article)
        elif where:
            fresh.append((where, article))
    for where, article in sorted(fresh, key=lambda item: (seen.get(item[1].capture, ""), item[1].id)):
        old = known.get(where, [])
        last = max(old, key=lambda a: (seen.get(a.capture, ""), a.id), default=None)
        if last and all(_told(other) != _told(article) for other in old):
            yield _event(last, article)
        elif last and "" < seen.get(last.capture, "") < seen.get(article.capture, "") and _told(last) != _told(article):
            yield _taken_back(last, article)
        known.setdefault(where, []).append(article)


def _told(article: Article) -> str:
    """Headline and report on one line, as a reader gets them."""
    title = plain(article.title.value) if article.title else ""
    return " ".join([title, *(plain(span.of(article.text)) for span in article.reported())]).strip()


def _event(old: Article, new: Article) -> Event:
    stretches = list(_differences(old, new))
    said = _says_so(old, new)
    headline = _headline(old, new)
    where = plain(new.name()) + (f", “{short(new.title.value, 100)}”" if new.title else "")
    shown = "; ".join(headline + [change(a.of(old.text), b.of(new.text)) for a, b in stretches[:SHOWN]]) or "the order of its parts"
    left = len(stretches) - SHOWN
    more = f"; {left} more {'place' if left == 1 else 'places'}" if left > 0 else ""
    kind = ANNOUNCED_EDIT if said else SILENT_EDIT
    how = f"was changed and says so ({said})" if said else "was changed and does not say so"
    places = [place for a, b in stretches for place in (Place(new.id, *b), Place(old.id, *a))] or [Place(new.id, 0, 0), Place(old.id, 0, 0)]
    return Event(kind, content_id(kind, old.id, new.id), f"{where} {how}: {shown}{more}.", tuple(places))


def _taken_back(old: Article, new: Article) -> Event:
    """A page that reads again as an earlier version did. A page that is now one, now the other is told of once each way."""
    event = _event(old, new)
    sentence = event.sentence.replace(" was changed and ", " was changed back to what it said before and ", 1)
    return replace(event, key=content_id(event.kind, "back", _told(old), _told(new)), sentence=sentence)


def _headline(old: Article, new: Article) -> list[str]:
    """That the headline was changed, if it was."""
    before, after = (plain(article.title.value) if article.title else "" for article in (old, new))
    return [] if before == after else [f"headline {change(before, after, 100)}"]


def _says_so(old: Article, new: Article) -> str:
    """How the new version tells its readers of a change that the old one did not tell of; "" when it does not."""
    before = {plain(span.of(old.text)) for span in old.spans("correction")}
    notices = [text for span in new.spans("correction") if (text := plain(span.of(new.text))) not in before]
    if notices:
        return f"“{short(notices[0], 80)}”"
    stamps = {stamp.value for stamp in old.dates if stamp.role == "updated"}
    updated = [stamp.value for stamp in new.dates if stamp.role == "updated" and stamp.value not in stamps]
    return f"updated {updated[0]}" if updated else ""


def _differences(old: Article, new: Article) -> Iterator[tuple[Span, Span]]:
    """Stretches of words that differ, as spans of both texts."""
    one, two = _words(old), _words(new)
    matcher = difflib.SequenceMatcher(None, [s.of(old.text) for s in one], [s.of(new.text) for s in two])
    for tag, a, b, c, d in matcher.get_opcodes():
        if tag != "equal":
            yield _extent(one, a, b), _extent(two, c, d)


def _extent(words: list[Span], start: int, stop: int) -> Span:
    if start < stop:
        return Span(words[start].start, words[stop - 1].stop)
    at = words[start - 1].stop if start else 0
    return Span(at, at)


def _words(article: Article) -> list[Span]:
    found: list[Span] = []
    for part in article.reported():
        at = part.start
        for word in part.of(article.text).split():
            at = article.text.index(word, at)
            found.append(Span(at, at + len(word)))
            at += len(word)
            if len(found) >= MOST_WORDS:
                return found
    return found
