"""An invented web of several outlets, served by this machine for the tests of collecting.

Names are looked up in a table of invented answers and every connection goes to the one local server, whatever address it is meant for; the address is noted.
So the rules about addresses are the real ones in every test.
"""

import gzip
import socket
import ssl
import threading
import time
import zlib
from collections import Counter
from datetime import UTC, datetime, timedelta
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from urllib.parse import urlsplit

import httpcore

from firstsaid.collect.collector import Outside
from firstsaid.collect.reach import Reach

HERALD_PAGES, COURIER_PAGES = 300, 200
LONG = "The harbour office of Tervane said on Monday that the ferry had been held for inspection. "


class FakeClock:
    """Time that passes only when somebody sleeps, and a millisecond with every question, so that nothing waits."""

    def __init__(self, start=datetime(2031, 3, 4, 8, 30, tzinfo=UTC)):
        self._start, self._passed, self._lock = start, 0.0, threading.Lock()
        self.slept = []

    def now(self):
        return self._start + timedelta(seconds=self._passed)

    def monotonic(self):
        with self._lock:
            self._passed += 0.001
            return self._passed

    def sleep(self, seconds):
        with self._lock:
            self._passed += seconds
            self.slept.append(seconds)


class Net:
    """A resolver with a table of answers, and a way out that leads to the local server; both note what they were asked."""

    def __init__(self, port, names=None):
        self.port = port
        self.names = names or {}
        self.looked_up = []
        self.dialed = []

    def look_up(self, host):
        self.looked_up.append(host)
        answers = self.names.get(host, self._usual(host))
        if callable(answers):
            answers = answers()
        if not answers:
            raise socket.gaierror(socket.EAI_NONAME, "not known")
        return answers

    def _usual(self, host):
        return [f"93.184.215.{1 + zlib.crc32(host.encode()) % 250}"] if host.endswith(".example") else []

    def dial(self, address, port, seconds):
        self.dialed.append((address, port))
        return httpcore.SyncBackend().connect_tcp("127.0.0.1", self.port, timeout=seconds)

    def outside(self, clock=None, proxy=None):
        return Outside(Reach(self.look_up, self.dial, proxy), clock or FakeClock())


def article(host, number, extra=""):
    link = f'<link rel="canonical" href="http://{host}/story/{number}">'
    head = f"<!DOCTYPE html><html><head><title>Story {number}</title>{link}</head>"
    return f"{head}<body><article><h1>Story {number} of {host}</h1><p>{LONG * 3}{extra}</p></article></body></html>".encode()


def rss(host, numbers):
    items = "".join(
        f"<item><title>Story {n}</title><link>http://{host}/story/{n}</link><pubDate>Tue, 04 Mar 2031 08:{n % 60:02}:00 +0000</pubDate></item>" for n in numbers
    )
    return f'<?xml version="1.0"?><rss version="2.0"><channel><title>{host}</title><link>http://{host}/</link>{items}</channel></rss>'.encode()


def atom(host, numbers):
    entries = "".join(
        f'<entry><title>Story {n}</title><link href="/story/{n}"/><id>tag:{host},2031:{n}</id><updated>2031-03-04T08:00:00Z</updated></entry>' for n in numbers
    )
    return f'<?xml version="1.0"?><feed xmlns="http://www.w3.org/2005/Atom"><title>{host}</title>{entries}</feed>'.encode()


def json_feed(host, numbers):
    items = ",".join(f'{{"id":"{n}","url":"http://{host}/story/{n}","content_text":"Story {n}"}}' for n in numbers)
    return f'{{"version":"https://jsonfeed.org/version/1.1","title":"{host}","items":[{items}]}}'.encode()


def sitemap(host, numbers):
    space = 'xmlns="http://www.sitemaps.org/schemas/sitemap/0.9" xmlns:news="http://www.google.com/schemas/sitemap-news/0.9"'
    dated = "<news:news><news:publication_date>2031-03-0{}T08:00:00Z</news:publication_date></news:news>"
    urls = "".join(f"<url><loc>http://{host}/story/{n}</loc>{dated.format(1 + n % 4)}</url>" for n in numbers)
    return f'<?xml version="1.0" encoding="UTF-8"?><urlset {space}>{urls}</urlset>'.encode()


def index(host, paths):
    maps = "".join(f"<sitemap><loc>http://{host}{path}</loc></sitemap>" for path in paths)
    return f'<sitemapindex xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">{maps}</sitemapindex>'.encode()


def bomb(mebibytes=64):
    """A gzip stream of zeros, made without holding them."""
    engine = zlib.compressobj(9, zlib.DEFLATED, 31)
    zeros = bytes(1 << 20)
    return b"".join(engine.compress(zeros) for _ in range(mebibytes)) + engine.flush()


class Handler(BaseHTTPRequestHandler):
    """Answers by host and path."""

    protocol_version = "HTTP/1.1"

    def log_message(self, *args):
        pass

    def do_CONNECT(self):
        """As a proxy: the tunnel leads back to this server."""
        self.server.tunnels.append((self.path, self.headers.get("Proxy-Authorization", "")))
        if self.server.closed_tunnels:
            self.send(403, b"no")
            return
        self.send_response_only(200, "Connection established")
        self.end_headers()

    def do_GET(self):
        host, path = (self.headers.get("Host") or "").partition(":")[0], self.path
        gate = self.server.gate
        gate.acquire()
        self.server.note(host, path, self.headers)
        outlet = self.server.outlets.get(host.partition(".")[0])
        try:
            if outlet is None:
                self.send(404, b"nobody here")
            else:
                outlet(self, host, path)
        except (BrokenPipeError, ConnectionResetError):
            self.close_connection = True

    def send(self, status, body=b"", media="text/html; charset=utf-8", **fields):
        self.send_response(status)
        self.send_header("Content-Type", media)
        self.send_header("Content-Length", str(len(body)))
        for name, value in fields.items():
            self.send_header(name.replace("_", "-"), value)
        self.end_headers()
        self.wfile.write(body)

    def chunk(self, data):
        self.wfile.write(b"%x\r\n%s\r\n" % (len(data), data))

    def chunked(self, pieces, **fields):
        self.send_response(200)
        self.send_header("Content-Type", "text/html")
        self.send_header("Transfer-Encoding", "chunked")
        for name, value in fields.items():
            self.send_header(name.replace("_", "-"), value)
        self.end_headers()
        for piece in pieces:
            self.chunk(piece)
        self.chunk(b"")


def herald(self, host, path):
    """300 pages in feeds of three kinds; some are gzip, some chunked; what lies under /desk/ is not to be collected."""
    pages = {
        "/robots.txt": (b"User-agent: *\nDisallow: /desk/\nAllow: /desk/open$\nCrawl-delay: 2\n", "text/plain"),
        "/feed.xml": (rss(host, range(100)), "application/rss+xml"),
        "/atom.xml": (atom(host, range(90, 200)), "application/atom+xml"),
        "/feed.json": (json_feed(host, range(200, HERALD_PAGES)), "application/feed+json"),
    }
    if path in pages:
        self.send(200, pages[path][0], pages[path][1])
    elif path.startswith("/story/") and int(path[7:]) < HERALD_PAGES:
        number = int(path[7:])
        body = article(host, number, self.server.extras.get((host, path), ""))
        if number % 3 == 1:
            self.send(200, gzip.compress(body, mtime=0), Content_Encoding="gzip")
        elif number % 3 == 2:
            self.chunked([body[:100], body[100:]])
        else:
            self.send(200, body)
    else:
        self.send(404, b"<h1>gone</h1>")


def courier(self, host, path):
    """200 pages in news sitemaps under an index, one of them compressed; no robots.txt."""
    if path == "/sitemap.xml":
        self.send(200, index(host, ["/news-1.xml", "/news-2.xml.gz"]), "application/xml")
    elif path == "/news-1.xml":
        self.send(200, sitemap(host, range(120)), "text/xml")
    elif path == "/news-2.xml.gz":
        self.send(200, gzip.compress(sitemap(host, range(110, COURIER_PAGES)), mtime=0), "application/gzip")
    elif path.startswith("/story/") and int(path[7:]) < COURIER_PAGES:
        self.send(200, article(host, int(path[7:])))
    else:
        self.send(404, b"not here")


def moving(self, host, path):
    """Redirects: to a page, in a circle, without end, and to places that are out of reach."""
    targets = {
        "/old": f"http://herald.example/story/{HERALD_PAGES - 1}", "/older": "/old", "/left": "/right", "/right": "/left", "/self": "/self",
        "/metadata": "http://169.254.169.254/latest/meta-data/", "/file": "file:///etc/passwd", "/port": "http://herald.example:8080/",
        "/inside": "http://inside.example/secret", "/decimal": "//2130706433/",
    }  # fmt: skip
    if path.startswith("/step/"):
        self.send(302, b"on", Location=f"/step/{int(path[6:]) + 1}")
    elif path in targets:
        self.send(301, b"moved", Location=targets[path])
    else:
        self.send(404)


def slow(self, host, path):
    """A byte now and then, for ever: after the header, or before it."""
    if path == "/robots.txt":
        self.send(404)
        return
    self.close_connection = True
    if path == "/silent":
        self.server.stop.wait(30)
        return
    self.wfile.write(b"HTTP/1.1 200 OK\r\n" + (b"Content-Type: text/html\r\n\r\n" if path == "/body" else b"X-Slow: "))
    while not self.server.stop.is_set():
        self.wfile.write(b"a")
        time.sleep(0.02)


def busy(self, host, path):
    """Too many requests at first; never ready; ready only tomorrow."""
    seen = self.server.hits[host, path]
    if path == "/twice" and seen <= 2:
        self.send(429, b"slow down", Retry_After="7")
    elif path == "/dated" and seen == 1:
        self.send(503, b"later", Retry_After="Tue, 04 Mar 2031 08:31:00 GMT")
    elif path == "/tomorrow":
        self.send(429, b"tomorrow", Retry_After="86400")
    elif path == "/never":
        self.send(503, b"never")
    elif path == "/robots.txt":
        self.send(404)
    else:
        self.send(200, article(host, 1))


def endless(self, host, path):
    """A body, or a header, that does not end; a bomb; an encoding that nobody asked for; more than was announced, and less."""
    if path == "/robots.txt":
        self.send(404)
    elif path == "/body":
        self.close_connection = True
        self.chunked(b"x" * 65_536 for _ in iter(int, 1))
    elif path == "/header":
        self.close_connection = True
        self.wfile.write(b"HTTP/1.1 200 OK\r\n")
        while True:
            self.wfile.write(b"X-Long: " + b"y" * 1_000 + b"\r\n")
    elif path == "/interim":
        self.close_connection = True
        while True:
            self.wfile.write(b"HTTP/1.1 103 Early Hints\r\nLink: </a>\r\n\r\n" * 100)
    elif path == "/bomb":
        self.send(200, self.server.bomb, Content_Encoding="gzip")
    elif path == "/brotli":
        self.send(200, b"\x0b\x02\x80abc\x03", Content_Encoding="br")
    elif path == "/short":
        self.close_connection = True
        self.wfile.write(b"HTTP/1.1 200 OK\r\nContent-Length: 500\r\n\r\nhalf")
    elif path == "/more":
        self.close_connection = True
        self.wfile.write(
            b"HTTP/1.1 103 Early Hints\r\n\r\nHTTP/1.1 200 OK\r\nContent-Type: text/html\r\nContent-Length: 20\r\n\r\n"
            + b"<p>exactly this.</p>\nHTTP/1.1 200 OK\r\n\r\nsmuggled"
        )
    else:
        self.close_connection = True
        self.wfile.write(b"SSH-2.0-nonsense\r\n\r\n")


def gazette(self, host, path):
    """Pages that answer conditional requests, and one that does not but never changes."""
    extra = self.server.extras.get((host, path), "")
    tag = f'"{zlib.crc32(extra.encode()):x}"'
    if path == "/robots.txt":
        self.send(404)
    elif path == "/plain":
        self.send(200, article(host, 2, extra))
    elif path == "/feed.xml":
        self.send(304) if self.headers.get("If-None-Match") == tag else self.send(200, rss(host, range(3)), "application/rss+xml", ETag=tag)
    elif self.headers.get("If-None-Match") == tag and self.headers.get("If-Modified-Since") == "Mon, 03 Mar 2031 10:00:00 GMT":
        self.send(304, ETag=tag)
    else:
        self.send(200, article(host, 1, extra), ETag=tag, Last_Modified="Mon, 03 Mar 2031 10:00:00 GMT")


def closed(self, host, path):
    """The rules cannot be had."""
    self.send(500, b"broken")


OUTLETS = {
    "herald": herald, "courier": courier, "moving": moving, "slow": slow, "busy": busy, "endless": endless, "gazette": gazette, "closed": closed,
}  # fmt: skip


class Server(ThreadingHTTPServer):
    """The one local server behind all hosts."""

    daemon_threads = True
    request_queue_size = 64

    def __init__(self, tls=None):
        super().__init__(("127.0.0.1", 0), Handler)
        self.outlets = OUTLETS
        self.hits, self.asked, self.extras = Counter(), {}, {}
        self.tunnels, self.closed_tunnels, self.names = [], False, []
        self.stop = threading.Event()
        self.bomb = b""
        self.gate = threading.Semaphore(1 << 20)
        """As many requests as it counts are answered; further ones wait."""
        self._noting = threading.Lock()
        if tls:
            context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
            context.load_cert_chain(*tls)
            context.sni_callback = lambda _socket, name, _context: self.names.append(name)
            self.socket = context.wrap_socket(self.socket, server_side=True, do_handshake_on_connect=False)
        self._thread = threading.Thread(target=self.serve_forever, kwargs={"poll_interval": 0.05}, daemon=True)
        self._thread.start()

    def handle_error(self, request, client_address):
        """A client that hangs up is no news."""

    def note(self, host, path, headers):
        with self._noting:
            self.hits[host, path] += 1
            self.asked[host, path] = headers

    def end(self):
        self.stop.set()
        self.shutdown()
        self.server_close()


def parts(url):
    """Host and path of an address."""
    split = urlsplit(url)
    return split.hostname, split.path + (f"?{split.query}" if split.query else "")
