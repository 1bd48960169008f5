"""What people decide is kept once, in order, and never lost or changed."""

import dataclasses
import sqlite3
import subprocess
import sys
import textwrap
from concurrent.futures import ThreadPoolExecutor

import pytest

from firstsaid.errors import CaseError
from firstsaid.model import Place
from firstsaid.review import Reviews, Wish

NOON = "2031-03-20T12:00:00Z"
PAIR = (Place("a" * 16, 0, 0), Place("b" * 16, 0, 0))
REJECTED = Wish("relation", PAIR, "reject", "rewritten", "a" * 16, "Ilse", "It has an interview of its own.")


@pytest.fixture
def reviews(tmp_path):
    return Reviews(tmp_path / "review.db")


def test_a_case_without_decisions_has_none_and_no_file(reviews):
    assert reviews.log() == []
    assert reviews.in_force() == []
    assert not reviews.path.exists()


def test_a_decision_is_in_force_until_it_is_withdrawn_and_stays_in_the_log(reviews):
    number, _ = reviews.keep(REJECTED, NOON)
    (judged,) = reviews.in_force()
    assert (judged.verdict, judged.value, judged.upstream, judged.author) == ("reject", "rewritten", "a" * 16, "Ilse")
    reviews.withdraw(number, "Ilse", "I misread the dateline.", NOON)
    assert reviews.in_force() == []
    assert [kept.withdrawn for kept in reviews.log()] == [f"{NOON} by Ilse"]


def test_the_last_word_of_an_author_counts_whichever_side_is_named_first(reviews):
    reviews.keep(REJECTED, NOON)
    reviews.keep(dataclasses.replace(REJECTED, places=PAIR[::-1], verdict="accept"), NOON)
    assert [judged.verdict for judged in reviews.in_force()] == ["accept"]


def test_reviewers_who_disagree_decide_nothing(reviews):
    reviews.keep(REJECTED, NOON)
    reviews.keep(dataclasses.replace(REJECTED, author="Piet", verdict="accept"), NOON)
    assert reviews.in_force() == []


def test_with_two_person_review_one_decision_waits_for_the_second(reviews):
    reviews.keep(REJECTED, NOON)
    assert reviews.in_force(reviewers=2) == []
    reviews.keep(dataclasses.replace(REJECTED, author="Piet", reason="Agreed."), NOON)
    assert [judged.author for judged in reviews.in_force(reviewers=2)] == ["Ilse and Piet"]
    assert reviews.in_force(reviewers=3) == []
    reviews.keep(dataclasses.replace(REJECTED, author="Odo"), NOON)
    assert [judged.author for judged in reviews.in_force(reviewers=3)] == ["Ilse and Odo and Piet"]


def test_a_form_sent_twice_counts_once(reviews):
    once = dataclasses.replace(REJECTED, token="form-7")
    assert (reviews.keep(once, NOON), reviews.keep(once, NOON)) == ((1, True), (1, False))
    assert len(reviews.log()) == 1


@pytest.mark.parametrize(
    ("change", "complaint"),
    [
        ({"about": "mood"}, "a judgement is about"),
        ({"verdict": "maybe"}, "a judgement is about"),
        ({"places": PAIR[:1]}, "names 2 places, not 1"),
        ({"reason": " "}, "needs a reason"),
        ({"reason": "x" * 4001}, "4001 characters"),
        ({"author": ""}, "author's name"),
    ],
)
def test_what_is_no_decision_is_refused_with_a_sentence(reviews, change, complaint):
    with pytest.raises(CaseError, match=complaint):
        reviews.keep(dataclasses.replace(REJECTED, **change), NOON)
    assert reviews.log() == []


def test_withdrawing_what_is_not_there_or_was_withdrawn_is_refused(reviews):
    number, _ = reviews.keep(REJECTED, NOON)
    with pytest.raises(CaseError, match="no judgement 9"):
        reviews.withdraw(9, "Ilse", "", NOON)
    reviews.withdraw(number, "Ilse", "", NOON)
    with pytest.raises(CaseError, match="withdrawn before"):
        reviews.withdraw(number, "Ilse", "", NOON)


@pytest.mark.parametrize(
    "harm", ["update judgements set verdict = 'accept'", "delete from judgements", "delete from withdrawals", "update notes set text = ''"]
)
def test_the_database_itself_refuses_to_change_what_was_kept(reviews, harm):
    number, _ = reviews.keep(REJECTED, NOON)
    reviews.withdraw(number, "Ilse", "", NOON)
    with sqlite3.connect(reviews.path) as database:
        database.execute("insert into notes (article, start, stop, text, author, made_at) values ('a', 0, 1, 'n', 'Ilse', 't')")
        database.commit()
        with pytest.raises(sqlite3.IntegrityError, match="never"):
            database.execute(harm)


def test_fifty_reviewers_at_once_lose_nothing_and_double_nothing(reviews):
    def decide(reviewer):
        for number in range(8):
            places = (Place(f"{number:016x}", 0, 0), Place("f" * 16, 0, 0))
            reviews.keep(dataclasses.replace(REJECTED, author=f"reviewer {reviewer}", places=places), NOON)

    with ThreadPoolExecutor(50) as together:
        list(together.map(decide, range(50)))
    kept = [(row.wish.author, row.wish.places[0].article) for row in reviews.log()]
    assert len(kept) == len(set(kept)) == 400
    assert [row.number for row in reviews.log()] == list(range(1, 401))


def test_what_was_acknowledged_survives_a_kill(reviews, tmp_path):
    program = textwrap.dedent(
        """
        import os, signal, sys
        from pathlib import Path
        from firstsaid.model import Place
        from firstsaid.review import Reviews, Wish
        reviews = Reviews(Path(sys.argv[1]))
        for number in range(10):
            places = (Place(f"{number:016x}", 0, 0), Place("f" * 16, 0, 0))
            print(reviews.keep(Wish("relation", places, "unsure", "", None, "Ilse", "Cannot tell."), "2031")[0], flush=True)
        os.kill(os.getpid(), signal.SIGKILL)
        """
    )
    killed = subprocess.run([sys.executable, "-c", program, str(reviews.path)], capture_output=True, text=True, check=False)
    assert killed.returncode == -9
    assert [row.number for row in reviews.log()] == [int(line) for line in killed.stdout.split()]
    assert len(reviews.in_force()) == 10


def test_a_file_that_is_no_database_is_named(reviews):
    reviews.path.write_text("these are not the pages of a database, but a text long enough to be read as one " * 20)
    with pytest.raises(CaseError, match=r"review\.db"):
        reviews.log()
