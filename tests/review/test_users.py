"""Accounts: who is let in, who is kept out, and for how long."""

import sqlite3

import argon2
import pytest

from firstsaid.errors import CaseError
from firstsaid.review.users import LOCKED_SECONDS, SESSION_SECONDS, Users

NOW = 1_932_000_000.0
PASSWORD = "correct horse battery"


@pytest.fixture
def users(tmp_path):
    made = Users(tmp_path / "review.db")
    made.add("Ilse", PASSWORD, "reviewer", NOW)
    return made


def test_a_session_begins_with_the_password_and_ends_by_itself(users):
    key = users.enter("Ilse", PASSWORD, NOW)
    session = users.session(key, NOW + 1)
    assert (session.name, session.role) == ("Ilse", "reviewer")
    assert session.forgery
    assert users.session(key, NOW + SESSION_SECONDS + 1) is None
    assert users.session("guessed", NOW) is None


def test_a_password_is_kept_as_an_argon2_hash_that_costs_something(tmp_path, monkeypatch):
    monkeypatch.setattr(argon2, "PasswordHasher", argon2.PasswordHasher.func)
    Users(tmp_path / "review.db").add("Ilse", PASSWORD, "reviewer", NOW)
    with sqlite3.connect(tmp_path / "review.db") as database:
        ((kept,),) = database.execute("select password from users").fetchall()
    cost = argon2.extract_parameters(kept)
    assert (cost.type, cost.memory_cost >= 64 * 1024, cost.time_cost >= 3) == (argon2.Type.ID, True, True)


def test_leaving_ends_the_session_at_once(users):
    key = users.enter("Ilse", PASSWORD, NOW)
    users.leave(key)
    assert users.session(key, NOW) is None


@pytest.mark.parametrize("name", ["Ilse", "nobody"])
def test_a_wrong_name_and_a_wrong_password_sound_alike(users, name):
    with pytest.raises(CaseError, match=r"^name or password is wrong$"):
        users.enter(name, "something else", NOW)


def test_after_five_wrong_passwords_the_account_rests_a_quarter_of_an_hour(users):
    for _ in range(5):
        with pytest.raises(CaseError, match="is wrong"):
            users.enter("Ilse", "something else", NOW)
    with pytest.raises(CaseError, match="rests"):
        users.enter("Ilse", PASSWORD, NOW + 1)
    assert users.enter("Ilse", PASSWORD, NOW + LOCKED_SECONDS + 1)


def test_four_wrong_ones_and_a_right_one_start_the_count_again(users):
    for _ in range(2):
        for _ in range(4):
            with pytest.raises(CaseError, match="is wrong"):
                users.enter("Ilse", "something else", NOW)
        assert users.enter("Ilse", PASSWORD, NOW)


def test_a_new_password_ends_open_sessions(users):
    key = users.enter("Ilse", PASSWORD, NOW)
    users.add("Ilse", "another long password", "reader", NOW)
    assert users.session(key, NOW) is None


def test_a_token_does_no_more_than_its_scope_and_no_longer_than_its_end(users):
    token = users.grant("Ilse", "read", NOW + 60)
    assert users.bearer(token, NOW).role == "reader"
    assert users.bearer(token, NOW + 61) is None
    with pytest.raises(CaseError, match="cannot hold a token that may keep"):
        users.grant("Ilse", "keep", NOW + 60)


def test_an_account_taken_away_takes_its_sessions_and_tokens_with_it(users):
    key, token = users.enter("Ilse", PASSWORD, NOW), users.grant("Ilse", "read", NOW + 60)
    users.remove("Ilse")
    assert users.session(key, NOW) is None
    assert users.bearer(token, NOW) is None
    with pytest.raises(CaseError, match="no account Ilse"):
        users.remove("Ilse")


def test_neither_password_nor_session_nor_token_is_kept_as_it_is(users):
    key, token = users.enter("Ilse", PASSWORD, NOW), users.grant("Ilse", "judge", NOW + 60)
    with sqlite3.connect(users.path) as database:
        dump = "\n".join(database.iterdump())
    assert all(secret not in dump for secret in (PASSWORD, key, token))


@pytest.mark.parametrize(
    ("name", "password", "role", "complaint"),
    [("", PASSWORD, "reader", "1 to 80"), ("Piet", "short", "reader", "at least 12"), ("Piet", PASSWORD, "king", "no role king")],
)
def test_an_account_that_does_not_fit_is_refused_with_a_sentence(users, name, password, role, complaint):
    with pytest.raises(CaseError, match=complaint):
        users.add(name, password, role, NOW)
