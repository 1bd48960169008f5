"""What stands beside a person's name as their office."""

import pytest

from firstsaid.lineage.offices import office


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("On Friday coastguard commander Ilse Amsel said so.", {"friday", "coastgu", "command"}),
        ("Ilse Amsel, who heads the coastguard, said so.", {"head", "coastgu"}),
        ("The coastguard said nothing. Ilse Amsel was away.", set()),
        ("The coastguard, Ilse Amsel said, was late.", set()),
        ("The coastguard was told by the pilot of it as Ilse Amsel left.", {"pilot"}),
        ("Ilse Amsel, who was in the harbour that morning because she had been asked to bring the coastguard its post, left.", set()),
        ("Ilse Amsel, of the coastguard", set()),
        ("Nobody here.", set()),
    ],
)
def test_words_beside_a_name(text, wanted):
    assert office("Ilse Amsel", [text]) == wanted


def test_nobody_has_no_office():
    assert office("", ["coastguard commander Ilse Amsel"]) == frozenset()
