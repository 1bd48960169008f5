import dataclasses

import pytest

from firstsaid.claims import claims
from firstsaid.model import Span

from .builder import OPTIONS, page, place, read_case, said, shared, story
from .cases import cases, named


def _holding(pile, found, words):
    """Ids of the claims one of whose wordings holds the words or lies within them."""
    held = set()
    for article in pile.articles:
        start = article.text.find(words)
        if start >= 0:
            span = Span(start, start + len(words))
            held |= {c.id for c in found for w in c.wordings if w.article == article.id and any(s.overlap(span) > len(words) / 3 for s in w.spans)}
    return held


@pytest.mark.parametrize("case", cases("claims.toml"), ids=named)
def test_wordings_that_say_the_same_are_one_claim(case):
    pile = read_case(case)
    found = claims(pile, OPTIONS)
    told = [claim.text for claim in found]
    for one, other in case.get("same", []):
        assert _holding(pile, found, one) & _holding(pile, found, other), f"“{one}” and “{other}” are not one claim of {told}"
    for one, other in case.get("apart", []):
        a, b = _holding(pile, found, one), _holding(pile, found, other)
        assert a, f"no claim holds “{one}”"
        assert b, f"no claim holds “{other}”"
        assert not a & b, f"“{one}” and “{other}” are one claim"
    for words in case.get("no_claim", []):
        assert not _holding(pile, found, words), f"“{words}” stands in a claim"
    for words in case.get("text", []):
        assert words in told
    for words in case.get("denied", []):
        held = _holding(pile, found, words)
        assert held, f"no claim holds “{words}”"
        assert all(claim.denied for claim in found if claim.id in held), f"“{words}” is not told as denied"
        assert [claim.told(claim.text) for claim in found if claim.id in held] == [f"denied: {claim.text}" for claim in found if claim.id in held]
    assert not any(claim.denied for claim in found if not {claim.id} & set().union(*(_holding(pile, found, words) for words in case.get("denied", []))))


GATES = "the duty officer ordered the gates of the Ferrin dam open two hours before the flood"


def _gates():
    wire = page("wire", f"A hydrologist said {GATES}. Nobody has seen the gate ledger since.", title="Officer opened gates of Ferrin dam")
    daily = page("daily", f"A hydrologist said {GATES}.")
    return [wire, daily], [said(article, GATES, "hydrologist", kind="unnamed_person") for article in (wire, daily)]


def test_a_claim_tells_where_it_stands_and_who_says_it():
    articles, statements = _gates()
    found = claims(story(articles, statements), OPTIONS)
    (claim,) = [claim for claim in found if claim.text == GATES]
    assert claim.articles == ("daily", "wire")
    assert claim.statements == tuple(sorted(statement.id for statement in statements))
    texts = {article.id: article.text for article in articles}
    assert claim.place.span.of(texts[claim.place.article]) == claim.text
    assert claim.story == "story"


def test_a_headline_joins_the_claim_it_sums_up_and_is_not_its_text():
    articles, statements = _gates()
    wire = articles[0]
    (claim,) = [claim for claim in claims(story(articles, statements), OPTIONS) if claim.text == GATES]
    title = place(wire, "Officer opened gates of Ferrin dam")
    assert any(title in wording.spans for wording in claim.wordings)


@pytest.mark.parametrize("name", ["0 again", "z again"])
def test_a_word_for_word_copy_changes_no_claim(name):
    articles, statements = _gates()
    before = claims(story(articles, statements), OPTIONS)
    copy = dataclasses.replace(articles[1], id=name)
    after = claims(story([*articles, copy], [*statements, said(copy, GATES, "hydrologist", kind="unnamed_person")]), OPTIONS)
    assert sorted(claim.text for claim in after) == sorted(claim.text for claim in before)
    assert [len(claim.articles) for claim in after if claim.text == GATES] == [3]


def test_boilerplate_is_no_claim():
    line = "Sign up for the evening letter of our newsroom and never miss a story"
    a, b = page("a", f"{line}."), page("b", f"{line}.")
    assert claims(story([a, b], [], [shared(a, b, line, line, kind="boilerplate")]), OPTIONS) == []


def test_the_order_of_the_tables_changes_nothing():
    articles, statements = _gates()
    pile = story(articles, statements)
    turned = dataclasses.replace(pile, articles=pile.articles[::-1], statements=pile.statements[::-1], figures=pile.figures[::-1])
    assert claims(pile, OPTIONS) == claims(turned, OPTIONS)


def test_a_large_story_is_grouped_in_a_short_time():
    lines = [f"The {name} quarter number {n} lost its {thing} in the storm of Ferrin, clerk {n} wrote." for n, (name, thing) in enumerate(_quarters())]
    articles = [page(f"p{k:03}", " ".join(lines[k % 50 : k % 50 + 10])) for k in range(300)]
    found = claims(story(articles), OPTIONS)
    assert len(found) <= len(lines)
    assert all(len(claim.articles) > 1 for claim in found)


def _quarters():
    names = ["tanner", "weaver", "potter", "miller", "glazier", "cooper", "chandler", "saddler"]
    things = ["chapel", "bridge", "granary", "bakery", "school", "clinic", "archive", "fountain"]
    return [(name, thing) for name in names for thing in things]
