"""Whose likeness counts for more because one article names the outlet of the other."""

import numpy as np
import pytest

from firstsaid.reuse.naming import Namings
from tests.reuse.builder import article


def weight(text, outlet, *others):
    """Of an article with this text and one of the outlet, beside articles of others."""
    made = [article("a", text, "Ilva Herald"), *(article(f"b{k}", "The dyke broke.", name) for k, name in enumerate((outlet, *others)))]
    return Namings(made).of(np.array([0]), np.array([1])).item()


@pytest.mark.parametrize(("text", "outlet"), [
    ("The dyke was known to be weak, as first reported by the Kalda Courier.", "The Kalda Courier"),
    ("According to Norwire the dyke was known to be weak.", "Norwire"),
    ("Channel Nine's reporter had seen the letter.", "Channel Nine"),
])  # fmt: skip
def test_a_named_outlet_with_one_article_counts_twice(text, outlet):
    assert weight(text, outlet) == 2.0


@pytest.mark.parametrize(("text", "outlet"), [
    ("The dyke was known to be weak.", "The Kalda Courier"),
    ("Time was short, and the Mornings were cold.", "Time"),
    ("The Norwireless station was flooded.", "Norwire"),
    ("The mayor told the Ilva Herald that the dyke was weak.", "Ilva Herald"),
    ("The dyke was known to be weak.", None),
])  # fmt: skip
def test_what_names_no_other_outlet_counts_once(text, outlet):
    assert weight(text, outlet) == 1.0


def test_an_outlet_with_many_articles_is_named_for_other_matters_too():
    text = "According to Norwire the dyke was known to be weak."
    assert weight(text, "Norwire", "Norwire", "Norwire", "Norwire") == 1.25


def test_it_does_not_matter_which_of_the_two_comes_first():
    made = [article("a", "The dyke broke.", "Norwire"), article("b", "Norwire says that the dyke broke.", "Ilva Herald")]
    assert Namings(made).of(np.array([0, 1]), np.array([1, 0])).tolist() == [2.0, 2.0]
