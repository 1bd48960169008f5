"""What two articles share, to the character, what kind of sharing it is, and which articles tell of one event.

Most steps stand twice: over records, for a story or a small pile, and over tables that are too large to be held as records (`tabled…`).
Both call the same functions.

The steps
    fingerprinting      `fingerprints`: an article's words, and the shingles that are kept of them
    candidacy           `candidates`: which pairs are worth aligning, and by which runs of words
    matching            `matches`: the passages that a pair shares
    subjects            `subjects`: the names and the matter of each article
    storying            `placements`: which articles are about one event
    tabledprinting      the step `fingerprints`, over tables
    tabled              the step `candidates`, over tables, and what the other `tabled…` files share
    tabledmatching      the step `matches`, over tables
    tabledlikeness      the step `likenesses`, over tables
    tabledstorying      the steps `subjects` and `placements`, over tables
    asking              which articles may contain words of a given text, for `firstsaid check`
    confronting         one text held against some articles

Words as arrays
    folding             how letters are folded before words are compared
    foldedtext          texts as bytes of folded letters, and the way back to characters
    words               words and their hashes, for many texts at once
    wordlists           the lists under `data/`
    page                one article as the aligner reads it
    book                all pages that are compared, as one sequence of words
    stock               the words of a pile's articles as flat arrays
    ordering            sorting by several columns at once

From shingles to pairs
    winnowing           of each few shingles in a row the one with the smallest hash is kept
    prints              a pile's kept shingles as flat arrays
    bulk                a large pile: from kept shingles to chains of runs
    linking             which two articles hold the same shingle
    voting              which of these links count
    boilerplate         words that an outlet prints on many pages
    thinning            families of thousands of near-equal articles
    composing           pairs that a third article joins
    seeds               places where two articles hold the same few words in a row
    extending           from links to runs of equal words
    runs                runs of equal words, and their chaining
    chains              chains of runs, from step to step
    weights             how much each word of a pile tells

From pairs to passages
    pairs               pairs of pages that are compared at once
    aligning            from chains of runs to alignments
    alignments          alignments of many pairs, as columns
    differences         what is equal, and what stands in the gaps
    passages            which chains count as passages, and how far they reach
    edges               to which edge of a sentence or quotation a passage reaches
    continuing          pieces of one quotation beside a matched one
    coverage            which words already belong to a passage
    rewriting           sentences told in other words that kept part of the old ones
    echoing             a few rare turns of phrase
    splitting           passages cut where the kind of text changes
    kinds               which kind of text each word is, and which kind of sharing two words are

What was changed
    editing             every difference inside a passage, with its class and spans
    changes             a number, a spelling, a hedge, an attribution, or other words
    spelling            whether two words are one word in two spellings
    marks               quotation marks, brackets and ellipses around a change
    scares              quotation marks round one to three words
    typography          how two pages set the words that they share

Stories
    capitals            which words are written as names
    transliterations    names of one pile that are spellings of one name
    rarity              how rare a term is
    likeness            how alike two articles are in what they are about
    linkage             clusters that are held together as tightly as they are within
    mending             clusters that were wrongly separated are joined
    reprints            texts that very many articles carry
    houselines          lines that an outlet repeats, in small piles
    naming              which articles name the outlet that printed another one
"""

from firstsaid.reuse.asking import holders, postings
from firstsaid.reuse.candidacy import candidates
from firstsaid.reuse.confronting import confronted
from firstsaid.reuse.fingerprinting import fingerprints
from firstsaid.reuse.matching import matches
from firstsaid.reuse.passages import FEWEST, UNBROKEN
from firstsaid.reuse.storying import stories
from firstsaid.reuse.tabled import tabled_candidates
from firstsaid.reuse.tabledlikeness import tabled_likenesses
from firstsaid.reuse.tabledmatching import MATCHES_READ, tabled_matches
from firstsaid.reuse.tabledprinting import FINGERPRINTS_READ, tabled_fingerprints
from firstsaid.reuse.tabledstorying import SUBJECTS_READ, tabled_stories, tabled_subjects

__all__ = [
    "FEWEST",
    "FINGERPRINTS_READ",
    "MATCHES_READ",
    "SUBJECTS_READ",
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
