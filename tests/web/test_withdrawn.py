"""Who took a decision back is told where that was not its author."""

import pytest

from firstsaid.model import Place
from firstsaid.review import Reviews, Wish, standing
from firstsaid.review.users import Session
from firstsaid.web.decided import rows

ADA = Wish("date", (Place("a" * 16, 0, 4),), "reject", "", None, "Ada by the sea", "It is the day of the print.")


@pytest.mark.parametrize(("who", "told"), [("Ada by the sea", "withdrawn 2031-05-08 06:00 UTC"), ("Bo", "withdrawn 2031-05-08 06:00 UTC by Bo")])
def test_a_withdrawal_by_somebody_else_is_told_with_the_name(tmp_path, who, told):
    reviews = Reviews(tmp_path / "review.db")
    number, _ = reviews.keep(ADA, "2031-05-07T06:00:00Z")
    reviews.withdraw(number, who, "-", "2031-05-08T06:00:00Z")
    decisions = standing(reviews.log(), 1)
    (row,) = rows(decisions, decisions.log, str, Session("Ada by the sea", "keeper", ""))
    assert (row.became, row.may_undo) == (told, False)
