"""Every page of the web app that a link leads to, and what could act in a page."""

import html
import re
from collections import Counter
from html.parser import HTMLParser

MOST = 20
"""So many pages of one kind (`/pair/…`, `/article/…`) are opened; pages of a kind come from one template."""
DEAR = {"decide": 6, "pair": 8, "report": 6}
"""Of kinds that reckon much for each page, fewer."""
ACTIVE = {
    "iframe", "object", "embed", "applet", "frame", "base", "img", "image", "video", "audio", "source", "picture", "portal", "math", "foreignobject", "style",
}  # fmt: skip
ATTRIBUTES = ("style", "srcdoc", "formaction", "ping", "background")
ADDRESSES = ("href", "src", "action", "xlink:href")


def crawl(client, first="/", most=MOST):
    """Address and text of every HTML page that can be reached from the first."""
    seen, waiting = set(), [first]
    kinds = Counter()
    while waiting:
        address = waiting.pop(0)
        kind = re.split(r"[/?]", address)[1]
        if address in seen or kinds[kind] >= min(most, DEAR.get(kind, most)) or kind in ("original", "static"):
            continue
        kinds[kind] += 1
        seen.add(address)
        answer = client.get(address)
        assert answer.status_code == 200, address
        if "text/html" in answer.headers["content-type"]:
            yield address, answer.text
            waiting += [a for a in dict.fromkeys(html.unescape(a) for a in re.findall(r'(?:href|src)="(/[^"#]*)', answer.text)) if not a.startswith("//")]


class Acting(HTMLParser):
    """Whatever in a page could run, load or lead elsewhere."""

    def __init__(self, text, own_style=False):
        super().__init__(convert_charrefs=True)
        self.found, self.styles = [], 1 if own_style else 0
        self.feed(text)
        self.close()

    def handle_starttag(self, tag, attributes):
        given = dict(attributes)
        if tag == "style" and self.styles:
            self.styles -= 1
        elif tag in ACTIVE:
            self.found.append(tag)
        if tag == "script" and not (given.get("src") or "").startswith("/static/"):
            self.found.append(f"script {given}")
        for name, value in attributes:
            leads_out = name in ADDRESSES and not re.match(r"/(?!/)|#", value or "#")
            if leads_out or name.startswith("on") or name in ATTRIBUTES:
                self.found.append(f"{tag} {name}={value}")
