"""Text of pages, made safe to print: nothing in it can control a terminal or reverse the words around it."""

import json
import re

_STEERING = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\u061c\u202a-\u202e\u2028\u2029\u2060-\u206f\ufeff\ufff9-\ufffb\ud800-\udfff\U000e0000-\U000e007f]")
_SPACE = re.compile(r"\s+")


def visible(text: str) -> str:
    """`text` with control characters, bidi overrides, invisible tags and lone surrogates written out ("⟨U+202E⟩"), so that they act on nothing.

    Joiners that scripts need (U+200C, U+200D) and the marks U+200E and U+200F, which only nudge, stay as they are.
    """
    return _STEERING.sub(_written_out, text)


def one_line(text: str) -> str:
    """`visible(text)` on one line, with every run of white space as one space."""
    return visible(_SPACE.sub(" ", text).strip())


def _written_out(found: re.Match[str]) -> str:
    code = ord(found.group())
    if code in (0x0D, 0x0B, 0x0C):
        return " "
    return chr(0x2400 + code) if code < 0x20 else f"⟨U+{code:04X}⟩"


def json_text(value: object, indent: int | None = None) -> str:
    """JSON in which no character steers a terminal: those are written as escapes, which any reader of JSON undoes."""
    return _STEERING.sub(lambda found: json.dumps(found.group())[1:-1], json.dumps(value, ensure_ascii=False, indent=indent))
