"""What is printed fits the terminal, parted between words; another program gets whole lines."""

import io

from firstsaid.tables import wrapped

SENTENCE = "13 pages, 12 texts. “The starboard engine of the ferry had failed its inspection twice since March”: 5 articles, 1 traced origin."


class Terminal(io.StringIO):
    def isatty(self) -> bool:
        return True


def test_the_first_sentence_is_parted_between_words(monkeypatch):
    monkeypatch.setenv("COLUMNS", "40")
    lines = wrapped(SENTENCE, Terminal()).splitlines()
    assert max(map(len, lines)) <= 40
    assert " ".join(lines) == SENTENCE
    assert wrapped(SENTENCE, io.StringIO()) == SENTENCE
