"""What an article itself tells of a name that no list knows: a medium's, a body's or a person's.

A name is decided once for the whole article, by the best evidence anywhere in it: what stands beside it (the daily Zorna, Zorna magazine), what it does
(Zorna reported, citing …), and what is done to it (told Zorna, in an interview with Zorna).
"""

import bisect
import re
from collections.abc import Iterator, Sequence
from functools import cached_property

from firstsaid.statements.beside import (
    abbreviates,
    adjective,
    begins,
    behind_space,
    goes_with,
    in_dateline,
    is_given,
    is_officer,
    is_spoken_for,
    key,
    last_word,
    like_a_medium,
    may_mean,
    opens_reacting,
    patterns,
    says_its,
    sees,
    shows,
    telling,
    without_title,
)
from firstsaid.statements.language import Language, endings
from firstsaid.statements.names import CAPITAL, FIRST_CAPITAL, surnames
from firstsaid.statements.sections import headings, last_meant

_AROUND = 80
"""Characters beside a name that are looked at."""
_MOST, _MOST_SEARCHES = 40, 400
"""Places of a name, and names of an article, that are looked at."""
_CAPITAL = r"[^\W\d_a-z][\w'’\-‑.]*"
_INSIDE = re.compile(rf"(?:{_CAPITAL})[ \u00a0]$")
_GOES_ON = re.compile(rf"[ \u00a0]{_CAPITAL}")
_APPOSED = re.compile(r",? (?:an?|the|one of|which is an?) ([^,.;:()\n]{2,60})")
_CLAUSE = re.compile(r"\b(?:that|which|who|of|for|in|at|based|with|run|from|on|to|as|by|since|under|whose|where|close)\b")
_STATIONS = ("News", "Radio", "TV", "Television")
"""A medium's lone name may be the first word of its full one: Zorna for Zorna News."""
_DOMAIN = re.compile(r"[\w\-]+(?:\.[\w\-]+)*\.(?:com|net|org|info|news|tv|[a-z]{2})", re.IGNORECASE)
_REST = r"[\w'’\-‑]*(?:\.\w+)*"
_RUN = re.compile(rf"{FIRST_CAPITAL}{_REST}(?:[ \u00a0](?:(?:&|of|and) )?{CAPITAL}{_REST}){{0,5}}")
_OWNER = re.compile(r"['’]s?(?: |$)")
_NEXT = 200
"""Characters behind "a local newspaper" in which its name may stand."""
_BACK = 60
"""Names before a place among which a medium is looked for."""
_ACTS = re.compile(r" \w+(?:ed|s|id|ad|ote)\b")
_SURE, _NEARBY = 2, 8
_BEHIND_QUOTATION = frozenset(("” ", '" ', "’ ", "' "))
_OFFICE = 4
"""Words behind a name in which a state's office may stand."""
_BEFORE_NAMES = "mentions.articles|words.subordinators|words.adverbial|words.discourse|mentions.by_trade"
"""Lists of words whose capital is a sentence's, or that stand before a name and are no part of it."""


class Kinds:
    """The kinds of an article's names."""

    def __init__(self, text: str, language: Language, own: Sequence[str]) -> None:
        self._text = text
        self._language = language
        self._own = [key(name) for name in own]
        self._shown = [name.removeprefix("The ") for name in own]
        self._outlets: dict[str, bool] = {}
        self._places: dict[str, bool] = {}
        self._monitors: dict[str, bool] = {}
        self._weights: dict[str, tuple[int, int, int]] = {}

    def own(self) -> str | None:
        """The name of the page's own outlet."""
        return self._shown[0] if self._shown else None

    def is_own(self, name: str) -> bool:
        """Whether a name is the page's own outlet's, in full, by its initials, or by a part of it."""
        forms = (name, name.removesuffix("n")) if self._language.compounds else (name,)
        return any(self._of(key(form), own) for form in forms for own in self._own)

    def _of(self, words: tuple[str, ...], own: tuple[str, ...]) -> bool:
        if not words or not own:
            return False
        if words == own or "".join(words) == "".join(word[0] for word in own) or (len(own) == 1 and own[0].startswith("".join(words)) and "." in own[0]):
            return True
        part = len(words) < len(own) and words in (own[: len(words)], own[-len(words) :])
        return part and (words[-1] == own[-1] or set(own[len(words) :]) <= self._language.words("mentions.beside_name") or len(words) > 1)

    def is_outlet(self, name: str) -> bool:
        """Whether the article shows the name to be a medium's or agency's."""
        known = self._outlets.get(name)
        if known is None:
            known = self._outlets[name] = self._is_outlet(name)
        return known

    def _is_outlet(self, name: str) -> bool:
        if self.is_own(name):
            return not self._own_is_body
        if "." in name and _DOMAIN.fullmatch(name):
            return True
        if not name[:1].isupper():
            return False
        words, lists = key(name), self._language.words
        if all(word in lists("words.times") for word in words) or not lists("mentions.public").isdisjoint(words) or self.is_none(name):
            return False
        if len(words) > 1 and words[0] in lists("mentions.outlet_openings"):
            return True
        if self._head(words) in lists("mentions.public_bodies"):
            return False
        if (
            name in self._stations
            and words[0] not in lists("mentions.given_names")
            and not any(last_word(b) in lists("mentions.places_to") for b, _ in self._beside(name))
        ):
            return True
        outlet, body, person = self._weigh(name)
        doubtful = words[-1] in lists("mentions.organisations") and words[-1] not in lists("mentions.media_maybe")
        return outlet >= _SURE + doubtful and outlet > max(body, person)

    @cached_property
    def _own_is_body(self) -> bool:
        """Whether the page is a body's own: a director at Shelter Watch speaks, and no report is said to be its."""
        return bool(self._shown) and self.is_body(self._shown[0])

    def is_none(self, name: str) -> bool:
        """Whether a name is known to be no medium's: a body's that everybody knows, a country's, or no name at all but the first word of a sentence."""
        words, lists = key(name), self._language.words
        known = "_".join(words) in lists("mentions.known_bodies") or (len(words) == 1 and words[0] in lists("mentions.places"))
        return known or all(word in lists("mentions.no_names") or word in lists("mentions.articles") for word in words)

    def _head(self, words: tuple[str, ...]) -> str:
        """The head noun of a name: commission in Strait Commission and in Commission of the Strait."""
        breaks = self._language.words("mentions.name_breaks")
        return words[next((i for i, word in enumerate(words) if i and word in breaks), len(words)) - 1] if words else ""

    def is_body(self, name: str) -> bool:
        """Whether the article shows the name to be a body's: its spokesman, Zorna said it had, the airline Zorna."""
        outlet, body, person = self._weigh(name)
        named = " " not in name and name.lower().endswith(endings(self._language.words("mentions.firm_endings"))) and person == 0
        full = name in self._firms and person == 0
        return named or full or "_".join(key(name)) in self._language.words("mentions.known_bodies") or (body >= _SURE and body >= outlet and body > person)

    def before(self, place: int, noun: str) -> str | None:
        """The last medium that the article names before a place and that a noun may mean; its own outlet only where it names no other."""
        end = bisect.bisect_left(self._runs, (place, ""))
        names = [name for _, name in self._runs[max(0, end - _BACK) : end]]
        generic = self._language.words("mentions.articles|mentions.days|mentions.no_names" + "|mentions.called_again" * self._language.compounds)
        known = [name for name in reversed(names) if name.lower() not in generic and (self._listed(name) or self.is_outlet(name))]
        headed = next((name for at, name in reversed(self._headings) if at < place), None)
        if headed is not None and may_mean(self._language, noun, key(headed)):
            return headed
        known = [name for name in known if name.lower() not in self._language.words("mentions.unnamed_media") or f"he {name} " in self._text]
        return last_meant(self._language, noun, known, [name for name in known if not self.is_own(name)], self._text[:place])

    def monitor_before(self, place: int) -> str | None:
        """The last group that collects what people tell, of those named before a place."""
        end = bisect.bisect_left(self._runs, (place, ""))
        return next((name for _, name in reversed(self._runs[max(0, end - _BACK) : end]) if self.is_monitor(name)), None)

    def between(self, start: int, stop: int) -> tuple[int, str] | None:
        """Place and name of the last medium that a stretch of the text names; its own outlet is none."""
        near = reversed(self._runs[bisect.bisect_left(self._runs, (start, "")) : bisect.bisect_left(self._runs, (stop, ""))])
        return next(((at, name) for at, name in near if not self.is_own(name) and (self._listed(name) or self.is_outlet(name))), None)

    def after(self, place: int) -> str | None:
        """The first medium that the article names right behind a place, in the next sentence or two; its own outlet is none."""
        first = bisect.bisect_left(self._runs, (place, ""))
        near = [(at, name) for at, name in self._runs[first : first + _BACK] if at < place + _NEXT]
        return next((name for _, name in near if not self.is_own(name) and (self._listed(name) or self.is_outlet(name))), None)

    def heard(self, start: int, stop: int) -> tuple[int, str] | None:
        """Place and name of the medium that somebody spoke to in a stretch of the text: who spoke to Zorna, speaking on the Zorna podcast."""
        pattern = patterns(self._language.code).heard
        if pattern is None or self._language.words("mentions.shown_talking").isdisjoint(self._text[start:stop].lower().split()):
            return None
        for place, name in self._runs[bisect.bisect_left(self._runs, (start, "")) : bisect.bisect_left(self._runs, (stop, ""))]:
            before, after = self._text[max(start, place - _AROUND) : place], self._text[place:stop].partition(name)[2]
            spoke = pattern.search(before) or shows(self._language, before, after)
            if spoke and not opens_reacting(self._language, self._text[start:place]) and (self._listed(name) or self.is_outlet(name)):
                return place, name
        return None

    @cached_property
    def _runs(self) -> list[tuple[int, str]]:
        """Place and name of every run of capitalised words, without an owner before it."""
        found: list[tuple[int, str]] = []
        for run in _RUN.finditer(self._text):
            parts = _OWNER.split(run[0]) if "'" in run[0] or "’" in run[0] else [run[0]]
            found += [(run.start(), part.removeprefix("The ").removesuffix(" I")) for part in parts if part]
        return found

    @cached_property
    def _headings(self) -> list[tuple[int, str]]:
        return headings(self._text, lambda name: self._listed(name) or self.is_outlet(name), self.is_own)

    def _listed(self, name: str) -> bool:
        words, lists = key(name), self._language.words
        last = words[-1].rsplit("-", 1)[-1] if words else "\0"
        called = last in lists("mentions.outlet_names") or last.endswith(endings(lists("mentions.outlet_endings")))
        opens = len(words) > 1 and words[0] in lists("mentions.outlet_openings")
        return bool(words) and (called or opens or not lists("mentions.agencies").isdisjoint(words))

    def is_place(self, name: str) -> bool:
        """Whether things happen in it, and nothing shows it to be a medium."""
        known = self._places.get(name)
        if known is None:
            places = self._language.words("mentions.places_in")
            known = self._places[name] = not self.is_outlet(name) and any(
                last_word(before) in places or self._governs(after) for before, after in self._beside(name)
            )
        return known

    def _governs(self, after: str) -> bool:
        """Whether a state's office or body is told to be a name's: Halvia's oil minister."""
        owned = after.replace("’", "'").split()[:_OFFICE]
        return owned[:1] == ["'s"] and any(word.strip(",.") in self._language.words("mentions.governing") for word in owned[1:])

    def is_person(self, name: str) -> bool:
        """Whether the article shows the name to be a person's."""
        return self._weigh(name)[2] > 0

    @cached_property
    def _initials(self) -> dict[str, str]:
        """Initials -> the first full name that has them."""
        several = (run.split() for _, run in reversed(self._runs) if " " in run)
        return {"".join(word[0] for word in words if word[0].isupper()): " ".join(words) for words in several}

    @cached_property
    def _stations(self) -> frozenset[str]:
        """First words of media's full names: Zorna, where the text has Zorna News."""
        return self._before_any(behind_space(_STATIONS))

    @cached_property
    def _firms(self) -> frozenset[str]:
        """First words of firms' full names: Imrel, where the text has Imrel Group."""
        pattern = patterns(self._language.code).firm
        return self._before_any(pattern) if pattern is not None else frozenset()

    def _before_any(self, nouns: re.Pattern[str]) -> frozenset[str]:
        """The words right before these nouns."""
        text, found = self._text, set[str]()
        for noun in nouns.finditer(text):
            at = noun.start() - 1
            found.update(text[max(0, at - _AROUND) : at].split()[-1:])
        return frozenset(found)

    def spelled_out(self, name: str) -> str | None:
        """The full name of a medium that the text also calls by its initials: the Zorna News Agency for ZNA."""
        full = self._initials.get(name) if name.isalpha() and name.isupper() and len(name) > 1 else None
        known = full is not None and (self._listed(full) or self.is_outlet(full) or not self._language.words("mentions.media_words").isdisjoint(key(full)))
        return full if known else None

    def is_no_medium(self, name: str) -> bool:
        """Whether the article shows the name plainly to be a person's or a body's, more than it shows a medium."""
        outlet, body, person = self._weigh(name)
        return max(body, person) >= _SURE and (body >= outlet or person > outlet)

    def is_monitor(self, name: str) -> bool:
        """Whether the article calls the name a group that collects what people tell: the rights group Zorna."""
        if name not in self._monitors:
            self._monitors[name] = self._is_monitor(name)
        return self._monitors[name]

    def _is_monitor(self, name: str) -> bool:
        words = self._language.words("mentions.monitors")
        return any(before.split()[-1:] and before.split()[-1].lower() in words for before, _ in self._beside(name)) or (key(name) or ("",))[-1] in words

    def _weigh(self, name: str) -> tuple[int, int, int]:
        """Evidence for a medium, a body, a person."""
        found = self._weights.get(name)
        if found is None:
            found = self._weights[name] = self._weighed(name) if len(self._weights) < _MOST_SEARCHES else (0, 0, 0)
        return found

    def _weighed(self, name: str) -> tuple[int, int, int]:
        outlet = body = person = heard = places = 0
        several, articled = " " in name, False
        for before, after in self._beside(name):
            last, noun = last_word(before), self._apposed(after)
            articled = articled or (before.endswith(("the ", "The ")) and (after[:1] in ",." or _ACTS.match(after) is not None))
            outlet += self._as_medium(name, last, before, after, noun)
            body += self._as_body(name, last, before, after, noun)
            person += self._as_person(name, last, before, after)
            told, by = telling(self._language, last, before), last_word(before.removesuffix("the ")) in ("by", "on", "in")
            places += told is None and last in self._language.words("mentions.places_in") and not after.startswith(("'s", "’s"))
            if told and not by and not self._language.words("mentions.airs").isdisjoint(before.lower().split()[-_NEARBY:]):
                person += 1
            elif told and not goes_with(self._language, after):
                heard = max(heard, 2 if told["the"] or (not several and not after.startswith(("'s", "’s"))) or like_a_medium(self._language, name) else 1)
        person += 3 * self._has_first_name(name)
        if several and not person and not body and heard == 1 and not self._has_surname(name):
            heard = _SURE
        if articled and several and not outlet and not heard and not person:
            body += _SURE
        if not outlet and articled and not several and not name.isupper() and not adjective(self._language, name) and self._speaks_of_medium:
            outlet = _SURE
        return outlet + (heard if outlet or not places else 0), body, person

    def _as_medium(self, name: str, last: str, before: str, after: str, noun: str) -> int:
        """What one place tells for a medium."""
        p, words = patterns(self._language.code), self._language.words
        untitled = without_title(before)
        titled = untitled != before
        before, last = (untitled, last_word(untitled)) if titled else (before, last)
        apart = before[-2:-1] == "," and after[:1] not in ",:"
        noun_before = last in words("mentions.media_sure|mentions.media_maybe") and not apart and sees(p.noun_before, before)
        noun_after = begins(p.noun_after, after) and (" " in name or last not in words("mentions.indefinite"))
        headline = not before.strip() and len(after.partition("\n")[0].split()) == 1
        called = noun_before or noun_after or (in_dateline(before, after) and not abbreviates(name, before))
        return (
            3 * (called and not (noun_after and adjective(self._language, name)))
            + 3 * (noun in words("mentions.media_sure"))
            + 2 * ((begins(p.reports, after) and not headline) or begins(p.citing, after))
            + 3 * begins(p.has_reporters, after)
            + 2 * (not before and begins(p.called_again, after))
            + 2 * (titled and sees(p.attributes, before))
            + 2 * is_given(self._language, before, after)
        )

    def _as_body(self, name: str, last: str, before: str, after: str, noun: str) -> int:
        """What one place tells for a body."""
        p, words = patterns(self._language.code), self._language.words
        called = noun in words("mentions.firms|mentions.organisations") and not (" " in name and noun in words("mentions.trades"))
        firm = last in words("mentions.firms|mentions.firms_more") and not is_officer(self._language, last, before)
        speaks = is_spoken_for(self._language, last, before) or begins(p.has_speaker, after)
        return _SURE * (in_dateline(before, after) and abbreviates(name, before)) + 3 * called + 3 * firm + 2 * speaks + says_its(p.its, after)

    def _as_person(self, name: str, last: str, before: str, after: str) -> int:
        """What one place tells for a person. Of two that an opening tells of, the role is the other's: In an interview with X, the mayor said."""
        p, words = patterns(self._language.code), self._language.words
        titled = (last in words("mentions.roles") or self._is_title(last)) and not is_spoken_for(self._language, last, before)
        named = last not in words("mentions.articles|mentions.works_for")
        role = named and begins(p.role_after, after)
        heard = " " not in name and after[:2] == ", " and "who" not in after[:6] and sees(p.told, before)
        another = (titled or role) and (heard or begins(p.reports, after)) and sees(p.opening, before)
        return (
            3 * is_officer(self._language, last, before)
            + 3 * (titled and not another)
            + 3 * (role and not another)
            + 2 * (" " not in name and named and begins(p.person_acts, after))
            + (" " not in name and self._speaks_aloud(before, after))
        )

    def _speaks_aloud(self, before: str, after: str) -> bool:
        """“…,” Berg said: what a medium may do once, and a person does again and again."""
        return before[-2:] in _BEHIND_QUOTATION and after[1:].partition(" ")[0].strip(".,") in self._language.words("limits.pasts|limits.presents")

    def _is_title(self, word: str) -> bool:
        """Whether a word before a name is a short title: Mr., Rep."""
        return word.removesuffix(".") in self._language.words("mentions.titles") or word.removesuffix(".") in self._language.abbreviated

    def _has_first_name(self, name: str) -> bool:
        """Whether a first name opens it, or it ends a person's name: Anna Berg, Berg."""
        return name.split(" ", 1)[0].lower() in self._language.words("mentions.given_names") if " " in name else name in self._surnames

    @cached_property
    def _surnames(self) -> frozenset[str]:
        """Last words of the names that are persons'."""
        return surnames(self._runs, self._text, self._language)

    def _has_surname(self, name: str) -> bool:
        """Whether the last word of a name stands alone elsewhere, as surnames do."""
        return next(self._beside(name.rsplit(" ", 1)[-1]), None) is not None

    @cached_property
    def _speaks_of_medium(self) -> bool:
        """Whether the text says "the paper", "the channel" and the like."""
        nouns = self._language.words("mentions.called_again")
        return any(f"he {noun} " in self._text or f"he {noun}'s" in self._text for noun in sorted(nouns))

    def _apposed(self, after: str) -> str:
        match = _APPOSED.match(after)
        words = _CLAUSE.split(match[1], maxsplit=1)[0].split() if match else []
        return words[-1].lower() if words else ""

    def _beside(self, name: str) -> Iterator[tuple[str, str]]:
        """What stands before and after each place of the name as a whole."""
        text, at, found = self._text, self._text.find(name), 0
        while at >= 0 and found < _MOST:
            found += 1
            stop = at + len(name)
            before, after = text[max(0, at - _AROUND) : at], text[stop : stop + _AROUND]
            whole = not before[-1:].isalnum() and not after[:1].isalnum() and not _GOES_ON.match(after)
            if whole and not self._in_name(before):
                yield before.rpartition("\n")[2], after.partition("\n")[0]
            at = text.find(name, stop)

    def _in_name(self, before: str) -> bool:
        """Whether a capitalised word right before makes the name part of a longer one; a title or a sentence's first word does not."""
        if not _INSIDE.search(before[-30:]):
            return False
        word = before.rsplit(maxsplit=1)[-1].lower().rstrip(".")
        return word not in self._language.words("mentions.titles") and word not in self._language.words(_BEFORE_NAMES)
