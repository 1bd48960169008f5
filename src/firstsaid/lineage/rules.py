"""Every kind of evidence with its weight. A new one is a function in `evidence/` and a line here.

A rule looks at a pair of articles and yields findings. The first paragraph of its docstring is the sentence that the reader sees: {up} and {down} stand for the
articles' names, {name} and {number} for what the finding speaks of. A directed rule asks "could `up` be upstream of `down`?" and is asked both ways.
The weight is in bits: each point doubles the odds of what the finding favours.
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import cached_property

from firstsaid.lineage.evidence import (
    alone,
    background,
    branches,
    containment,
    credit,
    dangling,
    edits,
    links,
    mention,
    readings,
    relay,
    retelling,
    sharing,
    signing,
    speaking,
    succession,
    times,
    typography,
    versions,
)
from firstsaid.lineage.finding import UPSTREAM, Finding
from firstsaid.lineage.pair import Pair
from firstsaid.model import Article, Evidence, content_id


@dataclass(frozen=True)
class Rule:
    """One kind of evidence."""

    func: Callable[[Pair], Iterator[Finding]]
    weight: float
    directed: bool = True
    by_words: bool = False
    """Whether it speaks of shared narrative as a text, and so counts the less the less of it there is."""
    excludes: bool = False
    """Whether it speaks against `down` being upstream rather than for `up`: what was cut or lost on the way to `down` may have been cut from a third text."""

    names: bool = False
    """Whether it shows by more than the wording that the two hang together: by whom a page names or links to, or because both are one page's."""

    @cached_property
    def name(self) -> str:
        """How tables call it: "dangling reference"."""
        return self.func.__name__.replace("_", " ")

    @cached_property
    def sentence(self) -> str:
        """The first paragraph of the function's docstring."""
        return " ".join((self.func.__doc__ or "").split("\n\n")[0].split())


class Count(int):
    """A number that a sentence counts something with: `{number:place}` gives "1 place" and "2 places"."""

    def __format__(self, what: str) -> str:
        return f"{int(self)} {what}{'' if self == 1 else 's'}" if what else str(int(self))


_HEADLINE = 8
"""Words of a headline that tell two pages of one outlet apart."""
_WHOLE_TEXT = 40
"""Words of shared narrative from which a rule `by_words` counts in full."""

RULES = (
    Rule(credit.credited_outlet, 7.5, names=True),
    Rule(credit.generic_credit, 3.5),
    Rule(credit.agency_page, 4, by_words=True),
    Rule(credit.same_absent_agency, 5.5, directed=False, names=True),
    Rule(credit.both_tell_anew, 6, directed=False, names=True),
    Rule(credit.one_names_agency, 1),
    Rule(credit.one_traces, 1),
    Rule(credit.one_cites, 2),
    Rule(credit.credited_quotation, -5, directed=False),
    Rule(credit.same_statement, 3, directed=False, names=True),
    Rule(credit.two_outlets, 3.2, directed=False),
    Rule(signing.signed, 4),
    Rule(signing.heard_itself, 2.5),
    Rule(speaking.spoken_there, 4, names=True),
    Rule(mention.named_alone, 4.5, names=True),
    Rule(mention.named_in_text, 7.5, names=True),
    Rule(mention.both_name, 0.1, directed=False),
    Rule(mention.both_trace, 3, names=True),
    Rule(relay.relayed, 7.5, names=True),
    Rule(relay.relayed_elsewhere, 5, names=True),
    Rule(relay.cite_each_other, 0, directed=False),
    Rule(relay.same_relay, 1),
    Rule(links.linked, 6, names=True),
    Rule(sharing.shared_narrative, -19, directed=False),
    Rule(sharing.long_run, -18, directed=False),
    Rule(retelling.same_order, -12, directed=False),
    Rule(succession.scattered, 6, directed=False),
    Rule(background.stock_paragraph, 36, directed=False),
    Rule(sharing.quotation_only, 0.5, directed=False),
    Rule(sharing.translated_quotation, -7, directed=False),
    Rule(sharing.nothing_of_weight, 3.6, directed=False),
    Rule(sharing.same_headline, -2, directed=False),
    Rule(sharing.echo, 0.8, directed=False),
    Rule(typography.shared_typography, -3.2, directed=False),
    Rule(typography.flattened_typography, 2, by_words=True, excludes=True),
    Rule(typography.typographic_seam, 2, by_words=True, excludes=True),
    Rule(typography.keeps_no_break_spaces, 3, by_words=True, excludes=True),
    Rule(containment.contained, 2.1, by_words=True, excludes=True),
    Rule(containment.condensed, 3.2, by_words=True, excludes=True),
    Rule(containment.trimmed, 1.4, by_words=True, excludes=True),
    Rule(containment.each_lacks, 2.1, directed=False),
    Rule(edits.marked_change, 2, names=True),
    Rule(edits.changed_quotation, 0.3, excludes=True),
    Rule(edits.scare_quotes_dropped, 0.5, excludes=True),
    Rule(edits.hedge_dropped, 1.5, excludes=True),
    Rule(edits.spelling_survives, 1.9),
    Rule(edits.own_voice_changed, 1.5),
    Rule(dangling.dangling_reference, 2, excludes=True),
    Rule(dangling.unintroduced_name, 1.3, excludes=True),
    Rule(readings.odd_reading, -2.2),
    Rule(readings.shared_innovation, 2.7, directed=False),
    Rule(readings.fuller_for_others, 2.5, excludes=True),
    Rule(readings.composed, 3, by_words=True),
    Rule(alone.words_of_its_own, -2.7, by_words=True),
    Rule(alone.on_no_third_page, 1, directed=False),
    Rule(branches.branches, 3.3, directed=False),
    Rule(branches.known_elsewhere, 3.3, excludes=True),
    Rule(times.earlier, 2.5, excludes=True),
    Rule(times.contradicted, 0),
    Rule(versions.same_address, 12, directed=False, names=True),
    Rule(versions.same_stored_text, 12, directed=False, names=True),
    Rule(versions.same_outlet_retold, 9, directed=False, names=True),
    Rule(versions.later_version, 2, names=True),
)
COMMON_UPSTREAM = "common upstream"
COMMON_ABSENT = "common absent text"
OTHER_PAGE = "other page meant"
TOGETHER = "weighed together"
"""The rules that look at the whole story (see `shared_parent.py`, `meant.py`, `together.py`)."""


def weigh(pair: Pair) -> list[Evidence]:
    """What every rule finds about a pair whose `up` side is article_a, without repetitions."""
    turned = pair.turned()
    found: dict[str, Evidence] = {}
    for rule in RULES:
        for view in (pair, turned) if rule.directed else (pair,):
            for finding in rule.func(view):
                evidence = _evidence(rule, view, finding, pair)
                found.setdefault(evidence.id, evidence)
    return list(found.values())


def _evidence(rule: Rule, view: Pair, finding: Finding, pair: Pair) -> Evidence:
    a, b = pair.up.page.id, pair.down.page.id
    favours = finding.favours
    if favours == UPSTREAM:
        favours = "a upstream" if (view.up.page.id == a) != rule.excludes else "b upstream"
    sentence = rule.sentence.format(up=label(view, "up"), down=label(view, "down"), name=finding.name, number=Count(finding.number))
    substance = min(1.0, view.narrative / _WHOLE_TEXT) if rule.by_words else 1.0
    score = round((-1 if rule.excludes else 1) * rule.weight * finding.strength * substance, 3)
    identity = content_id("evidence", pair.story, a, b, rule.name, favours, finding.name, sentence)
    return Evidence(identity, pair.story, a, b, rule.name, favours, score, sentence, finding.spans, finding.name if finding.absent else None)


def label(view: Pair, side: str) -> str:
    """What the sentence calls an article: its name; where both have the same, with what tells them apart: the headline, the day, else the file's name."""
    up, down = view.up.page.article, view.down.page.article
    this = up if side == "up" else down
    if up.name() != down.name():
        return this.name()
    for tell in (_headline, _day):
        if tell(up) and tell(down) and tell(up) != tell(down):
            return f"{this.name()} ({tell(this)})"
    return f"{this.name()} ({this.path.rsplit('/', 1)[-1]})"


def _headline(article: Article) -> str:
    words = article.title.value.split() if article.title else []
    return f"“{' '.join(words[:_HEADLINE])}{'…' if len(words) > _HEADLINE else ''}”" if words else ""


def _day(article: Article) -> str:
    return article.published.day if article.published else ""
