"""Names and descriptions as they sound, so that a voice told in two spellings is one."""

import re
from collections.abc import Iterable
from dataclasses import replace
from functools import lru_cache

from firstsaid.lineage.hearing import Carrier, Hearing
from firstsaid.lineage.names import core

_SOUNDS = (
    (re.compile(r"dzh|zh|dj|dz|j|y"), "i"),
    (re.compile(r"sch|tsh|sh|tch|ch|cz|tz|ts|sz"), "s"),
    (re.compile(r"kh|gh"), "h"),
    (re.compile(r"ck|qu?|x|c(?=[aou]|$|[^eiy])"), "k"),
    (re.compile(r"ph|ff|w|v|f"), "v"),
    (re.compile(r"c|z"), "s"),
    (re.compile(r"ou|oo|aw|au|o|u"), "u"),
    (re.compile(r"ee|ie|ei|ii|e|i"), "i"),
    (re.compile(r"th|dh"), "t"),
    (re.compile(r"h"), ""),
    (re.compile(r"(.)\1+"), r"\1"),
)
"""What transliterations of one name, and British and American spellings of one word, have alike. Rough: it is asked only of those who tell one claim."""


@lru_cache(maxsize=65_536)
def sounded(name: str) -> tuple[str, ...]:
    """The telling words of a name, each as it sounds: "Stoweland" and "Stoveland" are alike, as are "Youssoufi" and "Yusufi", "defense" and "defence"."""
    return tuple(_sound(word) for word in core(name))


def _sound(word: str) -> str:
    for pattern, sound in _SOUNDS:
        word = pattern.sub(sound, word)
    return word


def heard_alike(carriers: Iterable[Carrier]) -> dict[str, Carrier]:
    """The carriers of one claim, by article, with voices joined that are told in two spellings, or by one page in more words than by another."""
    known = list(carriers)
    if sum(len(c.hearings) for c in known) <= 1:
        return {c.id: c for c in known}
    hearings = sorted((h for c in known for h in c.hearings), key=lambda h: (not h.named, h.kind != "named_person", len(core(h.name)), h.voice))
    stands: dict[str, Hearing] = {}
    first: list[Hearing] = []
    for hearing in hearings:
        if hearing.voice not in stands:
            home = next((h for h in first if _is_one(h, hearing)), None)
            stands[hearing.voice] = home or hearing
            if home is None:
                first.append(hearing)
    return {c.id: replace(c, hearings=_under_one_name(c.hearings, stands)) for c in known}


def _under_one_name(hearings: tuple[Hearing, ...], stands: dict[str, Hearing]) -> tuple[Hearing, ...]:
    found: dict[str, Hearing] = {}
    for hearing in hearings:
        home = stands[hearing.voice]
        found.setdefault(home.voice, replace(hearing, voice=home.voice, name=home.name, kind=home.kind))
    return tuple(found[voice] for voice in sorted(found))


def _is_one(one: Hearing, other: Hearing) -> bool:
    """Whether both are told alike, or a person's whole name stands in what the other is called ("the families' lawyer Aurel Vessin"), or a person's family name
    is all that one of them has, or one of them is somebody without a name who says the same words between quotation marks.
    """
    if other.kind == "unnamed_person" and one.kind.endswith("person") and not one.quoted.isdisjoint(other.quoted):
        return True
    a, b = sounded(one.name), sounded(other.name)
    if not a or not b:
        return False
    if a == b:
        return one.named == other.named or "named_person" in (one.kind, other.kind)
    if one.kind == other.kind == "named_person" and len(a) != len(b) and min(len(a), len(b)) == 1:
        return a[-1] == b[-1]
    return one.kind == "named_person" and len(a) > 1 and other.kind.endswith("person") and b[-len(a) :] == a
