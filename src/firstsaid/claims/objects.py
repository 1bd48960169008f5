"""What a number counts: the noun phrase behind it and what befell those counted ("killed 13 refugees" counts "refugees killed")."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from firstsaid.claims.language import ObjectWords
from firstsaid.claims.numbers import Number
from firstsaid.claims.tokens import Token, phrase_at

AND, SOME_OF = "and", "of the"
"""How a figure's object joins what is counted, and says that it is some of the harmed, whatever the page's language."""
_LONGEST_PHRASE = 6
_REACH_BACK = 4
_REACH_ON = 5
_REACH_OF_TOLL = 24
"""Words between "toll" and "rose to": the whole subject of the sentence may stand there."""
_REACH_OF_CLAUSE = 24
"""Words between a number and what befell those counted, where the verb stands second or last."""


@dataclass(frozen=True, slots=True)
class Counted:
    """What a number counts."""

    object: str
    behind: int
    """Index behind the noun phrase."""
    noun: str
    """The phrase without its fate, for a later number that leaves it out ("killed 13 refugees and injured over 20")."""
    fated: bool
    """Whether the object tells what befell those counted."""
    fates_behind: tuple[str, ...]
    """What is said behind the phrase befell them."""


def counted(row: Sequence[Token], number: Number, words: ObjectWords, inherited: str) -> Counted:
    """The object of a number; its phrase is taken from an earlier number of the sentence when it has none of its own but tells a fate."""
    of_those = _of_those(row, number, words)
    if of_those is not None:
        return of_those
    phrase, behind = _noun_phrase(row, number, words)
    if not phrase and not number.unit:
        phrase = _numbered(row, number, words)
    before = [] if number.unit not in ("", "share") else _fate_before(row, number.first, words)
    after = [] if number.unit not in ("", "share") else fates_behind(row, behind, words)
    if number.first and row[number.first - 1].low in words.particles.governing:
        after = []
    elif words.verb_last and number.unit in ("", "share") and not (before or after):
        after, before = _fates_at_end(row, behind, words), _fate_of_clause(row, number.first, words)
    if not phrase and not number.unit and (before or after):
        phrase = inherited.split() or []
    told = [word for word in phrase if word in words.states]
    fates = [] if told else after or before if words.verb_last else before or after
    noun = " ".join(word for word in phrase if word not in words.states and word != AND)
    return Counted(" ".join([*phrase, *and_joined(fates)]), behind, noun, bool(told or fates), tuple(after))


def _of_those(row: Sequence[Token], number: Number, words: ObjectWords) -> Counted | None:
    """What is counted by "nine of the dead were women and children": women and children killed; by "four of the wounded went home" no more than some "of the
    wounded". None where the number is not taken out of the harmed.
    """
    at = number.behind + 2
    if at >= len(row) or row[at - 2].low not in words.particles.of or row[at - 1].low not in words.particles.those or row[at].low not in words.states:
        return None
    fate = words.fates.get((row[at].low,), "")
    phrase, behind = list[str](), at + 1
    if behind < len(row) and row[behind].low in words.particles.being:
        phrase, behind = _noun_phrase(row, replace(number, behind=behind + 1), words)
    noun = " ".join(phrase)
    return Counted(f"{noun} {fate}".strip() if phrase else f"{SOME_OF} {row[at].low}", behind, noun, bool(phrase and fate), ())


def _numbered(row: Sequence[Token], number: Number, words: ObjectWords) -> list[str]:
    """What is counted by "the number of missing people has risen to 31": missing people; [] where no number "of" something leads up to this one."""
    if not number.first or row[number.first - 1].low not in words.toll_reaches:
        return []
    for at in range(number.first - 3, max(0, number.first - _REACH_OF_TOLL) - 1, -1):
        if row[at].low in words.counts and row[at + 1].low in words.particles.of:
            phrase, behind = _noun_phrase(row, replace(number, behind=at + 2, value=0.0), words)
            told = [] if not words.states.isdisjoint(phrase) else fates_behind(row, behind, words)
            return [*phrase, *and_joined(told)]
        if row[at].kind == "number":
            break
    return []


def and_joined(fates: Sequence[str]) -> list[str]:
    """As in "killed and injured"."""
    return [fates[0], *(word for fate in fates[1:] for word in (AND, fate))] if fates else []


def _noun_phrase(row: Sequence[Token], number: Number, words: ObjectWords) -> tuple[list[str], int]:
    """Words behind the number up to the first plural, with the states that follow it ("people dead and injured")."""
    at = number.behind
    unit = number.unit not in ("", "share")
    if unit and at < len(row) and row[at].low not in words.particles.behind_units:
        return [], at
    while (at < len(row) and row[at].low in words.skipped) or (unit and at < len(row) and row[at].low in words.particles.behind_units):
        at += 1
    begin, phrase = at, list[str]()
    while at < len(row) and len(phrase) < _LONGEST_PHRASE:
        token = row[at]
        hyphen = token.text in "-‐‑’'" and phrase and row[at - 1].stop == token.start
        if hyphen and at + 1 < len(row) and row[at + 1].kind == "word" and row[at + 1].start == token.stop:
            phrase[-1] += token.text + row[at + 1].low
            at += 2
        elif token.kind != "word" or (token.low in words.ends and token.text != "US") or not _may_be_inside(token, words):
            break
        else:
            phrase.append(token.low)
            at += 1
        if _is_plural(row[at - 1], words):
            return _with_states(row, at, phrase, words)
        if len(phrase) == 1 and phrase[0] in words.single and number.value == 1:
            break
    if words.capitals:
        return [], number.behind
    if unit:
        noun = _without_verb(phrase[:3], words)
        return noun, begin + len(noun)
    return phrase[:3] if number.value == 1 or at >= len(row) or row[at].kind != "word" or row[at].low in words.ends else phrase[:1], at


def _may_be_inside(token: Token, words: ObjectWords) -> bool:
    """Whether a word may stand between a number and a noun with a capital, or is that noun; any word may, in a language that has none."""
    return not words.capitals or token.text[:1].isupper() or token.low.endswith(words.before_heads)


def _without_verb(phrase: list[str], words: ObjectWords) -> list[str]:
    """Without the verb behind a mass noun: "300 litres of coolant leaked into the bay"; a participle stands before its noun ("imported wheat")."""
    return phrase[:-1] if len(phrase) > 1 and phrase[-1].endswith(words.past_endings) else phrase


def _is_plural(token: Token, words: ObjectWords) -> bool:
    low = token.low
    if words.capitals:
        return token.text[:1].isupper()
    if low in words.plurals:
        return True
    ends = low.endswith(words.plural_endings) and not low.endswith(words.not_plural_endings)
    return ends and len(low) > 3 and low not in words.not_plurals and not token.text.isupper()


def _with_states(row: Sequence[Token], at: int, phrase: list[str], words: ObjectWords) -> tuple[list[str], int]:
    """As in "soldiers and civilians", "people dead and injured": joined plurals and states belong to the phrase."""
    while at < len(row) and len(phrase) < _LONGEST_PHRASE + 2:
        if row[at].low in words.states:
            phrase.append(row[at].low)
            at += 1
        elif (
            row[at].low in words.particles.joining
            and at + 1 < len(row)
            and ((row[at + 1].low in words.states and phrase[-1] in words.states) or _joins(row, at + 1, phrase, words))
        ):
            phrase += [AND, row[at + 1].low]
            at += 2
        else:
            break
    return phrase, at


def _joins(row: Sequence[Token], at: int, phrase: Sequence[str], words: ObjectWords) -> bool:
    """Whether a second plural belongs to the same number: "women and children", not "13 refugees and tents were burned"."""
    return phrase[-1] in words.persons | words.plurals and row[at].low in words.persons | words.plurals and row[at].low not in words.states


def _fate_before(row: Sequence[Token], first: int, words: ObjectWords) -> list[str]:
    """What verbs just before the number say: "killed 13", "claimed the lives of 26", "death toll rose to 31", "killed and injured 40"."""
    found: list[str] = []
    at = first
    for begin in range(first - 1, max(-1, first - 1 - _REACH_BACK), -1):
        fate, stop = phrase_at(row, begin, words.fates)
        if fate and stop == at:
            found.insert(0, fate)
            at = begin
            if begin > 1 and row[begin - 1].low in words.particles.joining and phrase_at(row, begin - 2, words.fates)[1] == begin - 1:
                at = begin - 1
                continue
            if begin > 0 and phrase_at(row, begin - 1, words.fates)[1] == first:
                continue
            break
    return list(dict.fromkeys(found)) or _toll(row, first, words)


def _toll(row: Sequence[Token], first: int, words: ObjectWords) -> list[str]:
    """As in "the death toll has risen to 31", "a toll of 31"."""
    back = [token.low for token in row[max(0, first - _REACH_OF_TOLL) : first]]
    return ["killed"] if back and back[-1] in words.toll_reaches and not words.toll.isdisjoint(back) else []


def fates_behind(row: Sequence[Token], behind: int, words: ObjectWords) -> list[str]:
    """What is said right behind the phrase: "26 civilians were killed and injured"; "13 lives"."""
    at, found = behind, list[str]()
    while at < len(row) and at < behind + _REACH_ON:
        fate, stop = phrase_at(row, at, words.fates)
        if fate:
            found.append(fate)
            at = stop
            if at < len(row) and row[at].low in words.particles.joining and phrase_at(row, at + 1, words.fates)[0]:
                at += 1
                continue
            break
        if row[at].low not in words.auxiliaries:
            break
        at += 1
    return list(dict.fromkeys(found))


def _fates_at_end(row: Sequence[Token], behind: int, words: ObjectWords) -> list[str]:
    """What the end of the clause says, where the verb stands last: "12 Menschen wurden bei dem Brand getötet"."""
    if behind >= len(row) or row[behind].kind != "word":
        return []
    stop = behind
    while stop < min(len(row), behind + _REACH_OF_CLAUSE) and row[stop].kind == "word" and row[stop].low not in words.particles.joining:
        stop += 1
    while stop > behind and row[stop - 1].low in words.auxiliaries:
        stop -= 1
    for begin in range(max(behind, stop - _REACH_BACK), stop):
        if phrase_at(row, begin, words.fates)[1] == stop:
            return fates_behind(row, begin, words)
    return []


def _fate_of_clause(row: Sequence[Token], first: int, words: ObjectWords) -> list[str]:
    """What the second place of the clause says, where the verb may stand there: "Bei dem Brand starben in der Nacht 12 Menschen"."""
    for begin in range(first - 1, max(-1, first - 1 - _REACH_OF_CLAUSE), -1):
        fate, stop = phrase_at(row, begin, words.fates)
        if fate and stop <= first and not row[begin].text[:1].isupper():
            return [fate]
        if row[begin].kind != "word" or row[begin].low in words.particles.joining:
            break
    return []


def called(object_: str, words: ObjectWords) -> str:
    """An object in the names that figures of all languages share, and in the first of a noun's cases."""
    return " ".join(words.called.get(word) or _in_first_case(word, words) for word in object_.split())


def _in_first_case(word: str, words: ObjectWords) -> str:
    for ending, instead in words.cases.items():
        if word.endswith(ending):
            return word.removesuffix(ending) + instead
    return word
