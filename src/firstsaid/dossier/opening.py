"""What a person wants first: how many pages, the claim that most of them carry, and who stands behind it."""

from collections.abc import Iterator
from dataclasses import dataclass

from firstsaid.dossier.excerpt import excerpt
from firstsaid.dossier.index import Index
from firstsaid.dossier.plain import one_line
from firstsaid.dossier.refused import refused_pages
from firstsaid.dossier.versions import carried
from firstsaid.dossier.wording import AS_FAR, UNNAMED_KINDS, bracketed, count, in_words, listed, namedness, said_by, to, who
from firstsaid.model import Claim, Conflict, Dossier, Origin, OriginCount

NAMES_SHOWN = 6


@dataclass(frozen=True, slots=True)
class Piece:
    """A stretch of a sentence and the place in the report that opens it ("" for none)."""

    text: str
    opens: str = ""


Pieces = tuple[Piece, ...]


@dataclass(frozen=True, slots=True)
class Opening:
    """The first sentence in its parts."""

    pages: Pieces
    claim: Pieces
    conflict: Pieces
    altered: Pieces
    missing: Pieces
    refused: Pieces

    def sentence(self) -> str:
        """All of it as plain text."""
        parts = (self.pages, self.claim, self.conflict, self.altered, self.missing, self.refused)
        return " ".join("".join(piece.text for piece in part) for part in parts if part)


def first_sentence(index: Index) -> str:
    """What a person wants first, as plain text of one to six short sentences; every count holds as far as the pile shows.

    Pages are captures; texts are articles that are not word-for-word copies or re-captures of one another.
    """
    return opening(index).sentence()


def opening(index: Index) -> Opening:
    """The first sentence, with what each part of it opens into."""
    dossier = index.dossier
    claim = next((c for c in dossier.claims if len(c.articles) > 1), None)
    lone = claim is None and len(dossier.articles) > 1
    told = _claim(index, claim) if claim else (Piece("Nothing is carried by more than one article."),) if lone else ()
    return Opening(
        pages=_pages(index),
        claim=told,
        conflict=_conflict(index, claim) if claim else (),
        altered=_altered(len(index.altered), len(index.changes), len(index.otherwise)),
        missing=_missing(dossier),
        refused=_refused(dossier),
    )


def _altered(told: int, changed: int, differing: int) -> Pieces:
    places = f" ({changed} changes)." if changed > told else "."
    pieces = (Piece("Altered quotations: "), Piece(str(told), "altered"), Piece(places)) if told else ()
    if not differing:
        return pieces
    return (*pieces, Piece(f"{' ' if told else ''}Quoted in different words: "), Piece(str(differing), "otherwise"), Piece("."))


def _pages(index: Index) -> Pieces:
    dossier = index.dossier
    pages, refused = max(len(dossier.captures), len(dossier.articles)), refused_pages(dossier)
    if not dossier.articles:
        if not (pages or refused):
            return (Piece("0 pages: the pile is empty."),)
        return (Piece(f"{count(max(pages, refused), 'page')}, none of which could be read."),)
    texts = len(set(index.texts.values()))
    stories = f", {count(len(dossier.stories), 'story', 'stories')}" if dossier.stories else ""
    return (Piece(f"{count(pages, 'page')}, {count(texts, 'text')}{stories}", "pages"), Piece("."))


def _claim(index: Index, claim: Claim) -> Pieces:
    head = (Piece(f"{'Denied: ' if claim.denied else ''}“{excerpt(index, claim)}”: "), Piece(carried(claim.articles, index.articles), "claim-1"))
    reckoning = index.counts.get(claim.id)
    if reckoning is None:
        return (*head, Piece("; its origins were not counted."))
    return head + tuple(_origins(index, reckoning))


def _origins(index: Index, reckoning: OriginCount) -> Iterator[Piece]:
    sure = [origin for origin in reckoning.origins if origin.certain]
    least, most = reckoning.least, reckoning.most
    if most == 0:
        yield Piece("; no traced origin: no source stands behind it in any body.")
    elif not sure and least < most:
        yield from (Piece("; whether it has "), Piece(_whether(least, most), "claim-1"), Piece(" is undetermined."))
    elif least <= 1 and len(sure) <= 1:
        yield from _single(index, reckoning, (sure or list(reckoning.origins))[:1])
    else:
        yield from (Piece(", "), Piece(f"{to(least, most)} origins", "claim-1"), Piece(f", {_named_among(reckoning.origins)}: "))
        yield Piece(f"{said_by(reckoning.origins)}; independent {AS_FAR}.")


def _single(index: Index, reckoning: OriginCount, origins: list[Origin]) -> Iterator[Piece]:
    least, most = reckoning.least, reckoning.most
    ending = f"; at most {most}." if most > max(1, least) else "."
    if not origins:
        yield from (Piece(", "), Piece(f"{to(least, most)} traced {'origin' if most == 1 else 'origins'}", "claim-1"), Piece("."))
        return
    origin = origins[0]
    if _from_absent(reckoning, origin):
        yield Piece(f", siblings of one text that is not in the pile: {bracketed(one_line(origin.via or origin.name))}. Its ")
        yield from (Piece("origin is 1", "claim-1"), Piece(f", not in the pile{ending}"))
        return
    how = namedness(origin)
    yield from (Piece(", "), Piece("1 traced origin" if least == 1 else "0 to 1 traced origins", "claim-1"), Piece(f", {how}: " if how else ": "))
    yield Piece(who(origin) + ending)


def _from_absent(reckoning: OriginCount, origin: Origin) -> bool:
    """Whether all that stands behind a claim is a text that the pile lacks."""
    return not origin.in_pile and origin.kind in ("outlet", "unnamed_outlets") and any(role.role == "siblings" for role in reckoning.roles)


def _whether(least: int, most: int) -> str:
    return f"{least or 'no'} origin or {most}" if most - least == 1 else f"{to(least, most)} origins"


def _named_among(origins: tuple[Origin, ...]) -> str:
    named = sum(origin.kind not in UNNAMED_KINDS for origin in origins)
    if named == len(origins):
        return "both named" if named == 2 else "all named"
    return f"{in_words(named)} of them named" if named else "none of them named"


def _conflict(index: Index, claim: Claim) -> Pieces:
    found = next((c for c in index.dossier.conflicts if c.claim == claim.id), None)
    sides = sides_of(index, found) if found else []
    if len(sides) < 2:
        return ()
    told = "; ".join(f"{words} in {count(len(articles), 'article')}" for words, articles in sides[:4])
    both = set(sides[0][1]).intersection(*(articles for _, articles in sides[1:]))
    return (Piece("Figures differ", "conflicts"), Piece(f": {told}." if both else f": {told}; no article reports both."))


def sides_of(index: Index, conflict: Conflict) -> list[tuple[str, list[str]]]:
    """The sides of a conflict: how its first article writes the figure, and the articles that give that value, the most carried first."""
    words: dict[float, str] = {}
    articles: dict[float, dict[str, None]] = {}
    for figure in conflict.figures:
        article = index.articles.get(figure.article)
        if article:
            words.setdefault(figure.value, one_line(article.text[figure.start : figure.stop]))
            articles.setdefault(figure.value, {})[figure.article] = None
    order = sorted(words, key=lambda value: (-len(articles[value]), value))
    return [(words[value], list(articles[value])) for value in order]


def _missing(dossier: Dossier) -> Pieces:
    names = list(dict.fromkeys(one_line(m.name) for m in dossier.missing if m.kind not in UNNAMED_KINDS and not m.perhaps))
    return (Piece("Cited but not in the pile", "missing"), Piece(f": {listed(names, NAMES_SHOWN)}.")) if names else ()


def _refused(dossier: Dossier) -> Pieces:
    refused = refused_pages(dossier)
    return (Piece(f"{count(refused, 'page')} refused", "refused"), Piece(".")) if refused and dossier.articles else ()
