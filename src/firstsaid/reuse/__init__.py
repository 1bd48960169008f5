"""What two articles share, to the character, what kind of sharing it is, and which articles tell of one event."""

from firstsaid.reuse.asking import holders, postings
from firstsaid.reuse.candidacy import candidates
from firstsaid.reuse.confronting import confronted
from firstsaid.reuse.fingerprinting import fingerprints
from firstsaid.reuse.matching import matches
from firstsaid.reuse.passages import FEWEST, UNBROKEN
from firstsaid.reuse.storying import stories
from firstsaid.reuse.tabled import tabled_candidates
from firstsaid.reuse.tabledlikeness import tabled_likenesses
from firstsaid.reuse.tabledmatching import MATCHED, tabled_matches
from firstsaid.reuse.tabledprinting import PRINTED, tabled_fingerprints
from firstsaid.reuse.tabledstorying import TOLD, tabled_stories, tabled_subjects

__all__ = [
    "FEWEST",
    "MATCHED",
    "PRINTED",
    "TOLD",
    "UNBROKEN",
    "candidates",
    "confronted",
    "fingerprints",
    "holders",
    "matches",
    "postings",
    "stories",
    "tabled_candidates",
    "tabled_fingerprints",
    "tabled_likenesses",
    "tabled_matches",
    "tabled_stories",
    "tabled_subjects",
]
