"""Which articles may hold words of a text that somebody asks about, by the fingerprints that are kept of them."""

from collections.abc import Iterable

import numpy as np

from firstsaid.model import Fingerprints
from firstsaid.reuse.winnowing import SHINGLE
from firstsaid.reuse.words import among, shingle_hashes


def holders(asked: Fingerprints, stored: Iterable[tuple[str, bytes]]) -> dict[str, int]:
    """For each article that keeps a shingle of the text, how many; `stored` gives articles with their packed shingles.

    A shared run of twelve words always leaves a trace in what winnowing keeps; a shorter one may.
    """
    tokens = np.frombuffer(asked.tokens, "<u8").astype(np.uint64)
    if len(tokens) < SHINGLE:
        return {}
    wanted = np.unique(shingle_hashes(tokens, SHINGLE)[: len(tokens) - SHINGLE + 1])
    found = {}
    for article, packed in stored:
        votes = int(among(np.frombuffer(packed, "<u8").astype(np.uint64), wanted).sum())
        if votes:
            found[article] = votes
    return found
