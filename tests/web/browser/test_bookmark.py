"""The bookmark, as a browser runs it on a page of another site."""

import re
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from threading import Thread

import pytest
from tests.web.browser.conftest import window
from tests.web.served import serving

from firstsaid import api

PAGE = """<!doctype html><html><head><title>Ferry returns to Sellan</title></head><body><article><h1>Ferry returns to Sellan</h1>
<p>The ferry to Sellan returned on Monday after nine days in the yard, the harbour office said.</p></article></body></html>"""


class _Quiet(SimpleHTTPRequestHandler):
    def log_message(self, *_):
        pass


@pytest.fixture
def courier(tmp_path):
    """The address of a page on another site."""
    (tmp_path / "site").mkdir()
    (tmp_path / "site" / "ferry.html").write_text(PAGE)
    with ThreadingHTTPServer(("127.0.0.1", 0), partial(_Quiet, directory=tmp_path / "site")) as site:
        Thread(target=site.serve_forever, daemon=True).start()
        yield f"http://127.0.0.1:{site.server_port}/ferry.html"
        site.shutdown()


def test_a_page_of_another_site_is_sent_and_read(chromium, tmp_path, courier):
    place = tmp_path / "case"
    with serving(place) as server, window(chromium, server.host) as (page, watch):
        page.goto(server.door)
        page.goto(f"{server.root}/send")
        page.get_by_role("button", name="Make a bookmark").click()
        code = page.get_by_label("Its address").input_value()
        page.goto(courier)
        with page.expect_event("dialog"):
            page.evaluate(code.removeprefix("javascript:"))
        assert watch.dialogs == ["firstsaid: the page is kept as evidence and is being read"]
        assert set(watch.elsewhere) <= {courier, courier.replace("ferry.html", "favicon.ico")}
        page.goto(f"{server.root}/job/{page.request.get(server.root + '/api/v1/jobs').json()[0]['id']}")
        page.get_by_role("heading", level=1, name=re.compile("^Done")).wait_for(timeout=60_000)
    (article,) = api.open_case(place).dossier.articles
    assert (article.url, article.title.value) == (courier, "Ferry returns to Sellan")
