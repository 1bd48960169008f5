"""In what language a page is written."""

from functools import lru_cache
from typing import Any

from resiliparse.parse.lang import detect_fast

_LOOKED_AT = 12_000
_SAMPLE = 1_000
_LONG = 400
"""From so many characters on the quick look is right nearly always; on shorter texts it errs."""
_CLEAR = 0.9
"""A language that is farther away than the best one by more than this share is none that the text can be in; neighbours such as Portuguese and Galician are
nearer than that."""
_FEW_LETTERS = 20
_SURE = 0.5


def language_of(text: str, declared: str | None = None) -> str:
    """ISO 639-1 code of the text: what its letters say, or what the page declares where they say little; "en" when nothing is known.

    Where a quick look at the letters agrees with the declared language, or is clear where none is declared, that is the answer; else a naive Bayes model over
    bytes decides (Lui and Baldwin 2011).
    """
    known = (declared or "").strip().lower().replace("_", "-").partition("-")[0]
    stated = known if len(known) == 2 and known.isalpha() and known.isascii() else ""
    quick = _looked_at(text[:_LOOKED_AT]) if len(text) >= _LONG else []
    if stated in quick or (not stated and len(quick) == 1):
        return stated or quick[0]
    start = max(0, (len(text) - _SAMPLE) // 2)
    sample = " ".join(text[start : start + _SAMPLE].split())
    if sum(map(str.isalpha, sample)) < _FEW_LETTERS:
        return stated or "en"
    code, sure = _detector().classify(sample)
    return str(code) if sure >= _SURE else stated or "en"


def _looked_at(text: str) -> list[str]:
    """The likeliest languages at a glance: one where it is clear, none where there are no letters."""
    found: Any = detect_fast(text, n_results=3)
    near = [(language, distance) for language, distance in found if len(language) == 2]
    return [language for language, distance in near if distance * _CLEAR <= near[0][1]]


@lru_cache(maxsize=1)
def _detector() -> Any:  # noqa: ANN401 (the library has no types)
    """The model for the languages that have a code of two letters; others, such as regional varieties of Arabic, would share a text's weight among them."""
    from py3langid.langid import MODEL_FILE, LanguageIdentifier  # noqa: PLC0415 (loading it costs a second, which a page in its declared language need not pay)

    detector = LanguageIdentifier.from_model_file(MODEL_FILE, norm_probs=True)
    detector.set_languages([label for label in detector.labels if len(label) == 2])
    return detector
