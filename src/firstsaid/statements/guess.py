"""Tags without a tagger: closed classes, capitals and endings."""

from firstsaid.statements.language import Language

_MARKS = {",": ",", ".": ".", "!": ".", "?": ".", "'s": "POS", "’s": "POS"}


def guess_tags(words: list[str], language: Language) -> list[str]:
    """A Penn tag for every word of a sentence."""
    return [_guess(word, number == 0 or words[number - 1] in '“"', language) for number, word in enumerate(words)]


def _guess(word: str, first: bool, language: Language) -> str:
    lower = word.lower()
    if not word[0].isalnum():
        return _MARKS.get(lower, ":" if word[0] in ":;–—-" else "''")
    closed = language.classes.get(lower)
    if closed is not None:
        return closed
    if word[0].isdigit():
        return "CD"
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
