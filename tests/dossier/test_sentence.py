"""The first sentence: what a person wants first, in each of its forms."""

import re
from dataclasses import replace

import pytest

from firstsaid.dossier import compose, first_sentence
from firstsaid.dossier.changes import Change, by_quotation
from firstsaid.dossier.index import Index
from firstsaid.dossier.summary import summary
from firstsaid.model import Dossier, Edit, Origin, OriginCount, Pile, Rejected, Role, Span
from firstsaid.model.capture import COMPARED_IN_PART, PASSED_OVER

from .fixture import article_id, case_dossier, pile

H, D, L, B, K = (article_id(p) for p in ("harn-wire.html", "dunmere-gazette.html", "lantern.txt", "brackwater-herald.html", "kestrel-post.html"))
OFFICER = Origin("hydrology officer", "unnamed_person", "Harn Wire", True, H, True)
OLIN = Origin("Mara Olin", "named_person", "Northlight Radio", True, D, True)
BOARD = Origin("River Board", "organisation", None, True, D, True)
LANTERN = Origin("The Lantern", "outlet", None, True, L, False)
QUILLON = Origin("Quillon", "outlet", None, False, None, True)


def claim_part(least: int, most: int, origins: tuple[Origin, ...], roles: tuple[Role, ...] = ()) -> str:
    """What the first sentence says of the lead claim with these origins."""
    records = pile()
    lead = records.claims[2]
    count = OriginCount(lead.id, lead.story, least, most, "", True, origins, roles)
    told = first_sentence(Index(compose(replace(records, counts=(count,), conflicts=(), missing=(), matches=(), rejected=()), "1", "x")))
    return told.split("”: ", 1)[1]


def test_whole_sentence_of_the_case() -> None:
    assert first_sentence(Index(case_dossier())) == (
        "10 pages, 8 texts, 2 stories. “The gates of the dam at Ferrin were opened on purpose two hours before the flood”: 5 articles, 1 traced origin, "
        "unnamed: a hydrology officer, through Harn Wire; at most 2. Altered quotations: 1 (4 changes). "
        "Cited but not in the pile: Quillon, gate ledger. 1 page refused."
    )


@pytest.mark.parametrize(
    ("least", "most", "origins", "told"),
    [
        (1, 1, (OLIN,), "5 articles, 1 traced origin, named: Mara Olin, through Northlight Radio."),
        (1, 1, (OFFICER,), "5 articles, 1 traced origin, unnamed: a hydrology officer, through Harn Wire."),
        (1, 2, (OFFICER, LANTERN), "5 articles, 1 traced origin, unnamed: a hydrology officer, through Harn Wire; at most 2."),
        (2, 3, (OLIN, BOARD, replace(OFFICER, certain=False)),
         "5 articles, 2 to 3 origins, two of them named: Mara Olin, through Northlight Radio; River Board; a hydrology officer, through Harn Wire; "
         "independent as far as this pile shows."),
        (1, 2, (LANTERN, replace(LANTERN, name="Dunmere Gazette")), "5 articles; whether it has 1 origin or 2 is undetermined."),
        (1, 1, (replace(OFFICER, in_pile=False, via="Quillon"),), "5 articles, 1 traced origin, unnamed: a hydrology officer, through [Quillon]."),
        (1, 1, (replace(OFFICER, in_pile=False, via=None),), "5 articles, 1 traced origin, unnamed: a hydrology officer, through [unnamed text]."),
        (1, 1, (replace(LANTERN, certain=True),), "5 articles, 1 traced origin: The Lantern, in its own words."),
        (0, 1, (replace(OFFICER, certain=True),), "5 articles, 0 to 1 traced origins, unnamed: a hydrology officer, through Harn Wire."),
        (0, 0, (), "5 articles; no traced origin: no source stands behind it in any body."),
        (1, 1, (Origin("inspection log", "document", None, False, None, True),), "5 articles, 1 traced origin, a document: [the inspection log]."),
    ],
)  # fmt: skip
def test_forms_of_the_claim(least: int, most: int, origins: tuple[Origin, ...], told: str) -> None:
    assert claim_part(least, most, origins) == told


def test_siblings_of_an_absent_agency() -> None:
    roles = (Role(B, "siblings", "absent", 0.9), Role(K, "siblings", "absent", 0.9))
    assert claim_part(1, 1, (QUILLON,), roles) == "5 articles, siblings of one text that is not in the pile: [Quillon]. Its origin is 1, not in the pile."


def test_who_is_heard_through_a_text_that_nobody_names_is_not_what_the_pile_lacks() -> None:
    records = pile()
    count = OriginCount(records.claims[2].id, "s", 1, 1, "", False, (replace(OFFICER, in_pile=False, via=None),), ())
    rows = summary(Index(compose(replace(records, counts=(count,)), "1", "x")))[0].rows
    assert ("hydrology officer", "[unnamed text]") in [row[3:] for row in rows]


def test_a_conflict_of_the_lead_claim_tells_both_sides() -> None:
    records = pile()
    missing = replace(records.claims[1], articles=tuple(sorted((B, K, D, H, L, "z"))))
    told = first_sentence(Index(compose(replace(records, claims=(missing,)), "1", "x")))
    assert "Figures differ: Nine in 2 articles; 14 in 1 article; no article reports both." in told


def test_a_claim_without_a_count_says_so() -> None:
    assert "its origins were not counted" in first_sentence(Index(compose(replace(pile(), counts=()), "1", "x")))


def test_an_empty_pile() -> None:
    assert first_sentence(Index(compose(Pile(), "1", "x"))) == "0 pages: the pile is empty."


def test_a_pile_that_was_refused_whole() -> None:
    rejected = (Rejected("a.png", None, "capture", "no text"), Rejected("b.png", None, "capture", "no text"))
    assert first_sentence(Index(compose(Pile(rejected=rejected), "1", "x"))) == "2 pages, none of which could be read."


def test_a_pile_in_which_nothing_is_shared() -> None:
    told = first_sentence(Index(compose(replace(pile(), claims=(), counts=(), matches=(), missing=(), rejected=()), "1", "x")))
    assert told == "10 pages, 8 texts, 2 stories. Nothing is carried by more than one article."


def edits_replaced(dossier: Dossier, change: Edit) -> str:
    match = next(m for m in dossier.matches if m.edits)
    return first_sentence(Index(replace(dossier, matches=(replace(match, edits=(change,)),))))


def test_only_unmarked_changes_inside_quotation_marks_count() -> None:
    dossier = case_dossier()
    edit = next(e for m in dossier.matches for e in m.edits if e.in_quotation)
    assert "Altered quotations: 1." in edits_replaced(dossier, edit)
    assert "Altered quotations: 1." in edits_replaced(dossier, replace(edit, kind="spelling"))
    assert "Altered" not in edits_replaced(dossier, replace(edit, marked=True))
    assert "Altered" not in edits_replaced(dossier, replace(edit, in_quotation=False))


def test_quotations_are_counted_and_not_what_changed_in_them() -> None:
    dossier = case_dossier()
    match = next(m for m in dossier.matches if m.kind == "quotation" and {m.article_a, m.article_b} == {H, D})
    text = {a.id: a.text for a in dossier.articles}

    def words(article: str, number: int) -> Span:
        start, stop = (match.start_a, match.stop_a) if article == match.article_a else (match.start_b, match.stop_b)
        found = list(re.finditer(r"\w+", text[article][start:stop]))[number]
        return Span(start + found.start(), start + found.end())

    edits = tuple(Edit("replaced", words(match.article_a, n), words(match.article_b, n), True, False) for n in (0, 2))
    altered = replace(dossier, matches=(replace(match, edits=edits),))
    assert "Altered quotations: 1 (2 changes)." in first_sentence(Index(altered))
    table = next(t for t in summary(Index(altered)) if t.name == "altered")
    assert (len(table.rows), table.total) == (1, 1)
    assert table.rows[0][1].count("[") == table.rows[0][3].count("[") == 2, table.rows


def test_one_quotation_altered_against_two_pages_is_one() -> None:
    dossier = case_dossier()
    index = Index(dossier)
    match = next(m for m in dossier.matches if m.kind == "quotation" and {m.article_a, m.article_b} == {H, D})
    after = Span(match.start_b, match.start_b + 4) if match.article_b == D else Span(match.start_a, match.start_a + 4)
    other = next(a.id for a in dossier.articles if a.id not in (H, D))

    def change(number: int, first: str, words: Span) -> Change:
        return Change(number, "replaced", first, D, Span(0, 3), words, True, (D,))

    within = Span(after.stop + 1, after.stop + 5)
    same = {("replaced", "a", "b"): change(1, H, after), ("replaced", "c", "d"): change(2, other, within)}
    assert by_quotation(index, same) == [list(same.values())]
    apart = {("replaced", "a", "b"): change(1, H, after), ("replaced", "c", "d"): change(2, other, Span(0, 1))}
    assert len(by_quotation(index, apart)) == 2


def test_two_hearings_of_one_speech_are_nobodys_alteration() -> None:
    dossier = case_dossier()
    apart = tuple(replace(d, relation="same quotation only", upstream=None) if {d.article_a, d.article_b} == {H, D} else d for d in dossier.derivations)
    only = tuple(m for m in dossier.matches if {m.article_a, m.article_b} == {H, D})
    assert "Altered" not in first_sentence(Index(replace(dossier, derivations=apart, matches=only)))


def test_long_lists_of_names_say_how_many_there_are() -> None:
    records = pile()
    missing = tuple(replace(records.missing[0], id=str(i), name=f"Agency {i}") for i in range(9))
    assert "Agency 5 (shown 6 of 9)." in first_sentence(Index(compose(replace(records, missing=missing), "1", "x")))


def test_an_article_that_goes_with_a_changed_word_is_no_change_of_its_own() -> None:
    dossier = case_dossier()
    match = next(m for m in dossier.matches if m.edits and m.kind == "quotation" and {m.article_a, m.article_b} == {H, D})
    article = next(a for a in dossier.articles if a.id == H)
    the = article.text.index("a written order")
    crew = article.text.index("written")
    in_h = match.article_a == H
    gone = Span(match.stop_b, match.stop_b) if in_h else Span(match.stop_a, match.stop_a)

    def edit(kind: str, words: Span, other: Span) -> Edit:
        return Edit(kind if in_h or kind == "replaced" else "added", *((words, other) if in_h else (other, words)), True, False)

    near = edit("cut", Span(the, the + 1), gone)
    changed = edit("replaced", Span(crew, crew + 7), Span(gone.start - 4, gone.stop))
    one = replace(dossier, matches=(replace(match, edits=tuple(sorted((near, changed), key=lambda e: e.a))),))
    assert "Altered quotations: 1." in first_sentence(Index(one))
    alone = replace(dossier, matches=(replace(match, edits=(near,)),))
    assert "Altered quotations: 1." in first_sentence(Index(alone)), "by itself it counts"


def test_a_page_that_was_read_is_not_refused_when_a_later_stage_fails() -> None:
    late = Rejected("harn-wire.html", None, "statements", "took too long")
    assert "refused" not in first_sentence(Index(compose(replace(pile(), rejected=(late,)), "1", "x")))
    of_a_record = Rejected(pile().articles[0].path, None, "statements", "It could not be worked on.")
    assert "refused" not in first_sentence(Index(compose(replace(pile(), captures=(), rejected=(of_a_record,)), "1", "x")))


def test_records_that_hold_no_page_are_no_refused_pages() -> None:
    passed = Rejected("kept.warc.gz", None, "captures", f"{PASSED_OVER}, 5 in all: robots.txt (2), HTTP status 404 (3).")
    refused = Rejected("kept.warc.gz", "7", "captures", "The page has no text.")
    assert "refused" not in first_sentence(Index(compose(replace(pile(), rejected=(passed,)), "1", "x")))
    assert first_sentence(Index(compose(replace(pile(), rejected=(passed, refused)), "1", "x"))).endswith(" 1 page refused.")
    assert [table.title for table in summary(Index(compose(replace(pile(), rejected=(passed,)), "1", "x")))][-1] == "Passed over"


def test_what_was_compared_in_part_is_told_and_is_no_refused_page() -> None:
    told = Rejected("notice.txt", None, "candidates", f"{COMPARED_IN_PART}. This article and 499 others share so much …")
    passed = Rejected("kept.warc.gz", None, "captures", f"{PASSED_OVER}, 5 in all: robots.txt (2), HTTP status 404 (3).")
    dossier = compose(replace(pile(), rejected=(told, passed)), "1", "x")
    assert "refused" not in first_sentence(Index(dossier))
    assert [table.title for table in summary(Index(dossier))][-1] == "Passed over or compared in part"
