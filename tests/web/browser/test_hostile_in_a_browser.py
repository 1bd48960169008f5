"""The hostile pages on the screens of a browser: nothing of them runs, asks for anything, or takes part in how a screen looks."""

import pytest
from tests.web.browser.conftest import window
from tests.web.conftest import enter
from tests.web.crawl import crawl
from tests.web.served import serving

_TRACES = "[typeof window.hostile, document.querySelectorAll('main img, main iframe, main object, main video, main style, main script').length, location.host]"

ASKED = ("/search?q=%3Cscript%3Ewindow.hostile%3D1%3C/script%3E", "/check?text=nobody+was+told+that+the+pumps+had+failed+%3Csvg+onload=alert(1)%3E")


@pytest.fixture(scope="module")
def addresses(hostile_case):
    client = enter(hostile_case)
    found = [address for address, _ in crawl(client, most=8) if "save=" not in address]
    client.__exit__(None, None, None)
    return found


def test_nothing_runs_and_nothing_is_fetched(chromium, hostile_case, addresses):
    with serving(hostile_case) as server, window(chromium, server.host) as (page, watch):
        page.goto(server.door)
        for address in [*addresses, *ASKED]:
            page.goto(server.root + address, wait_until="load")
            assert page.evaluate(_TRACES) == ["undefined", 0, server.host], address
        watch.clean()
