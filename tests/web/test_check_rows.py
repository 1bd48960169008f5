"""What the page of a check says of an article that has the words."""

from firstsaid import api
from firstsaid.checking import answer
from firstsaid.web.pages.check import _row


def test_words_stand_as_in_the_text_and_no_relay_twice(tmp_path):
    page = tmp_path / "page.html"
    head = '<html><head><meta property="og:site_name" content="Channel Nine"><title>Captain speaks</title></head><body><h1>Captain speaks</h1>'
    told = (
        "<p>The ferry drifted for two hours, its captain has told Channel Nine.</p><p>“We asked for a tug twice”, Ines Marrin told Channel Nine on Monday.</p>"
    )
    page.write_text(f"{head}{told}</body></html>", "utf-8")
    (carrier,) = answer(api.trace(page, case=tmp_path / "case"), "asked for a tug twice").carriers
    row = _row(carrier, set())
    assert "“We <b>asked for a tug twice</b>”, Ines" in row.passages[0][1]
    assert row.said == ("Channel Nine ← Ines Marrin",)
