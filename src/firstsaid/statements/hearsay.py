"""S, it is reported: a clause whose adverb tells that somebody reports it, and not who. X reportedly left."""

import bisect
from collections.abc import Callable, Sequence

from firstsaid.statements.document import Document
from firstsaid.statements.ends import bare_clause, new_thought
from firstsaid.statements.links import RELAYS, Link
from firstsaid.statements.reading import Reading, Words
from firstsaid.statements.subject import subject_left
from firstsaid.statements.voice import Speaker

HEARSAY = "hearsay"
"""The rule of such a reading."""
_FEWEST = 3
"""Words of content behind the adverb."""
_BESIDE = 2
"""Words between the adverb and the reporting verb of the clause."""
_AHEAD = 5_000
"""Characters of a neighbouring paragraph, however long it is."""
_GAP = 2
"""Line breaks between two paragraphs, at most."""


def hearsay(d: Document, found: Sequence[Reading]) -> list[Reading]:
    """A reading for each clause with such an adverb that stands in nobody's statement and tells of none; whose it is, `name_media` tells."""
    if not _has_any(d):
        return []
    adverbs = d.language.words("words.hearsay")
    places = [i for i, low in enumerate(d.low) if low in adverbs and d.tag[i] and not d.quoted(i)]
    told = {i for r in found for piece in r.content for i in range(*piece)}
    told.update(i for r in found for i in range(r.cue.first - _BESIDE, r.cue.first + _BESIDE + 1))
    return [r for i in places if i not in told and (r := _clause(d, i)) is not None]


def _has_any(d: Document) -> bool:
    """Whether such an adverb stands anywhere in the text, with a capital or without."""
    return any(adverb[1:] in d.text for adverb in d.language.words("words.hearsay"))


def _clause(d: Document, i: int) -> Reading | None:
    """The clause of the adverb at word `i`, without it."""
    low, high = d.sentence_start(i), d.sentence_stop(i)
    if not (d.verb[i - 1] or d.finite(i + 1, min(high, i + 1 + _BESIDE))) or d.title[d.sentence[i]]:
        return None
    subject = subject_left(d, i, low)
    if subject is None:
        return None
    relative = d.low[subject.last] in d.language.words("words.relative")
    first = subject.last + 1 if relative else subject.first
    if first > low and d.quoted(first - 1):
        return None
    stop = _end(d, i, new_thought(d, first, high), closed=relative and d.word[subject.last - 1] == ",")
    while stop > i and not d.word[stop - 1][0].isalnum() and not d.quoted(stop - 1):
        stop -= 1
    if stop - i <= _FEWEST:
        return None
    pieces = [Words(first, i)] if first < i else []
    return Reading(None, Words(i, i + 1), [*pieces, Words(i + 1, stop)], HEARSAY, HEARSAY)


def _end(d: Document, i: int, stop: int, closed: bool) -> int:
    """Where the clause ends: before the sentence's main clause, which goes on behind a clause that a comma opened (`closed`), or before more hearsay."""
    adverbs = d.language.words("words.hearsay")
    for k in range(i + 2, stop - 1):
        if d.quoted(k):
            continue
        if d.word[k] == "," and ((closed and d.verb[k + 1]) or (d.phrase[k + 1] == k + 1 and bare_clause(d, k + 1, stop, True))):
            return k
        if d.tag[k] == "CC" and not adverbs.isdisjoint(d.low[k:stop]) and bare_clause(d, k + 1, stop, True):
            return k
    return stop


def name_media(d: Document, links: Sequence[Link], is_own: Callable[[str], bool]) -> None:
    """Give hearsay to the one medium that the paragraph or its neighbours have as reporting, else to reports in general."""
    heard = [link for link in links if link.reading.rule == HEARSAY or _is_hearsay(d, link)] if _has_any(d) else []
    if not heard:
        return
    ordered = sorted(links, key=lambda link: link.reading.cue.first)
    reporting, talked_to = ([(d.starts[x.reading.cue.first], m) for x in ordered if (m := _medium(x, is_own, told)) is not None] for told in (False, True))
    cues = [link.reading.cue.first for link in ordered]
    for link in heard:
        place = d.starts[link.reading.cue.first]
        if link.reading.rule != HEARSAY:
            medium = _near(d, place, talked_to, before=True)
            link.relays = (medium,) if medium is not None and medium is not link.voice else ()
            continue
        medium = _near(d, place, reporting, before=False)
        link.voice = medium or _reports(d, link.reading.cue)
        if medium is not None:
            first, stop = link.reading.content[-1]
            _hand_on(medium, ordered[bisect.bisect_left(cues, first) : bisect.bisect_left(cues, stop)], stop)


def _hand_on(medium: Speaker, links: Sequence[Link], stop: int) -> None:
    """Let what is said within hearsay that ends at word `stop` come through its medium."""
    for link in links:
        r = link.reading
        if r.stop <= stop and link.voice is not None and not link.relays and r.rule != HEARSAY and r.within is None:
            link.relays = (medium,)


def _is_hearsay(d: Document, link: Link) -> bool:
    """Whether somebody reportedly said it, through nobody whom the text tells."""
    r = link.reading
    spoken = link.voice is not None and link.voice.kind not in RELAYS and r.within is None and not link.relays
    return spoken and not d.language.words("words.hearsay").isdisjoint(d.low[max(0, r.cue.first - _BESIDE) : r.cue.first])


def _medium(link: Link, is_own: Callable[[str], bool], talked_to: bool) -> Speaker | None:
    """The medium with a name that itself reports a statement, whether or not it tells whose, or also one that somebody talked to."""
    r, first = link.reading, link.relays[0] if link.relays else link.voice
    reports = talked_to or first is link.voice or r.relay is not None or link.source is not r.source
    return first if first is not None and reports and first.kind == "outlet" and not is_own(first.name) and r.rule != HEARSAY else None


def _near(d: Document, place: int, told: Sequence[tuple[int, Speaker]], before: bool) -> Speaker | None:
    """The medium that reports nearest in the paragraph of a place, in the next, or, if it may, in the one before."""
    text, first = d.text, d.paragraph(place)
    last = end if (end := text.find("\n", place)) >= 0 else len(text)
    below = text[last : last + _AHEAD]
    behind = below.lstrip()
    above = text[max(0, first - _AHEAD) : first].rstrip()
    stretches = [(first, last), (last, last + len(below) - len(behind) + len(behind.partition("\n")[0]))]
    stretches += [(first - len(above.rpartition("\n")[2]) - _GAP, first)] if before else []
    for ends in stretches:
        low, high, here = (bisect.bisect_left(told, at, key=lambda pair: pair[0]) for at in (*ends, place))
        if near := told[max(low, min(here, high) - 1) : min(high, max(here, low) + 1)]:
            return min(near, key=lambda pair: abs(pair[0] - place))[1]
    return None


def _reports(d: Document, words: Words) -> Speaker:
    """Reports in general."""
    name = next(iter(d.language.words("words.hearsay_of")), d.words(*words))
    return Speaker(name, "unnamed_outlets", {name}, {name}, {name}, set(), words, words, True)
