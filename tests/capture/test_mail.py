"""E-mails as declared records."""

import json
import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from firstsaid.capture import read
from firstsaid.capture.wrapping import unflowed, unwrapped
from firstsaid.model import RECORD_KEYS, Capture, Rejected
from firstsaid.model.options import CaptureOptions

from .test_read import CASES, source_of


def rows_of(name):
    return list(read(source_of(CASES / name), CaptureOptions()))


def mail(tmp_path, content: str, encoding="utf-8"):
    path = tmp_path / "letter.eml"
    path.write_bytes(content.replace("\n", "\r\n").encode(encoding))
    return list(read(source_of(path), CaptureOptions()))


def record(row):
    assert isinstance(row, Capture), row
    return json.loads(row.payload)


def test_a_newsletter_gives_its_html_its_subject_and_its_address():
    (row,) = rows_of("newsletter.eml")
    assert (row.how, row.media_type, row.seen_at) == ("eml", "application/json", "2031-03-04T06:00:00Z")
    said = record(row)
    assert set(said) <= set(RECORD_KEYS)
    assert said["title"] == "Ferry returns – what it means"
    assert said["date"] == "2031-03-04T07:00:00+01:00"
    assert said["outlet"] == "Harbour Courier", "the list's own name says that this is no person"
    assert row.url == said["url"] == "https://courier.example/mail/2031-03-04"
    assert "“Aurelia”" in said["html"]
    assert not {"text", "byline"} & set(said)


def test_who_forwards_a_text_is_neither_its_author_nor_its_date():
    letter, attachments, attached = rows_of("forwarded.eml")
    said = record(letter)
    assert set(said) == {"title", "text"}
    assert said["title"] == "CORVANE: mine reopens"
    assert "a year in which no ore was brought up, its owner said.\n\nAbout forty" in said["text"]
    assert "café" in said["text"]
    assert attachments.reason.startswith("2 attachments were passed over: shaft.jpg, résumé.pdf.")
    assert attached.record == "attached message 1"
    assert record(attached) == {
        "title": "CORVANE: mine reopens",
        "byline": "Corvane Wire",
        "date": "2031-03-07T18:00:00+00:00",
        "text": "The mine at Tarn reopened on Friday, its owner said.",
    }


def test_no_outlet_is_made_up_from_a_sender(tmp_path):
    (row,) = mail(tmp_path, "Message-ID: <1>\nFrom: Ines Marren <ines@courier.example>\nList-Id: Old ships <ships.example>\nSubject: A\n\nThe quay stands.\n")
    assert record(row) == {"title": "A", "byline": "Ines Marren", "text": "The quay stands.\n"}
    (row,) = mail(tmp_path, 'Message-ID: <1>\nFrom: "desk@courier.example" <desk@courier.example>\nSubject: A\n\nThe quay stands.\n')
    assert "byline" not in record(row)


@pytest.mark.parametrize(
    ("sender", "outlet", "byline"),
    [
        ('"Press office, Pier Board" <press@pier.example>', "Pier Board", None),
        ("University of Lisk Communications <news@lisk.example>", "University of Lisk", None),
        ("Press office, Pier Board <press@pier.example>", "Pier Board", None),
        ("Hafenamt Lisk <presse-1@hafen.example>", "Hafenamt Lisk", None),
        ("Newsroom <newsroom@pier.example>", "Newsroom", None),
        ("Ines Marren <ines@pier.example>", None, "Ines Marren"),
        ("Ines Marren <pressman@pier.example>", None, "Ines Marren"),
        ("The Morning Brief <hello@morningbrief.example>", "The Morning Brief", None),
        ("The Morning Brief <hello@post.example>", None, "The Morning Brief"),
        ("Tern Daily Morning Briefing <briefing@terndaily.example>", "Tern Daily", None),
        ("The Tern Weekly Digest <x@mail.tern.example>", "The Tern", None),
        ("Tern Daily Morning Briefing <briefing@lists.example>", None, "Tern Daily Morning Briefing"),
        ("Tern Daily Sports <x@terndaily.example>", None, "Tern Daily Sports"),
        ("Ida Moss <ida@idamoss.example>", None, "Ida Moss"),
        ("Ida Moss <me@idamoss.example>", None, "Ida Moss"),
    ],
)
def test_the_mailbox_tells_a_body_from_a_person(tmp_path, sender, outlet, byline):
    (row,) = mail(tmp_path, f"Message-ID: <1>\nFrom: {sender}\nSubject: A\n\nThe quay stands.\n")
    assert (record(row).get("outlet"), record(row).get("byline")) == (outlet, byline)


def test_a_plain_version_with_more_text_than_the_html_is_taken(tmp_path):
    head = "Message-ID: <1>\nFrom: a\nSubject: A\nMIME-Version: 1.0\nContent-Type: multipart/alternative; boundary=b\n\n"
    plain = "--b\nContent-Type: text/plain\n\nThe quay of Sellan stands, the harbour office said on Friday.\n"
    (row,) = mail(tmp_path, head + plain + "--b\nContent-Type: text/html\n\n<style>p {colour: red; width: 100%; height: 100%}</style><p>No HTML?</p>\n--b--\n")
    assert "html" not in record(row)
    assert record(row)["text"].startswith("The quay of Sellan stands")


def test_messages_in_messages_end_somewhere(tmp_path):
    content = "Message-ID: <1>\nFrom: a\nSubject: A\nContent-Type: message/rfc822\n\n" * 40 + "The quay stands.\n"
    rows = mail(tmp_path, content)
    assert [type(row) for row in rows] == [Rejected]
    assert "too deeply" in rows[0].reason
    assert mail(tmp_path, "Message-ID: <1>\nFrom: a\nSubject: A\nContent-Type: message/rfc822\n\n" * 5_000 + "The quay stands.\n")


def test_odd_encodings_and_dates_are_read_as_far_as_they_go(tmp_path):
    (row,) = mail(tmp_path, "Message-ID: <1>\nFrom: a\nDate: yesterday\nSubject: =?klingon?Q?A?= é\nContent-Type: text/plain; charset=rot13\n\nThe café.\n")
    assert record(row)["text"] == "The café.\n"
    assert row.seen_at is None
    (row,) = mail(tmp_path, "Message-ID: <1>\nFrom: a\nSubject: A\nContent-Type: text/plain; charset=koi8-r\n\nСвет.\n", "koi8-r")
    assert record(row)["text"] == "Свет.\n"


HEAD = "Message-ID: <1>\nFrom: a\nSubject: A\nContent-Type: "
HEAVY = {
    "many parts": HEAD + "multipart/mixed; boundary=b\n\n" + "--b\n\nx\n" * 20_000,
    "a long field": HEAD + "text/plain" + ";" * 500_000 + "\n\nThe quay stands.\n",
    "styles that never end": HEAD + "text/html\n\n" + "<style>" * 100_000,
    "remarks that never end": HEAD + "text/html\n\n" + "<!--" * 100_000,
    "tags that never end": HEAD + "text/html\n\n" + "<" * 300_000,
}


@pytest.mark.parametrize("name", sorted(HEAVY))
def test_a_letter_made_to_take_long_ends_quickly(tmp_path, name):
    start = time.process_time()
    assert mail(tmp_path, HEAVY[name])
    assert time.process_time() - start < 3


def test_a_pasted_text_that_only_looks_like_a_letter_stays_text(tmp_path):
    path = tmp_path / "notes.txt"
    path.write_text("From: the quay\nSubject: ships\n\nThe quay stands.\n")
    (row,) = read(source_of(path), CaptureOptions())
    assert row.media_type == "text/plain"


def test_lines_that_end_where_the_next_word_did_not_fit_are_joined():
    wrapped = (
        "The mine at Tarn reopened on Friday after a year in which no ore was\n"
        "brought up, and the owner said that he would keep it open for a year at\nleast.\n\nOwner\nTarn\n\n> quoted line one goes on for a while\n> and on\n"
    )
    assert unwrapped(wrapped) == wrapped.replace("was\nbrought", "was brought").replace("at\nleast", "at least")
    assert unwrapped("A short line\nand another\n") == "A short line\nand another\n"


def test_flowed_text_is_joined_as_its_norm_says():
    assert unflowed("The mine at Tarn \nreopened.\n> quoted \n> more\n-- \nDesk", False) == "The mine at Tarn reopened.\n> quoted \n> more\n-- \nDesk"
    assert unflowed("re \nopened \n", True) == "reopened"


@given(st.text("ab .>-\n", max_size=300))
def test_joining_lines_changes_nothing_but_white_space(text):
    assert "".join(unwrapped(text).split()) == "".join(text.split())
    assert "".join(unflowed(text, False).split()) == "".join(text.split())
