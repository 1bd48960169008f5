"""`firstsaid verify FILE.zip`: does a sealed dossier fit together? Names the first thing that does not."""

import hashlib
import json
import re
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from firstsaid.case.custody import SEALED, chained, line_digest
from firstsaid.dossier.plain import visible
from firstsaid.errors import CaseError
from firstsaid.model import Place
from firstsaid.review import Wish
from firstsaid.sealing.archive import Sealed
from firstsaid.sealing.inert import inert
from firstsaid.sealing.shape import CONTRACT, CUSTODY, EVIDENCE, JUDGEMENTS, MANIFEST, REPORT
from firstsaid.sealing.stamps import checked_stamps

Json = dict[str, Any]
ODD = (KeyError, TypeError, ValueError, IndexError, AttributeError, RecursionError, OverflowError)
_HALF = re.compile("⟨U\\+D[89A-F][0-9A-F]{2}⟩")
_AT = re.compile(r"([0-9a-f]{16}):([0-9]{1,12})-([0-9]{1,12})")
SEGMENT = "//span[contains(concat(' ', @class, ' '), ' seg ')]"


@dataclass(frozen=True, slots=True)
class Checked:
    """What was found in a sealed dossier, all of which fits."""

    members: int
    evidence: int
    """Pages as received that are in it."""
    lines: int
    sealed_lines: int
    spans: int
    quoted: int
    """Passages of the report that were held against the stored texts."""
    decisions: int
    stamps: tuple[str, ...]
    """What each time stamp says."""
    manifest: str
    """SHA-256 of the manifest."""

    def told(self) -> str:
        """In a few lines."""
        lines = [
            f"{self.members} files have the digests of the manifest, {self.evidence} of them pages as they were received.",
            f"{self.lines} custody lines follow from each other, {self.sealed_lines} of them handed on as digests.",
            f"{self.decisions} decisions are those that the log tells of." if self.decisions else "Nobody had decided anything.",
            f"{self.spans:,} places lie in the stored texts, and {self.quoted:,} passages of the report stand there to the letter.",
            *self.stamps,
            f"The SHA-256 of the manifest is {self.manifest}: ask whoever sent the file whether it is theirs.",
        ]
        return "\n".join(lines)


def check_sealed(path: Path, trust: Path | None = None) -> Checked:
    """Check a sealed dossier, without its case. `trust` holds the certificates (PEM) of time-stamping authorities that are trusted.

    Raises CaseError with the first thing that does not fit: a member, a line, a decision, a span.
    """
    sealed = Sealed(path)
    try:
        for name in sealed.listed:
            sealed.check(name)
        with _in(sealed, CUSTODY):
            lines, stamps = _custody(sealed, trust)
        with _in(sealed, CONTRACT):
            texts, contract = _contract(sealed)
            spans = sum(_span(sealed, texts, place, at) for place, at in _places(contract))
        with _in(sealed, MANIFEST):
            pages = _evidence(sealed, contract, lines)
        with _in(sealed, JUDGEMENTS):
            decisions = _decisions(sealed, lines, texts)
        with _in(sealed, REPORT):
            quoted = _quoted(sealed, texts)
    finally:
        sealed.close()
    manifest = hashlib.sha256(sealed.manifest_bytes).hexdigest()
    return Checked(len(sealed.listed), pages, len(lines), sum(SEALED in line for line in lines), spans, quoted, decisions, stamps, manifest)


@contextmanager
def _in(sealed: Sealed, name: str) -> Iterator[None]:
    """Looking into a member that may hold anything: what is not as we write it is told, and stops nothing else."""
    try:
        yield
    except ODD as error:
        raise sealed.fail(f"{name} is not as firstsaid writes it ({type(error).__name__}: {str(error)[:100]})") from None


def _custody(sealed: Sealed, trust: Path | None) -> tuple[list[Json], tuple[str, ...]]:
    """The custody log, each line of which follows from the one before it, up to the end that the manifest names."""
    written = sealed.read(CUSTODY).decode("utf-8", "replace").split("\n")
    try:
        entries = list(chained(written[:-1], CUSTODY))
        stamps = checked_stamps(entries, trust)
    except CaseError as error:
        raise sealed.fail(str(error)) from None
    line, last = entries[-1] if entries else ("", {})
    end = (str(last.get(SEALED)) if SEALED in last else line_digest(line)) if entries else ""
    if written[-1] or sealed.manifest.get("custody") != {"lines": len(entries), "end": end}:
        raise sealed.fail(f"{CUSTODY} does not end where the manifest says: lines were added or cut off")
    return [facts for _, facts in entries], stamps


def _contract(sealed: Sealed) -> tuple[dict[str, str], Json]:
    contract = json.loads(sealed.read(CONTRACT))
    texts = {str(article["id"]): article["text"] for article in contract["articles"]}
    if not all(isinstance(text, str) for text in texts.values()):
        raise sealed.fail(f"{CONTRACT} holds an article whose text is none")
    return texts, contract


def _evidence(sealed: Sealed, contract: Json, lines: list[Json]) -> int:
    """How many pages are in it: those that the articles were read from, each named by its digest and told of in the log."""
    wanted = {str(article["capture"]["sha256"]) for article in contract["articles"]}
    told = {str(row["sha256"]) for row in sealed.manifest["evidence"]}
    included = bool(sealed.manifest["evidence_included"])
    held = {name.removeprefix(EVIDENCE) for name in sealed.listed if name.startswith(EVIDENCE)}
    for sha256 in sorted(wanted - told) or sorted((told if included else set()) ^ held):
        raise sealed.fail(f"{EVIDENCE}{sha256} is named by an article or the manifest and is not there, or the other way round")
    for sha256 in sorted(held):
        if sealed.listed[f"{EVIDENCE}{sha256}"][1] != sha256:
            raise sealed.fail(f"{EVIDENCE}{sha256} does not have the digest that names it: it was changed")
    logged = {line.get("sha256") for line in lines if line.get("event") == "add"}
    if not any(SEALED in line for line in lines):
        for sha256 in sorted(told - logged):
            raise sealed.fail(f"{CUSTODY} has no line that adds {sha256[:12]}…")
    return len(held)


def _decisions(sealed: Sealed, lines: list[Json], texts: dict[str, str]) -> int:
    """How many decisions there are, each as the log has it."""
    logged = {line.get("number"): line.get("digest") for line in lines if line.get("event") == "judgement"}
    rows = json.loads(sealed.read(JUDGEMENTS))
    for row in rows:
        places = tuple(Place(str(p[0]), int(p[1]), int(p[2])) for p in row["places"])
        wish = Wish(row["about"], places, row["verdict"], row["value"], row["upstream"], row["author"], row["reason"])
        number, digest, whole = row["number"], row["digest"], row["whole"]
        if (whole and wish.digest != digest) or logged.get(number, digest) != digest:
            raise sealed.fail(f"{JUDGEMENTS}: decision {number} is not the one that the custody log tells of")
        for place in places:
            if place.stop:
                _span(sealed, texts, place, f"{JUDGEMENTS}, decision {number}")
    return len(rows)


def _span(sealed: Sealed, texts: dict[str, str], place: Place, where: str) -> int:
    text = texts.get(place.article)
    if text is None or not 0 <= place.start <= place.stop <= len(text):
        raise sealed.fail(f"{where}: the place {place.start} to {place.stop} does not lie in the stored text of article {place.article}")
    return 1


def _places(contract: Json) -> Iterator[tuple[Place, str]]:
    """Every place that the contract names, and where it names it."""
    for kind, found in _PLACES.items():
        for number, row in enumerate(contract.get(kind) or ()):
            for article, start, stop in found(row):
                yield Place(str(article), int(start), int(stop)), f"{CONTRACT}, {kind} {number + 1}"


def _of_match(row: Json) -> Iterable[tuple[str, int, int]]:
    a, b = row["article_a"], row["article_b"]
    yield from ((a, row["start_a"], row["stop_a"]), (b, row["start_b"], row["stop_b"]))
    for edit in row["edits"]:
        yield from ((a, *edit["a"]), (b, *edit["b"]))


_PLACES: dict[str, Callable[[Json], Iterable[tuple[Any, Any, Any]]]] = {
    "articles": lambda row: [(row["id"], part["start"], part["stop"]) for part in row["parts"]],
    "matches": _of_match,
    "statements": lambda row: [(row["article"], *span) for span in (row["source"], row["cue"], *row["content"]) if span],
    "derivations": lambda row: [(p["article"], p["start"], p["stop"]) for piece in row["evidence"] for p in piece["spans"]],
    "figures": lambda row: [(row["article"], row["start"], row["stop"])],
    "conflicts": lambda row: [(f["article"], f["start"], f["stop"]) for f in row["figures"]],
    "citation_checks": lambda row: [(row["article"], row["start"], row["stop"])],
    "missing_upstream": lambda row: [(p["article"], p["start"], p["stop"]) for p in row["cited_by"]],
}


def _quoted(sealed: Sealed, texts: dict[str, str]) -> int:
    """How many passages the report shows, each of which stands in its stored text to the letter."""
    from lxml import html  # noqa: PLC0415 (slow to load)

    report = sealed.read(REPORT).decode("utf-8")
    if not inert(report):
        raise sealed.fail(f"{REPORT} holds what a report of ours never does, which could be a script or lead elsewhere: do not open it")
    parse: Any = html.document_fromstring
    shown = parse(report).xpath(SEGMENT)
    for segment in shown:
        at = _AT.fullmatch(str(segment.get("data-at", "")))
        place = Place(at[1], int(at[2]), int(at[3])) if at else Place("", 0, 0)
        _span(sealed, texts, place, REPORT)
        said = "".join(text for text in segment.xpath(".//text()[not(ancestor::sup)]"))
        if _set(said) != _set(visible(texts[place.article][place.start : place.stop])):
            raise sealed.fail(f"{REPORT}: “{said[:60]}…” does not stand at {place.start} to {place.stop} of article {place.article}")
    return len(shown)


def _set(text: str) -> str:
    """A text as a parser of HTML hands it over, where half of a character pair that stands alone is a question mark as in the contract."""
    return _HALF.sub("?", text).replace("\r\n", "\n").replace("\r", "\n")
