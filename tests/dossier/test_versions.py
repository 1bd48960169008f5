"""Versions of one page are told as versions of one article."""

from dataclasses import replace

import pytest

from firstsaid.dossier.versions import carried
from tests.dossier.fixture import BODIES, article


@pytest.mark.parametrize(
    ("addresses", "told"),
    [
        ((None,), "1 article"),
        ((None, None), "2 articles"),
        (("https://ledger.example/a", "https://ledger.example/b"), "2 articles"),
        (("https://ledger.example/a", "https://ledger.example/a"), "1 article in 2 versions"),
        (("https://ledger.example/a", "https://ledger.example/a", None), "2 articles in 3 versions"),
    ],
)
def test_pages_are_counted_by_their_address(addresses, told):
    known = {f"w{number}": replace(article(next(iter(BODIES))), url=address) for number, address in enumerate(addresses)}
    assert carried(tuple(known), known) == told


def test_articles_that_are_not_at_hand_are_pages_of_their_own():
    assert carried(("w0", "w1"), {}) == "2 articles"
