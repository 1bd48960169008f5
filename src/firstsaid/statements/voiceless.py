"""What reads like reporting and is none: nobody says it, or what "says" it cannot speak."""

from firstsaid.statements.document import Document
from firstsaid.statements.speaker import Act, Speaker

_SPEAKING = tuple(
    f"mentions.{name}"
    for name in (
        "roles", "organisations", "outlets", "named_outlets", "outlet_names", "collective_outlets", "documents", "firms", "firms_more", "trades",
        "source_nouns", "heard_only",
    )
)  # fmt: skip
"""Lists of nouns for somebody or something that speaks."""


def says_nothing(act: Act, who: Speaker) -> bool:
    """Nobody could say S · if X says S · no official has said S · not one official said S · neither X nor Y said S · the victory shows S · a group called Tarn.

    Nor do losses suggest anything by saying it, nor does the law demand S, and what an earlier version of the page said is taken back.
    """
    d, lemma, words = act.frame.d, act.cue.lemma, act.frame.d.language.words
    first, last = who.words.first, who.words.stop - 1
    if (
        d.low[first] in words("words.nobody")
        or d.low[max(act.low, first - 1)] in words("words.not_these")
        or (d.low[max(act.low, first - 1)] in words("words.nor") and not words("words.not_these").isdisjoint(d.low[act.low : first - 1]))
        or (first == last and d.low[first] in words("words.pointing"))
        or _is_condition(d, first, act.low)
        or (first == last and lemma in words("limits.performing") and _performs(act, first))
        or (d.low[act.cue.at - 1] == "will" and first == last and d.low[first] in words("words.imagined"))
    ):
        return True
    head = max(first, d.phrase_last[first])
    if d.low[head] in words("mentions.mute") and not any(word[0].isupper() for word in d.word[first + 1 : head + 1]):
        return True
    if d.low[head] in words("mentions.versions") and not words("mentions.versions_before").isdisjoint(d.low[first:head]):
        return True
    if (lemma in words("limits.decreed") and d.low[head] in words("mentions.decrees")) or _is_told_to_be(d, act.cue.at, act.high):
        return True
    if lemma in words("limits.documents_only"):
        return words("mentions.documents").isdisjoint((d.low[head], d.low[last]))
    if lemma in words("limits.shows"):
        said = d.low[last] == "who" or not words("words.out").isdisjoint(d.low[act.cue.at + 1 : act.cue.at + 2])
        return not said and _is_fact(d, head, act.cue.at)
    return lemma in words("limits.naming") and last + 1 == act.cue.at and _is_named(d, first, head, act.cue.at + 1)


def _is_told_to_be(d: Document, cue: int, high: int) -> bool:
    """Whether people or things are told to be so, and tell nothing: two hikers reported missing were found; not police reported dead birds."""
    behind = cue + 1
    so = behind < high and d.low[cue] in d.language.words("words.told_so") and d.low[behind] in d.language.words("words.reported_as")
    return so and d.tag[behind + 1 : behind + 2] not in (["NN"], ["NNS"], ["JJ"])


def _performs(act: Act, who: int) -> bool:
    """I confirm that I have read the terms: whether "I" do by saying it what "I" say of myself."""
    d, after = act.frame.d, act.cue.at + 1
    after += d.low[after : after + 1] == ["that"]
    return d.low[who] in d.language.words("words.self") and not d.quoted(who) and d.low[after : after + 1] == [d.low[who]]


def _is_condition(d: Document, first: int, low: int) -> bool:
    """If X says that S: whether a condition opens the clause, so that nobody has said S; even if X says S, X does."""
    words, at = d.language.words, first - 1 - (d.low[first - 1] in d.language.words("mentions.articles"))
    return at >= low and d.low[at] in words("words.conditions") and not (at > low and d.low[at - 1] in words("words.concessions"))


def _is_fact(d: Document, head: int, cue: int) -> bool:
    """Whether the subject is a fact, which tells by itself: it suggests that S, the massacre pointed to the fact that S."""
    words, low = d.language.words, d.low[head]
    if d.tag[head] in ("PRP", "DT", "WDT"):
        return low in words("words.facts") and d.tag[cue] in ("VBZ", "VBP")
    return is_thing(d, head)


def is_thing(d: Document, head: int) -> bool:
    """Whether a noun in small letters is none for somebody or something that speaks: the matter, the losses."""
    words, low = d.language.words, d.low[head]
    if d.tag[head] not in ("NN", "NNS") or not d.word[head].islower() or low in words("words.said_nouns") or low in words("words.shares"):
        return False
    return not any(low in words(name) or low.removesuffix("s") in words(name) for name in _SPEAKING)


def _is_named(d: Document, first: int, head: int, after: int) -> bool:
    """Whether "called" tells only what something's name is: a group called Tarn."""
    new = d.low[first] in d.language.words("mentions.indefinite") and d.low[head] not in d.language.words("mentions.roles")
    if not new or after >= len(d.word) or d.tag[head] not in ("NN", "NNS"):
        return False
    return d.word[after][0].isupper() or d.word[after][0] == "@" or d.quoted(after) or d.low[after] == "the"
