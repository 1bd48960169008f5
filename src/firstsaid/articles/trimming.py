"""What stands in a body and is none of it: what the markup calls something else, links at its end, who wrote it and how to write to them."""

import re
from functools import lru_cache

from firstsaid.articles.page import Page, names_of

_DEPTH = 2
_MOST_DROPPED = 0.3
"""When the names of the markup speak against more than this share of the body, they are not believed."""
_ALL_LINKED = 0.9
_CLOSING = 3
"""So many blocks at the end may introduce a person."""
_LONGEST_CONTACT = 60
"""Most words of a line that says how to reach its author."""
_FEWEST_KEPT = 3
_OPENING = 3
_HEADINGS = ("h2", "h3", "h4", "h5", "h6")
_SHORT_OFFER = 25
"""Most words of a line that begins as the site's own sentences do and is dropped wherever it stands."""
_NOT_TEXT = re.compile(
    r"(?:^|[\s_-])(?:author|writer|contributor|bio|disclosures?|disclaimer|newsletter\w*|signup|promo\w*|related\w*|social\w*|share\w*|modal|popup|sources|superbox|"
    r"recirc\w*|recommended|byline|toc|advert\w*|subscribe|paywall)(?=$|[\s_-])",
    re.IGNORECASE,
)
_BARS = re.compile(r"\S\s[|·•]\s.*\s[|·•]\s\S")
"""Several links in one line."""
_ADDRESS = re.compile(r"https?://\S+")
_CONTACT = re.compile(r"[\w.+-]{1,64}@[\w-]{1,64}\.\w|(?<!\w)@[A-Za-z]\w{3}")
_PERSON = r"\W{0,3}(?:[\w.’'-]{1,30} ){0,3}?((?:[A-Z][\w.’'-]{0,30} ){1,3}[A-Z][\w’'-]{1,30})(?: \([^)]{1,20}\))?,?(?: [^,.]{1,60},)?"


def trimmed(body: frozenset[int], page: Page) -> frozenset[int]:
    """The body without these; never nothing."""
    kept = body - _named_otherwise(body, page)
    longest = max((headline.count(" ") + 1 for headline in page.headlines), default=0)
    kept = frozenset(at for at in kept if page.lines[at].words > longest or page.folded(at) not in page.headlines)
    kept -= {at for at in kept if page.lines[at].policy and page.lines[at].words <= _SHORT_OFFER and page.words.furniture_sentences.match(page.text(at))}
    kept -= {at for at in sorted(kept)[:_OPENING] if not page.lines[at].prose and _signs(page.folded(at), page)}
    kept -= {at for at in kept if _heads_links(at, kept, page)}
    kept -= _closing_links(kept, page)
    kept -= _closing_contacts(kept, page)
    kept -= _introductions(kept, page)
    return kept or body


def _signs(line: str, page: Page) -> bool:
    """Whether a line names declared authors, as "Orla Venn and Per Lund" does, and says nothing else."""
    named = {word for author in page.authors for word in author.split()}
    return any(author in line for author in page.authors) and not set(line.split()) - named - page.words.signing


def _heads_links(at: int, kept: frozenset[int], page: Page) -> bool:
    """Whether a heading that is no sentence stands above links to other places."""
    heading = page.layout.blocks[at].tag in _HEADINGS and not page.lines[at].prose
    return heading and at + 1 < len(page.lines) and at + 1 not in kept and page.linked(at + 1) >= _ALL_LINKED


def _named_otherwise(body: frozenset[int], page: Page) -> set[int]:
    blocks = page.layout.blocks
    found = {at for at in body if any(_NOT_TEXT.search(name) for name in names_of(blocks[at], _DEPTH))}
    return found if page.length(found) <= _MOST_DROPPED * page.length(body) else set()


def _closing_links(body: frozenset[int], page: Page) -> set[int]:
    """Lines at the end that are links from one end to the other, or addresses."""
    found: set[int] = set()
    for at in sorted(body, reverse=True):
        cell = page.layout.blocks[at].tag in ("td", "th") and not _BARS.search(page.text(at))
        if cell or not (_all_linked(at, page) or _ADDRESS.fullmatch(page.text(at))):
            break
        found.add(at)
    return found if page.length(found) <= _MOST_DROPPED * page.length(body) else set()


def _all_linked(at: int, page: Page) -> bool:
    """Whether all letters of a line are link text, as in "Home | Harbour | Sport"."""
    return page.layout.blocks[at].linked >= _ALL_LINKED * sum(map(str.isalnum, page.text(at)))


def _closing_contacts(body: frozenset[int], page: Page) -> set[int]:
    """Lines at the end that give an address or an account; an embedded post may."""
    found: set[int] = set()
    for at in sorted(body, reverse=True)[:-_FEWEST_KEPT]:
        posted = any(name.startswith("blockquote") for name in page.layout.blocks[at].names[-_DEPTH:])
        if posted or page.lines[at].words >= _LONGEST_CONTACT or not _CONTACT.search(page.text(at)):
            break
        found.add(at)
    return found


@lru_cache(maxsize=8)
def _introducing(verbs: tuple[str, ...]) -> re.Pattern[str]:
    return re.compile(rf"{_PERSON} (?:{'|'.join(map(re.escape, verbs))})\b")


def _introductions(body: frozenset[int], page: Page) -> set[int]:
    """Paragraphs at the end that say who somebody is whom the text does not mention: its author."""
    introduces = _introducing(page.words.introducing)
    found: set[int] = set()
    for at in sorted(body)[-_CLOSING:] if len(body) > _CLOSING else ():
        person = introduces.match(page.text(at)[:300])
        if person and not any(person[1].split()[-1] in page.text(other) for other in body if other != at and page.lines[other].form is None):
            found.add(at)
    return found
