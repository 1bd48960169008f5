"""Tags set right where the tagger is known to slip: said and told, names, persons, titles."""

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from firstsaid.statements.document import Document

_NOUNS = frozenset(("NN", "NNS", "NNP", "NNPS"))
_VERBS = frozenset(("VBN", "VBD", "VBZ", "VBP", "VB"))
_GOES_ON = frozenset(("NN", "NNS", "NNP", "NNPS", "JJ", "CC", "HYPH"))
_NO_SUBJECT = frozenset(("JJ", "VBN", "VB", "VBP", "VBZ", "RB", "FW", "UH"))


def correct(d: "Document") -> None:
    """Set a document's tags right, verbs first."""
    _verbs(d)
    close = d.language.words("words.closeness")
    for i, tag in enumerate(d.tag):
        if tag and tag not in _NOUNS and (tag == "JJ" or d.word[i][0].isupper() or d.low[i] in close):
            d.tag[i] = _noun(d, i, tag)


def _verbs(d: "Document") -> None:
    """Let "says" and "told" be verbs, and finite ones where no form of be or have precedes."""
    words = d.language.words
    surest, helpers = words("limits.strictest"), words("words.be") | words("words.perfect")
    for i, tag in enumerate(d.tag):
        if tag not in _NOUNS and tag != "VBN":
            continue
        verb = d.language.verbs.get(d.low[i])
        if verb is None or verb.lemma not in surest or d.low[i] == verb.lemma:
            continue
        if tag != "VBN":
            d.tag[i] = "VBZ"
        elif i > d.sentence_start(i) and not any(low in helpers for low in d.low[max(d.sentence_start(i), i - 3) : i]):
            d.tag[i] = "VBD"


def _noun(d: "Document", i: int, tag: str) -> str:
    """The tag of word `i`, which the tagger took for no noun."""
    words, low, word = d.language.words, d.low[i], d.word[i]
    following = d.tag[i + 1] if i + 1 < len(d.tag) else ""
    first = d.first[d.sentence[i]]
    if tag == "JJ" and following not in _GOES_ON and (low in words("mentions.roles") or _said_next(d, i, first)):
        return "NNS" if low.endswith("s") else "NN"
    if low in words("words.closeness") and d.low[i + 1 : i + 2] in (["with"], ["to"]):
        return "JJ"
    if not word[0].isupper():
        return tag
    if word.endswith(".") and low.rstrip(".") in words("mentions.titles") and following in ("NNP", "NNPS"):
        return "NNP"
    if i == first and tag in _NO_SUBJECT and _said_next(d, i, first - 1):
        return "NNP"
    return "NNP" if tag in _VERBS and _is_name(d, i) else tag


def _said_next(d: "Document", i: int, before: int) -> bool:
    """Whether "said" or "told" follows word `i`, which stands after word `before`."""
    if i <= before or i + 1 >= len(d.word) or d.low[i] in d.language.words("words.numberless"):
        return False
    verb = d.language.verbs.get(d.low[i + 1])
    return verb is not None and verb.lemma in d.language.words("limits.strictest") and d.tag[i + 1] in ("VBD", "VBZ")


def _is_name(d: "Document", i: int) -> bool:
    """Whether a capitalised word in the midst of an ordinary sentence was taken for a verb."""
    n = d.sentence[i]
    if d.title[n] or i == d.first[n] or not d.word[i - 1][0].islower():
        return False
    return d.low[i - 1] in d.language.verbs or d.tag[i - 1] in ("IN", "TO", "DT")
