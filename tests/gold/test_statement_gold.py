"""The gold of statements and chains is well formed, and its scorer counts as its guide says."""

import json
from collections import Counter
from pathlib import Path

import pytest
from benchmarks.chain_gold import KINDS, PAGES, GoldError, Page, page, pages, row
from benchmarks.chains import report, score, theirs

HEAD = "style: wire copy\noutlet: Corvane\nheadline: Ramp falls\n\n"
TEXT = "The official told Corvane the ramp was rusty. He said the pier was sound.\n\nNobody, said the pilot, knew. He said no more.\n"
LINE = "The official | told Corvane | the ramp was rusty | Corvane [outlet] > harbour official / official [unnamed_person]\n"


@pytest.fixture(scope="module")
def gold() -> list[Page]:
    return pages()


def made(folder: Path, lines: str) -> Page:
    path = folder / "ramp.txt"
    path.write_text(f"{HEAD}{TEXT}\n===\n{lines}", "utf-8")
    return page(path)


def test_every_page_is_read_and_there_is_enough_of_it(gold: list[Page]) -> None:
    counted = [said for of in gold for said in of.said if not said.doubtful]
    assert len(gold) == len(list(PAGES.glob("*.txt"))) >= 45
    assert len(counted) >= 300
    assert sum(min(map(len, said.readings)) > 1 for said in counted) >= 120
    assert sum(of.hard for of in gold) * 3 >= len(gold)
    assert all(100 <= len(of.text.split()) <= 480 for of in gold)


def test_kinds_are_those_of_the_model(gold: list[Page]) -> None:
    assert {link.kind for of in gold for said in of.said for reading in said.readings for link in reading} == set(KINDS)


def test_nothing_is_marked_twice_and_content_is_in_order(gold: list[Page]) -> None:
    for of in gold:
        keys = [(said.cue, said.content) for said in of.said]
        assert not [key for key, times in Counter(keys).items() if times > 1], of.name
        for said in of.said:
            assert all(a < b for a, b in said.content)
            assert all(b <= c for (_, b), (c, _) in zip(said.content, said.content[1:], strict=False)), (of.name, said.line)


def test_only_doubtful_statements_have_no_chain(gold: list[Page]) -> None:
    assert not [(of.name, said.line) for of in gold for said in of.said if not said.doubtful and not all(said.readings)]


def test_a_name_or_its_other_name_stands_in_the_page(gold: list[Page]) -> None:
    for of in gold:
        said_here = f"{of.text} {of.outlet}".lower()
        for said in of.said:
            for link in (link for reading in said.readings for link in reading):
                words = [w for name in link.names for w in name.lower().replace("'s", "").split() if len(w) > 3]
                assert not words or any(word in said_here for word in words), (of.name, said.line, link.names)


def test_words_become_places(tmp_path: Path) -> None:
    of = made(tmp_path, LINE + "? He | said | no more | pilot [unnamed_person]\n")
    first, second = of.said
    found = [of.text[slice(*place)] for place in (*first.content, first.source, first.cue) if place]
    assert found == ["the ramp was rusty", "The official", "told Corvane"]
    assert second.doubtful
    assert second.source == (of.text.index("He said no more"), of.text.index(" said no more"))


@pytest.mark.parametrize(
    ("line", "told"),
    [
        ("He | said | the crane | x [outlet]", "line 10: the words “the crane” do not stand in the page"),
        ("- | said | He | x [outlet]", "“He” stands in the page 2 times; add more words, or which one is meant: “He #2”"),
        ("- | said | He #3 | x [outlet]", "the words stand in the page only 2 times"),
        ("He | said | the pier | x [paper]", "“x [paper]” is not a link"),
        ("He | said | the pier", "here are 3 fields"),
        (f"{LINE}{LINE}", "the statements on lines [10, 11] are the same"),
    ],
)
def test_a_line_at_fault_is_named(tmp_path: Path, line: str, told: str) -> None:
    with pytest.raises(GoldError) as refused:
        made(tmp_path, line)
    assert "ramp.txt" in str(refused.value)
    assert told in str(refused.value)


def test_optional_links_and_other_readings_count_as_right(tmp_path: Path) -> None:
    of = made(tmp_path, LINE.replace("Corvane [outlet]", "(Corvane [outlet])").strip() + " OR pilot [unnamed_person]\n")
    assert [[link.names[0] for link in reading] for reading in of.said[0].readings] == [["Corvane", "harbour official"], ["harbour official"], ["pilot"]]


def test_the_gold_scores_full_against_itself(gold: list[Page]) -> None:
    errors: list[str] = []
    counts = [score(of, theirs(json.loads(json.dumps(row(of)))), errors) for of in gold]
    assert errors == []
    for line in report(counts, draws=20):
        assert ": 1.000 [1.000–1.000]" in line


def test_missed_beyond_and_wrong_chains_are_counted_and_told(tmp_path: Path) -> None:
    more = "He | said | the pier was sound | Corvane [outlet] > harbour official [unnamed_person]\n"
    of = made(tmp_path, LINE + more + "? He | said | no more | pilot [unnamed_person]\n")
    content = {said.line: list(said.content) for said in of.said}
    official = {"name": "the official", "kind": "unnamed_person"}
    given = [
        {"content": content[10], "chain": [official]},
        {"content": content[12], "chain": [official]},
        {"content": [(0, 10)], "chain": [{"name": "Corvane", "kind": "outlet"}]},
    ]
    errors: list[str] = []
    count = score(of, theirs({"attributions": given}), errors)
    assert {key: count[key] for key in ("gold", "given", "found", "voice", "chain", "long gold", "long", "unnamed")} == {
        "gold": 2, "given": 2, "found": 1, "voice": 1, "chain": 0, "long gold": 2, "long": 0, "unnamed": 1,
    }  # fmt: skip
    assert [error.split("  ")[1].strip() for error in errors] == ["chain", "missed", "beyond"]
