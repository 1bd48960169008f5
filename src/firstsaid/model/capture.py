"""What came in: bytes as received, and what could not be read."""

from dataclasses import dataclass

RECORD_KEYS = ("id", "url", "outlet", "title", "date", "updated", "text", "html", "byline", "language", "dateline", "credit", "derived_from")
"""What a declared record (a line of JSON, a row of a table, a feed's entry, a newswire item) may say of its article. All are texts but `derived_from`, a
list of {"name", "url", "rule"} with at least one of the first two: upstreams that the record itself declares. Either `text` or `html` holds the article."""


@dataclass(frozen=True, slots=True)
class Capture:
    """One page as it was received; a container (a JSON-lines file, an archive) gives one capture per record."""

    id: str
    """Content hash of the bytes' digest, the url and the place in the container."""
    sha256: str
    """Digest of the evidence file that holds the bytes; for a record, of its container."""
    path: str
    """The name under which it was added, relative to the folder that was named, with forward slashes."""
    record: str | None
    """The id that its container gives it, else its place there ("line 12"); None for a file of its own."""
    url: str | None
    media_type: str
    """"text/html", "text/plain", "application/pdf", or "application/json" for one declared record, whose keys are `RECORD_KEYS`."""
    seen_at: str | None
    """When it was captured, ISO 8601, if the container says so; never the clock of this machine."""
    how: str
    """How it came: "file", "standard input", "jsonl", "csv", "xlsx", "warc", "wacz", "mhtml", "saved page", "feed", "ninjs", "newsml", "eml", "pdf", "docx",
    "zip"."""
    payload: bytes
    """The page's own bytes."""
    charset: str | None = None
    """The encoding that its carrier declares (an HTTP header, a MIME part), in lower case."""


ARCHIVES = ("warc", "wacz")
"""How captures came whose records are called by their addresses: the ids of web archives' records tell a reader nothing."""
PASSED_OVER = "Records that hold no page were passed over"
"""How the reason of a row begins that tells of such records of one web archive."""
NO_DATES = "No column is known to hold the dates of the articles"
"""How the reason of a row begins that tells so of a table whose rows were read."""
TEXT_ONLY = "Of the Word document only the text as it stands was read"
"""How the reason of a row begins that tells what beside its text a document holds."""
COMPARED_IN_PART = "Compared in part"
"""How the reason of a row begins that tells so of very many articles of one form."""


@dataclass(frozen=True, slots=True)
class Rejected:
    """An input, or one page of it, that a stage could not work on. The run goes on without it."""

    path: str
    record: str | None
    stage: str
    reason: str
    """A sentence that says what is wrong and, where one can, what to do."""

    @property
    def passed_over(self) -> bool:
        """Whether no page was refused: this tells of records that hold none (feeds, robots.txt, error pages of a server), of a column that was not used, of
        what a document holds beside its text, or of articles that were compared in part.
        """
        return self.reason.startswith((PASSED_OVER, NO_DATES, TEXT_ONLY, COMPARED_IN_PART))

    @property
    def in_part(self) -> bool:
        """Whether this tells of articles that were compared in part."""
        return self.reason.startswith(COMPARED_IN_PART)
