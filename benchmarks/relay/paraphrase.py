"""Other words for the same: synonyms, order of clauses, sentences split and joined, quotations told indirectly."""

import re
from collections.abc import Iterable
from dataclasses import replace
from random import Random

from benchmarks.relay.library import capital
from benchmarks.relay.outlets import neutral
from benchmarks.relay.records import Line, Voice
from benchmarks.relay.synonyms import QUOTATION, outside_quotations
from benchmarks.relay.writing import Writer, tidy

_COMMON = frozenset(["the", "a", "an", "at", "more", "some", "nearly", "there", "it", "no", "all", "none", "investigators", "police", "workers"])
"""Words that lose their capital inside a sentence."""


def reordered(words: str) -> str:
    """Turned round: "On Monday, X." becomes "X on Monday."; "X, Y said." becomes "Y said X."."""
    match = re.fullmatch(r"(On \w+day|Late on \w+day|Early on \w+day), ([^“”]+?)\.", words)
    if match:
        return f"{capital(match[2])} {match[1][0].lower()}{match[1][1:]}."
    match = re.fullmatch(r"([^“”]+), ((?:the |a |an )?[^,“”]+?) (said|says|reported)\.", words)
    if match:
        return f"{capital(match[2])} {match[3]} {_lower(match[1])}."
    return words


def _lower(clause: str) -> str:
    first = clause.split(" ", 1)[0]
    return clause[0].lower() + clause[1:] if first.lower() in _COMMON else clause


def split(words: str) -> str:
    """A long sentence in two, where a clause can stand alone."""
    match = re.fullmatch(r"([^“”]{40,}),? and ((?:the|it|they|there|nobody|no|this|we|he|she) [^“”,]{3,}? (?:was|were|had|has|would|is|are) [^“”]{12,})", words)
    return f"{match[1]}. {capital(match[2])}" if match else words


def joined(lines: list[Line], chance: Random) -> list[Line]:
    """Two short sentences in a row in one, now and then; the line tells the first one's fact and stays apart where both tell one."""
    found: list[Line] = []
    for line in lines:
        last = found[-1] if found else None
        plain = last is not None and not ("“" in last.words or "“" in line.words) and len(last.words) + len(line.words) < 150
        if plain and last is not None and (line.fact is None) != (last.fact is None) and chance.random() < 0.5:
            first = last if last.fact else line
            found[-1] = replace(first, words=f"{last.words.rstrip('.')}; {_lower(line.words)}")
        else:
            found.append(line)
    return found


def reworded(writer: Writer, line: Line, strength: str) -> Line:
    """The line as somebody else would put it who has it before them."""
    line = replace(line, words=neutral(line.words))
    chance = writer.chance
    voice = writer.event.told_by(line)
    if strength == "light" or line.fact is None:
        share = {"light": 0.45, "middle": 0.7, "strong": 0.95}[strength]
        words = outside_quotations(line.words, share, chance)
        return replace(line, words=split(reordered(words)) if chance.random() < 0.5 else words)
    fact = writer.event.fact(line.fact)
    if "“" in line.words and line.phrasing < 0:
        if chance.random() < (0.12 if strength == "middle" else 0.3):
            return _indirect(writer, line, voice)
        inner = ". ".join(m[0][1:-1].rstrip(",.") for m in QUOTATION.finditer(line.words))
        return replace(line, words=writer.quotation(inner, voice)) if voice is not None else line
    phrasing = line.phrasing
    free = [i for i in writer.event.free(fact, writer.text) if i != phrasing]
    if strength == "strong" and free:
        phrasing = chance.choice(free)
        writer.event.taken[fact.id, phrasing] = writer.text
    clause = writer.event.clause(fact, max(0, phrasing), line.value, chance)
    clause = outside_quotations(clause, 0.6, chance)
    return replace(line, words=split(writer.frame("said", clause, voice)), phrasing=phrasing)


def _indirect(writer: Writer, line: Line, voice: Voice | None) -> Line:
    """What a quotation says, without its marks."""
    fact = writer.event.fact(line.fact or "")
    free = writer.event.free(fact, writer.text)
    if not free:
        return line
    at = writer.chance.choice(free)
    writer.event.taken[fact.id, at] = writer.text
    return replace(line, words=writer.frame("said", writer.event.clause(fact, at, line.value, writer.chance), voice), phrasing=at)


def reworded_paragraphs(writer: Writer, paragraphs: Iterable[list[Line]], strength: str) -> list[list[Line]]:
    """Every paragraph in other words, with some left out; at least three stay."""
    chance = writer.chance
    drop = {"light": 0.08, "middle": 0.15, "strong": 0.3}[strength]
    kept = list(paragraphs)
    for at in range(len(kept) - 1, 0, -1):
        if len(kept) > 3 and chance.random() < drop:
            del kept[at]
    if strength == "strong" and len(kept) > 3 and chance.random() < 0.6:
        at = chance.randrange(1, len(kept) - 1)
        kept[at], kept[at + 1] = kept[at + 1], kept[at]
    found = [joined([reworded(writer, line, strength) for line in paragraph], chance) for paragraph in kept]
    return [[replace(line, words=tidy(line.words)) for line in paragraph] for paragraph in found]
