"""Outlets that a page names without citing or crediting them in a form that is read as such."""

from collections.abc import Iterator

from firstsaid.lineage.content import told_in
from firstsaid.lineage.evidence.relay import cites
from firstsaid.lineage.evidence.times import too_late
from firstsaid.lineage.finding import UPSTREAM, Finding
from firstsaid.lineage.names import any_same, is_agency, same_name
from firstsaid.lineage.page import Mention, means_itself
from firstsaid.lineage.pair import Pair
from firstsaid.lineage.words import words

_FEW_WORDS = 8
_DEED = 30
"""Characters before a name in which it stands what its bearer did."""
_NOT_CARRIED = 0.9
"""Strength of an outlet that is named where nothing shows that its page carries the matter."""


def named_alone(pair: Pair) -> Iterator[Finding]:
    """{down} names {name} in a line of its own, as an author is named, and {up} is {name}'s own page."""
    for mention in _of_upstream(pair):
        if mention.alone and pair.passages:
            yield Finding(UPSTREAM, pair.down.page.place(mention.span), min(1.0, 0.3 + pair.down.share), mention.name)
            return


def named_in_text(pair: Pair) -> Iterator[Finding]:
    """{down} names {name} in its text, and {up} is {name}'s own page.

    Of several pages of that outlet it means those which tell what the sentence tells, if any does; one who speaks or acts in the story is not cited by being
    named, unless its page tells what the sentence tells or it speaks.
    """
    if cites(pair) or too_late(pair):
        return
    for mention in _of_upstream(pair):
        if not mention.alone:
            if _second_hand(pair, mention) or (_did_it(pair, mention) and not _speaks(pair)):
                return
            carried = pair.narrative >= _FEW_WORDS or told_in(pair.down.page.article, (mention.sentence,), pair.up.page.article)
            if not carried and (mention.told_by or (mention.acts and not _speaks(pair))):
                return
            yield Finding(UPSTREAM, pair.down.page.place(mention.span), 1.0 if carried else _NOT_CARRIED, mention.name)
            return


def _second_hand(pair: Pair, mention: Mention) -> bool:
    """Whether the page has it from another outlet that cites `up`: the Post reported, citing the bank. Then it did not read the bank's own page."""
    down, own = pair.down.page, pair.up.page.names
    for first, *further in (s.chain for s in down.statements if len(s.chain) > 1):
        through = first.kind == "outlet" and not any_same(first.name, own) and not means_itself(down.article, down.own, first.name)
        if through and any(link.span is not None and link.span.overlap(mention.span) for link in further):
            return True
    return False


def _did_it(pair: Pair, mention: Mention) -> bool:
    """Whether the name is that of who did a thing: the study, funded by the Linden Foundation."""
    before = pair.down.page.article.text[max(0, mention.span.start - _DEED) : mention.span.start]
    return bool(words().done_by.search(before))


def _speaks(pair: Pair) -> bool:
    """Whether `down` lets the one whose page `up` is say something."""
    return any(s.chain and any_same(s.chain[-1].name, pair.up.page.names) for s in pair.down.page.statements)


def names_other(pair: Pair) -> bool:
    """Whether either page names the other's outlet."""
    return any(next(_of_upstream(view), None) is not None for view in (pair, pair.turned()))


def both_name(pair: Pair) -> Iterator[Finding]:
    """Both pages name the agency {name}, whose own page neither is, and share {number:word} of narrative."""
    if pair.narrative < _FEW_WORDS:
        return
    up, down = pair.up.page, pair.down.page
    authors = tuple(f.value for f in up.borrowed + down.borrowed)
    for mention in up.mentions:
        wrote = is_agency(mention.name) or (any_same(mention.name, authors) and not up.has_page(mention.name))
        if wrote and any(same_name(mention.name, other.name) for other in down.mentions) and not any_same(mention.name, up.names + down.names):
            spans = up.place(mention.span)
            yield Finding("siblings", spans, min(1.0, pair.narrative / 40), mention.name, number=pair.narrative, absent=True)
            return


def both_trace(pair: Pair) -> Iterator[Finding]:
    """Both pages name {name}, whose own page is not here, and one of them as who wrote the text or had the matter first: each seems to have it from there.

    Nothing where it says so in words that both have: those may have been copied with the rest.
    """
    up, down = pair.up.page, pair.down.page
    if pair.narrative < _FEW_WORDS:
        return
    for found in up.traced + up.borrowed:
        copied = found.span is not None and any(p.up.overlap(found.span) for p in pair.passages)
        if copied or up.has_page(found.value) or any_same(found.value, up.names + down.names):
            continue
        credited = any(same_name(found.value, other.value) for other in down.borrowed) and any(same_name(found.value, own.value) for own in up.borrowed)
        if not credited and any(same_name(found.value, name) for name in down.named()):
            yield Finding("siblings", up.place(found.span), 1.0, found.value, absent=True)
            return


def _of_upstream(pair: Pair) -> Iterator[Mention]:
    """Mentions of `up`'s outlet, where no credit has told as much."""
    if any(any_same(found.value, pair.up.page.names) for found in pair.down.page.borrowed):
        return
    yield from (m for m in pair.down.page.mentions if any_same(m.name, pair.up.page.names))
