"""Whatever a stranger puts into a report, `verify` says so before anybody opens it."""

import pytest

from firstsaid.api import open_case
from firstsaid.sealing.inert import inert

LOADS = [
    "<script>fetch('https://evil.example')</script>",
    "<!--><script>alert(1)</script>-->",
    '<noscript><p title="</noscript><script>alert(1)</script>"></noscript>',
    "<svg><style><img src=x onerror=alert(1)></style></svg>",
    "<math><mtext><style><img src=x onerror=alert(1)></style></mtext></math>",
    '<meta http-equiv="refresh" content="0;url=https://evil.example">',
    "<style>@import url(https://evil.example/x.css)</style>",
    '<p style="background:url(https://evil.example/x)">',
    '<picture><source srcset="https://evil.example/a.png"></picture>',
    '<video poster="https://evil.example/a.png"></video>',
    '<svg><image xlink:href="https://evil.example/a.png"/></svg>',
    '<svg><a xlink:href="javascript:alert(1)">x</a></svg>',
    '<a href="https://evil.example">x</a>',
    '<a href="javascript:alert(1)">x</a>',
    "<a href=https://evil.example>x</a>",
    '<a class="x"href="https://evil.example">x</a>',
    '<a href="#a" ping="https://evil.example">x</a>',
    '<form action="https://evil.example"><button>x</button></form>',
    '<base href="https://evil.example/">',
    '<iframe srcdoc="&lt;script&gt;"></iframe>',
    '<p onclick="alert(1)">x</p>',
    "<P ONCLICK=alert(1)>x</P>",
    "<textarea>",
    "<plaintext>",
    "<",
]
BEFORE = [
    ("<head>\n", '<head><base href="https://evil.example/">'),
    ("<head>\n", "<head><script>alert(1)</script>"),
    ('<meta charset="utf-8">', '<meta charset="utf-7">'),
    ("default-src &#39;none&#39;", "default-src *"),
    ("base-uri", "script-src *; base-uri"),
    ("<!doctype html>", "<!doctype html><p>"),
    ("</title>", '</title><link rel="stylesheet" href="https://evil.example/">'),
    ("</style>", "</style><style>@import url(https://evil.example)</style>"),
]


@pytest.fixture(scope="module")
def report(decided_case):
    text = open_case(decided_case).report()
    assert inert(text)
    return text


@pytest.mark.parametrize("put_in", LOADS)
def test_what_acts_is_noticed(report, put_in):
    assert not inert(report.replace("</main>", f"{put_in}</main>"))


@pytest.mark.parametrize(("ours", "theirs"), BEFORE)
def test_what_comes_before_the_policy_is_noticed(report, ours, theirs):
    assert ours in report
    assert not inert(report.replace(ours, theirs, 1))


def test_a_report_without_its_policy_is_noticed(report):
    start = report.index("<meta http-equiv")
    assert not inert(report[:start] + report[report.index(">", start) + 1 :])
    assert not inert("")
