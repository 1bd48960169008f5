"""Hostile texts for the statements: no crash, places that stand in the text, the same answer twice, and time that grows with the text, not with its square.

    python -m benchmarks.fuzz_statements [--seconds 600] [--seed 1]

Texts are made of reporting sentences of invented people, broken in ways that pages are broken: marks unbalanced or of mixed house styles, scripts mixed, right to left,
invisible characters, words without end, paragraphs of a megabyte, brackets and commas without end, sentences that never stop. A text that fails is printed with its seed.
"""

import argparse
import random
import time
from collections import Counter
from collections.abc import Callable

from benchmarks.statements import OPTIONS, page
from firstsaid.statements import statements

_SENTENCES = (
    "Orla Venn said the dam would hold.", "“It will hold,” Venn told the daily Zorna.", "KNA, citing a military source, reported that the town had fallen.",
    "He said: “She told me, ‘It is over.’”", "According to two officials familiar with the talks, the deal was dead.", "The ministry, which owns the port, denied the report.",
    "The paper quoted a clerk as saying that nobody came.", "VENN: I never said that.", "- That is what they say, he added.", "Moss: ministry paid twice - sources",
    "In an interview with Radio Marn on Monday, the former mayor, Karl Moss, said he was told by an aide that it was raining.", "„Nein“, sagte er, » nie «.",
    "It cited a memo.", "One of them, who spoke to Velt Wire, said so.", "A claim by Venn that Moss lied was called “a joke” by Moss, who said Venn had told Moss so.",
)  # fmt: skip
_MARKS = "“”\"'‘’«»„‚‹›`–—-:;,.()[]…!?\n"
_ODD = "\u200b\u200d\u2060\ufeff\u202e\u202d\u2066\u2069\u00ad\u00a0\u0301\x00\x07\ud7ff\U0001f600"
_SCRIPTS = ("قال المسؤول إن السد سينهار", "הדובר אמר כי", "министр сообщил, что", "部长说“是的”", "οι πηγές είπαν", "ministerns sagt ß İ ı ﬁ", "แหล่งข่าวกล่าวว่า")
_PIECES = (
    "“",
    "”",
    "said ",
    ", and ",
    "Venn ",
    "the ",
    "of ",
    "that ",
    "(",
    "told KNA ",
    "A. ",
    "’s ",
    "– ",
    "who ",
    "1,000 ",
    "according to ",
    ": “",
    "citing ",
)


def broken(draw: random.Random) -> str:
    """A text of up to some thousand characters."""
    parts: list[str] = []
    for _ in range(draw.randint(1, 40)):
        text = draw.choice((*_SENTENCES, *_SCRIPTS))
        for _ in range(draw.choice((0, 0, 1, 3, 8))):
            at = draw.randint(0, len(text))
            kind = draw.random()
            if kind < 0.5:
                text = text[:at] + draw.choice(_MARKS) + text[at:]
            elif kind < 0.7:
                text = text[:at] + draw.choice(_ODD) + text[at:]
            elif kind < 0.85:
                text = text[:at] + text[at + draw.randint(1, 6) :]
            else:
                text = text[:at] + draw.choice(_PIECES) * draw.randint(1, 30) + text[at:]
        parts += [text, draw.choice((" ", " ", "\n", "\n\n", ""))]
    return "".join(parts)


def faults(text: str) -> str | None:
    """What is wrong with the statements of a text; None when nothing is."""
    article = page("x", text, language="en")
    found = statements([article], OPTIONS)
    if found != statements([article], OPTIONS):
        return "another answer at the second time"
    for said in found:
        spans = [*said.content, *(span for span in (said.source, said.cue) if span), *(link.span for link in said.chain if link.span)]
        if not said.content or any(not 0 <= start < stop <= len(text) for start, stop in spans):
            return f"places that do not stand in the text: {said}"
        if any(not link.name.strip() for link in said.chain):
            return f"a link without a name: {said}"
    return None


_LARGE: dict[str, Callable[[int], str]] = {
    "one paragraph": lambda size: (" ".join(_SENTENCES[:7]) + " ") * (size // 500),
    "one sentence": lambda size: "Venn said the dam, the port and the road were safe, " * (size // 52),
    "marks opened and never closed": lambda size: "“Venn said " * (size // 11),
    "straight marks": lambda size: '"a" said ' * (size // 9),
    "one word": lambda size: "a" * size,
    "capitals": lambda size: "Venn Moss " * (size // 10),
    "names that differ": lambda size: " ".join(f"Berg{n} told Zorn{n} that it rained." for n in range(size // 34)),
    "persons that differ": lambda size: " ".join(f"Anna Berg{n} said so. “We saw it,” she said." for n in range(size // 44)),
    "brackets": lambda size: "(" * (size // 2) + ")" * (size // 2),
    "commas": lambda size: "Venn, " * (size // 6) + "said it rained.",
    "who said": lambda size: "a man who said " * (size // 15),
    "that he said": lambda size: "Venn said that " * (size // 15),
    "nested quotations": lambda size: "He said, “She told me, ‘he said " * (size // 32),
    "the paper": lambda size: "The paper said it rained. " * (size // 26),
    "turns": lambda size: "VENN: It rained, Moss told me.\n" * (size // 31),
    "invisible": lambda size: "V\u200benn s\u00adaid\u202e “it” \u2066" * (size // 20),
    "according": lambda size: "according to " * (size // 13),
    "citing": lambda size: "KNA said, citing " * (size // 17),
    "right to left": lambda size: (_SCRIPTS[0] + " “" + _SCRIPTS[1] + "” said Venn. ") * (size // 60),
}


def growth(size: int) -> list[tuple[str, float, float]]:
    """For each kind of large text: seconds for `size` characters, and how many times as long twice the size takes."""
    found = []
    for name, make in _LARGE.items():
        spent = []
        for characters in (size, 2 * size):
            article = page("x", make(characters))
            start = time.process_time()
            statements([article], OPTIONS)
            spent.append(time.process_time() - start)
        found.append((name, spent[0], spent[1] / max(spent[0], 0.01)))
    return found


def main(seconds: float = 60, seed: int = 1, size: int = 500_000) -> None:
    """Print how many texts were read, what failed, and how time grows."""
    counted: Counter[str] = Counter()
    start, number = time.monotonic(), seed * 1_000_000
    while time.monotonic() - start < seconds:
        text = broken(random.Random(number))
        try:
            wrong = faults(text)
        except Exception as error:
            wrong = f"{type(error).__name__}: {error}"
        counted["failed" if wrong else "read"] += 1
        if wrong:
            print(f"seed {number}: {wrong}")
        number += 1
    print(f"texts read: {counted['read']}, failed: {counted['failed']}")
    for name, spent, times in growth(size):
        print(f"{name}: {spent:.2f} s for {size} characters, {times:.1f} times as long for twice as many{'  <- more than it should' if times > 3 else ''}")


if __name__ == "__main__":
    parser = argparse.ArgumentParser()
    parser.add_argument("--seconds", type=float, default=60)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--size", type=int, default=500_000)
    main(**vars(parser.parse_args()))
