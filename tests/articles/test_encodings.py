"""Which encoding a page is read in: its bytes, its carrier (an HTTP header), its markup."""

import pytest

from firstsaid.articles.decoding import decoded

CZECH, RUSSIAN, JAPANESE, CHINESE = "Rada přístavu Žlutov", "Совет порта собрался во вторник", "市議会は火曜日に開かれた", "市議会は火曜日"


@pytest.mark.parametrize(
    ("text", "encoding", "carrier"),
    [
        (CZECH, "cp1250", "windows-1250"),
        (RUSSIAN, "koi8-r", "koi8-r"),
        (JAPANESE, "shift_jis", "Shift_JIS"),
        (JAPANESE, "iso2022_jp", "iso-2022-jp"),
        (CHINESE, "gb18030", "gb2312"),
        (CZECH, "utf-16-le", "utf-16le"),
        (RUSSIAN, "utf-8", "iso-8859-1"),
        (RUSSIAN, "utf-8", "utf-16"),
        (CZECH, "utf-8", "no-such-encoding"),
        (CZECH, "utf-8", None),
    ],
)
def test_what_the_carrier_declares_counts_where_the_bytes_fit(text, encoding, carrier):
    assert decoded(text.encode(encoding), False, carrier) == text


def test_the_markup_counts_where_the_carrier_is_wrong():
    page = f'<meta charset="windows-1251"><p>{RUSSIAN}'
    assert decoded(page.encode("cp1251"), True, "utf-8") == page


def test_the_carrier_counts_more_than_the_markup():
    page = f'<meta charset="iso-8859-1"><p>{CZECH}'
    assert decoded(page.encode("cp1250"), True, "windows-1250") == page


def test_one_broken_byte_costs_one_character():
    assert decoded(RUSSIAN.encode() + b"\xff" + RUSSIAN.encode(), False, "utf-8") == f"{RUSSIAN}\ufffd{RUSSIAN}"


def test_a_carrier_that_fits_nowhere_leaves_it_to_detection():
    assert decoded("The café in Dvůr".replace("ů", "u").encode("latin-1"), False, "utf-8") == "The café in Dvur"
