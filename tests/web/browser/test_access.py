"""Every screen of the sample case, at a desk's width in light and a phone's in dark: WCAG 2.2 AA as axe-core finds it, no console line, no sideways scroll; and
the pair reader by keyboard alone."""

from itertools import pairwise

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import expect
from tests.web.browser.conftest import window
from tools.screenshots import screens

EVERY = {"runOnly": {"type": "tag", "values": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]}}
OF_LOOKS = {"runOnly": {"type": "rule", "values": ["color-contrast", "target-size", "scrollable-region-focusable", "link-in-text-block"]}}
"""What width and colours can change; the other rules look at the same elements each time."""
LOOKS = [("desk", 1280, "light"), ("phone", 390, "dark")]
"""Colours hang on the scheme and shapes on the width, so each of the four is seen once."""


@pytest.fixture(scope="session")
def addresses(sample_case):
    return screens(sample_case)


@pytest.mark.parametrize(("kind", "wide", "scheme"), LOOKS, ids=[f"{kind} {scheme}" for kind, _, scheme in LOOKS])
def test_every_screen_can_be_read_by_everybody(chromium, sample_served, let_in, addresses, kind, wide, scheme):
    seen = {"viewport": {"width": wide, "height": 900}, "color_scheme": scheme, "storage_state": let_in}
    with window(chromium, sample_served.host, **seen) as (page, watch):
        wrong = {}
        for name, address in addresses.items():
            page.goto(sample_served.root + address)
            found = Axe().run(page, options=EVERY if (kind, scheme) == ("desk", "light") else OF_LOOKS).response
            assert len(found["passes"]) > (20 if (kind, scheme) == ("desk", "light") else 0)
            broken = found["violations"]
            told = [f"{rule['id']}: {node['html'][:160]} {node['failureSummary'][:200]}" for rule in broken for node in rule["nodes"][:2]]
            if page.evaluate("document.documentElement.scrollWidth > innerWidth"):
                told.append("it scrolls sideways")
            small = page.evaluate(_SMALL)
            told += [f"smaller than 44 px: {control}" for control in small]
            if told:
                wrong[name] = told
        if name == "not-here":
            watch.said = [said for said in watch.said if "404" not in said]
        watch.clean()
        assert wrong == {}


_SMALL = """[...document.querySelectorAll("main button, main input:not([type=hidden], [type=radio], [type=checkbox]), main .check label")]
  .concat([...document.querySelectorAll("main select, main summary, main .btn, nav.nav a")])
  .filter((control) => { const box = control.getBoundingClientRect(); return box.height && box.height < 43.5 && control.checkVisibility(); })
  .map((control) => control.outerHTML.slice(0, 80))"""


def test_the_pair_reader_by_keyboard(chromium, sample_served, let_in, addresses):
    with window(chromium, sample_served.host, storage_state=let_in) as (page, watch):
        page.goto(sample_served.root + addresses["pair"])
        page.keyboard.press("Tab")
        assert page.evaluate("document.activeElement.className") == "skip"
        now = "[...document.querySelectorAll('[data-rows] > li')].findIndex((row) => row === document.activeElement)"
        page.keyboard.press("j")
        first = page.evaluate(now)
        page.keyboard.press("j")
        assert page.evaluate(now) == first + 1
        page.keyboard.press("k")
        assert page.evaluate(now) == first
        page.keyboard.press("u")
        assert page.evaluate("document.activeElement.classList.contains('hot')")
        page.keyboard.press("r")
        assert page.evaluate("document.activeElement.value") == "reject"
        page.get_by_label("Reason").focus()
        page.keyboard.type("jk")
        assert page.get_by_label("Reason").input_value() == "jk"
        page.evaluate("document.activeElement.blur()")
        page.keyboard.press("?")
        expect(page.locator("#allkeys")).to_be_visible()
        page.keyboard.press("Escape")
        expect(page.locator("#allkeys")).to_be_hidden()
        assert page.url.endswith(addresses["pair"]), "a key chooses and never keeps"
        watch.clean()


_PLACE = """(() => { const at = document.activeElement, box = at.getBoundingClientRect(); return at.closest("main") ? box.top + scrollY : null; })()"""


def test_focus_goes_as_the_eye_reads(chromium, sample_served, let_in, addresses):
    with window(chromium, sample_served.host, storage_state=let_in, viewport={"width": 390, "height": 900}) as (page, watch):
        page.goto(sample_served.root + addresses["pair"])
        places: list[float] = []
        for _ in range(200):
            page.keyboard.press("Tab")
            if places and page.evaluate("document.activeElement === document.body || document.activeElement.className === 'skip'"):
                break
            if (place := page.evaluate(_PLACE)) is not None:
                places.append(place)
        assert len(places) > 10
        assert all(later > before - 30 for before, later in pairwise(places)), places
        watch.clean()
