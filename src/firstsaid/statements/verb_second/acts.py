"""Verbs of saying in a sentence, with the finite verb, the parted particle and the kind of clause they stand in."""

from typing import NamedTuple

from firstsaid.statements.document import Document
from firstsaid.statements.language import Reporting
from firstsaid.statements.reading import Words
from firstsaid.statements.verb_second.citing import phrase_at
from firstsaid.statements.verb_second.nouns import before_aside, can_speak, likelier, listed, low, noun_phrase, subject_after, subject_before

_MARKS = frozenset((",", ".", ":", ";", "—", "–", "!", "?", ")", "…"))
_SHORT_NAME = 4
_LONGEST_ASIDE = 20
_LONGEST_BRACKET = 10
_OPENS = frozenset((",", ";", ":", "(", ")", "—", "–"))


class Act(NamedTuple):
    """A verb of saying."""

    at: int
    verb: Reporting
    finite: int
    """The finite verb: `at` itself, or the auxiliary of a participle."""
    after: int
    """The word after the verb and its particle."""
    clause: int
    """First word of the part of the sentence that it stands in."""
    opened: str
    """What opens a subordinate clause of its own: told · subordinator · relative; "" in a main clause."""
    passive: bool


def act_at(d: Document, i: int, start: int, stop: int) -> Act | None:
    """The verb of saying at word `i` of the sentence [start, stop); None where there is none."""
    if not (d.word[i][0].islower() or (i == start and listed(d, i + 1, "passive"))) or listed(d, i - 1, "infinitive"):
        return None
    form = low(d, i)
    if form not in d.language.verbs and form not in (d.language.particles or {}):
        return None
    verb, after = _verb(d, i, stop)
    if verb is None:
        return None
    clause = _clause(d, i, start)
    if (after >= stop or d.word[after] in _MARKS) and not any(d.verb[k] or _is_free(d, k) for k in range(clause, i)):
        clause = min(clause, _before_apposition(d, i, start))
    helper = _auxiliary(d, i, clause)
    final = (after >= stop or d.word[after] in _MARKS or d.quoted(after) or (helper is None and listed(d, after, "auxiliaries"))) and after == i + 1
    opened = "told" if _so_told(d, clause, i) else _opened(d, clause, i) if final else ""
    if after < stop and opened and listed(d, after, "auxiliaries"):
        helper, after = after, after + 1
    if helper is not None and listed(d, helper, "modal_aims"):
        return None
    if helper is None and clause == i and after < stop and listed(d, after, "passive"):
        helper, after = after, after + 1
    passive = helper is not None and listed(d, helper, "passive")
    finite = i if helper is None else helper
    return Act(i, verb, finite, after, clause, opened, passive)


def _is_free(d: Document, k: int) -> bool:
    """Whether a noun phrase opens there that no preposition governs."""
    return d.phrase[k] == k and not listed(d, k - 1, "prepositions")


def _verb(d: Document, i: int, stop: int) -> tuple[Reporting | None, int]:
    """The verb that word `i` is a form of, with its parted particle, and the word after both."""
    form, language = low(d, i), d.language
    joined = language.verbs.get(low(d, i - 1) + form) if any(particle == low(d, i - 1) for particle, _ in (language.particles or {}).get(form, ())) else None
    if joined is not None:
        return joined, i + 1
    for particle, verb in (language.particles or {}).get(form, ()):
        for k in range(i + 1, stop):
            if low(d, k) == particle and not d.quoted(k) and (k + 1 >= stop or d.word[k + 1] in _MARKS or d.quoted(k + 1) or d.low[k + 1] in ("and", "that")):
                return verb, k + 1
    whole = language.verbs.get(form)
    return (None if whole is not None and _makes_another(d, i, stop) else whole), i + 1


def _makes_another(d: Document, i: int, stop: int) -> bool:
    """Whether a particle at the end of the clause makes another verb of the one at word `i`: sagte die Reise ab, fand am Montag, dem 3. Mai, statt."""
    for end in range(i + 1, stop + 1):
        if end == stop or d.word[end] in _MARKS or d.quoted(end):
            if end - 1 > i and listed(d, end - 1, "particles") and not (end < stop and d.quoted(end)):
                return True
            if end == stop or d.quoted(end) or d.word[end] != ",":
                return False
        elif d.verb[end] or d.low[end] == "that":
            return False
    return False


def _clause(d: Document, i: int, start: int) -> int:
    """The word after the last mark before word `i`."""
    k = i
    while k > start and not (d.quoted(k - 1) and not d.quoted(i) and _speech(d, k - 1)):
        if d.word[k - 1] == ")" and k < i:
            opens = next((z for z in range(k - 2, max(start, k - _LONGEST_BRACKET), -1) if d.word[z] == "("), None)
            if opens is not None:
                k = opens
                continue
        if d.word[k - 1] in _OPENS:
            break
        k -= 1
    return k


def _before_apposition(d: Document, i: int, start: int) -> int:
    """Where the clause begins whose last verb stands alone behind an aside: „…“, wird X, leader of Y, quoted · as X, leader of Y, said."""
    told = next((k for k in range(i - 3, max(start - 1, i - _LONGEST_ASIDE), -1) if phrase_at(d, k, "told", i) > k and _clause(d, k, start) == k), None)
    if told is not None and not any(d.verb[k] or d.quoted(k) for k in range(told, i)):
        return told
    helper = next((k for k in range(i - 2, max(start, i - _LONGEST_ASIDE), -1) if listed(d, k, "passive") and not d.quoted(k)), None)
    if helper is None or any(d.verb[k] or d.quoted(k) for k in range(helper + 1, i)):
        return i
    return _clause(d, helper, start)


def _speech(d: Document, i: int) -> bool:
    """Whether the quotation of a word is more than a name or an ironic word."""
    quote = d.quotes[d.quote[i]]
    return quote.last - quote.first > 4


def _auxiliary(d: Document, i: int, clause: int) -> int | None:
    return next((k for k in range(i - 1, clause - 1, -1) if listed(d, k, "auxiliaries") and not d.quoted(k)), None)


def _opened(d: Document, clause: int, i: int) -> str:
    """What opens the clause when the verb at `i` is its last word; "" for a main clause."""
    if _told(d, clause, i) > clause:
        return "told"
    if listed(d, clause, "subordinators") or d.low[clause] == "that":
        return "subordinator"
    if listed(d, clause, "relative") and d.word[clause - 1 : clause] == [","]:
        subject = noun_phrase(d, clause, i)
        return "" if subject is not None and subject >= i - 1 else "relative"
    return ""


def _so_told(d: Document, clause: int, i: int) -> bool:
    """S, so X thinks, S: whether only "so" stands before the verb in an aside."""
    return i == clause + 1 and clause > 0 and d.word[clause - 1] in (",", "–", "—") and phrase_at(d, clause, "beside", i) == i


def _told(d: Document, clause: int, i: int) -> int:
    """The word after "as" in "as X said", past words that may stand before it; `clause` where it is none."""
    first = clause
    while first < i and listed(d, first, "focus"):
        first += 1
    stop = phrase_at(d, first, "told", i)
    return stop if stop > first else clause


def source(d: Document, act: Act, start: int, stop: int) -> Words | None:
    """The speaker of an act, looking no further than its sentence."""
    stands_in = _stands_in(d, act, stop)
    if stands_in is not None:
        return stands_in
    if act.opened == "told" and _so_told(d, act.clause, act.at):
        return subject_after(d, act.at + 1, stop)
    if act.opened in ("told", "subordinator"):
        return subject_after(d, max(_told(d, act.clause, act.at), act.clause + 1), act.at)
    if act.opened == "relative":
        return _antecedent(d, act.clause - 1, start)
    if act.passive and "relay" not in act.verb.frames:
        by = next((k for k in range(act.finite + 1, act.at) if d.low[k] == "of"), None)
        end = noun_phrase(d, by + 1, act.at) if by is not None else None
        return Words(by + 1, end) if by is not None and end is not None else None
    return _of_main_clause(d, act, start, stop)


def _stands_in(d: Document, act: Act, stop: int) -> Words | None:
    """What a verb's preposition names when what is said stands in it: from the report it emerges that S."""
    preposition = next((pair.partition(":")[2] for pair in d.language.words("limits.out_of") if pair.partition(":")[0] == act.verb.lemma), None)
    if preposition is None:
        return None
    for k in (*range(act.clause, act.at), *range(act.at + 1, min(stop, act.after))):
        if low(d, k) == preposition:
            end = noun_phrase(d, k + 1, stop)
            return Words(k + 1, end) if end is not None else None
    return None


def _antecedent(d: Document, comma: int, start: int) -> Words | None:
    first = next((k for k in range(start, comma) if d.phrase[k] == k and noun_phrase(d, k, comma) == comma), None)
    return Words(first, comma) if first is not None else None


def _of_main_clause(d: Document, act: Act, start: int, stop: int) -> Words | None:
    f = act.finite
    right = subject_after(d, f + 1, act.at if act.at > f else act.after - 1 if act.after > act.at + 1 else stop)
    if act.clause < f:
        before = subject_before(d, act.clause, f)
        if before is not None and right is not None and "infinitive" in act.verb.frames and not listed(d, right.first, "nominative"):
            return before
        return likelier(d, before, right, f) or _name_before(d, act.clause, f)
    aside = before_aside(d, start, f)
    if aside is not None and aside.stop < f - 1 and right is not None:
        return aside if can_speak(d, aside) >= max(1, can_speak(d, right)) and not listed(d, right.first, "nominative") else right
    return likelier(d, aside, right)


def _name_before(d: Document, first: int, f: int) -> Words | None:
    """A name that begins like a preposition: Von der Aue said."""
    named = low(d, first) in d.language.words("mentions.name_particles") and d.word[first][0].isupper()
    return Words(first, f) if named and f - first <= _SHORT_NAME and d.tag[f - 1] in ("NN", "NNP") else None


def is_unsaid(d: Document, act: Act, who: Words) -> bool:
    """Nobody said S · X has not said S · X did not say whether S · if X says S · had X said S."""
    if listed(d, who.first, "nobody") or (act.opened == "subordinator" and listed(d, act.clause, "conditions")) or listed(d, act.finite, "unreal"):
        return True
    end = next((k for k in range(act.at + 1, len(d.word)) if d.word[k] in _MARKS), act.at + 1)
    denied = [*range(act.finite + 1, act.at), *([end - 1] if end - 1 > act.at and d.word[end : end + 1] == [","] else [])]
    return any(listed(d, k, "negations") and not d.quoted(k) and d.phrase[k] != k for k in denied)
