"""Accounts without the price of a real password hash."""

from functools import partial

import argon2
import pytest


@pytest.fixture(autouse=True)
def quick_hashes(monkeypatch):
    """argon2 at its cheapest: what is tested is who is let in, and one test asks for the real one."""
    monkeypatch.setattr(argon2, "PasswordHasher", partial(argon2.PasswordHasher, time_cost=1, memory_cost=8, parallelism=1))
