"""What a user may set of collecting. Each field is a flag (`--delay`) and an environment variable (`FIRSTSAID_COLLECT_DELAY`)."""

from dataclasses import dataclass

from firstsaid.model.options import option

MIB = 1024 * 1024


@dataclass(frozen=True, slots=True)
class CollectOptions:
    """How pages are fetched."""

    delay: float = option(1.0, "Least seconds between two requests to one host; a longer Crawl-delay of its robots.txt is kept.")
    hosts: int = option(8, "How many hosts are asked at the same time.")
    most: int = option(10_000, "Most addresses in one round; those beyond are listed as refused.")
    attempts: int = option(4, "How often a page is asked for that fails for now (no answer, status 429, 500, 502, 503 or 504).")
    patience: float = option(300.0, "Longest Retry-After that is waited for, in seconds.")
    largest: int = option(20 * MIB, "Largest answer, in bytes as sent and once inflated.")
    most_inflation: int = option(200, "How many times a compressed answer may inflate beyond 10 MiB; beyond that it counts as a bomb.")
    seconds: float = option(60.0, "Longest time for one answer, from the look-up of its host to its last byte.")
    silence: float = option(20.0, "Longest time without a byte, in seconds.")
    redirects: int = option(10, "Most redirects from one address on.")
    batch: int = option(1_000, "Pages in one WARC file.")
    batch_bytes: int = option(1024 * MIB, "Bytes after which a WARC file is finished.")
    proxy: str = option("", "An HTTP proxy, http://[user:password@]host:port; every connection goes through a tunnel (CONNECT) that it opens.")
    user_agent: str = option("", 'Who asks, in requests and for robots.txt; begin it with one word and add your contact: "newsdesk/1 (desk@example.org)".')
