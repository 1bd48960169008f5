"""Headless Chromium that asks no host but the server under test, and complains of every console error and of every script that should not have run."""

import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import Browser, Page, expect, sync_playwright
from tests.copies import copied
from tests.web.served import serving

expect.set_options(timeout=60_000)
"""What a page shows is waited for, as a person would: a look taken while it still loads tells nothing."""

FLAGS = ["--no-sandbox", "--disable-gpu", "--no-proxy-server", "--disable-background-networking", "--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE 127.0.0.1"]
"""No name is resolved, so nothing can be fetched from elsewhere; what is asked for all the same is noted by `window`."""


@pytest.fixture(scope="session")
def chromium() -> Iterator[Browser]:
    """Debian's Chromium. Without it these tests are skipped; tools/setup_browser.sh installs it."""
    found = shutil.which("chromium") or shutil.which("chromium-browser") or shutil.which("google-chrome")
    if found is None:
        pytest.skip("there is no Chromium on this machine")
    with sync_playwright() as driver:
        browser = driver.chromium.launch(executable_path=found, args=FLAGS)
        yield browser
        browser.close()


class Watch:
    """What a page did beside showing itself."""

    def __init__(self) -> None:
        self.elsewhere: list[str] = []
        self.said: list[str] = []
        self.dialogs: list[str] = []

    def clean(self) -> None:
        assert self.elsewhere == [], f"asked another host: {self.elsewhere}"
        assert self.said == [], f"console: {self.said}"
        assert self.dialogs == [], f"dialogs: {self.dialogs}"


@contextmanager
def window(chromium: Browser, host: str, **seen: object) -> Iterator[tuple[Page, Watch]]:
    """A page that reaches one host only, and what it did."""
    context = chromium.new_context(**{"viewport": {"width": 1280, "height": 900}, "reduced_motion": "reduce", **seen})
    watch = Watch()

    page = context.new_page()
    page.set_default_timeout(60_000)
    context.on("request", lambda asked: watch.elsewhere.append(asked.url) if urlsplit(asked.url).netloc not in (host, "") else None)
    page.on("console", lambda told: watch.said.append(told.text) if told.type in ("error", "warning") else None)
    page.on("pageerror", lambda error: watch.said.append(str(error)))
    page.on("dialog", lambda dialog: (watch.dialogs.append(dialog.message), dialog.dismiss()))
    yield page, watch
    context.close()


@pytest.fixture(scope="session")
def sample_served(sample_case, tmp_path_factory):
    """The sample case, served once for all that only look, and what a browser keeps once it was let in."""
    place = copied(sample_case, tmp_path_factory.mktemp("served"))
    with serving(place) as server:
        yield server


@pytest.fixture(scope="session")
def let_in(chromium, sample_served):
    context = chromium.new_context()
    context.new_page().goto(sample_served.door)
    kept = context.storage_state()
    context.close()
    return kept
