"""Changes inside quotation marks, silent and marked, on a text that came out of another."""

import re
from dataclasses import replace
from random import Random

from benchmarks.relay.library import wording
from benchmarks.relay.records import Line, QuoteEdit, Text

_QUOTATION = re.compile(r"[“\"«][^”\"»]{30,}[”\"»]")


def tampered(text: Text, parent: Text, chance: Random) -> bool:
    """Change the words of one quotation of `text`; False where there is none to change."""
    places = [(p, i) for p, paragraph in enumerate(text.paragraphs) for i, line in enumerate(paragraph) if _QUOTATION.search(line.words)]
    chance.shuffle(places)
    for p, i in places:
        line = text.paragraphs[p][i]
        changed = _marked(line, chance) if chance.random() < 0.35 else _silent(line, chance)
        if changed is not None:
            text.paragraphs[p][i], was, now, marked = changed
            text.edits.append(QuoteEdit(parent.id, was, now, marked))
            text.traps.append("quotation changed, marked" if marked else "quotation changed in silence")
            return True
    return False


def _silent(line: Line, chance: Random) -> tuple[Line, str, str, bool] | None:
    quotation = _QUOTATION.search(line.words)
    assert quotation is not None
    words = [(word, [w for w in group if w != word]) for group in wording()["same"] for word in group]
    found = [(match, others) for word, others in words for match in re.finditer(rf"\b{re.escape(word)}\b", quotation[0])]
    if not found:
        return None
    match, others = chance.choice(found)
    now = chance.choice(others)
    at = quotation.start()
    words = line.words[: at + match.start()] + now + line.words[at + match.end() :]
    return replace(line, words=words), match[0], now, False


def _marked(line: Line, chance: Random) -> tuple[Line, str, str, bool] | None:
    """A few words left out, with the omission shown."""
    quotation = _QUOTATION.search(line.words)
    assert quotation is not None
    words = quotation[0].split(" ")
    if len(words) < 9:
        return None
    start = chance.randrange(3, len(words) - 5)
    length = chance.randint(2, 3)
    was = " ".join(words[start : start + length])
    if re.search(r"[.“”\"«»]", was):
        return None
    now = chance.choice(("[…]", "[…]", "…", "(…)"))
    changed = " ".join([*words[:start], now, *words[start + length :]])
    return replace(line, words=line.words.replace(quotation[0], changed)), was, now, True
