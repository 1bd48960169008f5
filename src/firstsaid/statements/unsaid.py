"""Verbs of saying with nothing that was said behind them: what she said about it, the plans announced in May, and he said no."""

from firstsaid.statements.document import FINITE
from firstsaid.statements.reading import Content
from firstsaid.statements.speaker import Act, Speaker
from firstsaid.statements.voiceless import is_thing

_NO_SUBJECT = frozenset(("IN", "TO", "CC", "RB", "WRB", "VBG"))


def is_matter(act: Act, who: Speaker, found: Content) -> bool:
    """What she said about the dam shocked us: whether "what" stands for what was said, and nothing behind the verb does.

    Not: what police say was an accident, what he called a dark day.
    """
    d, first = act.frame.d, found.pieces[0].first
    if act.cue.lemma in d.language.words("limits.naming") or "about" in act.cue.frames:
        return False
    stands = not who.inverted and who.left > act.frame.first and d.low[who.left - 1] == "what" and found.rule in ("before", "object", "infinitive")
    return stands and d.tag[first] in _NO_SUBJECT and not d.quoted(first) and "that" not in d.low[first - 1 : first + 1]


def is_participle(act: Act, who: Speaker, found: Content) -> bool:
    """The letters revealed in the file were old: whether a verb in the past only goes with the noun before it, since another one follows its phrase."""
    d, v, first = act.frame.d, act.cue.at, found.pieces[0].first
    beside = found.rule in ("before", "object") and d.tag[v] == "VBD" and d.tag[v + 1 : v + 2] == ["IN"] and who.words.stop == v
    if not beside or d.tag[first] not in FINITE or act.cue.lemma in d.language.words("limits.strictest"):
        return False
    thing = is_thing(d, v - 1) or d.low[v - 1] in d.language.words("words.said_nouns")
    return thing and d.language.words("words.relative_more").isdisjoint(d.low[act.low : v])


def says_yes_or_no(act: Act) -> bool:
    """Whether somebody said no more than that: said no, said yes when asked."""
    d, after = act.frame.d, act.cue.at + 2
    if d.low[after - 1 : after] == [] or d.low[after - 1] not in d.language.words("words.yes_no"):
        return False
    return after >= act.high or not d.word[after][0].isalnum() or d.tag[after] == "CC" or d.low[after] in d.language.words("words.openers_cut")
