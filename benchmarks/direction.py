"""Whose text is it: pairs of an agency's page and an outlet's that were read by hand, and families that share an agency's text, with what names the author
left in and taken out.

    python -m benchmarks direction

Masked, a page tells neither its outlet, address nor date; credit lines, bylines and datelines are gone, and the name of every outlet and agency of the kit
reads "Withheld" wherever it stands. What is left is the text. A direction is decided when the relation is a derived one with an upstream article.
"""

import json
import re
import tempfile
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from itertools import combinations
from pathlib import Path
from typing import Any, NamedTuple

from benchmarks.kits import SHARED
from firstsaid import trace
from firstsaid.model import Derivation, Dossier
from firstsaid.model.lineage import DERIVED

FOLDER = SHARED / "data/lineage"
KNOWN = ("Associated Press", "AP", "Reuters", "Thomson Reuters", "AFP", "Agence France-Presse", "Agence France Presse", "Bloomberg", "UPI", "SANA", "Fars",
         "PressTV", "Press TV", "RIA Novosti", "TASS", "Xinhua", "Anadolu")  # fmt: skip
_DATELINE = re.compile(r"^(?:[A-Z][A-Za-z .,/'’-]{2,40} )?\((?:AP|Reuters|AFP|UPI|Bloomberg)\)\s*[-–—]+\s*", re.MULTILINE)
_DAY = re.compile(r"^(?:Updated |Published )?(?:[A-Z][a-z]{2} )?(?:\d{1,2} [A-Z][a-z]+|[A-Z][a-z]+ \d{1,2}) \d{4}(?: at \d{4})? ?")
_CREDIT = re.compile(
    r"\b(?:contributed|reporting by|writing by|editing by|compiled by|photo|copyright|all rights reserved|with .{0,20}wires?)\b", re.IGNORECASE
)
_BYLINE = re.compile(r"^By [A-Z]")
_SHORT = 60
"""A paragraph of more words is no credit line."""


class Named(NamedTuple):
    """A pair of the kit with what a reader found."""

    source: str
    target: str
    derived: bool
    """Whether the target has the source's text; else both have a third party's words only."""


def rows(name: str) -> list[dict[str, Any]]:
    """One table of the kit."""
    return [json.loads(line) for line in (FOLDER / name).read_text("utf-8").splitlines()]


def names_of(docs: Iterable[Mapping[str, Any]]) -> re.Pattern[str]:
    """The names of all outlets and agencies that a text may give away, longest first."""
    outlets = {part for doc in docs for part in (doc["outlet"], re.sub(r"\s*(?:\(.*\)|- News|Online News| Online)\s*", "", doc["outlet"]))}
    wanted = sorted((n for n in {*outlets, *KNOWN} if len(n) > 1), key=lambda n: (-len(n), n))
    return re.compile(r"(?<!\w)(?:[Tt]he )?(?:" + "|".join(re.escape(n) for n in wanted) + r")(?!\w)")


def without(text: str, spans: Iterable[tuple[int, int]]) -> str:
    """A text without some places of it."""
    for start, stop in sorted(spans, reverse=True):
        text = text[:start] + text[stop:]
    return text


def masked(doc: Mapping[str, Any], names: re.Pattern[str]) -> dict[str, Any]:
    """A page without what tells its author or its day."""
    text = _DATELINE.sub("", _DAY.sub("", doc["text"]))
    kept = [p for p in text.split("\n") if not (_BYLINE.match(p) or (len(p.split()) <= _SHORT and _CREDIT.search(p) and (names.search(p) or "(" in p)))]
    return {"id": doc["id"], "title": names.sub("Withheld", doc["title"]), "text": names.sub("Withheld", "\n".join(kept))}


def visible(doc: Mapping[str, Any]) -> dict[str, Any]:
    """A page as the kit has it."""
    return {key: doc[key] for key in ("id", "url", "outlet", "title", "date", "text") if doc.get(key)}


def traced(docs: Iterable[Mapping[str, Any]], folder: Path | None = None) -> Dossier:
    """What the whole pass makes of some pages; the case stays in `folder` if one is given."""
    with tempfile.TemporaryDirectory() as scratch:
        place = Path(scratch) / "pages.jsonl"
        place.write_text("\n".join(json.dumps(doc) for doc in docs), "utf-8")
        return trace(place, folder).dossier


class Answers:
    """The derivations of a case by the kit's own ids."""

    def __init__(self, dossier: Dossier) -> None:
        self.named = {a.id: a.path.rsplit("#", 1)[-1] for a in dossier.articles}
        self.by_pair = {frozenset((self.named[d.article_a], self.named[d.article_b])): d for d in dossier.derivations}
        self.evidence = {e.id: e for e in dossier.evidence}

    def between(self, one: str, other: str) -> Derivation | None:
        """How two pages are related; None when nothing relates them."""
        return self.by_pair.get(frozenset((one, other)))

    def upstream(self, found: Derivation | None) -> str | None:
        """The upstream page of a decided direction."""
        return self.named[found.upstream] if found and found.upstream and found.relation in DERIVED else None

    def told(self, found: Derivation | None) -> str:
        """An answer on one line, with the rules that decided it."""
        if found is None:
            return "nothing shared"
        rules = ", ".join(f"{e.rule} {e.score:+.1f} {e.favours}" for e in (self.evidence[i] for i in found.evidence[:6]))
        rival = f"; rival {found.rival.relation} {found.rival.confidence:.2f}" if found.rival else ""
        return f"{found.relation} {found.confidence:.2f}{rival} [{rules}]"


def pairs() -> list[Named]:
    """The pairs that were read by hand."""
    return [Named(row["src"], row["dst"], row["verified"] == "direct") for row in rows("direction.pairs.jsonl")]


def score(answers: Answers, wanted: Iterable[Named], outlet: Mapping[str, str]) -> Iterator[str]:
    """The list of pairs, then the sums."""
    sums: Counter[str] = Counter()
    for pair in wanted:
        found = answers.between(pair.source, pair.target)
        upstream = answers.upstream(found)
        if pair.derived:
            verdict = "right" if upstream == pair.source else "WRONG" if upstream else found.relation if found else "no relation"
        else:
            verdict = "CALLED DERIVED" if upstream else "not called derived"
        sums[verdict] += 1
        kind = "derived " if pair.derived else "quotes  "
        yield f"  {kind} {verdict:18} {outlet[pair.source]} -> {outlet[pair.target]}: {answers.told(found)}"
    decided = sums["right"] + sums["WRONG"]
    derived = sum(p.derived for p in wanted)
    yield f"right {sums['right']}, wrong {sums['WRONG']}: {sums['right'] / (decided or 1):.0%} of the decided; decided {decided / derived:.0%} of {derived}"
    yield f"third party's words called derived: {sums['CALLED DERIVED']}; " + ", ".join(f"{k} {n}" for k, n in sorted(sums.items()))


def families() -> tuple[list[dict[str, Any]], dict[frozenset[str], str]]:
    """The families' pages with credits masked, and what the masked credits say of every two pages of different outlets in a family."""
    credits = {row["id"]: row for row in rows("fakes.credits.jsonl")}
    members = [[doc["id"] for doc in row["docs"]] for row in rows("fakes.families.jsonl")]
    wanted = {i for family in members for i in family}
    docs = [doc for doc in rows("fakes.docs.jsonl") if doc["id"] in wanted]
    outlet = {doc["id"]: doc["outlet"] for doc in docs}
    gold: dict[frozenset[str], str] = {}
    for family in members:
        for a, b in combinations(family, 2):
            mine, theirs = (set(credits.get(i, {}).get("credits", ())) for i in (a, b))
            both = "both credit one agency" if mine & theirs else "one credits an agency" if mine ^ theirs else "no credit"
            gold[frozenset((a, b))] = "one outlet" if outlet[a] == outlet[b] else both
    spans = {i: [(start, stop) for start, stop, _ in row["spans"]] for i, row in credits.items()}
    return [{**visible(doc), "text": without(doc["text"], spans.get(doc["id"], ()))} for doc in docs], gold


def confusion(answers: Answers, gold: Mapping[frozenset[str], str]) -> Iterator[str]:
    """What firstsaid says of the families' pairs beside what their masked credits said."""
    table: dict[str, Counter[str]] = {}
    for pair, kind in gold.items():
        found = answers.between(*sorted(pair))
        said = "nothing shared" if found is None else found.relation
        table.setdefault(kind, Counter())[f"derived ({said})" if said in DERIVED else said] += 1
    for kind, said in sorted(table.items()):
        yield f"  {kind:24} {sum(said.values()):3}: " + ", ".join(f"{name} {n}" for name, n in said.most_common())


def main() -> None:
    """Print the pairs with names visible and masked, then the families with credits masked."""
    if not FOLDER.is_dir():
        print("the evaluation kits (../shared) are not on this machine")
        return
    docs = rows("direction.docs.jsonl")
    outlet = {doc["id"]: doc["outlet"] for doc in docs}
    names = names_of(docs)
    for title, given in (("credits, outlets and dates visible", [visible(d) for d in docs]), ("masked", [masked(d, names) for d in docs])):
        print(f"{title}:")
        print("\n".join(score(Answers(traced(given)), pairs(), outlet)))
    hidden, gold = families()
    print(f"families of {len(hidden)} pages, credits masked, beside what the credits say:")
    print("\n".join(confusion(Answers(traced(hidden)), gold)))
