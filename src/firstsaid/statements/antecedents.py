"""What an article says of its names elsewhere: who holds a role, which body a description stands for, and whether a bare name is a body's."""

import re
from functools import cached_property

from firstsaid.statements.language import Language
from firstsaid.statements.names import CAPITAL, FIRST_CAPITAL

_REST = r"[\w'’\-‑]*+"
_CAPITAL = CAPITAL + _REST
_LINK = r"(?:(?:of|for|and|the|in|&)[ \u00a0]){0,2}"
_RUN = re.compile(rf"{FIRST_CAPITAL}{_REST}(?:[ \u00a0]{_LINK}{_CAPITAL}){{0,7}}")
_APPOSED = re.compile(r", (?:(who|which(?= (?!is\b|was\b|means\b|would\b|could\b|may\b)))\b|(?:the|an?|one of) ([^,.;:()\n]{2,60}))")
_ASIDE = re.compile(", (?:who|which|the|an?|one of) ")
_LONGEST_WORD = 40
_CLAUSE = re.compile(r"\b(?:that|which|who|of|for|in|at|based|with|run|from|on|to|as|by|since|under|whose|where)\b")
_POSSESSIVE = re.compile(r"['’]s?$")
_POSSESSIVE_S = re.compile(r"['’]s$")
_THE = re.compile(r"he (\S+) ")
_ITS = re.compile(r"\bits\b|\bit (?:had|has|will|would|plans|does|did)\b")
_NEXT = re.compile(r"[^.!?\n]*[.!?]['’”\"]*[ \u00a0](?:(?:But|And|In|On|At|From|With|To|Of|For) [^,.]{1,60}, )?[Tt]he (\w+)\b")
_ROLE_BEHIND = re.compile(r", (?:the |an? |its |his |her |their )?([^,.;:()\n]{2,60})[,.]")
_IDENTIFIED = re.compile(rf"\b(?:identified|named) the (\w+) as ({_CAPITAL}(?: {_CAPITAL}){{1,2}})")
_LONGEST_NAME = 3
_BESIDE, _ROLE = 80, 3
"""Characters beside a name that are looked at for a role, and words of a role."""
_BACK = 2_000
"""Characters to look back for the sentence before."""
_AGED = re.compile(rf"(?P<name>{_CAPITAL}(?: (?:[a-z]{{1,3}} )?{_CAPITAL}){{1,3}})(?:, (?:aged )?(?P<age>\d{{1,3}})(?=[,.;)])| \((?P<bracketed>\d{{1,3}})\))")
_AGE_BEFORE = re.compile(
    rf"(?P<age>\d{{1,3}})-year-old (?:(?!(?:the|an?|by|in|told|said|says|from|to) )[a-z]+ ){{0,3}}(?P<name>{_CAPITAL}(?: {_CAPITAL}){{1,3}})"
)
_PARAGRAPHS = 3
"""Paragraphs in which somebody told by an office is looked for."""
_AT = " at "
_HELD = 2
"""Words before a firm's name in "Shares in Zorna"."""
_MOST, _MOST_SEARCHES = 40, 500
"""Places of a name that are looked at, and searches in one article; real articles need fewer."""


class Antecedents:
    """The article's runs of capitalised words, and what stands beside them."""

    def __init__(self, text: str, language: Language, own: str | None = None) -> None:
        self._own = own
        self._text = text
        self._language = language
        self._titles = language.words("mentions.titles")
        self._bodies = language.words("mentions.organisations")
        self._verdicts: dict[str, bool] = {}
        self._searches = 0

    @cached_property
    def _runs(self) -> list[tuple[int, list[str]]]:
        """Place and words of every run of capitalised words."""
        return [(run.start(), run[0].split()) for run in _RUN.finditer(self._text)]

    @cached_property
    def _titled(self) -> dict[str, list[frozenset[str]]]:
        """Name -> the titles that stand before it, in words: "Health Minister Anna Berg" holds minister and health."""
        found: dict[str, list[frozenset[str]]] = {}
        for words in [words for _, words in self._runs if len(words) > 1]:
            low = [word.lower().rstrip(".") for word in words]
            low = [self._language.abbreviated.get(word, word) for word in low]
            title = max((n for n, word in enumerate(low) if word in self._titles), default=-1)
            name = [_POSSESSIVE.sub("", word) for word in words[title + 1 :]]
            if title < 0 or any(word.lower() in self._bodies or word.islower() for word in name):
                continue
            if 1 <= len(name) <= _LONGEST_NAME:
                found.setdefault(" ".join(name), []).append(frozenset(low[: title + 1]))
        return {
            name: titles for name, titles in found.items() if " " not in name or (name.split()[0] not in found and (self._lone(name) or name.count(" ") == 1))
        }

    def holder(self, words: frozenset[str]) -> str | None:
        """The one person of the article whose title has all these words; None when there is none or more than one. A vice president is no president."""
        lesser = self._language.words("mentions.lesser") - words
        names = [name for name, titles in self._titled.items() if any(words <= title and not title & lesser for title in titles)]
        if not names:
            names = [name for name, role in self._apposed_roles if words <= role and not role & lesser]
            return names[0] if len(set(names)) == 1 else None
        full = [name for name in names if " " in name]
        plain = [name for name in full if words in self._titled[name] and len(name.rsplit(" ", 1)[-1]) > 1]
        if len(full) > 1 and len(plain) == 1 and all(" " in name or name == plain[0].split()[-1] for name in names):
            return plain[0]
        return full[0] if len(full) == 1 and all(name == full[0].split()[-1] for name in names if name != full[0]) else None

    def elected(self, head: str, before: int) -> str | None:
        """Whom "the senator" or "the Orian Republican" stands for at a place: of those with such a title the one named last, at most two paragraphs before."""
        lists = self._language.words
        if head not in lists("mentions.elected|mentions.partisans") or not self._elected:
            return None
        far = before
        for _ in range(_PARAGRAPHS):
            far = max(self._text.rfind("\n", 0, far), 0)
        several = lists("mentions.legislators")
        wanted = lists("mentions.elected") if head not in lists("mentions.elected") else several if head in several else {head}
        named = [(self._text.rfind(name.rsplit(" ", 1)[-1], far, before), name) for name, title in self._elected.items() if title in wanted]
        place, name = max(named, default=(-1, ""))
        return name if place >= 0 else None

    @cached_property
    def _elected(self) -> dict[str, str]:
        """Full name -> the title of the office to which somebody was elected: Sen. Anna Berg."""
        offices = self._language.words("mentions.elected")
        forms = {word.capitalize(): word for word in offices} | {
            short.capitalize(): full for short, full in self._language.abbreviated.items() if full in offices
        }
        if not any(form in self._text for form in forms):
            return {}
        pattern = re.compile(rf"\b({'|'.join(sorted(forms))})\.? ({_CAPITAL}(?: [A-Z]\.)?(?: {_CAPITAL}){{1,2}})")
        named = ((match[2].split(), forms[match[1]]) for match in pattern.finditer(self._text))
        return {_POSSESSIVE.sub("", " ".join(words[: words.index(words[0], 1) if words[0] in words[1:] else None])): office for words, office in named}

    def aged(self, age: str) -> set[str]:
        """The persons of that age: Anna Berg, 34, · Anna Berg (34) · the 34-year-old Anna Berg."""
        return self._aged.get(age, set())

    @cached_property
    def _aged(self) -> dict[str, set[str]]:
        """Age -> full names."""
        found: dict[str, set[str]] = {}
        for match in (*_AGED.finditer(self._text), *_AGE_BEFORE.finditer(self._text)):
            told = match.groupdict()
            words = told["name"].split()
            title = max((n for n, word in enumerate(words) if word.lower().rstrip(".") in self._titles), default=-1)
            if len(words) - title > 1:
                found.setdefault(told["age"] or told["bracketed"], set()).add(" ".join(words[title + 1 :]))
        return found

    def sole_holder(self, role: str) -> str | None:
        """The one person whom the article introduces by that role alone: The governor, Anna Berg."""
        names = {name for name, told in self._apposed_roles if told - self._language.words("mentions.articles") == {role}}
        return next(iter(names)) if len(names) == 1 else None

    @cached_property
    def _apposed_roles(self) -> list[tuple[str, frozenset[str]]]:
        """Full personal names with the words of a role beside them: Sundby's mayor, Anna Berg; Anna Berg, the owner of the farm."""
        roles = self._language.words("mentions.roles")
        text = self._text if "identified the " in self._text or "named the " in self._text else ""
        found = [(match[2], frozenset((match[1],))) for match in _IDENTIFIED.finditer(text) if match[1] in roles]
        for at, words in self._runs:
            name = " ".join(words)
            if not 2 <= len(words) <= _LONGEST_NAME or _POSSESSIVE.search(name) or any(word.lower() in self._bodies or word.islower() for word in words):
                continue
            before = self._text[max(0, at - _BESIDE) : at].rpartition("\n")[2].rstrip(" ,").split()[-_ROLE:]
            before = before[before.index("the") + 1 :] if "the" in before else before
            behind = _ROLE_BEHIND.match(self._text, at + len(name), at + len(name) + _BESIDE)
            told = [_CLAUSE.split(behind[1], maxsplit=1)[0].split()] if behind is not None else []
            found += [(name, frozenset(_POSSESSIVE.sub("", word.lower()) for word in role)) for role in (before, *told) if self._is_role(role)]
        return found

    def _is_role(self, role: list[str]) -> bool:
        """Whether the words are no more than a role: no article or verb stands before its noun."""
        words = self._language.words
        return (
            bool(role)
            and (role[-1] in words("mentions.roles") or (role[-1][0].isupper() and role[-1].lower() in words("mentions.partisans")))
            and not any(word in words("mentions.articles") or word in self._language.verbs for word in role[:-1])
        )

    def is_body(self, name: str) -> bool:
        """Whether the article calls the name a body: "Velt, the company that …", "Velt, which …", "Velt told us that it … The company …"."""
        if name not in self._verdicts:
            self._verdicts[name] = self._is_body(name)
        return self._verdicts[name]

    def _is_body(self, name: str) -> bool:
        apposed = _POSSESSIVE.sub("", name.rsplit(" ", 1)[-1]) in self._before_commas
        if not apposed and not (" " in name and self._has_firm):
            return False
        if self._opens_sentence(name.lower()) or name.lower() in self._language.words("mentions.places"):
            return False
        places = self._places(name)
        marks = [verdict for at in places if (verdict := self._beside(at + len(name))) is not None]
        if marks:
            return all(marks) and self._unknown(name)
        return " " in name and any(self._spoken_of(at + len(name)) for at in places if self._opens(at)) and self._unknown(name)

    @cached_property
    def _before_commas(self) -> frozenset[str]:
        """Words with an apposition or a relative clause behind them."""
        text = self._text
        return frozenset(text[max(0, match.start() - _LONGEST_WORD) : match.start()].split(" ")[-1].split("\n")[-1] for match in _ASIDE.finditer(text))

    @cached_property
    def _has_firm(self) -> bool:
        """Whether the text speaks of "the company" and the like."""
        return not self._language.words("mentions.firms").isdisjoint(_THE.findall(self._text))

    def _places(self, name: str) -> list[int]:
        """Where a name stands; none once the article has been searched for very many names."""
        self._searches += 1
        found: list[int] = []
        at = self._text.find(name) if self._searches <= _MOST_SEARCHES else -1
        while at >= 0 and len(found) < _MOST:
            found.append(at)
            at = self._text.find(name, at + len(name))
        return found

    def _opens(self, at: int) -> bool:
        """Whether a place is the beginning of a sentence or paragraph."""
        return at == 0 or self._text[at - 1] == "\n" or self._text[max(0, at - 2) : at] in (". ", "! ", "? ")

    def _spoken_of(self, stop: int) -> bool:
        """Whether the sentence goes on with "it had" or "its", and the next one with "the company"."""
        following = _NEXT.match(self._text, stop, stop + 300)
        return following is not None and following[1] in self._language.words("mentions.firms") and _ITS.search(following[0]) is not None

    def _beside(self, stop: int) -> bool | None:
        """True or False when the words behind a name say that it is, or is not, a body's."""
        match = _APPOSED.match(self._text, stop, stop + 120)
        if match is None:
            return None
        if match[1]:
            return match[1] == "which"
        if any(word in self._language.words("mentions.roles") for word in match[2].lower().split()):
            return False
        noun = self._noun(match[2])
        return True if noun in self._bodies and noun not in self._language.words("mentions.trades") else None

    def _noun(self, description: str) -> str:
        """The head of an apposition: "the company that runs the port" -> company."""
        words = _CLAUSE.split(description, maxsplit=1)[0].split()
        return words[-1].lower() if words else ""

    def body(self, head: str, before: int) -> str | None:
        """The fullest name that "the company" or "the ministry" stands for at a place; None when nothing or more than one thing fits.

        A name with that word in it, a name with an apposition that says so, or the lone name that opens the sentence before.
        """
        held = self._named.get(head, ()) or self._named.get(f"{head}s", ())
        if held:
            fullest = max(held, key=lambda name: (len(name.split()), len(name)))
            return fullest if all(set(name.lower().split()) <= set(fullest.lower().split()) for name in held) else None
        panels = self._language.words("mentions.panels")
        sitting = {name for noun in sorted(panels) for name in self._named.get(noun, ())} if head in panels else set[str]()
        if len(sitting) == 1:
            return sitting.pop()
        apposed = [name for name, noun in self._called.items() if noun == head]
        if apposed:
            return apposed[0] if len(apposed) == 1 else None
        firms = {name for noun in sorted(self._language.words("mentions.firms")) for name in self._named.get(noun, ())}
        firms = {name for name in firms if not self._employs(name)}
        firms |= {name for name, noun in self._called.items() if noun in self._language.words("mentions.by_trade")}
        if head in self._language.words("mentions.company_nouns") and len(firms) == 1:
            return self.firm(firms.pop())
        return (self._opening(before) or self._own_page) if head in self._language.words("mentions.firms") else None

    @cached_property
    def _own_page(self) -> str | None:
        """The body whose own page this is, as the page's name opens one of its paragraphs."""
        shown = self._own is not None and re.search(rf"^{re.escape(self._own)} [a-z]", self._text, re.MULTILINE) is not None
        return self._own if shown else None

    def _employs(self, name: str) -> bool:
        """Whether a name stands only behind what somebody does there: an analyst at Zorna Bank."""
        return all(self._text[max(0, at - len(_AT)) : at] == _AT for at in self._places(name))

    def firm(self, name: str) -> str:
        """The one fuller name of a body that opens with a lone name, its legal form aside: Zorna Motors for Zorna; the name itself where there is none."""
        fuller = self._opened_by.get(name, {})
        return next(iter(fuller)) if len(fuller) == 1 else name

    def trade(self, name: str) -> str:
        """The noun that the article calls a name by; "" where it calls it nothing."""
        return self._called.get(name, "")

    @cached_property
    def _opened_by(self) -> dict[str, dict[str, None]]:
        """First word -> the names of two words or more that it opens and that end in a noun for a body."""
        found: dict[str, dict[str, None]] = {}
        forms = self._language.words("mentions.legal_forms")
        for words in [words for _, words in self._runs if len(words) > 1]:
            kept = [_POSSESSIVE_S.sub("", word) for word in words]
            kept = kept[: next((n for n, word in enumerate(kept) if word.islower() or word.lower() in forms), len(kept))]
            if len(kept) > 1 and kept[-1].lower() in self._bodies and kept[0].lower() not in self._bodies:
                found.setdefault(kept[0], {})[" ".join(kept)] = None
        return found

    @cached_property
    def _named(self) -> dict[str, list[str]]:
        """Head -> names: "Ministry of Trade" and "Trade Ministry" have the head ministry."""
        found: dict[str, dict[str, None]] = {}
        for words in [words for _, words in self._runs if len(words) > 1]:
            kept = [_POSSESSIVE_S.sub("", word) for word in (words[1:] if words[0] == "The" else words)]
            low = [_POSSESSIVE.sub("", word.lower()) for word in kept]
            if len(kept) < 2 or self._opens_sentence(low[0]) or all(word.isupper() for word in kept) or any(word in self._titles for word in low):
                continue
            head = low[next((n for n, word in enumerate(kept) if word.islower()), len(kept)) - 1]
            if head in self._bodies and head not in self._language.words("mentions.any_body"):
                found.setdefault(head, {})[" ".join(kept)] = None
        return {head: list(names) for head, names in found.items()}

    def _opens_sentence(self, word: str) -> bool:
        """Whether a capital at the beginning of a run may be a sentence's: "In", "On", "But"."""
        return word in self._language.words("mentions.days|words.adverbial|words.subordinators|words.discourse|words.times")

    @cached_property
    def _called(self) -> dict[str, str]:
        """Name -> the noun of its apposition."""
        found: dict[str, str] = {}
        for at, words in self._runs:
            stop = at + len(" ".join(words))
            match = _APPOSED.match(self._text, stop, stop + 120)
            if match is not None and match[2]:
                noun = self._noun(match[2])
                if noun in self._bodies and not self._opens_sentence(words[0].lower()) and self._unknown(" ".join(words)):
                    found.setdefault(" ".join(words).removeprefix("The "), noun)
            self._by_trade(at, words, found)
        return found

    def _by_trade(self, at: int, words: list[str], found: dict[str, str]) -> None:
        """Take note of the noun right before a name: Carmaker Zorna, the battery maker Zorna."""
        trades, name = self._language.words("mentions.by_trade"), [_POSSESSIVE_S.sub("", word) for word in words]
        if len(name) > 1 and name[0].lower() in trades:
            found.setdefault(" ".join(name[1:]), name[0].lower())
        before = self._text[max(0, at - _LONGEST_WORD) : at].split("\n")[-1]
        if before.endswith(" ") and before.split()[-1:] and before.split()[-1].lower() in trades:
            found.setdefault(" ".join(name), before.split()[-1].lower())

    def _opening(self, before: int) -> str | None:
        """The name of two words or more that opens the sentence before a place."""
        text, far = self._text, max(0, before - _BACK)
        first = max(text.rfind("\n", far, before), text.rfind(". ", far, before) + 1, far)
        end = len(text[far:first].rstrip()) + far
        start = max(text.rfind("\n", far, end - 1), text.rfind(". ", far, end - 1) + 1, far)
        while start < end and text[start].isspace():
            start += 1
        run = _RUN.match(text, start, end)
        words = run[0].split() if run is not None else []
        if len(words) > _HELD and words[0].lower() in self._language.words("mentions.holdings"):
            return self.firm(_POSSESSIVE_S.sub("", " ".join(words[_HELD:])))
        name = self.firm(_POSSESSIVE_S.sub("", " ".join(words).removeprefix("The "))) if words else ""
        return name if " " in name and not self._opens_sentence(name.split()[0].lower()) and self._unknown(name) else None

    def _unknown(self, name: str) -> bool:
        """Whether nothing shows the name to be a person's: no title, no surname alone elsewhere, no "who"."""
        words = name.split()
        if any(word.lower().rstrip(".") in self._titles for word in words):
            return False
        return not self._lone(name) and False not in [self._beside(at + len(name)) for at in self._places(name)]

    def _lone(self, name: str) -> bool:
        """Whether the last word of a name of several stands alone elsewhere, as surnames do."""
        last = name.rsplit(" ", 1)[-1]
        return last != name and last in self._alone and last.lower() not in self._language.words("mentions.organisations|mentions.any_body")

    @cached_property
    def _alone(self) -> frozenset[str]:
        """Capitalised words that stand without others, or behind a title alone."""
        found: set[str] = set()
        for _, words in self._runs:
            for run in " ".join(words).split(" and "):
                name = run.rsplit(" ", 1)
                if len(name) == 1 or all(word.lower().rstrip(".") in self._titles for word in name[0].split()):
                    found.add(_POSSESSIVE.sub("", name[-1]))
        return frozenset(found)
