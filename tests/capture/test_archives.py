"""Web archives: every page in them, whatever is broken around it."""

import gzip
import json
import random
import re
import zipfile
import zlib

import brotli
import pytest
from fastwarc.stream_io import zstd_train_dictionary_from_samples
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from firstsaid.capture import read
from firstsaid.model import Capture, Rejected
from firstsaid.model.options import CaptureOptions

from . import archive_cases as cases
from .archive_cases import http, numbered, page, record, revisit
from .test_read import CASES, source_of


@pytest.fixture
def rows(tmp_path):
    """Reads bytes as a file of some name: captures and reasons."""

    def _rows(content, name="pile.warc", **options):
        path = tmp_path / name
        path.write_bytes(content)
        given = list(read(source_of(path), CaptureOptions(**options)))
        return [row for row in given if isinstance(row, Capture)], [row.reason for row in given if isinstance(row, Rejected)]

    return _rows


def test_the_builder_makes_the_files_among_the_cases():
    assert {name for name in cases.files() if not (CASES / name).is_file()} == set(), "run python -m tests.capture.archive_cases"


def test_a_page_has_its_address_time_encoding_and_place(rows):
    body = "<html><body><p>Přístav Žlutov</p></body></html>".encode("cp1250")
    (capture,), reasons = rows(
        record(http(body, content_type='text/html; charset="Windows-1250"'), WARC_Record_ID="<urn:uuid:1>", WARC_Date="2031-05-06T09:08:09.123456+02:00")
    )
    assert reasons == []
    assert capture.payload == body
    assert (capture.charset, capture.media_type, capture.how) == ("windows-1250", "text/html", "warc")
    assert (capture.url, capture.seen_at, capture.record) == ("https://gazette.example/bridge", "2031-05-06T07:08:09Z", "<urn:uuid:1>")


@pytest.mark.parametrize(
    ("stated", "seen_at"),
    [
        ("2031-05", "2031-05"),
        ("20310506070809", "2031-05-06T07:08:09Z"),
        ("2031-05-06", "2031-05-06T00:00:00Z"),
        ("Tuesday", None),
        ("0001-01-01T00:00:00+05:00", None),
    ],
)
def test_dates_are_read_as_far_as_they_go(rows, stated, seen_at):
    (capture,), _ = rows(record(http(page()), WARC_Date=stated))
    assert capture.seen_at == seen_at


@pytest.mark.parametrize(
    ("content_type", "media_type"),
    [
        ("text/html", "text/html"),
        ("application/xhtml+xml; charset=utf-8", "text/html"),
        ("TEXT/PLAIN", "text/plain"),
        ("application/pdf", "application/pdf"),
        (None, "text/html"),
    ],
)
def test_pages_are_told_by_their_media_type(rows, content_type, media_type):
    (capture,), _ = rows(record(http(page(), content_type=content_type)))
    assert capture.media_type == media_type


ENCODED = {
    "gzip": gzip.compress(page(), mtime=0),
    "x-gzip": gzip.compress(page()[:50], mtime=0) + gzip.compress(page()[50:], mtime=0),
    "deflate": zlib.compress(page()),
    "Deflate": zlib.compress(page(), wbits=-15),
    "br": brotli.compress(page()),
    "zstd": cases.frames([page()]),
    "gzip, br": brotli.compress(gzip.compress(page(), mtime=0)),
    "identity": page(),
}


@pytest.mark.parametrize("encoding", ENCODED)
def test_content_encodings_are_undone(rows, encoding):
    for body, transfer in ((ENCODED[encoding], None), (cases.chunked(ENCODED[encoding]), "chunked")):
        (capture,), reasons = rows(record(http(body, Content_Encoding=encoding, Transfer_Encoding=transfer)))
        assert capture.payload == page()
        assert reasons == []


@pytest.mark.parametrize("encoding", ENCODED)
def test_a_body_that_the_crawler_has_decoded_is_taken_as_it_is(rows, encoding):
    (capture,), reasons = rows(record(http(page(), Content_Encoding=encoding, Transfer_Encoding="chunked")))
    assert capture.payload == page()
    assert reasons == []


@pytest.mark.parametrize("encoding", ["gzip", "deflate", "br", "zstd"])
def test_a_body_that_breaks_off_is_kept_as_far_as_it_goes_and_said_so(rows, encoding):
    text = page(text=" ".join(f"The council heard witness {number} on item {number * 7919 % 1000}." for number in range(9000)))
    packed = {
        "gzip": gzip.compress,
        "deflate": zlib.compress,
        "br": lambda content: brotli.compress(content, quality=4),
        "zstd": lambda content: cases.frames([content]),
    }[encoding](text)
    captures, reasons = rows(record(http(packed[: len(packed) * 3 // 4], Content_Encoding=encoding)))
    assert "may be missing" in " ".join(reasons)
    assert len(captures[0].payload) > 10_000
    assert text.startswith(captures[0].payload)
    captures, reasons = rows(record(http(cases.chunked(text)[:300], Transfer_Encoding="chunked")))
    assert text.startswith(captures[0].payload)
    assert "chunks break off" in reasons[0]


def test_an_unknown_content_encoding_is_said(rows):
    captures, reasons = rows(record(http(page(), Content_Encoding="pack200-gzip")) + numbered(2))
    assert [capture.record for capture in captures] == ["<urn:x:2>"]
    assert "pack200-gzip" in reasons[0]


def test_what_is_no_page_is_counted_once(rows):
    small = b"".join(cases.SMALL)
    dns = record(b"20310506\r\nnews.example. A 192.0.2.1", "response", Content_Type="text/dns", WARC_Target_URI="dns:news.example")
    robots = record(http(b"User-agent: *", content_type="text/plain"), WARC_Target_URI="https://gazette.example/robots.txt")
    log = record(b"Saved.", "resource", Content_Type="text/plain", WARC_Target_URI="metadata://gazette.example/log")
    captures, reasons = rows(small + dns + robots + log + record(http(b"gone", status="404 Not Found")))
    assert len(captures) == 3
    (reason,) = reasons
    assert "7 in all" in reason
    for words in ("image/png (1)", "text/css (1)", "HTTP status 301 (1)", "HTTP status 404 (1)", "robots.txt (1)", "dns: (1)", "metadata: (1)"):
        assert words in reason


def test_an_archive_without_pages_leaves_a_trace(rows):
    assert "holds no page" in rows(cases.WARCINFO + cases.REQUEST)[1][0]


def test_a_page_saved_as_a_resource_is_a_page(rows):
    (capture,), _ = rows(record(page(), "resource", Content_Type="text/html; charset=utf-8", WARC_Target_URI="file:///desk/page.html"))
    assert capture.payload == page()


def test_the_same_record_twice_is_two_captures(rows):
    captures, _ = rows(numbered(1) + numbered(1))
    assert captures[0].record == captures[1].record
    assert captures[0].id != captures[1].id


def test_a_record_without_an_id_is_named_by_its_place(rows):
    captures, _ = rows(record(http(page()), WARC_Record_ID=None) + numbered(2))
    assert captures[0].record == "byte 0"


@pytest.mark.parametrize(
    "pointer",
    [
        {"WARC_Refers_To": "<urn:x:1>"},
        {"WARC_Refers_To_Target_URI": "https://gazette.example/1", "WARC_Refers_To_Date": cases.DATE},
        {"WARC_Payload_Digest": "sha1:AAAA"},
    ],
)
def test_a_page_seen_again_has_the_bytes_of_the_first_time_and_its_own_date(rows, pointer):
    first = numbered(1).replace(b"WARC-Date", b"WARC-Payload-Digest: sha1:AAAA\r\nWARC-Date", 1)
    captures, reasons = rows(first + numbered(2) + revisit(WARC_Target_URI="https://gazette.example/front", **pointer))
    assert [capture.url for capture in captures] == ["https://gazette.example/1", "https://gazette.example/2", "https://gazette.example/front"]
    assert captures[2].payload == captures[0].payload
    assert captures[2].seen_at == "2031-06-01T00:00:00Z"
    assert reasons == []


def test_a_page_seen_again_whose_first_time_is_elsewhere_is_said(rows):
    captures, reasons = rows(numbered(2) + revisit(WARC_Refers_To="<urn:x:1>") + revisit())
    assert len(captures) == 1
    assert "does not say which" in reasons[0]
    assert "add the archive that holds it" in reasons[1]


def test_many_repeats_of_one_long_page_do_not_become_a_bomb(rows):
    long = record(http(page(text="word " * 400_000)), WARC_Record_ID="<urn:x:1>")
    again = b"".join(revisit(WARC_Refers_To="<urn:x:1>", WARC_Record_ID=f"<urn:x:{number}>") for number in range(60))
    captures, reasons = rows(cases.gzipped([long, again]), "pile.warc.gz", most_inflation=2)
    assert 1 <= len(captures) < 20
    assert len(captures) + sum("was not read again" in reason for reason in reasons) == 61


PILE = [numbered(number) for number in range(12)]


def _written(how):
    if how == "gzip":
        return cases.gzipped(PILE)
    if how == "one gzip":
        return gzip.compress(b"".join(PILE), mtime=0)
    if how == "zstd":
        return cases.frames(PILE)
    if how == "zstd with dictionary":
        return cases.frames(PILE, zstd_train_dictionary_from_samples([numbered(number, "The court rose.") for number in range(100)], 3_000))
    return b"".join(PILE)


@pytest.mark.parametrize("how", ["plain", "gzip", "one gzip", "zstd", "zstd with dictionary"])
def test_every_way_of_packing_gives_the_same_pages(rows, how):
    captures, reasons = rows(_written(how), "export.bin")
    assert [capture.record for capture in captures] == [f"<urn:x:{number}>" for number in range(12)]
    assert reasons == []


@pytest.mark.parametrize("how", ["plain", "gzip", "zstd"])
@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(share=st.floats(0.05, 0.999))
def test_a_cut_loses_no_whole_record_before_it(rows, how, share):
    packed = [_written_alone(how, one) for one in PILE]
    cut = int(sum(map(len, packed)) * share)
    whole = sum(sum(map(len, packed[: number + 1])) <= cut for number in range(12))
    captures, reasons = rows(b"".join(packed)[:cut], "export.warc.gz")
    assert len(captures) >= whole
    assert [capture.payload for capture in captures] == [capture.payload for capture in rows(b"".join(packed))[0][: len(captures)]]
    if cut not in {sum(map(len, packed[: number + 1])) for number in range(12)} and len(captures) == whole:
        assert any("reading stopped" in reason or "cannot be read" in reason for reason in reasons), reasons


def test_a_cut_behind_the_first_letters_of_the_second_record_is_told(rows):
    for left in range(1, 64):
        captures, reasons = rows(PILE[0] + PILE[1][:left])
        assert len(captures) == 1
        assert [reason for reason in reasons if "reading stopped" in reason], left


def _written_alone(how, one):
    return {"plain": lambda: one, "gzip": lambda: gzip.compress(one, mtime=0), "zstd": lambda: cases.frames([one])}[how]()


@pytest.mark.parametrize("how", ["plain", "gzip", "zstd"])
def test_broken_bytes_cost_the_record_they_are_in(rows, how):
    for broken in range(1, 11):
        packed = [_written_alone(how, one) for one in PILE]
        wrong = bytearray(packed[broken])
        wrong[:20] = b"\x00" * 20
        captures, reasons = rows(b"".join([*packed[:broken], bytes(wrong), *packed[broken + 1 :]]), "export.warc.gz")
        wanted = [f"<urn:x:{number}>" for number in range(12) if number < broken or (number > broken and how != "zstd")]
        assert [capture.record for capture in captures] == wanted
        assert "After" in reasons[0]


@pytest.mark.parametrize("length", ["100", "99999999999", "-5", "many", ""])
def test_a_wrong_length_is_a_row_and_the_records_behind_it_are_read(rows, length):
    wrong = re.sub(rb"Content-Length: \d+", b"Content-Length: " + length.encode(), PILE[1], count=1)
    captures, reasons = rows(PILE[0] + wrong + PILE[2] + PILE[3])
    assert captures[0].record == "<urn:x:0>"
    assert reasons
    if length != "99999999999":
        assert [capture.record for capture in captures][-2:] == ["<urn:x:2>", "<urn:x:3>"]


def test_a_record_over_the_limit_costs_that_record_only(rows):
    captures, reasons = rows(numbered(1) + record(http(page(text="word " * 10_000))) + numbered(3), largest=20_000)
    assert len(captures) == 2
    assert "20,000" in reasons[0]


def test_a_container_over_its_limit_stops_and_keeps_what_came(rows):
    captures, reasons = rows(cases.gzipped(numbered(number) for number in range(2_000)), "pile.warc.gz", largest_container=400_000)
    assert 100 < len(captures) < 2_000
    assert "400,000" in reasons[-1]


BIG = 300 << 20


def _squeezed(head, rest=BIG):
    """A gzip file of `head` and very many NULs, made without holding them."""
    packer = zlib.compressobj(9, wbits=31)
    begun = packer.compress(head) + packer.flush(zlib.Z_FULL_FLUSH)
    mebibyte = packer.compress(bytes(1 << 20)) + packer.flush(zlib.Z_FULL_FLUSH)
    end = zlib.crc32(bytes(rest), zlib.crc32(head)).to_bytes(4, "little") + (len(head) + rest).to_bytes(4, "little")
    return begun + mebibyte * (rest >> 20) + packer.flush()[:-8] + end


BOMBS = {"bare": b"WARC/1.1\r\n", "record": record(b"", Content_Length=BIG).rstrip() + b"\r\n\r\n", "behind a page": PILE[0]}


@pytest.mark.parametrize("name", BOMBS)
def test_a_bomb_is_stopped_early(rows, name):
    captures, reasons = rows(_squeezed(BOMBS[name]), "bomb.warc.gz")
    assert len(captures) == (name == "behind a page")
    assert any("bomb" in reason or "limit" in reason for reason in reasons), reasons


def test_a_bomb_in_a_body_costs_its_record_only(rows):
    body = _squeezed(page(), 40 << 20)
    twice = gzip.compress(body, mtime=0)
    nested = gzip.compress(gzip.compress(gzip.compress(gzip.compress(page()))), mtime=0)
    wrong = [
        record(http(body, Content_Encoding="gzip")),
        record(http(twice, Content_Encoding="gzip, gzip")),
        record(http(nested, Content_Encoding="gzip,gzip,gzip,gzip")),
    ]
    wrong.append(record(http(brotli.compress(bytes(40 << 20), quality=5), Content_Encoding="br")))
    captures, reasons = rows(b"".join(wrong) + numbered(1))
    assert [capture.record for capture in captures] == ["<urn:x:1>"]
    assert len(reasons) == 4
    assert all("bomb" in reason or "times over" in reason for reason in reasons), reasons


def test_headers_without_end_are_a_row(rows):
    lines = b"X-Again: yes\r\n" * 1_000_000
    captures, reasons = rows(numbered(1) + b"WARC/1.1\r\n" + lines + b"\r\n" + record(b"HTTP/1.1 200 OK\r\n" + lines + b"\r\n") + numbered(2))
    assert [capture.record for capture in captures] == ["<urn:x:1>", "<urn:x:2>"]
    assert any("header length" in reason for reason in reasons)


def test_a_file_of_broken_places_ends_in_time(rows):
    member = gzip.compress(PILE[0], mtime=0)[:-6] + b"\x00\x01"
    captures, reasons = rows(numbered(1) + member * 10, "pile.warc")
    assert [capture.record for capture in captures] == ["<urn:x:1>"]
    assert "are no whole record" in reasons[0]
    _, reasons = rows(member * 2_000, "pile.warc.gz")
    assert len(reasons) == 1_001
    assert "more than 1,000 places" in reasons[1_000]


STARTS = [b"WARC/1.0\r\n", b"WARC/1.1\r\nContent-Length: 9\r\n\r\n", PILE[0][:200], PILE[0], gzip.compress(PILE[0]), b"\x1f\x8b\x08", cases.frames(PILE[:1])]
STARTS += [
    b"\x28\xb5\x2f\xfd",
    b"\x5d\x2a\x4d\x18",
    b"PK\x03\x04",
    b"PK\x05\x06" + bytes(18),
    cases.wacz({"a.warc": PILE[0]})[:-22],
    cases.wacz({"a.warc": PILE[0]}),
]


@settings(max_examples=200, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(start=st.sampled_from(STARTS), rest=st.binary(max_size=400), name=st.sampled_from(["a.warc", "a.warc.gz", "a.warc.zst", "a.wacz", "a.zip", "a"]))
def test_any_bytes_behind_a_signature_give_rows(rows, start, rest, name):
    given = rows(start + rest, name)
    assert given[0] or given[1]
    assert rows(start + rest, name) == given


@settings(max_examples=200, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(seed=st.integers(0, 2**32), name=st.sampled_from(["small.warc", "small.warc.gz", "small.warc.zst", "small.wacz"]))
def test_a_damaged_archive_gives_rows(rows, seed, name):
    chance = random.Random(seed)
    content = bytearray((CASES / name).read_bytes())
    for _ in range(chance.randrange(1, 8)):
        at = chance.randrange(len(content))
        content[at : at + chance.choice((0, 1, 1, 30))] = chance.randbytes(chance.choice((0, 1, 1, 30)))
    captures, reasons = rows(bytes(content), name)
    assert captures or reasons
    assert len({capture.id for capture in captures}) == len(captures)


def test_a_wacz_gives_the_pages_of_all_its_archives(rows):
    content = cases.wacz({"a.warc.gz": cases.gzipped(PILE[:2]), "b.warc": PILE[0] + revisit(WARC_Refers_To="<urn:x:1>", WARC_Record_ID="<urn:x:r>")})
    captures, reasons = rows(content, "crawl.wacz")
    assert [capture.record for capture in captures] == [
        "archive/a.warc.gz <urn:x:0>",
        "archive/a.warc.gz <urn:x:1>",
        "archive/b.warc <urn:x:0>",
        "archive/b.warc <urn:x:r>",
    ]
    assert {capture.how for capture in captures} == {"wacz"}
    assert len({capture.id for capture in captures}) == 4
    assert reasons == []


@pytest.mark.parametrize("digest", ["sha256:" + "0" * 64, "md5:00", "sha1:", "crc32:00", "none"])
def test_a_member_that_was_changed_is_named_and_read(rows, digest):
    captures, reasons = rows(cases.wacz({"a.warc": PILE[0]}, {"archive/a.warc": digest}), "crawl.wacz")
    assert len(captures) == 1
    assert "archive/a.warc" in reasons[0]
    assert "read all the same" in reasons[0]


def test_a_member_that_is_listed_and_missing_is_named(rows):
    captures, reasons = rows(cases.wacz({"a.warc": PILE[0]}, {"archive/b.warc": "sha256:00"}), "crawl.wacz")
    assert len(captures) == 1
    assert "archive/b.warc is missing" in reasons[0]


@pytest.mark.parametrize("name", ["../out.warc", "/etc/out.warc", "C:\\out.warc", "a/../../out.warc", "..\\out.warc"])
def test_members_that_lead_outside_are_not_read(rows, tmp_path, name):
    captures, reasons = rows(cases.zipped({name: PILE[0], "archive/a.warc": PILE[1]}), "crawl.wacz")
    assert [capture.record for capture in captures] == ["archive/a.warc <urn:x:1>"]
    assert "leads outside" in reasons[0]
    assert [path.name for path in tmp_path.parent.rglob("out.warc")] == []


def test_a_name_that_goes_on_behind_a_nul_is_not_read(rows):
    packed = cases.zipped({"a.warc~b.warc": PILE[0], "archive/a.warc": PILE[1]}).replace(b"a.warc~b.warc", b"a.warc\0b.warc")
    captures, reasons = rows(packed, "crawl.wacz")
    assert [capture.record for capture in captures] == ["archive/a.warc <urn:x:1>"]
    assert "leads outside" in reasons[0]


def test_a_member_without_a_name_costs_nothing_else(rows):
    captures, _ = rows(cases.zipped({"": PILE[0], "archive/a.warc": PILE[1]}), "crawl.wacz")
    assert [capture.record for capture in captures] == ["archive/a.warc <urn:x:1>"]


def test_locked_repeated_nested_and_oddly_packed_members_are_rows(rows, tmp_path):
    with pytest.warns(UserWarning, match="Duplicate name"):
        content = bytearray(cases.zipped([("a.warc", PILE[0]), ("a.warc", PILE[1]), ("inner.wacz", cases.wacz({"b.warc": PILE[2]})), ("locked.warc", PILE[3])]))
    for mark, flags in ((b"PK\x01\x02", 8), (b"PK\x03\x04", 6)):
        content[content.rindex(mark) + flags] |= 1
    captures, reasons = rows(bytes(content), "crawl.wacz")
    assert [capture.record for capture in captures] == ["a.warc <urn:x:0>"]
    for words in ("earlier member of this name", "a WACZ inside this one", "is encrypted"):
        assert any(words in reason for reason in reasons), (words, reasons)
    path = tmp_path / "packed.zip"
    with zipfile.ZipFile(path, "w", zipfile.ZIP_LZMA) as archive:
        archive.writestr("a.warc", PILE[0])
    assert "compression method (14)" in next(read(source_of(path), CaptureOptions())).reason


def test_a_packed_member_that_inflates_too_far_is_stopped(tmp_path):
    path = tmp_path / "bomb.wacz"
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("archive/a.warc", PILE[0] + bytes(100 << 20))
        archive.writestr("datapackage.json", json.dumps({"resources": [{"path": "archive/a.warc", "hash": "sha256:00"}]}))
    captured, *rest = [row for row in read(source_of(path), CaptureOptions()) if isinstance(row, Capture) or "digest" not in row.reason]
    assert captured.record == "archive/a.warc <urn:x:0>"
    assert "bomb" in rest[0].reason


@pytest.mark.parametrize("listing", [b"", b"[]", b"[" * 100_000, b'{"resources": 1}', b'{"resources": [1, {"path": 1}]}', b"\xff", b"{}"])
def test_a_broken_list_of_digests_costs_no_page(rows, listing):
    captures, _ = rows(cases.zipped({"archive/a.warc": PILE[0], "datapackage.json": listing}), "crawl.wacz")
    assert len(captures) == 1


def test_empty_and_other_zip_archives_are_said_to_be_so(rows):
    assert "is empty" in rows(cases.zipped({}), "crawl.wacz")[1][0]
    assert "holds no WARC file" in rows(cases.zipped({"pages/pages.jsonl": b""}), "crawl.wacz")[1][0]
    document = cases.zipped({"[Content_Types].xml": b"<Types/>", "ppt/presentation.xml": b"<p/>"})
    assert "an office document, which is not read. Save it as PDF or plain text" in rows(document, "notes.pptx")[1][0]


def test_what_lies_beside_web_archives_in_a_zip_is_named_and_not_passed_over_in_silence(rows):
    names = {f"scans/{number}.png": b"\x89PNG" for number in range(8)}
    captures, reasons = rows(cases.zipped({"archive/a.warc": PILE[0]} | names), "partner.zip")
    assert len(captures) == 1
    assert "holds 8 other files beside web archives: scans/0.png, " in reasons[0]
    assert "and 2 more. They were not read: unpack the archive and add the folder." in reasons[0]
    assert "cannot be read" in rows(b"PK\x03\x04 and no more", "notes.zip")[1][0]
