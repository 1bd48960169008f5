"""A Word document is read as its paragraphs, and whatever is wrong with it is a row."""

import zipfile

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from firstsaid.articles import drafts
from firstsaid.capture import read
from firstsaid.model import Article, Capture
from firstsaid.model.options import ArticleOptions, CaptureOptions
from tests.capture import archive_cases as cases
from tests.capture.test_read import source_of

WORDS = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
STRICT = "http://purl.oclc.org/ooxml/wordprocessingml/main"
RELATION = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument"


def document(body, space=WORDS, part="word/document.xml", **parts):
    """A Word document in small."""
    space = f'xmlns:w="{space}" xmlns:mc="urn:mc" xmlns:a="urn:a"'
    main = f'<?xml version="1.0" encoding="UTF-8"?><w:document {space}><w:body>{body}</w:body></w:document>'
    related = f'<Relationships><Relationship Id="r1" Type="{RELATION}" Target="/{part}"/></Relationships>'
    return cases.zipped({"[Content_Types].xml": b"<Types/>", "_rels/.rels": related.encode(), part: main.encode(), **parts})


def p(*runs, inside=""):
    return f"<w:p><w:pPr><w:jc w:val='left'/></w:pPr>{''.join(f'<w:r><w:t>{run}</w:t></w:r>' for run in runs)}{inside}</w:p>"


@pytest.fixture
def rows(tmp_path):
    def of(content, name="memo.docx", **options):
        path = tmp_path / name
        path.write_bytes(content)
        given = list(read(source_of(path), CaptureOptions(**options)))
        return [row for row in given if isinstance(row, Capture)], [row for row in given if not isinstance(row, Capture)]

    return of


@pytest.fixture
def text(rows):
    def of(content, name="memo.docx"):
        (capture,), others = rows(content, name)
        assert not others
        assert (capture.media_type, capture.how) == ("text/plain", "docx")
        return capture.payload.decode()

    return of


def test_each_paragraph_is_a_line_and_runs_are_one_word(text):
    assert text(document(p("The pi", "er is ", "cracked.") + p() + p("Nobody told us."))) == "The pier is cracked.\n\nNobody told us."
    assert text(document(p("Älvsbyn &amp; Łódź – “quoted”"), space=STRICT)) == "Älvsbyn & Łódź – “quoted”"


@pytest.mark.parametrize(
    ("inside", "shown"),
    [
        ("<w:r><w:t>a</w:t><w:br/><w:t>b</w:t><w:tab/><w:t>c</w:t></w:r>", "a\nb\tc"),
        ("<w:r><w:t>Ost</w:t><w:noBreakHyphen/><w:t>See</w:t></w:r>", "Ost\u2011See"),
        ("<w:hyperlink><w:r><w:t>linked</w:t></w:r></w:hyperlink>", "linked"),
        ("<w:ins><w:r><w:t>put in</w:t></w:r></w:ins>", "put in"),
        ("<w:sdt><w:sdtPr><w:t>no</w:t></w:sdtPr><w:sdtContent><w:r><w:t>field</w:t></w:r></w:sdtContent></w:sdt>", "field"),
        ("<w:r><w:instrText>PAGE</w:instrText></w:r><w:r><w:t>4</w:t></w:r>", "4"),
        ("<w:r><w:rPr><w:vanish/></w:rPr><w:t>hidden</w:t></w:r><w:r><w:t>x</w:t></w:r>", "x"),
        ("<w:r><w:rPr><w:vanish w:val='0'/></w:rPr><w:t>shown</w:t></w:r>", "shown"),
        ("<w:r><w:drawing><a:t>chart</a:t></w:drawing><w:t>x</w:t></w:r>", "x"),
        (
            f"<mc:AlternateContent><mc:Choice><w:txbxContent>{p('boxed')}{p('twice')}</w:txbxContent></mc:Choice>"
            f"<mc:Fallback><w:txbxContent>{p('boxed')}</w:txbxContent></mc:Fallback></mc:AlternateContent><w:r><w:t>beside</w:t></w:r>",
            "beside\nboxed\ntwice",
        ),
    ],
)
def test_what_stands_in_a_paragraph(text, inside, shown):
    assert text(document(p(inside=inside))) == shown


def test_a_row_of_a_table_is_a_line_and_a_cell_that_only_frames_text_is_none(text):
    def table(*rows_):
        return "<w:tbl>" + "".join(f"<w:tr>{''.join(f'<w:tc>{cell}</w:tc>' for cell in row)}</w:tr>" for row in rows_) + "</w:tbl>"

    figures = table((p("Pier"), p("Cracks")), (p("4"), p("17")))
    assert text(document(p("Above.") + figures + table((p("One.") + p("Two."),)) + p("Below."))) == "Above.\nPier\tCracks\n4\t17\nOne.\nTwo.\nBelow."
    assert text(document(table((table((p("in"), p("side"))), p("a") + p("b"))))) == "in\nside\na\nb"


def test_what_is_no_text_as_it_stands_is_told_and_no_refused_page(rows):
    tracked = "<w:del><w:r><w:delText>never</w:delText></w:r></w:del><w:r><w:t>once</w:t><w:footnoteReference w:id='1'/></w:r><w:r><w:commentReference/></w:r>"
    (capture,), (row,) = rows(document(p(inside=tracked)))
    assert capture.payload == b"once"
    assert row.reason == "Of the Word document only the text as it stands was read, not these: comments (1), deletions (1), footnotes (1). Open it to see them."
    assert row.passed_over


def test_the_part_that_holds_the_text_is_found_by_its_relation_and_the_file_by_its_parts(text):
    assert text(document(p("elsewhere"), part="word/document2.xml")) == "elsewhere"
    assert text(document(p("without its name")), "attachment.bin") == "without its name"


def test_it_becomes_an_article_with_headline_day_and_body(rows):
    lines = (
        "Authority knew of cracks in pier, memo says",
        "14 May 2031",
        "The harbour authority of Tervane knew since October that Pier 4 was cracked, a memo shows.",
        "“We were told to wait,” said Oskar Tiel, the harbour engineer, on Monday.",
    )
    captures, _ = rows(document("".join(map(p, lines))))
    (article,) = drafts(captures, ArticleOptions())
    assert isinstance(article, Article)
    assert article.title.value == lines[0]
    assert [date.value for date in article.dates] == ["2031-05-14"]
    assert [article.text[part.span.start : part.span.stop] for part in article.parts if part.kind == "body"] == ["\n".join(lines[2:])]


ENTITIES = '<!DOCTYPE d [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;">]>'


@pytest.mark.parametrize(
    ("content", "reason"),
    [
        (cases.zipped({"[Content_Types].xml": b"", "word/other.xml": b""}), "holds no text of a document"),
        (cases.zipped({"[Content_Types].xml": b"", "word/document.xml": b""}), "cannot be read: "),
        (cases.zipped({"[Content_Types].xml": b"", "word/document.xml": b"<html><p>words</p></html>"}), "its text is no document of Word"),
        (cases.zipped({"[Content_Types].xml": b"", "word/document.xml": f"{ENTITIES}<document><p><t>&b;</t></p></document>".encode()}), "entities of its own"),
        (document(p(" ")), "holds no text"),
        (document(p("words"))[:-60], "broken or cut off"),
    ],
)
def test_a_document_that_cannot_be_read_says_why(rows, content, reason):
    captures, (row,) = rows(content)
    assert captures == []
    assert reason in row.reason


def test_what_stands_before_a_fault_is_kept(rows):
    main = f'<w:document xmlns:w="{WORDS}"><w:body>{p("Whole.")}<w:p><w:r><w:t>Cut'.encode()
    (capture,), (row,) = rows(cases.zipped({"[Content_Types].xml": b"", "word/document.xml": main}))
    assert capture.payload == b"Whole."
    assert row.reason.startswith("The end of the Word document may be missing: ")


def test_too_large_a_text_and_a_bomb_are_stopped(rows, tmp_path):
    assert "more than the limit of 500" in rows(document(p("word " * 200)), largest=500)[1][0].reason
    path = tmp_path / "bomb.docx"
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("[Content_Types].xml", b"")
        archive.writestr("word/document.xml", bytes(30 << 20))
    assert "decompression bomb" in rows(path.read_bytes())[1][0].reason


@settings(max_examples=80, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(at=st.integers(0, 900), junk=st.binary(max_size=8))
def test_damaged_anywhere_it_gives_rows(rows, at, junk):
    whole = document(p("The pier is cracked.") + p("Nobody told us."))
    captures, others = rows(whole[:at] + junk + whole[at + len(junk) :])
    assert captures or others
