"""Writing any of the formats, with a line in the custody log."""

from dataclasses import dataclass
from typing import Any, BinaryIO

from firstsaid.api import Case
from firstsaid.case.holdings import Holdings
from firstsaid.errors import CaseError
from firstsaid.exports import ARCHIVES, EXPORTS, Archive, Export
from firstsaid.sealing.prepared import Prepared
from firstsaid.sealing.sealed import Sealing, seal


@dataclass(frozen=True, slots=True)
class Dossier:
    """The sealed dossier among the formats."""

    name: str = "dossier"
    suffix: str = ".dossier.zip"
    about: str = "report, data, evidence, custody log and decisions, sealed: `firstsaid verify` checks it anywhere"


Form = Export | Archive | Dossier
FORMATS: tuple[Form, ...] = (*EXPORTS, *ARCHIVES, Dossier())
"""Every format."""


@dataclass(frozen=True, slots=True)
class Parcel:
    """The format that is wanted and, for a dossier, what goes with it."""

    form: str
    evidence: bool = True
    on_paper: bool = False


def hand_over(case: Case, prepared: Prepared, parcel: Parcel, to: BinaryIO, name: str = "") -> str:
    """Write what was prepared and note it in the custody log, with the `name` of whoever asked for it.

    Gives the SHA-256 of a dossier's manifest, "" for other formats. Raises CaseError for a format that is not there, and for one that carries the evidence
    itself when only a part, or something redacted, is to be handed on.
    """
    form = next((form for form in FORMATS if form.name == parcel.form), None)
    if form is None:
        raise CaseError(f"there is no format {parcel.form}; there are {', '.join(form.name for form in FORMATS)}", where=str(case.path))
    digest = ""
    if isinstance(form, Dossier):
        digest = seal(case, prepared, Sealing(parcel.evidence, parcel.on_paper), to)
    elif isinstance(form, Export):
        form.write(prepared.dossier, to)
    elif prepared.redaction or not prepared.wanted.whole:
        raise CaseError(f"{form.name} carries the pages as they were received, so nothing can be redacted or left out of it; choose another format")
    else:
        form.write(prepared.dossier, Holdings(case.folder), to)
    about: dict[str, Any] = {"manifest": digest, "evidence": parcel.evidence} if digest else {}
    about |= {"name": name} if name else {}
    case.folder.custody.append("export", format=form.name, **logged(prepared), **about)
    return digest


def logged(prepared: Prepared) -> dict[str, Any]:
    """What the custody log says of something handed on. Of names that were hidden it says how many."""
    about: dict[str, Any] = {} if prepared.wanted.whole else {"part": prepared.part}
    if prepared.wanted.redact:
        about["redacted"] = len(prepared.wanted.redact)
    if prepared.wanted.without_notes:
        about["without_notes"] = True
    return about
