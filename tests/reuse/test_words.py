"""Words and fingerprints against naive twins."""

import unicodedata

import numpy as np
from hypothesis import given, settings
from hypothesis import strategies as st

from firstsaid.model.options import ReuseOptions
from firstsaid.reuse import fingerprints
from firstsaid.reuse.winnowing import CONTENT, SHINGLE, WINDOW, content_words, winnowed
from firstsaid.reuse.words import shingle_hashes, tables
from tests.reuse.builder import article

WORDS = ["the", "of", "and", "storm", "granary", "brass", "otter", "ferry", "comet", "glacier"]
LETTERS = st.text(alphabet="abcdéßñАяёΩώλ0159 .,'’-“”\u00a0\u00ad\n", max_size=200)


def words_of(text):
    [(_, table)] = tables([text])
    return [(text[a:b], h) for a, b, h in zip(table.starts.tolist(), table.stops.tolist(), table.hashes.tolist(), strict=True)]


def naive_words(text):
    """Maximal runs of letters, digits and soft hyphens, told one character at a time."""
    found, word = [], ""
    for letter in text + " ":
        if letter.isalnum() or (letter == "\u00ad" and word):
            word += letter
        elif word:
            found.append(word)
            word = ""
    return found


def naive_fold(word):
    plain = unicodedata.normalize("NFKD", word.casefold())
    return "".join(c for c in plain if not unicodedata.combining(c) and c != "\u00ad")


@given(LETTERS)
@settings(max_examples=150, deadline=None)
def test_words_are_what_a_reader_would_cut_out(text):
    assert [word for word, _ in words_of(text)] == naive_words(text)


@given(LETTERS)
@settings(max_examples=150, deadline=None)
def test_two_words_have_one_hash_exactly_when_they_fold_alike(text):
    by_fold = {}
    for word, value in words_of(text):
        by_fold.setdefault(naive_fold(word), set()).add(value)
    assert all(len(values) == 1 for values in by_fold.values()), "one word, two hashes"
    assert len({value for values in by_fold.values() for value in values}) == len(by_fold), "two words, one hash"


@given(st.text(alphabet="abcdéñö0159 .,'’-“”\u00a0\n", max_size=200))
@settings(max_examples=150, deadline=None)
def test_a_text_taken_apart_letter_by_letter_has_the_words_that_a_look_at_its_bytes_finds(text):
    assert words_of(f"{text} \u0440") == [*words_of(text), *words_of("\u0440")]


@given(st.lists(LETTERS, max_size=6), st.integers(0, 6))
@settings(max_examples=60, deadline=None)
def test_fingerprints_do_not_depend_on_the_batch(texts, cut):
    pages = [article(str(number), text) for number, text in enumerate(texts)]
    whole = fingerprints(pages, ReuseOptions())
    assert whole == fingerprints(pages[:cut], ReuseOptions()) + fingerprints(pages[cut:], ReuseOptions())


@given(st.lists(st.integers(0, 30), min_size=0, max_size=80))
@settings(max_examples=100, deadline=None)
def test_every_window_of_shingles_leaves_a_trace(numbers):
    [prints] = fingerprints([article("a", " ".join(f"w{number}" for number in numbers))], ReuseOptions())
    tokens = np.frombuffer(prints.tokens, "<u8")
    positions = np.frombuffer(prints.positions, "<u4").tolist()
    assert np.array_equal(np.frombuffer(prints.shingles, "<u8"), shingle_hashes(tokens, SHINGLE)[positions])
    for first in range(len(numbers) - SHINGLE - WINDOW + 2):
        assert set(range(first, first + WINDOW)) & set(positions), f"no shingle kept of words {first} to {first + SHINGLE + WINDOW - 1}"


def naive_winnowing(hashes, window):
    """Which shingles of one text are the least of a window of shingles, or all of them where the text has no whole window."""
    count = len(hashes) - SHINGLE + 1
    content = content_words(hashes).tolist()
    rich = [sum(content[k : k + SHINGLE]) >= CONTENT for k in range(count)]
    ranks = [min(value >> 32, 2**32 - 2) if good else None for value, good in zip(shingle_hashes(hashes, SHINGLE).tolist(), rich, strict=False)]
    kept = set()
    for first in range(max(1, count - window + 1)):
        inside = [k for k in range(first, min(first + window, count)) if ranks[k] is not None]
        least = min((ranks[k] for k in inside), default=None)
        kept |= {k for k in inside if count < window or ranks[k] == least}
    return sorted(kept)


@given(st.lists(st.lists(st.sampled_from(WORDS), max_size=40), max_size=5), st.sampled_from([2, 8]))
@settings(max_examples=150, deadline=None)
def test_winnowing_is_that_of_each_text_alone(texts, window):
    hashes = [np.concatenate([[0], table.hashes])[1:].astype(np.uint64) for text in texts for _, table in tables([" ".join(text)])]
    offsets = np.cumsum([0, *map(len, hashes)])
    kept = winnowed(np.concatenate([np.zeros(0, np.uint64), *hashes]), offsets, window)
    assert kept.words.tolist() == [int(offsets[k]) + place for k, words in enumerate(hashes) for place in naive_winnowing(words, window)]


def test_ideographs_are_words_of_their_own():
    assert [word for word, _ in words_of("新闻 agency")] == ["新", "闻", "agency"]


def test_half_a_surrogate_pair_and_nothing_at_all_are_read():
    assert [word for word, _ in words_of("\ud800 storm")] == ["storm"]
    assert words_of("") == []
