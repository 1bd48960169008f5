"""A dossier holds every record, in the order in which a reader wants them."""

import random
from dataclasses import fields, replace

from hypothesis import given
from hypothesis import strategies as st

from firstsaid.dossier import compose, first_sentence, report, summary
from firstsaid.dossier.excerpt import excerpt
from firstsaid.dossier.index import Index
from firstsaid.model import Dossier, Pile, Rejected

from .fixture import case_dossier, pile

NOT_SHOWN = (
    *("judgements", "part_judgements", "drafts", "lines", "repeats", "carried", "shared_lines"),
    *("fingerprints", "candidates", "subjects", "likenesses", "placements", "cited", "citing"),
)


def shuffled(records: Pile, seed: int) -> Pile:
    order = random.Random(seed)
    return Pile(**{f.name: tuple(order.sample(getattr(records, f.name), len(getattr(records, f.name)))) for f in fields(Pile)})


def test_drops_nothing() -> None:
    records, dossier = pile(), case_dossier()
    for table in fields(Pile):
        if table.name not in NOT_SHOWN:
            kept = getattr(dossier, table.name)
            assert sorted(map(repr, kept)) == sorted(map(repr, getattr(records, table.name))), table.name


@given(st.integers(0, 1000))
def test_order_does_not_depend_on_the_order_of_the_input(seed: int) -> None:
    assert compose(shuffled(pile(), seed), "0.1.0", "9c41e7f0a1b2c3d4") == case_dossier()


def test_claims_stand_by_weight_and_their_counts_follow_them() -> None:
    dossier = case_dossier()
    assert [len(c.articles) for c in dossier.claims] == [5, 3, 2]
    assert [c.claim for c in dossier.counts] == [c.id for c in dossier.claims]


def test_of_two_claims_alike_the_one_said_earlier_comes_first() -> None:
    records = pile()
    early = records.claims[0]
    late = replace(early, id="late", wordings=tuple(replace(w, spans=tuple(type(s)(s.start + 9, s.stop + 9) for s in w.spans)) for w in early.wordings))
    assert [c.id for c in compose(replace(records, claims=(late, early), counts=()), "1", "x").claims] == [early.id, "late"]


def test_stories_stand_by_size_and_articles_by_path() -> None:
    dossier = case_dossier()
    assert [len(s.articles) for s in dossier.stories] == [9, 1]
    assert [a.path for a in dossier.articles] == sorted(a.path for a in dossier.articles)


def test_summary_is_a_few_tables_that_say_when_they_are_cut() -> None:
    tables = {t.name: t for t in summary(Index(case_dossier()), longest=1)}
    assert tables["claims"].note == "shown 1 of 3"
    assert tables["claims"].rows[0][1:] == ("5", "1–2", "hydrology officer; perhaps The Lantern", "Harn Wire (hydrology officer)")
    assert tables["altered"].columns == ("as it reads in", "words", "and in", "words there")
    assert all("[" in cell and "]" in cell for row in tables["altered"].rows for cell in (row[1], row[3])), "the words that were altered stand in brackets"
    assert tables["altered"].rows
    assert tables["conflicts"].rows[0][0] in ("altered", "error", "rival sources", "two events", "undetermined", "update")
    assert tables["stories"].rows[0] == ("Gates of Ferrin dam opened on order, officer says", "9", "7", "3", "4 May 2031, 08:10 UTC")
    assert tables["rejected"].rows == (("blank.html", "article", "No text is left when the furniture is taken off."),)
    assert tables["rejected"].note == ""
    rows = [Rejected("study.csv", f"row {n}", "capture", "The row holds no text.") for n in (2, 5, 9)]
    alike = (*rows, Rejected("a.png", None, "capture", "An image."))
    (refused,) = [t for t in summary(Index(compose(replace(pile(), rejected=alike), "1", "x"))) if t.name == "rejected"]
    assert sorted(row[0] for row in refused.rows) == ["a.png", "study.csv, row 2 and 2 more"]
    assert summary(Index(compose(Pile(), "1", "x"))) == []


def test_of_many_origins_a_few_are_named_and_the_way_is_told_of_each_where_ways_differ() -> None:
    records = pile()
    first, (origin, *_) = records.counts[0], records.counts[0].origins
    many = tuple(replace(origin, name=f"clerk {n}", via="Harn Wire", in_pile=True, certain=n == 0) for n in range(9))
    for origins, who, through in (
        (many, "clerk 0; perhaps clerk 1; perhaps clerk 2; perhaps clerk 3 and 5 more", "Harn Wire"),
        ((many[0], replace(many[0], name="Ida Roe", via=None)), "clerk 0; Ida Roe", "Harn Wire (clerk 0)"),
        ((many[0], replace(many[0], name="Ida Roe", via="Orlan Post")), "clerk 0; Ida Roe", "Harn Wire (clerk 0); Orlan Post (Ida Roe)"),
    ):
        counts = (replace(first, origins=origins), *records.counts[1:])
        (claims,) = [t for t in summary(Index(compose(replace(records, counts=counts), "1", "x"))) if t.name == "claims"]
        told = next(row for row in claims.rows if row[3].startswith("clerk"))
        assert told[3:] == (who, through)


def test_where_words_are_gone_the_summary_says_which() -> None:
    dossier = case_dossier()
    (gone,) = (row for row in altered(dossier) if "[, most likely]" in row[1])
    assert gone[1] == "“[Our crew] opened the [so-called ‘spare gates’] at [about 40] percent[, most likely] on a written order,” the…"
    assert gone[3].endswith("at [over 40] percent [gone: most likely] on a written order,” the…")
    undecided = altered(replace(dossier, derivations=tuple(replace(d, upstream=None) for d in dossier.derivations)))
    assert any("[not here: most likely]" in cell for row in undecided for cell in row)
    assert not any("[gone" in cell for row in undecided for cell in row)


def altered(dossier: Dossier) -> tuple[tuple[str, ...], ...]:
    return next(table.rows for table in summary(Index(dossier)) if table.name == "altered")


def lead(dossier: Dossier, text: str) -> str:
    return excerpt(Index(dossier), replace(dossier.claims[0], text=text))


def test_a_long_claim_is_quoted_by_what_its_articles_share() -> None:
    told = "the gates of the dam at Ferrin were opened on purpose"
    text = f"Early on Sunday, long before anybody in the valley or on the roads above it was awake, {told}, he told a crowd of forty"
    assert lead(case_dossier(), text) == "…gates of the dam at Ferrin were opened on purpose…"
    text = f"Early on Sunday, long before anybody was awake, {told}, he told a crowd of forty in the market place of Harn"
    assert lead(case_dossier(), text) == f"Early on Sunday, long before anybody was awake, {told}…"


def test_a_claim_is_quoted_without_its_outer_marks() -> None:
    assert lead(case_dossier(), "“The gates were opened,”") == "The gates were opened"


def test_composing_and_reporting_leave_the_records_as_they_are() -> None:
    records = pile()
    report(compose(records, "1", "x"))
    assert records == pile()


def test_a_denied_claim_is_never_told_as_if_its_speaker_claimed_it() -> None:
    dossier = case_dossier()
    denied = replace(dossier, claims=(replace(dossier.claims[0], denied=True), *dossier.claims[1:]))
    assert "Denied: “" in first_sentence(Index(denied))
    assert "Denied: “" not in first_sentence(Index(dossier))
    assert summary(Index(denied))[0].rows[0][0].startswith("denied: ")
    assert "denied:</b>" in report(denied)
    assert "denied:</b>" not in report(dossier)
