"""A line weighed again by what stands around it: rules under a heading, the outlet speaking of itself, the comments of readers."""

import re
from collections.abc import Sequence
from dataclasses import replace

from firstsaid.articles.evidence import BREAK, LineEvidence, addresses, against
from firstsaid.articles.headline import folded
from firstsaid.articles.layout import Layout
from firstsaid.articles.vocabulary import Vocabulary

_HEADING = 8
"""Most words of a heading."""
_SIGNED = re.compile(r"^(?:\d{1,4}\.\s)?\S.{0,60}\s(?:says?|wrote|writes|said):$", re.IGNORECASE)
_FEWEST_SIGNED = 3
_JOINED = re.compile(r",|;|&|\band\b")
_LONGEST_NAME = 60
_COUNTED = re.compile(r"^\(?(?:\d{1,5}|one|no|two|three)\s+([^\W\d_]{5,10})\b", re.IGNORECASE)


def weighed_nearby(layout: Layout, lines: Sequence[LineEvidence], words: Vocabulary) -> list[LineEvidence]:
    """The lines, those under a heading of rules counted as rules, and the headings of readers' comments as the end of the article."""
    weighed = list(lines)
    texts = [layout.words_of(block) for block in layout.blocks]
    signed = [at for at, text in enumerate(texts) if len(text) <= 80 and _SIGNED.match(text)]
    for at in signed if len(signed) >= _FEWEST_SIGNED else ():
        weighed[at] = replace(weighed[at], ends=True, score=BREAK)
    ruled = False
    for at, text in enumerate(texts):
        line = weighed[at]
        counted = _COUNTED.match(text) if line.words <= _HEADING else None
        if counted and not line.prose and counted[1].lower() in words.response_words:
            weighed[at] = replace(line, ends=True, score=BREAK)
        elif not line.prose and line.words <= _HEADING:
            ruled = _heads_rules(text, words)
        elif ruled and addresses(text, words) and not line.form:
            weighed[at] = against(line)
        elif line.prose:
            ruled = False
    return weighed


def _heads_rules(heading: str, words: Vocabulary) -> bool:
    """Whether a heading speaks of rules for the site's readers ("Rules of our forum") and not of any rules."""
    found = folded(heading).split()
    return any(word in words.rule_words for word in found) and sum(word in words.rule_words or word in words.policy_words for word in found) >= 2


def weighed_for_outlet(layout: Layout, lines: Sequence[LineEvidence], outlet: str, words: Vocabulary) -> list[LineEvidence]:
    """The lines, those in which the outlet speaks of itself to its readers counted as the site's."""
    name = folded(outlet).removeprefix("the ")
    if len(name) < 3:
        return list(lines)
    weighed = list(lines)
    for at, line in enumerate(lines):
        text = layout.words_of(layout.blocks[at])
        if line.prose and not line.policy and not line.form and len(text) <= 1_500:
            begins = folded(text[:120]).removeprefix("the ").startswith(name)
            if begins and addresses(text, words) >= 2:
                weighed[at] = against(line)
    return weighed


def weighed_for_authors(layout: Layout, lines: Sequence[LineEvidence], authors: Sequence[str], words: Vocabulary) -> list[LineEvidence]:
    """The lines, those that introduce an author of the page ("Orla Venn covers the harbour for …") counted as the site's."""
    names = [name for author in authors for name in _JOINED.split(author[:300]) if " " in name.strip() and len(name) <= _LONGEST_NAME]
    if not names:
        return list(lines)
    either = "|".join(re.escape(name.strip()) for name in names[:10])
    introduces = re.compile(rf"\W{{0,3}}(?:[\w.-]{{2,30}}(?:['’]s?)? )?(?:{either})(?:,[^,.]{{1,80}},)? (?:{'|'.join(map(re.escape, words.introducing))})\b")
    return [
        against(line) if line.prose and not line.policy and not line.form and introduces.match(layout.words_of(block)[:300]) else line
        for block, line in zip(layout.blocks, lines, strict=True)
    ]
