"""Links as people keep them: in a text, a table, a workbook, a saved feed, a list of feeds."""

import os

import openpyxl
import pytest
from hypothesis import given
from hypothesis import strategies as st

from firstsaid.collect.listing import Listing, listing
from firstsaid.collect.lists import addresses_in, one_link
from firstsaid.collect.options import CollectOptions
from firstsaid.collect.wanted import Refused, Wanted
from firstsaid.errors import InputError
from tests.collect.site import bomb, index, sitemap

OPTIONS = CollectOptions()
A, B = "http://herald.example/a", "https://courier.example/b?x=1,2"


def read(path, column=""):
    found = list(addresses_in(path, column, OPTIONS))
    return [row.url for row in found if isinstance(row, Wanted)], [row for row in found if isinstance(row, Refused)]


@pytest.mark.parametrize(
    "data",
    [
        f"{A}\n{B}\n".encode(),
        f"\ufeff# sources of the desk\r\n\r\n  {A}  \r\n{B}".encode(),
        f"{A}  # the repost, seen first\n\t# nothing\n{B}\t#2\n".encode(),
        f"{A}\n{B}".encode("utf-16"),
        f'outlet,url\nHerald,{A}\nCourier,"{B}"\n'.encode(),
        f'Outlet;Link;Note\nHerald;{A};"first; seen"\nCourier;{B};\n'.encode(),
        f"Zeitung\tWo\n\u00dcbersee\t{A}\nKurier\t{B}\n".encode("cp1252"),
        f'Herald,{A}\nCourier,"{B}"\n'.encode(),
    ],
    ids=["lines", "notes", "notes behind", "utf-16", "csv", "semicolons", "tabs", "no header"],
)
def test_lists_and_tables(tmp_path, data):
    path = tmp_path / "list"
    path.write_bytes(data)
    assert read(path) == ([A, B], [])


def test_a_name_and_a_link_that_are_no_utf_8_are_written_down(tmp_path):
    path = tmp_path / os.fsdecode(b"\xff.txt")
    path.write_text(f"{A}\nno address")
    assert [row.url for row in read(path)[1]] == ["\\udcff.txt, line 2: no address"]
    assert one_link(os.fsdecode(b"http://herald.example/\xff")).url == "http://herald.example/\\udcff"


def test_a_column_by_its_name(tmp_path):
    path = tmp_path / "list.csv"
    path.write_text(f"url,Archived copy\nhttp://elsewhere.example/,{A}\nhttp://elsewhere.example/,\nx,{B.replace(',', '%2C')}\n", "utf-8")
    urls, refused = read(path, "archived COPY")
    assert urls == [A, B.replace(",", "%2C")]
    assert [row.url for row in refused] == ["list.csv, row 3"]
    with pytest.raises(InputError, match='no column "seen"; it has url, archived copy'):
        read(path, "seen")


def test_workbooks(tmp_path):
    book = openpyxl.Workbook()
    book.active.append(["Story", "Link"])
    book.active.append(["Ferry", A])
    book.active.append(["Ferry again", "not yet"])
    second = book.create_sheet("More")
    second.append(["x", B])
    path = tmp_path / "list.xlsx"
    book.save(path)
    urls, refused = read(path)
    assert urls == [A, B]
    assert [row.url for row in refused] == ["list.xlsx, sheet Sheet, row 3: not yet"]
    assert "blanks" in refused[0].reason


@pytest.mark.parametrize(
    ("name", "data", "words"),
    [
        ("a.xlsx", b"PK\x03\x04 broken", "no sound workbook"),
        ("a.bin", b"\x00\x01\x02" * 50, "neither a list"),
        ("a.txt", b"nothing here\nat all, really\n", "--column"),
        ("a.txt", b"# later\n", "holds no addresses"),
        ("a.gz", bomb(64), "inflates to more than"),
    ],
)
def test_what_is_no_list_is_said(tmp_path, name, data, words):
    (tmp_path / name).write_bytes(data)
    with pytest.raises(InputError, match=words):
        read(tmp_path / name)


def test_saved_lists_of_sites_and_of_feeds(tmp_path):
    path = tmp_path / "feeds.opml"
    path.write_text(f'<opml version="2.0"><body><outline text="a"><outline xmlUrl="{A}"/></outline><outline xmlUrl="ftp://x.example/"/></body></opml>', "utf-8")
    found = list(addresses_in(path, "", OPTIONS))
    assert found == [Wanted(A, "listing", "feeds.opml"), Refused("ftp://x.example/", 'only http and https are collected, not "ftp"', "feeds.opml")]


def test_feeds_of_every_kind():
    link = b'<link rel="self" href="/no"/><link href="/1"/>'
    atom = b'<feed xmlns="http://www.w3.org/2005/Atom"><entry>' + link + b"<updated>2031-03-04T08:00:00+01:00</updated></entry></feed>"
    spaces = b'xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#" xmlns="http://purl.org/rss/1.0/"'
    rdf = b'<?xml version="1.0"?>\n<!-- old -->\n<rdf:RDF ' + spaces + b"><item><link>/2</link></item></rdf:RDF>"
    own = b"<item><guid>http://herald.example/3</guid></item>"
    guid = b"<rss><channel>" + own + b"<item><guid isPermaLink='false'>http://no.example/</guid></item></channel></rss>"
    assert [entry.url for data in (atom, rdf, guid) for entry in listing(data, OPTIONS).entries] == ["/1", "/2", "http://herald.example/3"]
    assert [entry.listing for entry in listing(index("a.example", ["/x.xml"]), OPTIONS).entries] == [True]
    assert len(listing(sitemap("a.example", range(7)), OPTIONS).entries) == 7
    assert listing(b"<!doctype html><html><body><rss>", OPTIONS) is None
    assert listing(b'{"version":"1"}', OPTIONS) is None


def test_broken_feeds_give_what_they_have_and_say_so():
    found = listing(b"<rss><channel><item><link>http://a.example/1</link></item><item><link>http://a.example/2</li", OPTIONS)
    assert found.entries[0].url == "http://a.example/1"
    assert "broken" in found.fault


def test_entities_of_a_list_stay_shut(tmp_path):
    (tmp_path / "secret").write_text("http://secret.example/", "utf-8")
    laughs = "".join(f'<!ENTITY l{n} "{f"&l{n - 1};" * 10}">' for n in range(1, 12))
    outside = f'<!ENTITY s SYSTEM "file://{tmp_path}/secret">'
    for kind in (f'<!DOCTYPE rss [<!ENTITY l0 "ha">{laughs}]>', f"<!DOCTYPE rss [{outside}]>"):
        data = f'<?xml version="1.0"?>{kind}<rss><channel><item><link>&l11;&s;</link></item></channel></rss>'.encode()
        found = listing(data, OPTIONS)
        assert found is None or all("secret" not in entry.url and len(entry.url) < 100 for entry in found.entries)


HEADS = st.sampled_from([b"", b"<rss>", b"<feed>", b"<urlset>", b"\x1f\x8b", b"{"])


@given(HEADS, st.binary(max_size=300))
def test_any_bytes_are_a_list_or_none(head, data):
    found = listing(head + data, OPTIONS)
    assert found is None or isinstance(found, Listing)
