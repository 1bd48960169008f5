"""In what language a page is written."""

from resiliparse.parse.lang import detect_fast

_ENOUGH = 12_000
_SURE = 1_000
_SHORT = 200


def language_of(text: str, declared: str | None = None) -> str:
    """ISO 639-1 code of the text: what its letters say, or what the page declares where they say little; "en" when nothing is known."""
    code, rank = detect_fast(text[:_ENOUGH])
    known = (declared or "").strip().lower().replace("_", "-").partition("-")[0]
    stated = known if len(known) == 2 and known.isalpha() and known.isascii() else ""
    if code == "unknown" or len(text) < _SHORT or rank > _SURE:
        return stated or ("en" if code == "unknown" or len(text) < _SHORT else str(code))
    return str(code)
