"""One file per export format, listed here; the command line and the web app show what the list holds.

Documents
    contract          JSON, stable and described by `contract.schema.json`
    json_lines        every row of every table as one object
    annotations       W3C Web Annotations
    claim_review      ClaimReview drafts
    prov              PROV-O
    follow_the_money  FollowTheMoney entities
    references        BibTeX and CSL-JSON
    graph             GraphML and GEXF
    passim            matches as passim gives them

Tables
    flat              a case as flat tables
    described         what tables and columns hold
    csv_files         CSV
    parquet_files     Parquet
    sqlite_file       SQLite, and the same for Datasette
    sheets            the tables as a person reads them
    xlsx              Excel

The evidence itself
    evidence          what such an export is given
    wacz              WACZ
    warc_index        what a WARC file holds and where
    warc_writing      WARC records of our own

What several formats need
    names             names and addresses as other formats take them
    zipping           ZIP members with the same bytes from the same content
"""

from collections.abc import Callable
from dataclasses import dataclass
from typing import BinaryIO

from firstsaid.exports import (
    annotations,
    claim_review,
    contract,
    csv_files,
    follow_the_money,
    graph,
    json_lines,
    parquet_files,
    passim,
    prov,
    references,
    sqlite_file,
    wacz,
    xlsx,
)
from firstsaid.exports.evidence import Evidence
from firstsaid.model import Dossier


@dataclass(frozen=True, slots=True)
class Export:
    """A format that a case can be written in."""

    name: str
    suffix: str
    about: str
    """What it is, in one line for a person who chooses."""
    write: Callable[[Dossier, BinaryIO], None]


@dataclass(frozen=True, slots=True)
class Archive:
    """A format that carries the evidence itself, byte for byte, and so everything that is hidden elsewhere."""

    name: str
    suffix: str
    about: str
    write: Callable[[Dossier, Evidence, BinaryIO], None]


EXPORTS = (
    Export("json", ".json", "the documented contract: everything in one document", contract.write),
    Export("ndjson", ".ndjson", "every row of every table, one JSON object a line", json_lines.write),
    Export("csv", ".csv.zip", "one CSV file a table, safe to open in a spreadsheet", csv_files.write),
    Export("xlsx", ".xlsx", "Excel, one sheet a table", xlsx.write),
    Export("parquet", ".parquet.zip", "one Parquet file a table", parquet_files.write),
    Export("sqlite", ".db", "one SQLite database", sqlite_file.write),
    Export("datasette", ".datasette.zip", "the same with a description for Datasette", sqlite_file.write_datasette),
    Export("graphml", ".graphml", "the lineage as a graph: networkx, yEd, igraph", graph.write_graphml),
    Export("gexf", ".gexf", "the lineage as a graph: Gephi", graph.write_gexf),
    Export("ftm", ".ftm.ndjson", "FollowTheMoney entities", follow_the_money.write),
    Export("prov", ".prov.jsonld", "PROV-O: what was derived from and quoted from what", prov.write),
    Export("annotations", ".annotations.jsonld", "W3C Web Annotations: every span with its words", annotations.write),
    Export("claimreview", ".claimreview.json", "schema.org drafts with first appearance, the rating left empty", claim_review.write),
    Export("bibtex", ".bib", "the articles as BibTeX", references.write_bibtex),
    Export("csl", ".csl.json", "the articles as CSL-JSON: Zotero, pandoc", references.write_csl),
    Export("passim", ".passim.ndjson", "matches as passim gives its aligned passages", passim.write),
)

ARCHIVES = (Archive("wacz", ".wacz", "the evidence as a web archive: ReplayWeb.page and other replay tools", wacz.write),)
"""Kept apart from `EXPORTS`: whoever hands out a redacted or a public view hands out none of these."""

__all__ = ["ARCHIVES", "EXPORTS", "Archive", "Export"]
