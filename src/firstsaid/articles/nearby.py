"""A line weighed again by what stands around it: rules under a heading, the outlet speaking of itself, the comments of readers."""

import re
from collections.abc import Collection, Sequence
from itertools import groupby

from firstsaid.articles.evidence import BREAK, CLOSE, COUNTED, LineEvidence, addresses, against
from firstsaid.articles.headline import folded
from firstsaid.articles.layout import Layout
from firstsaid.articles.vocabulary import Vocabulary

_HEADING = 8
"""Most words of a heading."""
_INTRODUCES_LIST = 6
"""Fewest words of a line that introduces a list by its colon."""
_LONGEST_LIST, _LONGEST_BARE_LIST = 40, 12
"""Most lines of a list with bullets or numbers, and of one without."""
_LONGEST_KNOWN_LIST = 200
"""The same of a list that ends where the site around the text begins."""
_ITEM = re.compile(r"^(?:[•·▪●◦‣■*–-]|\(?\d{1,3}[.)])\s")
_NUMBERED = re.compile(r"^\(?(\d{1,3})[.)]\s")
_FEWEST_COUNTED, _BELOW_ITEM = 3, 2
_ITEM_WEIGHT = 10
_LINKS = 10
"""So many bullets one after the other, which no line of the text introduces, lead to other stories even where each is a sentence."""
_BULLET = re.compile(r"^[•·▪●◦‣■*–-]\s")
_NEAR = 3
"""Lines within which one that other outlets tell belongs to the text."""
_UNREPEATED, _INTERRUPTS = -4.0, -7.0
_KEPT = ("credit", "note", "correction", "teaser", "caption")
"""What a line says of itself holds though the outlet repeats it."""
_SIGNED = re.compile(r"^(?:\d{1,4}\.\s)?\S.{0,60}\s(?:says?|wrote|writes|said):$", re.IGNORECASE)
_FEWEST_SIGNED = 3
JOINED = re.compile(r",|;|&|\band\b")
_LONGEST_NAME, _LONGEST_BYLINE = 60, 100
_BESIDE, _OPENING = 6, 4
_COUNTED = re.compile(r"^\(?(?:\d{1,5}|one|no|two|three)\s+([^\W\d_]{5,10})\b", re.IGNORECASE)


def weighed_nearby(layout: Layout, lines: Sequence[LineEvidence], words: Vocabulary) -> list[LineEvidence]:
    """The lines, those under a heading of rules counted as rules, and the headings of readers' comments as the end of the article."""
    weighed = list(lines)
    texts = [layout.words_of(block) if line.words else "" for block, line in zip(layout.blocks, lines, strict=True)]
    signed = [at for at, text in enumerate(texts) if text[-1:] == ":" and len(text) <= 80 and _SIGNED.match(text)]
    for at in signed if len(signed) >= _FEWEST_SIGNED else ():
        weighed[at] = weighed[at]._replace(ends=True, score=BREAK)
    ruled = False
    for at, text in enumerate(texts):
        line = weighed[at]
        if not line.words:
            ruled = False
            continue
        counted = _COUNTED.match(text) if line.words <= _HEADING else None
        if counted and not line.prose and counted[1].lower() in words.response_words:
            weighed[at] = line._replace(ends=True, score=CLOSE)
        elif not line.prose and line.words <= _HEADING:
            ruled = _heads_rules(text, words)
        elif ruled and addresses(text, words) and not line.form:
            weighed[at] = against(line)
        elif line.prose:
            ruled = False
    return weighed


def weighed_in_lists(layout: Layout, lines: Sequence[LineEvidence], repeated: Collection[int] = ()) -> list[LineEvidence]:
    """The lines, those of a list that a line of the text introduces ("The winners are:") counted as the text's, those of other long lists as the site's.

    Where the site's lines are known to be `repeated`, such a list goes on to the next of them.
    """
    texts = [layout.words_of(block) for block in layout.blocks]
    lines = _without_links(texts, lines)
    weighed = list(lines)
    at = 0
    while at < len(lines):
        stop = at + 1
        if lines[at].score > 0 and lines[at].words >= _INTRODUCES_LIST:
            stop = _end_of_counting(texts, lines, at + 1)
            if texts[at].endswith(":"):
                stop = max(stop, _end_of_list(texts, lines, at + 1), _next_repeated(lines, at + 1, repeated))
        for item in range(at + 1, stop):
            weighed[item] = lines[item]._replace(score=float(min(lines[item].words, _ITEM_WEIGHT)))
        at = stop
    return weighed


def _without_links(texts: Sequence[str], lines: Sequence[LineEvidence]) -> list[LineEvidence]:
    weighed = list(lines)
    for bulleted, run in groupby(range(len(lines)), key=lambda at: bool(_BULLET.match(texts[at]))):
        items = list(run)
        for at in items if bulleted and len(items) >= _LINKS else ():
            weighed[at] = lines[at]._replace(prose=False, score=min(lines[at].score, _INTERRUPTS))
    return weighed


def _end_of_list(texts: Sequence[str], lines: Sequence[LineEvidence], first: int) -> int:
    """Where the list that begins at `first` ends; there, when it is none. A list without bullets must have more of the text below it."""
    bulleted = first < len(lines) and bool(_ITEM.match(texts[first]))
    stop = first
    while stop < len(lines) and stop - first < _LONGEST_LIST and lines[stop].score <= 0 and not (lines[stop].form or lines[stop].policy or lines[stop].ends):
        if bulleted and not _ITEM.match(texts[stop]):
            break
        stop += 1
    followed = stop < len(lines) and lines[stop].score > 0 and stop - first <= _LONGEST_BARE_LIST
    return stop if bulleted or followed else first


def _end_of_counting(texts: Sequence[str], lines: Sequence[LineEvidence], first: int) -> int:
    """Where a list ends that begins at `first`, below a line of the text, and counts its items from one on; there, when none does."""
    stop, expected = first, 1
    for at in range(first, min(first + _LONGEST_KNOWN_LIST, len(lines))):
        if lines[at].ends or lines[at].form or at - stop > _BELOW_ITEM:
            break
        numbered = _NUMBERED.match(texts[at])
        if numbered and int(numbered[1]) == expected:
            stop, expected = at + 1, expected + 1
        elif at == first:
            break
    return stop if expected > _FEWEST_COUNTED else first


def _next_repeated(lines: Sequence[LineEvidence], first: int, repeated: Collection[int]) -> int:
    """Where the first two lines that are the site's, or a heading below an article, end a list that begins at `first`; there, when nothing does soon."""
    if not repeated or first - 1 in repeated:
        return first
    for at in range(first, min(first + _LONGEST_KNOWN_LIST, len(lines) - 1)):
        if lines[at].ends or lines[at].form or (at in repeated and at + 1 in repeated):
            return at
    return first


def weighed_for_repeats(lines: Sequence[LineEvidence], repeated: Collection[int], enough: bool) -> list[LineEvidence]:
    """The lines, those that the outlet repeats counted as the site's; when `enough` of them are known, another short line weighs less against a text."""
    return [
        against(line)
        if at in repeated and not line.ends and (line.form is None or line.form.kind not in _KEPT)
        else line._replace(score=_UNREPEATED)
        if enough and _UNREPEATED > line.score >= _INTERRUPTS and not line.form and not line.policy
        else line
        for at, line in enumerate(lines)
    ]


def weighed_for_carried(lines: Sequence[LineEvidence], carried: Collection[int]) -> list[LineEvidence]:
    """The lines, those that other outlets tell counted as the text's where they stand near it; rules, credits and headings stay what they are."""
    weighed = list(lines)
    for at in sorted(carried):
        line = lines[at]
        near = any(other.score > 0 for other in weighed[max(0, at - _NEAR) : at + _NEAR + 1])
        if near and line.score <= 0 and not (line.form or line.policy or line.ends):
            weighed[at] = line._replace(score=float(min(line.words, COUNTED)))
    return weighed


def weighed_for_introductions(layout: Layout, lines: Sequence[LineEvidence], words: Vocabulary) -> list[LineEvidence]:
    """The lines, those that introduce somebody whose name also stands on the page by itself ("The Lisk Mail is an …") or in a byline counted as the site's."""
    alone: set[str] = set()
    signed: list[str] = []
    for block in layout.blocks:
        if block.stop - block.start <= _LONGEST_NAME:
            name = layout.words_of(block)
            alone |= {folded(name), folded(words.byline_openers.sub("", name, count=1))}
        if block.stop - block.start <= _LONGEST_BYLINE and words.byline_openers.match(name := layout.words_of(block)):
            signed.append(folded(words.byline_openers.sub("", name, count=1)) + " ")
    introduces = re.compile(rf"\W{{0,3}}((?:[^\W\d_a-z][\w.'’-]{{0,30}}\s){{1,4}})(?:\([^)]{{1,20}}\)\s)?(?:{'|'.join(map(re.escape, words.introducing))})\b")
    weighed = list(lines)
    for at, line in enumerate(lines):
        named = introduces.match(layout.words_of(layout.blocks[at])[:300]) if line.score > 0 and not line.form else None
        name = folded(named[1]) if named else ""
        if name and (name in alone or (" " in name and any(by.startswith(f"{name} ") for by in signed))):
            weighed[at] = against(line)
    return weighed


def weighed_for_doubles(layout: Layout, lines: Sequence[LineEvidence]) -> list[LineEvidence]:
    """The lines, those of sentences that stand twice within a few lines counted as the site's: no text says a paragraph twice, while offers are set twice.

    At the top a standfirst may be the first paragraph too.
    """
    weighed = list(lines)
    last: dict[str, int] = {}
    told = 0
    for at, line in enumerate(lines):
        if not line.prose:
            continue
        told += 1
        text = layout.words_of(layout.blocks[at])
        before = last.get(text)
        if before is not None and at - before <= _BESIDE and told > _OPENING and not line.form:
            weighed[before], weighed[at] = against(lines[before]), against(line)
        if line.words >= _INTRODUCES_LIST:
            last[text] = at
    return weighed


def _heads_rules(heading: str, words: Vocabulary) -> bool:
    """Whether a heading speaks of rules for the site's readers ("Rules of our forum") and not of any rules."""
    lowered = heading.lower()
    if not any(map(lowered.__contains__, words.rule_words)):
        return False
    found = folded(heading).split()
    return any(word in words.rule_words for word in found) and sum(word in words.rule_words or word in words.policy_words for word in found) >= 2


def weighed_for_outlet(layout: Layout, lines: Sequence[LineEvidence], outlet: str, words: Vocabulary) -> list[LineEvidence]:
    """The lines, those in which the outlet speaks of itself to its readers counted as the site's."""
    name = folded(outlet).removeprefix("the ")
    if len(name) < 3:
        return list(lines)
    weighed = list(lines)
    opening = name.partition(" ")[0]
    for at, line in enumerate(lines):
        if not line.prose or line.policy or line.form:
            continue
        text = layout.words_of(layout.blocks[at])
        if len(text) <= 1_500 and opening in text[:120].lower():
            begins = folded(text[:120]).removeprefix("the ").startswith(name)
            if begins and addresses(text, words) >= 2:
                weighed[at] = against(line)
    return weighed


def weighed_for_authors(layout: Layout, lines: Sequence[LineEvidence], authors: Sequence[str], words: Vocabulary) -> list[LineEvidence]:
    """The lines, those that introduce an author of the page ("Orla Venn covers the harbour for …") counted as the site's."""
    names = [name for author in authors for name in JOINED.split(author[:300]) if " " in name.strip() and len(name) <= _LONGEST_NAME]
    if not names:
        return list(lines)
    known = [name.strip() for name in names[:10]]
    named = {
        at: head for at, line in enumerate(lines) if _may_introduce(line) and any(name in (head := layout.words_of(layout.blocks[at])[:300]) for name in known)
    }
    if not named:
        return list(lines)
    either = "|".join(map(re.escape, known))
    introduces = re.compile(rf"\W{{0,3}}(?:[\w.-]{{2,30}}(?:['’]s?)? )?(?:{either})(?:,[^,.]{{1,80}},)? (?:{'|'.join(map(re.escape, words.introducing))})\b")
    return [against(line) if at in named and introduces.match(named[at]) else line for at, line in enumerate(lines)]


def _may_introduce(line: LineEvidence) -> bool:
    return line.prose and not line.policy and not line.form
