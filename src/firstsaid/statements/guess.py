"""Tags without a tagger: closed classes, capitals and endings."""

from functools import lru_cache

from firstsaid.statements.language import Language

_MARKS = {",": ",", ".": ".", "!": ".", "?": ".", "'s": "POS", "’s": "POS"}
_BEFORE_NOUN = frozenset(("DT", "PRP$", "JJ", "CD"))
_ACRONYM = 5
"""Letters that initials have at most."""
_FINITE = frozenset(("VBD", "VBZ"))
_VERBS = _FINITE | {"MD"}
_JOINTS = frozenset((",", ":", ".", "CC", "''"))
"""Tags behind which another clause may open."""
_LONG_ENDING = 2
"""An ending of more letters tells an adjective even where a sentence's first word has a capital."""


def guess_tags(words: list[str], language: Language) -> list[str]:
    """A Penn tag for every word of a sentence."""
    tags: list[str] = []
    has_verb = False
    for number, word in enumerate(words):
        if language.compounds:
            tag = _among_capitals(word, words[number + 1 : number + 3], tags[-1] if tags else "", has_verb, language)
            tags.append(tag)
            has_verb = tag in _VERBS if tag in _VERBS or tag in _JOINTS else has_verb
        else:
            tags.append(_guess(word, number == 0 or words[number - 1] in '“"', language))
    return tags


def _closed(word: str, lower: str, language: Language) -> str | None:
    if not word[0].isalnum():
        return _MARKS.get(lower, ":" if word[0] in ":;–—-" else "''")
    closed = language.classes.get(lower)
    if closed is not None:
        return closed
    return "CD" if word[0].isdigit() else None


def _guess(word: str, first: bool, language: Language) -> str:
    lower = word.lower()
    closed = _closed(word, lower, language)
    if closed is not None:
        return closed
    if lower in language.verbs:
        return "VBG" if lower.endswith("ing") else "VBZ" if lower.endswith("s") else "VBD" if lower != language.verbs[lower].lemma else "VBP"
    return _by_ending(word, lower, first, language)


def _by_ending(word: str, lower: str, first: bool, language: Language) -> str:
    if word[0].isupper() and not first:
        return "NNP"
    for ending, tag in language.endings:
        if lower.endswith(ending):
            return tag
    if word[0].isupper():
        return "NNP"
    return "NNS" if lower.endswith("s") and len(lower) > 3 else "NN"


def _among_capitals(word: str, behind: list[str], before: str, has_verb: bool, language: Language) -> str:
    """The tag of a word in a language in which every noun has a capital: behind an article or adjective it is a noun, alone it may be a name.

    `has_verb`: the clause has its finite verb already.
    """
    lower, following = word.lower(), behind[0] if behind else ""
    closed = _closed(word, lower, language)
    if closed is not None and not (closed in _FINITE and before and word[0].isupper()):
        return closed
    medium = "-" in word and word[0].isupper() and lower.rpartition("-")[2] in language.words("mentions.outlet_names")
    if medium or "." in word[1:-1] or (word[0].islower() and word.rpartition("-")[2][:1].isupper()):
        return "NNP"
    if word[0].isupper() and not (
        not before and lower.endswith(tuple(ending for ending, tag in language.endings if tag == "JJ" and len(ending) > _LONG_ENDING))
    ):
        if word.isupper() and word.isalpha() and _LONG_ENDING < len(word) <= _ACRONYM:
            return "NNP"
        known = any(lower in language.words(f"mentions.{kind}") for kind in ("roles", "organisations", "documents", "outlets", "collective_outlets"))
        return "NN" if known or before in _BEFORE_NOUN else "NNP"
    if before == "IN" and _opens_adjectives(lower, behind, language):
        return "JJ"
    if lower in language.verbs or (language.particles and lower in language.particles):
        return "VBD"
    modifies = (before in _BEFORE_NOUN or before == "IN" or (has_verb and lower.endswith(_inflections(language.endings)))) and following[:1].isupper()
    for ending, tag in language.endings:
        if lower.endswith(ending) and not (tag in _FINITE and modifies) and not (tag == "JJ" and not _is_adjective(before, following)):
            return tag
    return "RB"


@lru_cache(maxsize=8)
def _inflections(endings: tuple[tuple[str, str], ...]) -> tuple[str, ...]:
    """What an adjective before its noun may end in."""
    return tuple(ending for ending, tag in endings if tag == "JJ" and len(ending) <= _LONG_ENDING)


def _opens_adjectives(lower: str, behind: list[str], language: Language) -> bool:
    """Whether a word behind a preposition is the first of two adjectives before a noun: nach ersten amtlichen Angaben."""
    inflected = _inflections(language.endings)
    if len(behind) < _LONG_ENDING or not lower.endswith(inflected) or lower in language.verbs:
        return False
    return behind[0].islower() and behind[0].endswith(inflected) and behind[0] not in language.classes and behind[1][:1].isupper()


def _is_adjective(before: str, following: str) -> bool:
    """Whether a noun follows, or further words between it and its article."""
    return following[:1].isupper() or (following[:1].isalpha() and before in _BEFORE_NOUN)
