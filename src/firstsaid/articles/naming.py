"""By what name the site around a text goes: pieces of its title, its masthead, its copyright line, and how often each stands elsewhere on the page."""

import re
from collections.abc import Collection, Sequence
from dataclasses import dataclass, field
from urllib.parse import urlsplit

from firstsaid.articles.dates import dates_in
from firstsaid.articles.evidence import LineEvidence
from firstsaid.articles.headline import folded
from firstsaid.articles.kinds import agency_named
from firstsaid.articles.layout import Layout
from firstsaid.articles.vocabulary import Vocabulary
from firstsaid.model import Span

_SEPARATOR = re.compile(r"\s(?:[|–—·•»«:>/-]|::|\|\|)\s")
_RIGHTS = re.compile(r"(?:©|\([cC]\)|\bCopyright\b)[\s:©]*(?:(?:19|20)\d\d(?:\s?[-–—]\s?(?:19|20)?\d\d)?)?[\s,]*([^\W\d_](?:[^,.|;©()\n/]|\.(?=[a-z])){1,60})")
_COMPANY = re.compile(r"\s(?:ltd|inc|llc|plc|gmbh|corp|limited|publishing|media group|all rights|reproduction|(?:19|20)\d\d)\b.*$", re.IGNORECASE)
_HOME = re.compile(r"/?(?:(?:index|default|home)\.\w{2,5})?")
_DEEPER = re.compile(r"(?:https?://[\w.-]+)?/(?!index\.|default\.|home\.)[\w%~-]", re.ASCII)
"""Addresses that are no front page, told at a glance."""
_LONGEST, _MOST_WORDS = 60, 7
_SURE = 2
"""Least weight of a name."""
_TELLING = 4
"""Letters of a name at least, for it to be found in a host."""
_LOOKED_AT = 600
"""So many blocks from either end of the page are looked at."""
_MOST_OF_A_PAPER = 3
"""Most words of a paper's name that speaks for itself; headlines in capitals are longer."""
_ADDRESS = re.compile(r"https?://\S+$")
_REFERENCE = re.compile(r"\b\d{1,6}/(?:19|20)?\d\d\b|\bNo\.?\s?\d")
"""The number that a notice or case bears in its series: 118/2031."""
_SPELLED = 5
"""Letters of a name that an address spells, at least."""
_FEW_ABOVE = 8
"""Most lines above a text that was pasted without the site around it."""
_HEADS, _LEAST_OF_A_HEADLINE = 3, 3
"""So many of them may name the paper above the headline, and least words of that."""


@dataclass(slots=True)
class Surroundings:
    """The page's lines outside of its body, and what is said there of the site."""

    lines: list[str] = field(default_factory=list)
    """Folded, each once."""
    home: tuple[str, ...] = ()
    """Anchors of links to the site's front page, each once."""
    rights: tuple[str, ...] = ()
    """Names in copyright lines."""
    host: str = ""
    """The letters of the host, without dots and hyphens."""
    small_words: frozenset[str] = frozenset()
    """Those of a name that a host may leave out."""

    def leads_home(self, key: str) -> bool:
        """Whether a link to the front page goes by this folded name."""
        return any(folded(anchor) == key for anchor in self.home)

    def fits_host(self, name: str) -> bool:
        """Whether the host is made of the name's words, with its small words or without."""
        found = folded(name).removeprefix("the ").split()
        letters = ("".join(found), "".join(word for word in found if word not in self.small_words))
        return any(len(form) >= _TELLING and form in self.host for form in letters)

    def owned_by(self, name: str) -> bool:
        """Whether a copyright line names the site so."""
        bare = folded(name).removeprefix("the ")
        return bool(bare) and any(folded(right).removeprefix("the ").startswith(bare) for right in self.rights)

    def weight(self, name: str) -> int:
        """How much speaks for the site going by this name: each kind of place weighs more the less it is used for anything else."""
        key = folded(name)
        bare = key.removeprefix("the ")
        if len(bare) < 2:
            return 0
        begins = sum(line.removeprefix("the ").startswith(bare) for line in self.lines)
        holds = sum(f" {bare} " in f" {line} " for line in self.lines) - begins
        own = 2 * self.leads_home(key) + 2 * self.owned_by(name) + 3 * self.fits_host(name)
        return min(begins, 3) + min(max(holds, 0), 2) + own if own or " " in bare else 0


def surroundings(layout: Layout, body: frozenset[int], url: str | None, words: Vocabulary) -> Surroundings:
    """What stands around the body."""
    ends = [*range(min(len(layout.blocks), _LOOKED_AT)), *range(max(_LOOKED_AT, len(layout.blocks) - _LOOKED_AT), len(layout.blocks))]
    told = {at: layout.words_of(layout.blocks[at])[:300] for at in ends}
    raw = [line for at, line in told.items() if at not in body]
    rights = [name for line in told.values() for found in _RIGHTS.finditer(line) if (name := _COMPANY.sub("", found[1]).strip(" .-–—"))]
    home = dict.fromkeys(link.anchor for link in layout.links if 1 < len(link.anchor) <= _LONGEST and _is_home(link.url, url))
    return Surroundings(list(dict.fromkeys(map(folded, raw))), tuple(home), tuple(dict.fromkeys(rights)), _letters_of_host(url), words.small_words)


def title_pieces(title: str) -> list[str]:
    """The parts of a title element between its separators."""
    return [piece.strip() for piece in _SEPARATOR.split(title[:1_000]) if piece.strip()]


def is_cut_off(name: str) -> bool:
    """Whether a name breaks off ("The Harbour Dai…")."""
    return name.endswith(("…", "..."))


def can_name(line: str, words: Vocabulary) -> bool:
    """Whether a line has the form of a name: a few words that begin with capitals, and no sentence."""
    if not 2 <= len(line) <= _LONGEST or not line[0].isalnum() or line[-1:] in ".?!:;,…" or "://" in line or "@" in line:
        return False
    found = re.findall(r"[^\W_][\w.'’-]*", line)
    if not 1 <= len(found) <= _MOST_WORDS or any(character in line for character in '|>»“”"'):
        return False
    large = [word for word in found if word.lower() not in words.small_words]
    if not large or not all(word[:1].isupper() or word[:1].isdigit() for word in large) or not any(word[:1].isupper() for word in large):
        return False
    lowered = [word.lower().strip(".") for word in found]
    dated = any(word in words.months or word in words.weekdays for word in lowered)
    return not dated and line.lower() not in words.end_headings | words.teaser_openers | words.comment_headings and not words.byline_openers.match(line + " ")


def name_in_title(title: str | None, around: Surroundings) -> str | None:
    """The piece at either end of the title element by which the rest of the page calls itself."""
    pieces = title_pieces(title) if title else []
    before, colon, _ = pieces[0].partition(": ") if pieces else ("", "", "")
    if len(pieces) < 2 and not colon:
        return None
    ends = [
        piece
        for piece in dict.fromkeys((pieces[-1], pieces[0], before))
        if len(piece) <= _LONGEST and not is_cut_off(piece) and len(piece.split()) <= _MOST_WORDS
    ]
    weights = [around.weight(piece) for piece in ends]
    best = max(weights, default=0)
    return ends[weights.index(best)] if best >= _SURE and weights.count(best) == 1 else None


def name_at_top(layout: Layout, lines: Sequence[LineEvidence], around: Surroundings, words: Vocabulary) -> int | None:
    """The position of a masthead: one of the first lines, which a copyright line repeats, or a heading such as "Also on …"; None when no line is one."""
    for at in range(min(3, len(layout.blocks))):
        line = layout.words_of(layout.blocks[at])
        if lines[at].prose or not can_name(line, words):
            continue
        bare = folded(line).removeprefix("the ")
        headed = any(words.end_openers.match(other) and other.endswith(f" {bare}") for other in around.lines)
        if around.owned_by(line) or headed:
            return at
    return None


def name_in_rights(around: Surroundings, words: Vocabulary) -> str | None:
    """The one holder that the copyright lines name and other lines repeat; None when there are several or none."""
    names = {folded(name): name for name in around.rights if can_name(name, words)}
    alone = {line.removeprefix("the ") for line in around.lines}
    told = [name for key, name in names.items() if key.removeprefix("the ") in alone and sum(f" {key} " in f" {line} " for line in around.lines) > _SURE]
    return told[0] if len(told) == 1 and not agency_named(told[0], words) else None


def name_beside_date(layout: Layout, lines: Sequence[LineEvidence], first: int, words: Vocabulary) -> int | None:
    """The position of a line that names a paper and stands next to the date or byline above the text; None when there is none."""
    text = " ".join(layout.words_of(block)[:2_000] for block in layout.blocks[first : first + 40])
    for at in range(max(0, first - 5), first):
        line = layout.words_of(layout.blocks[at])
        if lines[at].prose or lines[at].form or not can_name(line, words) or agency_named(line, words) or len(line.split()) < 2:
            continue
        beside = [layout.words_of(layout.blocks[near]) for near in (at - 1, at + 1) if 0 <= near < first]
        dated = any(len(near) <= 80 and (words.byline_openers.match(near) or re.search(rf"\b{words.month}\b.*\d{{4}}", near, re.IGNORECASE)) for near in beside)
        named = [word for word in re.findall(r"[^\W\d_]+", line) if word.lower() in words.paper_words]
        if dated and named and (line in text or any(re.search(rf"\b[Tt]he {word}\b", text) for word in named) or line.split()[0] == "The"):
            return at
    return None


def name_above_headline(layout: Layout, first: int, words: Vocabulary) -> int | None:
    """The position of a line that heads a pasted text as its paper's name does, above a headline: the text says who told the paper, or a date or byline
    follows, and none of the line's words is told below, or the line below says that a body gave the text to the press. None when there is none.
    """
    if first > _FEW_ABOVE:
        return None
    told = "\n".join(layout.words_of(block)[:2_000] for block in layout.blocks[first : first + 40])
    lines = [layout.words_of(layout.blocks[at]) for at in range(first)]
    aside = [_dated(line, words) or bool(words.byline_openers.match(line)) for line in lines]
    for at, line in enumerate(lines[:_HEADS]):
        if any(len(below.split()) >= _LEAST_OF_A_HEADLINE and not off for below, off in zip(lines[at + 1 :], aside[at + 1 :], strict=True)):
            heard = re.search(rf"\b{words.informed} {re.escape(line)}(?!\w)", told)
            apart = (set(folded(line).split()) - words.small_words).isdisjoint(folded(told).split())
            released = at + 1 < first and _is_release(lines[at + 1], words)
            own = (apart or released) and (_is_no_section(line, words) or _ends_as_papers(line, words))
            foreign = _spelled_below(lines, at) or (_aside_below(lines, aside, at, words) and (own or _is_papers(line, words)))
            if _REFERENCE.search(line) or line.partition(" ")[0].lower() in words.placing:
                continue
            if (heard or foreign) and not aside[at] and can_name(line, words) and not agency_named(line, words):
                return at
    return None


def _aside_below(lines: Sequence[str], aside: Sequence[bool], at: int, words: Vocabulary) -> bool:
    """Whether a date or byline follows a line, an address, a number of the series or "Press release" between them or not."""
    for below, off in zip(lines[at + 1 :], aside[at + 1 :], strict=True):
        if off or not (_ADDRESS.match(below) or _REFERENCE.search(below) or _is_release(below, words)):
            return off
    return False


def _is_release(line: str, words: Vocabulary) -> bool:
    """Whether a line says that a body gave the text to the press."""
    return bool(words.release_labels.fullmatch(line) or words.release_openers.match(line))


def _spelled_below(lines: Sequence[str], at: int) -> bool:
    """Whether the line below is an address whose host is made of the letters of a name."""
    below = lines[at + 1] if at + 1 < len(lines) else ""
    letters = re.sub(r"[^a-z0-9]", "", folded(lines[at]))
    return len(letters) >= _SPELLED and bool(_ADDRESS.match(below)) and letters in _letters_of_host(below)


def _ends_as_papers(line: str, words: Vocabulary) -> bool:
    """Whether a name of one word ends as papers' names do in languages that write compounds as one: Abendpost, Küstenbote."""
    bare = folded(line)
    return " " not in bare and any(bare.endswith(end) and bare != end for end in words.paper_endings)


def _is_no_section(line: str, words: Vocabulary) -> bool:
    """Whether a name is of several words and not made as names of sections are ("Local News", "Politics")."""
    pieces = folded(line).split()
    return len(pieces) > 1 and (pieces[-1] not in words.section_words or pieces[0] not in words.section_openers)


def _dated(line: str, words: Vocabulary) -> bool:
    return len(line) <= _LONGEST and any(True for _ in dates_in(line, words))


def name_above_text(layout: Layout, first: int, titles: Collection[int], words: Vocabulary) -> Span | None:
    """The paper that one of the few lines above a pasted text names, alone or before a date ("Harbour Daily | 4 May 2031"); None when none does or two do."""
    if first > _FEW_ABOVE:
        return None
    found: list[Span] = []
    for at in range(first):
        line = layout.words_of(layout.blocks[at])
        date = next(iter(dates_in(line, words)), None) if len(line) <= 2 * _LONGEST else None
        name = re.sub(r"[\s,|/•·:–—-]+$", "", line[: date.start]) if date else line
        if at not in titles and _is_papers(name, words):
            found.append(Span(layout.blocks[at].start, layout.blocks[at].start + len(name)))
    return found[0] if len(found) == 1 else None


def _is_papers(name: str, words: Vocabulary) -> bool:
    """Whether a name is made as papers' are: "Harbour Daily", "Gazette of Lisk", "The Lisk News"; "Local News" may be a section's."""
    pieces = name.lower().split()
    own = pieces[pieces[:1] == ["the"] :]
    if len(pieces) < 2 or not can_name(name, words) or agency_named(name, words):
        return False
    made = own[own.index("of") - 1] if "of" in own[1:] else own[-1]
    makes = words.paper_words if own != pieces else words.paper_words - words.section_words
    named = own != pieces or any(piece not in words.paper_words for piece in own)
    return made in makes and named and ("of" in own or len(own) <= _MOST_OF_A_PAPER)


def _is_home(link: str, url: str | None) -> bool:
    if _DEEPER.match(link):
        return False
    try:
        given, own = urlsplit(link[:2_000]), urlsplit((url or "")[:2_000])
    except ValueError:
        return False
    if given.scheme not in ("", "http", "https") or given.query or (given.fragment and not given.netloc and not given.path):
        return False
    same = not given.netloc or (bool(own.netloc) and given.netloc.removeprefix("www.") == own.netloc.removeprefix("www."))
    return same and bool(given.path or given.netloc) and bool(_HOME.fullmatch(given.path))


def _letters_of_host(url: str | None) -> str:
    try:
        host = urlsplit((url or "")[:2_000]).hostname or ""
    except ValueError:
        return ""
    return re.sub(r"[^a-z0-9]", "", host.removeprefix("www."))
