"""What the pages say of their own authorship: credits, bylines, agencies and datelines."""

from collections.abc import Iterator

from firstsaid.lineage.content import WORD, named_things
from firstsaid.lineage.evidence.versions import same_outlet
from firstsaid.lineage.finding import UPSTREAM, Finding
from firstsaid.lineage.names import any_same, is_agency, same_name
from firstsaid.lineage.page import Page
from firstsaid.lineage.pair import Pair
from firstsaid.lineage.printed import issuer
from firstsaid.model import Found

_FEW_WORDS = 8
_RETOLD = 0.9
"""Strength of a credit where the page tells the matter anew."""
_FEW_THINGS = 2
_AT_LEAST = 0.6
_SPOKEN = 15
"""Words of shared quotations from which a credit explains them in full."""
_ENOUGH = 0.3
"""Share of a page's words that must stand in the other before a credit explains the pair as a whole."""


def _weight_of_sharing(pair: Pair) -> float:
    """A credit explains a pair as far as the pair has something to explain."""
    return 0.15 if not pair.passages else min(1.0, 0.3 + max(pair.up.share, pair.down.share))


def credited_outlet(pair: Pair) -> Iterator[Finding]:
    """{down} names {name} as the author of its text, and {up} is {name}'s own page."""
    for found in pair.down.page.borrowed:
        if any_same(found.value, pair.up.page.names):
            strength = _weight_of_sharing(pair)
            if strength < _RETOLD and _same_matter(pair, found.value):
                strength = _RETOLD
            yield Finding(UPSTREAM, pair.down.page.place(found.span), strength, found.value)


def _same_matter(pair: Pair, author: str) -> bool:
    """Whether half of the names and figures of `down`, beside the authors' own, stand in `up`: then it may tell the same anew. Of a page that names several
    authors each need have but his share.
    """
    authors = {author, *(found.value for found in pair.down.page.borrowed)}
    things = named_things(pair.down.page.article) - {word.lower() for name in authors for word in WORD.findall(name)}
    both = len(things & named_things(pair.up.page.article))
    return len(things) >= _FEW_THINGS and both >= min(len(authors), _FEW_THINGS) and 2 * both * len(authors) >= len(things)


def generic_credit(pair: Pair) -> Iterator[Finding]:
    """{down} credits agencies in general ("{name}"), and {up} is an agency's own page with the same text."""
    generic = pair.down.page.generic
    if generic is not None and pair.up.page.is_agency and pair.down.share >= _ENOUGH:
        yield Finding(UPSTREAM, pair.down.page.place(generic.span), min(1.0, pair.down.share + 0.1), generic.value)


def agency_page(pair: Pair) -> Iterator[Finding]:
    """{up} is the own page of the agency {name}; {down} has its words and names no author."""
    up, down = pair.up.page, pair.down.page
    if up.is_agency and not down.is_agency and not down.borrowed and pair.narrative >= _FEW_WORDS:
        found = up.article.agency or up.article.outlet
        yield Finding(UPSTREAM, up.place(found.span) if found else (), min(1.0, 0.3 + pair.down.share), found.value if found else up.own[0])


def _absent(page: Page) -> Iterator[Found]:
    """Authors whose text may be absent: one whose page is here wrote that page, unless it is an agency, which sends out several."""
    yield from (f for f in page.borrowed if is_agency(f.value) or not page.has_page(f.value))


def same_absent_agency(pair: Pair) -> Iterator[Finding]:
    """Both pages name {name} as the author of their text, and neither is {name}'s own page."""
    for found in _absent(pair.up.page):
        for other in pair.down.page.borrowed:
            if pair.narrative and same_name(found.value, other.value):
                name = min(found.value, other.value, key=lambda n: (len(n), n))
                yield Finding("siblings", pair.up.page.place(found.span) + pair.down.page.place(other.span), 1.0, name, absent=True)


def credited_quotation(pair: Pair) -> Iterator[Finding]:
    """{up} and {down} share {number:word} between quotation marks, and both texts are {name}'s, as a credit tells."""
    quoted = pair.of_kind("quotation")
    if any(h.overlap(span) for p in quoted for page, span in ((pair.up.page, p.up), (pair.down.page, p.down)) for h in page.heard):
        return
    found = _one_author(pair) or _one_author(pair.turned())
    if quoted and found:
        same = sum(p.same for p in quoted)
        yield Finding("independent", pair.places(*quoted[:1]), min(1.0, same / _SPOKEN), found.value, number=same)


def _one_author(pair: Pair) -> Found | None:
    """The author whom `down` names and who is `up`'s own outlet, or whom both name and whose page is not here."""
    ours = [f.value for f in _absent(pair.up.page)]
    return next((f for f in pair.down.page.borrowed if any_same(f.value, pair.up.page.names) or any(same_name(f.value, one) for one in ours)), None)


def both_tell_anew(pair: Pair) -> Iterator[Finding]:
    """Both pages name {name}, whose text is not here, as the author of what they tell, each in words of its own."""
    if pair.narrative >= _FEW_WORDS:
        return
    for found in _absent(pair.up.page):
        other = next((one for one in pair.down.page.borrowed if same_name(found.value, one.value)), None)
        if other is not None and _same_matter(pair, found.value) and _same_matter(pair.turned(), found.value):
            name = min(found.value, other.value, key=lambda n: (len(n), n))
            yield Finding("siblings", pair.up.page.place(found.span) + pair.down.page.place(other.span), 1.0, name, absent=True)
            return


def one_names_agency(pair: Pair) -> Iterator[Finding]:
    """{up} names {name} as the author of its text; {down} has the same words and may have them from {name} too."""
    yield from _may_be_from(pair, _absent(pair.up.page))


def one_traces(pair: Pair) -> Iterator[Finding]:
    """{up} says that {name}, whose own page is not here, had the matter first; {down} has the same words and may have them from {name} too."""
    named = pair.down.page.named()
    yield from _may_be_from(pair, (f for f in pair.up.page.traced if not pair.up.page.has_page(f.value) and not any_same(f.value, named)))


def one_cites(pair: Pair) -> Iterator[Finding]:
    """{up} has words that both share from {name}, whose own page is not here; {down} may have them from {name} too."""
    named = pair.down.page.named()
    spans = [p.up for p in pair.of_kind("narrative")]
    cited = (c for c in pair.up.page.citations if c.link.kind == "outlet" and any(x.overlap(s) for x in c.statement.content for s in spans))
    absent = (c for c in cited if not pair.up.page.has_page(c.link.name) and not any_same(c.link.name, named))
    yield from _may_be_from(pair, (Found(c.link.name, c.link.span, "cited") for c in absent))


def _may_be_from(pair: Pair, authors: Iterator[Found]) -> Iterator[Finding]:
    if pair.narrative < _FEW_WORDS or pair.down.page.is_agency:
        return
    for found in authors:
        if not any_same(found.value, pair.down.page.names) and not any(same_name(found.value, o.value) for o in pair.down.page.borrowed):
            yield Finding("siblings", pair.up.page.place(found.span), min(1.0, pair.down.share + 0.2), found.value, absent=True)


def same_statement(pair: Pair) -> Iterator[Finding]:
    """Both pages print what {name} states, from the first sentence on, and neither is {name}'s own page."""
    up, down = pair.up.page, pair.down.page
    one, other = (issuer(up), issuer(down)) if pair.narrative >= _FEW_WORDS else (None, None)
    if one and other and same_name(one[0].name, other[0].name) and not up.has_page(one[0].name):
        yield Finding("siblings", (one[1], other[1]), 1.0, one[0].name, absent=True)


def two_outlets(pair: Pair) -> Iterator[Finding]:
    """{up} and {down} are outlets that share narrative and name one another nowhere; neither is an agency: such pages mostly have it from one.

    Of 38 pairs of outlets that were read by hand, 25 had their text from an agency whose page was not there, and 1 from the other.
    """
    up, down = pair.up.page, pair.down.page
    if pair.narrative < _FEW_WORDS or not (up.own and down.own) or up.is_agency or down.is_agency or same_outlet(up, down):
        return
    if not any(any_same(name, other.names) for page, other in ((up, down), (down, up)) for name in page.named()):
        yield Finding("siblings", pair.places(*pair.of_kind("narrative")[:1]), _AT_LEAST + (1 - _AT_LEAST) * min(1.0, pair.narrative / 100))
