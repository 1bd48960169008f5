"""Pages: body, headline, outlet, date, credit, stories."""

from collections import Counter
from itertools import combinations
from typing import Any

from benchmarks.foreign.model import PileTruth, Text
from benchmarks.foreign.tally import Fault, Tally
from benchmarks.foreign.told import Told
from benchmarks.foreign.truth import printed, words_of


def score_pages(name: str, truth: PileTruth, told: Told) -> Tally:
    tally = Tally()
    for page, text in truth.pages.items():
        tally.counts["pages"] += 1
        article = told.articles.get(page)
        if article is None:
            reasons = [row["reason"] for row in told.case["rejected"] if row["path"].endswith(text.file)]
            tally.faults.append(Fault("page lost", name, (page,), text.file, "; ".join(reasons)))
            continue
        _body(tally, name, page, text, article)
        _marks(tally, name, page, text, article)
        _date(tally, name, page, text, article)
        _credit(tally, name, page, text, article)
    _stories(tally, name, truth, told)
    return tally


def _body(tally: Tally, name: str, page: str, text: Text, article: dict[str, Any]) -> None:
    got = Counter(words_of(" ".join(article["text"][p["start"] : p["stop"]] for p in article["parts"] if p["kind"] == "body")))
    want = Counter(words_of(" ".join(said.text for said in text.sentences())))
    right = (got & want).total()
    f1 = 2 * right / ((got.total() + want.total()) or 1)
    tally.counts["body f1 x1000"] += round(1000 * f1)
    if f1 < 0.95:
        more, less = got - want, want - got
        words = f"too much: {' '.join(list(more)[:25])} | lacks: {' '.join(list(less)[:25])}"
        tally.faults.append(
            Fault("body: too much" if more.total() > less.total() else "body: cut", name, (page, text.file), f"{want.total()} words", f"F1 {f1:.2f}", words)
        )


def _marks(tally: Tally, name: str, page: str, text: Text, article: dict[str, Any]) -> None:
    tally.counts["title right"] += words_of(article["title"] or "") == words_of(text.headline)
    right = words_of(article["outlet"] or "") == words_of(text.outlet.name)
    tally.counts["outlet right"] += right
    if words_of(article["title"] or "") != words_of(text.headline):
        tally.faults.append(Fault("title", name, (page, text.file), text.headline, str(article["title"])))
    if not right:
        sort = "outlet: none" if not article["outlet"] else "outlet: wrong"
        tally.faults.append(Fault(sort, name, (page, text.file), text.outlet.name, str(article["outlet"])))


def _date(tally: Tally, name: str, page: str, text: Text, article: dict[str, Any]) -> None:
    want = f"{text.shown:%Y-%m-%d}" if text.shown else None
    got = str(article["published"] or "")[:10] or None
    tally.counts["date right"] += want == got
    if want != got:
        sort = "date: invented" if want is None else "date: none" if got is None else "date: wrong"
        tally.faults.append(Fault(sort, name, (page, text.file), str(want), str(got), f"dateline {text.dateline!r}"))


def _credit(tally: Tally, name: str, page: str, text: Text, article: dict[str, Any]) -> None:
    got = " | ".join(str(article[key]) for key in ("agency", "credit", "byline", "dateline") if article[key])
    if text.credited and text.credited != text.outlet.name:
        tally.counts["credits"] += 1
        right = text.credited.lower() in got.lower()
        tally.counts["credits right"] += right
        if not right:
            tally.faults.append(Fault("credit: not told", name, (page, text.file), text.credited, got, text.credit or text.dateline or text.byline))
    elif article["agency"]:
        tally.counts["agencies told without need"] += 1
        if article["agency"].lower() not in printed(text).lower() + text.outlet.name.lower():
            tally.faults.append(Fault("credit: invented", name, (page, text.file), "none", str(article["agency"])))


def _stories(tally: Tally, name: str, truth: PileTruth, told: Told) -> None:
    story_of: dict[str, int] = {}
    for number, story in enumerate(told.case["stories"]):
        story_of |= {told.page_of[a]: number for a in story["articles"] if a in told.page_of}
    for one, two in combinations(sorted(truth.pages), 2):
        true = bool(truth.pages[one].event) and truth.pages[one].event == truth.pages[two].event
        said = one in story_of and story_of.get(one) == story_of.get(two)
        tally.counts["story pairs true"] += true
        tally.counts["story pairs told"] += said
        tally.counts["story pairs right"] += true and said
    for event in sorted({text.event for text in truth.pages.values() if text.event}):
        parts: dict[int, list[str]] = {}
        for page in sorted(page for page, text in truth.pages.items() if text.event == event and page in story_of):
            parts.setdefault(story_of[page], []).append(page)
        if len(parts) > 1:
            tally.faults.append(Fault("story: one event in several", name, (), f"event {event}", " | ".join(" ".join(pages) for pages in parts.values())))
