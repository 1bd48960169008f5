"""A claim in a few words: what most of its articles have in common to the letter, else its beginning."""

import re
from collections import Counter

from firstsaid.dossier.index import Index
from firstsaid.dossier.plain import one_line
from firstsaid.model import Article, Claim, Story

WHOLE = 24
"""A claim of so many words is quoted whole."""
LONGEST = 18
SHORTEST = 6
SPARED = 2
"""So few words are not worth leaving out."""
COMPARED = 60
"""So many wordings are compared."""

_WORD = re.compile(r"\w+(?:['’\-]\w+)*")
_QUOTE = re.compile(r"[\"“”„«»]|(?<!\w)['‘’]|['‘’](?!\w)")
_LIGHT = {"the", "a", "an", "of", "to", "in", "on", "at", "by", "for", "and", "or", "that", "with", "as", "is", "was", "were", "are", "be", "its", "it", "from"}
_OUTER = "\"“”„«»'‘’ ,;:.\u00a0"


def excerpt(index: Index, claim: Claim) -> str:
    """The claim's words for a sentence, without quotation marks around them; "…" where something was left out, its beginning only where that is long."""
    text = one_line(claim.text)
    words = list(_WORD.finditer(text))
    if len(words) <= WHOLE:
        return text.strip(_OUTER) or text
    first, last = _common(index, claim, [_fold(w.group()) for w in words]) or (0, LONGEST)
    first, last = first if first > SPARED and last > WHOLE else 0, last if len(words) - last > SPARED else len(words)
    return f"{'…' if first else ''}{_paired(text, words[first].start(), words[last - 1].end())}{'…' if last < len(words) else ''}"


def _paired(text: str, start: int, stop: int) -> str:
    """A stretch of text with its quotation marks in pairs: a mark next to it is taken in, one left alone is left out."""
    inner = text[start:stop]
    loose = [m.start() for m in _QUOTE.finditer(inner)]
    if len(loose) % 2 == 0:
        return inner
    if _QUOTE.match(text, stop):
        return text[start : stop + 1]
    if start and _QUOTE.match(text, start - 1):
        return text[start - 1 : stop]
    return (inner[: loose[-1]] + inner[loose[-1] + 1 :]).strip()


def shortened(text: str, words: int) -> str:
    """The first words of a text on one line."""
    line = one_line(text[:4000])
    found = list(_WORD.finditer(line))
    return line if len(found) <= words else line[: found[words - 1].end()] + "…"


def leading_article(index: Index, story: Story) -> Article | None:
    """The article whose headline may stand for a story: where its first claim is put most fully, else the first that has a headline."""
    claims = index.claims_of.get(story.id)
    first = index.articles.get(claims[0].place.article) if claims else None
    if first and first.title:
        return first
    titled = [article for a in story.articles if (article := index.articles.get(a)) and article.title]
    return min(titled, key=lambda a: (index.texts[a.id] != a.id, index.rank[a.id]), default=None)


def _common(index: Index, claim: Claim, words: list[str]) -> tuple[int, int] | None:
    """The stretch of at most eighteen words that most other articles share, the headlines' words first; None when no other shares six."""
    held: dict[str, set[tuple[str, ...]]] = {}
    for wording in claim.wordings[:COMPARED]:
        article = index.articles.get(wording.article)
        if article and wording.article != claim.place.article:
            told = [_fold(w) for span in wording.spans for w in _WORD.findall(span.of(article.text))]
            held.setdefault(wording.article, set()).update(zip(told, told[1:], told[2:], strict=False))
    support = Counter(gram for grams in held.values() for gram in grams)
    levels = [support[gram] for gram in zip(words, words[1:], words[2:], strict=False)]
    headlines = _headline_words(index, claim)
    for level in range((len(held) + 1) // 2, 0, -1):
        runs = (_trimmed(words, first, last) for first, last in _runs([n >= level for n in levels]))
        fitting = [run for run in runs if run[1] - run[0] >= SHORTEST]
        if fitting:
            weights = [1 + 3 * (word in headlines) + max(levels[max(0, i - 2) : i + 1], default=0) for i, word in enumerate(words)]
            return max((_window(words, run, weights) for run in fitting), key=lambda w: (sum(weights[w[0] : w[1]]), -w[0]))
    return None


def _headline_words(index: Index, claim: Claim) -> set[str]:
    """The words of the headlines over a claim, but for the small ones."""
    titles = [article.title.value for a in claim.articles[:COMPARED] if (article := index.articles.get(a)) and article.title]
    return {_fold(word) for title in titles for word in _WORD.findall(title)} - _LIGHT


def _runs(fits: list[bool]) -> list[tuple[int, int]]:
    """Stretches of words that are shared without a gap."""
    runs, start = [], 0
    for place, fit in enumerate([*fits, False]):
        if not fit:
            if place > start:
                runs.append((start, place + 2))
            start = place + 1
    return runs


def _window(words: list[str], run: tuple[int, int], weights: list[int]) -> tuple[int, int]:
    """The weightiest eighteen words of a run."""
    starts = range(run[0], max(run[0], run[1] - LONGEST) + 1)
    best = max(starts, key=lambda start: (sum(weights[start : min(run[1], start + LONGEST)]), -start))
    return _trimmed(words, best, min(run[1], best + LONGEST))


def _trimmed(words: list[str], first: int, last: int) -> tuple[int, int]:
    while first < last and words[first] in _LIGHT:
        first += 1
    while last > first and words[last - 1] in _LIGHT:
        last -= 1
    return first, last


def _fold(word: str) -> str:
    return word.casefold().replace("’", "'").removesuffix("'s")
