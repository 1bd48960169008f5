"""Stories in which desks reword each other, and how many of their pairs are joined and kept apart as they should be."""

import re
from collections import Counter
from dataclasses import dataclass, field

from firstsaid.claims import claims
from firstsaid.model import Span

from .builder import OPTIONS, page, said, story
from .cases import stories

_SAID = re.compile(r"(denied )?\[\[([^:\]]*): ([^\]]*)\]\]")
"""A denial before it, a speaker, none where the page says it in its own voice, and what is said."""


@dataclass
class Score:
    """Pairs by kind: right ones of all, and what went wrong."""

    right: Counter[tuple[str, str]] = field(default_factory=Counter)
    asked: Counter[tuple[str, str]] = field(default_factory=Counter)
    wrong: list[str] = field(default_factory=list)

    def share(self, label):
        """Right ones among all pairs of a label."""
        asked = sum(n for (of, _), n in self.asked.items() if of == label)
        return sum(n for (of, _), n in self.right.items() if of == label) / asked

    def precision(self):
        """Pairs that are rightly joined of all that are."""
        joined = sum(n for (of, _), n in self.right.items() if of != "apart")
        return joined / (joined + sum(n - self.right[key] for key, n in self.asked.items() if key[0] == "apart"))


def scored(name="rewordings.toml"):
    """Every story of a file through the room."""
    score = Score()
    for told in stories(name):
        pile = _pile(told)
        found = claims(pile, OPTIONS)
        for pair in told["pairs"]:
            key = pair["label"], pair["kind"]
            joined = bool(_holding(pile, found, pair["a"], "a") & _holding(pile, found, pair["b"], "b"))
            score.asked[key] += 1
            if joined == (pair["label"] != "apart"):
                score.right[key] += 1
            else:
                score.wrong.append(f"{told['name']}, {pair['label']} ({pair['kind']}): “{pair['a']}” | “{pair['b']}”")
    return score


def _pile(told):
    articles, statements = [], []
    for name, given in told["pages"].items():
        article = page(name, _SAID.sub(r"\1\3", given["body"].strip()), title=given.get("title", ""), outlet=given.get("outlet"))
        articles.append(article)
        statements += [said(article, content, who, cue=cue.strip() or None) for cue, who, content in _SAID.findall(given["body"]) if who]
    return story(articles, statements)


def _holding(pile, found, words, on):
    """Ids of the claims that hold the words on a page, the one that holds most of them first."""
    article = next(article for article in pile.articles if article.id == on)
    start = article.text.lower().find(words.lower())
    assert start >= 0, f"“{words}” does not stand on page {on}"
    span = Span(start, start + len(words))
    return {claim.id for claim in found for w in claim.wordings if w.article == on and any(part.overlap(span) > len(words) / 2 for part in w.spans)}
