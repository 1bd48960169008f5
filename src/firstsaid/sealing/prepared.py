"""What is handed on, prepared: the whole case, a story or a claim, with decisions applied and names redacted."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace

import firstsaid
from firstsaid.api import Case
from firstsaid.case.custody import line_digest
from firstsaid.case.settings import changed, settings_hash
from firstsaid.dossier import Beside, Decision, MovedCount, Redaction, compose, of_claim, of_story, report
from firstsaid.dossier.index import Index
from firstsaid.dossier.plain import one_line
from firstsaid.dossier.wording import count
from firstsaid.errors import CaseError
from firstsaid.model import Dossier, OriginCount
from firstsaid.review import Kept, Reviews, Standing, standing
from firstsaid.sealing.decided import BECAME, VERDICTS, as_decided, matter, moved_counts

PASSING = ("export", "read")
"""What the custody log tells and what changes nothing in a case: what is handed on leaves out such lines at its end, so that it is the same for everybody."""


@dataclass(frozen=True, slots=True)
class Wanted:
    """What is to be handed on."""

    story: str = ""
    """Id of a story, or the beginning of one; "" for all."""
    claim: str = ""
    redact: tuple[str, ...] = ()
    """Names to be hidden."""
    without_notes: bool = False
    """Whether the reasons of decisions are left out."""

    def __post_init__(self) -> None:
        if self.story and self.claim:
            raise CaseError("a story or a claim can be handed on, not both in one; name one of them")

    @property
    def whole(self) -> bool:
        """Whether it is all of the case."""
        return not (self.story or self.claim)


@dataclass(frozen=True, slots=True)
class Prepared:
    """What is handed on, ready to be written."""

    dossier: Dossier
    beside: Beside
    kept: tuple[Kept, ...]
    """The decisions about its articles, without what was hidden."""
    digests: Mapping[int, str]
    """By number, what the custody log says of each decision."""
    wanted: Wanted
    redaction: Redaction | None
    left: tuple[str, ...]
    """Other descriptions of hidden voices, which stay: for the person who asked, never to be handed on."""

    @property
    def part(self) -> str:
        """Which part of the case it is: "case", "story 3f…", "claim 9a…"."""
        if self.wanted.whole:
            return "case"
        return f"story {self.dossier.stories[0].id}" if self.wanted.story else f"claim {self.dossier.claims[0].id}"

    def html(self, *, custody: bool = True) -> str:
        """The report; without what it says of the custody log it is the same for every case of the same pages and decisions.

        Raises CaseError when a name that was to be hidden still stands in it.
        """
        return self.safe(report(self.dossier, self.beside if custody else replace(self.beside, custody="")))

    def safe(self, text: str) -> str:
        """The text as it is, once it has been looked through for hidden names. Raises CaseError when one still stands in it."""
        still = self.redaction.hiding.left(text) if self.redaction else None
        if still:
            raise CaseError(f"“{still}” still stands in what was to be written, so nothing was; please report this, and take out its pages by hand")
        return text


def prepare(case: Case, wanted: Wanted) -> Prepared:
    """Take from a case what is wanted, with the decisions in force now.

    Raises CaseError when there is no such story or claim, and while a run is at work, whose tables are not yet of one kind.
    """
    decisions = standing(Reviews(case.folder.reviews).log(), case.options.review.reviewers)
    with case.folder.lock():
        made = case.pile
    pile, alone = as_decided(made, decisions.in_force, decisions.by_article, case.options)
    whole = compose(pile, firstsaid.__version__, settings_hash(case.options))
    dossier = of_story(whole, wanted.story) if wanted.story else of_claim(whole, wanted.claim) if wanted.claim else whole
    told, kept = beside(case, dossier, decisions, alone)
    told = replace(told, part=_part(whole, dossier, wanted), without_notes=wanted.without_notes)
    if wanted.without_notes:
        told = replace(told, decisions=tuple(replace(d, reason="") for d in told.decisions))
        dossier = replace(dossier, judgements=tuple(replace(j, reason="") for j in dossier.judgements))
    bare = tuple(replace(k, wish=replace(k.wish, reason="")) for k in kept) if wanted.without_notes else kept
    plain = Prepared(dossier, told, bare, {k.number: k.wish.digest for k in kept}, wanted, None, ())
    return _redacted(whole, plain) if wanted.redact else plain


def beside(case: Case, dossier: Dossier, decisions: Standing, alone: Mapping[str, OriginCount]) -> tuple[Beside, tuple[Kept, ...]]:
    """What a report of a dossier says beside its records, and the decisions that it tells of: those about its articles. `alone` is what the machine counts."""
    held = {article.id for article in dossier.articles}
    kept = tuple(k for k in decisions.log if held.issuperset(place.article for place in k.wish.places))
    articles = {claim.id: claim.articles for claim in dossier.claims}
    options = [(f"{room}.{name}", str(value)) for room, values in changed(case.options).items() for name, value in values.items()]
    told = Beside(
        decisions=_decisions(kept, decisions, Index(dossier)),
        moved=moved_counts(dossier.counts, alone, articles, decisions.in_force),
        settings=tuple(options),
        custody=_custody(case),
    )
    return told, kept


def _redacted(whole: Dossier, plain: Prepared) -> Prepared:
    redaction = Redaction(whole, plain.wanted.redact)
    hidden = redaction.dossier(plain.dossier)
    words = redaction.text
    kept = tuple(replace(k, wish=redaction.record(k.wish), withdrawn=words(k.withdrawn) if k.withdrawn else None) for k in plain.kept)
    decisions = tuple(
        Decision(d.number, words(d.matter), d.verdict, words(d.reason), words(d.by), d.made_at, words(d.machine), words(d.became))
        for d in plain.beside.decisions
    )
    counts = {claim: MovedCount(words(moved.by), moved.alone) for claim, moved in plain.beside.moved.items()}
    beside = replace(plain.beside, decisions=decisions, moved=counts, hidden=redaction.told())
    return Prepared(hidden, beside, kept, plain.digests, plain.wanted, redaction, tuple(dict.fromkeys(redaction.kept_names)))


def _decisions(kept: Iterable[Kept], decisions: Standing, index: Index) -> tuple[Decision, ...]:
    return tuple(
        Decision(
            k.number,
            matter(k.wish, index.name),
            VERDICTS[k.wish.verdict],
            one_line(k.wish.reason),
            one_line(k.wish.author),
            k.made_at[:16].replace("T", " ") + " UTC",
            one_line(k.wish.machine),
            BECAME[decisions.status[k.number]] + (f" {k.withdrawn}" if k.withdrawn else ""),
        )
        for k in kept
    )


def _part(whole: Dossier, dossier: Dossier, wanted: Wanted) -> str:
    if wanted.whole:
        return ""
    what = "One story" if wanted.story else "One claim"
    of = count(len(whole.stories), "story", "stories") if wanted.story else count(len(whole.claims), "claim")
    share = f"{len(dossier.articles)} of its {count(len(whole.articles), 'article')}"
    return f"{what} of {of} in the case: {share}. The others were compared too, and are left out here."


def _custody(case: Case) -> str:
    """How far the log goes; one that does not fit is told of, and stops no report."""
    lines, digest = 0, ""
    try:
        for number, (line, facts) in enumerate(case.folder.custody.entries(), 1):
            if facts.get("event") not in PASSING:
                lines, digest = number, line_digest(line)
    except CaseError as error:
        return f"Not verified: {error}."
    return f"The first {count(lines, 'line')} of the case’s custody log lead to the digest {digest}." if lines else ""


def names_given(text: str) -> Sequence[str]:
    """Names, one a line."""
    return [line.strip() for line in text.splitlines() if line.strip()]
