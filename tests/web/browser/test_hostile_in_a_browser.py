"""The hostile pages on the screens of a browser: nothing of them runs, asks for anything, or takes part in how a screen looks."""

from dataclasses import dataclass

from playwright.sync_api import Page
from tests.web.browser.conftest import window
from tests.web.crawl import crawl
from tests.web.served import serving

_TRACES = "[typeof window.hostile, document.querySelectorAll('main img, main iframe, main object, main video, main style, main script').length, location.host]"

ASKED = ("/search?q=%3Cscript%3Ewindow.hostile%3D1%3C/script%3E", "/check?text=nobody+was+told+that+the+pumps+had+failed+%3Csvg+onload=alert(1)%3E")


@dataclass(frozen=True)
class Shown:
    """An answer as the browser has it, after it was shown."""

    status_code: int
    headers: dict[str, str]
    text: str


@dataclass(frozen=True)
class Window:
    """Opens addresses of one server, and looks at each for traces of what should not have run."""

    page: Page
    root: str
    host: str

    def get(self, address: str) -> Shown:
        if "save=" in address:
            return Shown(200, {"content-type": "kept, not shown"}, "")
        answer = self.page.goto(self.root + address, wait_until="load")
        assert self.page.evaluate(_TRACES) == ["undefined", 0, self.host], address
        return Shown(answer.status, answer.headers, self.page.content())


def test_nothing_runs_and_nothing_is_fetched(chromium, hostile_case):
    with serving(hostile_case) as server, window(chromium, server.host) as (page, watch):
        page.goto(server.door)
        opened = Window(page, server.root, server.host)
        seen = [address for address, _ in crawl(opened, most=8)]
        assert len(seen) > 40
        for address in ASKED:
            opened.get(address)
        watch.clean()
