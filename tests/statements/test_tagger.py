"""The part-of-speech tagger."""

import lzma
import subprocess
import sys
from itertools import islice
from pathlib import Path

import numpy as np
import pytest
from tools.tagger_features import current_features, earlier_features

from firstsaid.errors import LanguageError
from firstsaid.statements.language import load
from firstsaid.statements.tagger import NO_TAG, Tagger, encode

ROOT = Path(__file__).parents[2]


@pytest.fixture(scope="module")
def tagger() -> Tagger:
    return Tagger.load(load("en").tagger)


def test_a_plain_sentence(tagger):
    words = ["The", "minister", "said", "on", "Monday", "that", "the", "old", "bridge", "was", "closed", "."]
    assert tagger.tag([words]) == [["DT", "NN", "VBD", "IN", "NNP", "IN", "DT", "JJ", "NN", "VBD", "VBN", "."]]


def test_sentences_are_tagged_alike_alone_and_together(tagger):
    sentences = [["He", "left", "."], ["Orla", "Venn", "said", "so", "."], [], ["“", "No", ",", "”", "she", "added", "."]]
    assert tagger.tag(sentences) == [tagger.tag([words])[0] for words in sentences]


def test_it_tags_by_the_features_that_it_was_trained_on(tagger):
    """Word after word, with the features as the training has them, against the sums for many words at once."""
    sentences = [["Orla", "Venn", "said", "so", "."], ["He", "left", "on", "the", "3rd", ",", "she", "added", "."], ["No", "!"]]
    for words, given in zip(sentences, tagger.tag(sentences), strict=True):
        forms, tags = encode(words), [NO_TAG, NO_TAG]
        current = current_features(forms, np.array([len(words)]))
        for at in range(len(words)):
            one, other = (np.array([tag]) for tag in tags[:-3:-1])
            earlier = earlier_features(forms, np.array([at]), np.array([at + 1 == len(words)]), one, other)[:, 0]
            rows = tagger._index[np.concatenate([current[:, at], earlier])]
            tags.append(int(tagger._weights[rows].astype(np.int64).sum(0).argmax()))
        assert [tagger._tags[tag] for tag in tags[2:]] == given


def test_odd_words_have_features():
    assert encode(["\ud800", "x" * 1_000_000, "١٢", "’", "-"]).shape == (5, 7)


def test_missing_weights_are_told(tmp_path):
    with pytest.raises(LanguageError, match="train_tagger"):
        Tagger.load(tmp_path / "none.npz")


def test_training_gives_the_same_bytes(shared, tmp_path):
    """On the beginning of one treebank and one epoch: the whole takes half a minute."""
    small = tmp_path / "treebank"
    small.mkdir()
    with lzma.open(shared / "data/treebank/pud.conllu.xz", "rt", encoding="utf-8") as lines, lzma.open(small / "pud.conllu.xz", "wt", encoding="utf-8") as out:
        out.writelines(islice(lines, 800))
    written = []
    for name in ("a.npz", "b.npz"):
        command = [sys.executable, "-m", "tools.train_tagger", str(small), str(tmp_path / name), "--epochs", "1"]
        subprocess.run(command, check=True, capture_output=True, cwd=ROOT)
        written.append((tmp_path / name).read_bytes())
    assert written[0] == written[1]
