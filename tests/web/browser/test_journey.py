"""The whole way of an investigator, in a browser: from a pile of pages to a sealed dossier."""

import base64
import json
import re
import zipfile

import pytest
from click.testing import CliRunner
from playwright.sync_api import expect
from tests.web.browser.conftest import window
from tests.web.served import serving

from firstsaid.cli import main
from firstsaid.sample import pages

_DROP = """async (files) => {
  const form = document.querySelector("[data-drop]"), carried = new DataTransfer();
  for (const [name, held] of files) carried.items.add(new File([Uint8Array.from(atob(held), (c) => c.charCodeAt(0))], name));
  form.dispatchEvent(new DragEvent("dragover", { dataTransfer: carried, bubbles: true, cancelable: true }));
  form.dispatchEvent(new DragEvent("drop", { dataTransfer: carried, bubbles: true, cancelable: true }));
}"""


@pytest.fixture
def place(tmp_path):
    return tmp_path / "case"


def log_of(place):
    return [json.loads(line)["event"] for line in (place / "custody.jsonl").read_text().splitlines()]


def verify(path):
    return CliRunner().invoke(main, ["verify", str(path)])


def test_from_pages_to_a_sealed_dossier(chromium, place):
    with serving(place) as server, window(chromium, server.host, accept_downloads=True) as (page, watch):
        page.goto(server.door)
        drop_the_sample(page)
        read_the_count(page)
        open_it_to_the_passages(page)
        claim, pair = a_count_that_a_decision_moves(page, server)
        page.goto(server.root + claim)
        count, before = page.locator("h1 .key").inner_text(), log_of(place)
        reject(page, server.root + pair)
        page.goto(server.root + claim)
        expect(page.locator("h1 .key")).not_to_have_text(count)
        expect(page.locator("h1")).to_contain_text("by you")
        expect(page.locator("main")).to_contain_text(f"The machine alone says {count.split()[0]}.")
        assert log_of(place)[len(before) :].count("judgement") == 1
        undo(page)
        page.goto(server.root + claim)
        expect(page.locator("h1 .key")).to_have_text(count)
        assert log_of(place)[-1] == "withdrawal"
        with page.expect_download() as saved:
            page.goto(server.root + "/report")
            page.get_by_role("link", name="Save", exact=True).first.click()
        assert b"<script" not in saved.value.path().read_bytes()
        watch.clean()
    seal_and_break(place)


def drop_the_sample(page):
    page.get_by_role("link", name="Add pages").first.click()
    page.wait_for_url("**/add", wait_until="load")
    page.evaluate(_DROP, [[path.name, base64.b64encode(path.read_bytes()).decode()] for path in sorted(pages().iterdir()) if path.is_file()])
    assert page.evaluate("document.querySelector('input[type=file]').files.length") == 20
    page.get_by_role("button", name="Add these pages").click()
    page.get_by_role("heading", level=1, name=re.compile("^Done")).wait_for(timeout=90_000)
    expect(page.locator("main")).to_contain_text("20 added")


def read_the_count(page):
    page.get_by_role("link", name="Go to the stories").click()
    page.locator(".stories h3 a").first.click()
    key = page.locator("h1 a.key")
    count = key.inner_text()
    key.click()
    page.wait_for_url("**/claim/**", wait_until="load")
    expect(page.locator("h1 .key")).to_have_text(re.compile(rf"^{re.escape(count.split()[0])}\b"))


def open_it_to_the_passages(page):
    page.locator("#origins tbody th a").first.click()
    expect(page.locator("#hit")).to_have_count(1)
    expect(page.locator("#text .hit").first).to_have_text(re.compile(r"\S"))
    page.go_back()


def a_count_that_a_decision_moves(page, server):
    """A claim of the story, and the pair of which the page says that rejecting its join moves that claim's count."""
    story = page.locator("nav.crumb a").first.get_attribute("href")
    for claim in dict.fromkeys(re.findall(r'class="txt"[^>]*><a href="(/claim/\w+)"', page.request.get(server.root + story).text())):
        text = page.request.get(server.root + claim).text()
        words = re.search(r'class="hero">“<bdi>(.{25})', text)[1]
        for pair in re.findall(r'class="compare" href="([^"]+)"', text):
            reject = re.search(r'value="reject".*?</label>', page.request.get(server.root + pair).text(), re.S)
            if reject and re.search(rf"{re.escape(words)}[^<]*</bdi>”: [\d–]+ origins? now, then [\d–]+", reject[0]):
                return claim, pair
    pytest.fail("no decision on a join moves a count of the sample case")


def reject(page, pair):
    """Reject the reading of a pair, with a reason."""
    page.goto(pair)
    expect(page.locator("input[name=choice]:checked")).to_have_count(0)
    page.get_by_label("Reject").check()
    page.get_by_label("Reason").fill("The two were heard apart.")
    page.get_by_role("button", name="Keep this decision").click()
    expect(page.locator("#decisions")).to_contain_text("The two were heard apart.")


def undo(page):
    page.goto(page.url.split("/claim/")[0] + "/decisions")
    page.get_by_role("button", name="Undo").click()
    expect(page.locator("#decisions")).to_contain_text("withdrawn")


def seal_and_break(place):
    sealed = place.parent / "dossier.zip"
    made = CliRunner().invoke(main, ["export", str(place), "--format", "dossier", "-o", str(sealed)])
    assert made.exit_code == 0, made.output
    assert verify(sealed).exit_code == 0
    assert verify(place).exit_code == 0
    broken, name = with_a_broken_byte(sealed)
    told = verify(broken)
    assert told.exit_code != 0
    assert name in told.output
    table = place / "derived" / "claims.parquet"
    held = bytearray(table.read_bytes())
    held[len(held) // 2] ^= 1
    table.write_bytes(held)
    told = verify(place)
    assert told.exit_code != 0
    assert "claims" in told.output


def with_a_broken_byte(sealed):
    """The same dossier with one bit of its report turned, and the name of that file."""
    broken = sealed.with_name("broken.zip")
    with zipfile.ZipFile(sealed) as held, zipfile.ZipFile(broken, "w") as out:
        name = next(n for n in held.namelist() if n.endswith("report.html"))
        for member in held.infolist():
            content = bytearray(held.read(member))
            if member.filename == name:
                content[len(content) // 2] ^= 1
            out.writestr(member, bytes(content))
    return broken, name
