"""Pictures of every screen of the web app on the sample case: at a desk's and a phone's width, light and dark, into docs/pictures/web/.

    python tools/screenshots.py [FOLDER]

Needs Debian's chromium and the packages of the dev extra. Every request to another host is refused.
"""

import argparse
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from io import BytesIO
from itertools import product
from pathlib import Path
from urllib.parse import urlsplit

from PIL import Image
from playwright.sync_api import Browser, BrowserContext, Page, StorageState, sync_playwright

from firstsaid import api
from firstsaid.sample import pages

FOLDER = Path(__file__).resolve().parents[1] / "docs" / "pictures" / "web"
WIDTHS = {"desk": 1280, "phone": 390}
TALLEST = {"desk": 2600, "phone": 3000}
"""Pixels; a longer page is cut there."""
QUALITY = 30
"""Of WebP: letters stay clear, and a screen takes some 45 kB."""
REASON = "Both quote the same hearing; neither has the other's slips."


@contextmanager
def served(place: Path) -> Iterator[str]:
    """`firstsaid serve` over a case; gives the address that lets one browser in."""
    command = [sys.executable, "-m", "firstsaid.cli", "serve", str(place), "--port", "0"]
    with subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True) as process:
        try:
            assert process.stdout is not None
            yield process.stdout.readline().removeprefix("Open ").strip()
        finally:
            process.terminate()


def screens(place: Path) -> dict[str, str]:
    """The address of every screen, by its name."""
    dossier = api.open_case(place).dossier
    claim = dossier.claims[0]
    directed = {(d.article_a, d.article_b) for d in dossier.derivations if d.upstream and d.relation != "undetermined"}
    altered = next(m for m in dossier.matches if (m.article_a, m.article_b) in directed and any(e.in_quotation and not e.marked for e in m.edits))
    quoted = next((c for c in dossier.claims if any(w.article == altered.article_b and altered.b.overlap(w.spans[0]) for w in c.wordings)), claim)
    voice = max(dossier.voices, key=lambda v: (len(v.statements), v.id))
    article = altered.article_b
    a, b = sorted((altered.article_a, altered.article_b))
    first = next(w for w in claim.wordings)
    other = next(w for w in claim.wordings if w.article != first.article)
    spans = "&".join(f"{key}={w.article}:{w.spans[0].start}-{w.spans[0].stop}" for key, w in (("one", first), ("other", other)))
    return {
        "home": "/",
        "story": f"/story/{dossier.stories[0].id}",
        "claim": f"/claim/{claim.id}",
        "pair": f"/pair/{a}/{b}",
        "wordings": f"/wordings/{quoted.id}",
        "voice": f"/voice/{voice.id}",
        "article": f"/article/{article}",
        "missing": "/missing",
        "conflicts": "/conflicts",
        "rejected": "/rejected",
        "queue": "/queue",
        "decide": f"/decide?about=same+claim&{spans}",
        "decisions": "/decisions",
        "search": "/search?q=court",
        "check": "/check?text=the+fans+at+the+grain+terminal+were+switched+off+for+eleven+days",
        "add": "/add",
        "send": "/send",
        "export": "/export",
        "changes": "/changes",
        "log": "/log",
        "report": "/report",
        "not-here": "/story/0000000000000000",
    }


def take(page: Page, to: Path, kind: str) -> None:
    """One picture."""
    height = min(page.evaluate("document.documentElement.scrollHeight"), TALLEST[kind])
    png = page.screenshot(full_page=True, clip={"x": 0, "y": 0, "width": WIDTHS[kind], "height": height}, animations="disabled", caret="hide")
    Image.open(BytesIO(png)).convert("RGB").save(to, quality=QUALITY, method=6)


def here_only(browser: Browser, address: str, kind: str, scheme: str, let_in: StorageState | None = None) -> BrowserContext:
    """A browser of this width and scheme that asks no other host."""
    seen = {"viewport": {"width": WIDTHS[kind], "height": 900}, "color_scheme": scheme, "reduced_motion": "reduce", "storage_state": let_in}
    context = browser.new_context(**seen)  # type: ignore[arg-type]
    host = urlsplit(address).netloc
    context.route("**", lambda route: route.continue_() if urlsplit(route.request.url).netloc == host else route.abort())
    return context


def let_in(browser: Browser, address: str) -> StorageState:
    """What a browser keeps once it was let in."""
    context = here_only(browser, address, "desk", "light")
    context.new_page().goto(address)
    kept = context.storage_state()
    context.close()
    return kept


def all_of(browser: Browser, address: str, kept: StorageState | None, wanted: dict[str, str], folder: Path) -> None:
    """Every screen that is wanted, at each width, light and dark."""
    root = "{0.scheme}://{0.netloc}".format(urlsplit(address))
    for kind, scheme in product(WIDTHS, ("light", "dark")):
        context = here_only(browser, address, kind, scheme, kept)
        page = context.new_page()
        for name, path in wanted.items():
            page.goto(root + path)
            take(page, folder / f"{name}-{kind}-{scheme}.webp", kind)
        context.close()


def decided(browser: Browser, address: str, kept: StorageState | None, path: str) -> None:
    """Reject the reading of a pair, so that screens show a decision."""
    context = here_only(browser, address, "desk", "light", kept)
    page = context.new_page()
    page.goto("{0.scheme}://{0.netloc}".format(urlsplit(address)) + path)
    page.get_by_label("Reject").check()
    page.get_by_label("Reason").fill(REASON)
    page.get_by_role("button", name="Keep this decision").click()
    context.close()


def main(folder: Path) -> None:
    """Take them all."""
    folder.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory() as scratch, sync_playwright() as driver:
        place = Path(scratch) / "sample"
        api.add(place, [str(pages())])
        api.run(place)
        wanted = screens(place)
        browser = driver.chromium.launch(executable_path=shutil.which("chromium"), args=["--no-sandbox", "--disable-gpu", "--no-proxy-server"])
        with served(place) as address:
            kept = let_in(browser, address)
            all_of(browser, address, kept, {name: path for name, path in wanted.items() if name != "decisions"}, folder)
            decided(browser, address, kept, wanted["pair"])
            all_of(browser, address, kept, {"decisions": wanted["decisions"], "pair-decided": wanted["pair"] + "#judge"}, folder)
        with served(Path(scratch) / "empty") as address:
            all_of(browser, address, None, {"enter": "/enter"}, folder)
            all_of(browser, address, let_in(browser, address), {"empty": "/"}, folder)
        browser.close()


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description="Pictures of every screen of the web app.")
    parser.add_argument("folder", type=Path, nargs="?", default=FOLDER)
    main(parser.parse_args().folder)
