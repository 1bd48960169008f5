"""Hold a case's JSON export against the truth of the sample case.

    python -m tests.sample.scoring EXPORT.json [TRUTH.toml]

prints one JSON object: per matter how many are right of how many expected, what was missed, and what was given wrongly. It knows the export's
contract and the truth file, and nothing of how the export was made.
"""

import json
import sys
import tomllib
from collections.abc import Callable, Iterator
from itertools import combinations
from pathlib import Path
from typing import Any

from tests.sample.words import Stretch, bag, covered, cut, find, find_all, overlap, same_name, touch

TRUTH = Path(__file__).parents[1] / "cases" / "sample" / "truth.toml"
JOINED = ("edition", "same page", "republished", "excerpted", "rewritten", "quotes", "recalls", "siblings")
"""Relations that say that the two texts hang together by more than a third party's words."""
SAME_BODY, SAME_PART, SAME_CONTENT, SAME_CLAIM = 0.95, 0.8, 0.5, 0.6
"""Least shares of words in common for two bodies, parts, contents or claims to be the same."""

Json = dict[str, Any]


class Tally:
    """Right and expected of one matter, with what was missed and what was given wrongly."""

    def __init__(self) -> None:
        self.right = self.expected = 0
        self.missed: list[str] = []
        self.wrong: list[str] = []

    def expect(self, right: bool, what: str) -> bool:
        self.expected += 1
        self.right += right
        if not right:
            self.missed.append(what)
        return right

    def as_json(self) -> Json:
        return {"right": self.right, "expected": self.expected, "missed": self.missed, "wrong": self.wrong}


class Export:
    """An export, looked up by the pages' file names."""

    def __init__(self, export: Json) -> None:
        self.all = export
        self.file_of = {a["id"]: str(a["capture"].get("path") or a["capture"].get("url") or "").rsplit("/", 1)[-1] for a in export["articles"]}
        self.article = {self.file_of[a["id"]]: a for a in export["articles"]}
        self.text = {name: str(a["text"]) for name, a in self.article.items()}
        self.statement = {s["id"]: s for s in export["statements"]}
        self.derivation = {frozenset((self.file_of[d["article_a"]], self.file_of[d["article_b"]])): d for d in export["derivations"]}

    def parts(self, name: str, *kinds: str) -> list[Stretch]:
        return [(p["start"], p["stop"]) for p in self.article[name]["parts"] if p["kind"] in kinds]

    def reported(self, name: str) -> str:
        """The body without the notes, comments, captions and other parts that are nested in it."""
        text, kept = self.text[name], bytearray(len(self.text[name]))
        for start, stop in self.parts(name, "body"):
            kept[start:stop] = b"\1" * (stop - start)
        for start, stop in self.parts(name, "note", "comment", "caption", "teaser", "correction", "credit", "furniture"):
            kept[start:stop] = bytes(stop - start)
        return "".join(character if keep else " " for character, keep in zip(text, kept, strict=True))

    def content(self, statement: Json) -> str:
        return cut(self.text[self.file_of[statement["article"]]], [(start, stop) for start, stop in statement["content"]])

    def files(self, ids: list[str]) -> set[str]:
        return {self.file_of[each] for each in ids}

    def relation(self, pair: frozenset[str]) -> str | None:
        given = self.derivation.get(pair)
        return given and str(given["relation"])


def score(export: Json, truth: Json) -> dict[str, Json]:
    """Per matter: right, expected, missed (one line each), wrong (given and not true, or beside the truth)."""
    given = Export(export)
    tallies: dict[str, Tally] = {}

    def matter(name: str) -> Tally:
        return tallies.setdefault(name, Tally())

    for judge in (pages, stories, derivations, kept_apart, altered, claims, conflicts, citations, missing, statements):
        judge(given, truth, matter)
    return {name: tally.as_json() for name, tally in tallies.items()}


Matter = Callable[[str], Tally]


def pages(given: Export, truth: Json, matter: Matter) -> None:
    for page in truth["page"]:
        name = page["file"]
        if not matter("pages").expect(name in given.article, name):
            continue
        text = given.text[name]
        body = find_all(text, page["body"])
        share = overlap(cut(text, body), given.reported(name)) if body else 0.0
        matter("bodies").expect(share >= SAME_BODY, f"{name}: {share:.3f}" if body else f"{name}: the stored text lacks words of the body")
        for kind in ("comment", "note", "correction"):
            if kind in page:
                wanted = find_all(text, page[kind])
                share = overlap(cut(text, wanted or []), cut(text, given.parts(name, kind)))
                matter("parts").expect(share >= SAME_PART, f"{name}: {kind}, {share:.2f}")
        facts(given.article[name], page, matter)


def facts(article: Json, page: Json, matter: Matter) -> None:
    for fact in ("title", "outlet", "published", "dateline", "agency", "credit"):
        value = article.get(fact)
        if fact not in page:
            if value and fact in ("agency", "credit"):
                matter("page facts").wrong.append(f"{page['file']}: {fact} {value!r}, but the page names none")
            continue
        if fact == "published":
            right = str(value or "")[:10] == page[fact][:10]
        else:
            right = covered(page[fact], str(value or "")) > 0.7 and covered(str(value), page[fact]) >= 0.5
        matter("page facts").expect(right, f"{page['file']}: {fact} {value!r}, not {page[fact]!r}")


def stories(given: Export, truth: Json, matter: Matter) -> None:
    groups = [given.files(story["articles"]) for story in given.all["stories"]]
    place = {name: number for number, group in enumerate(groups) for name in sorted(group)}
    for story in truth["story"]:
        core, loose = set(story["pages"]), set(story.get("loose", ()))
        right = any(core <= group and group <= core | loose for group in groups)
        matter("stories").expect(right, f"{story['pages'][0]} and {len(core) - 1} more")
        for a, b in combinations(sorted(core), 2):
            matter("story pairs").expect(a in place and place.get(a) == place.get(b), f"{a} + {b}")
    members = [set(story["pages"]) | set(story.get("loose", ())) for story in truth["story"]]
    for one, other in combinations(members, 2):
        mixed = [f"{a} + {b}" for a in sorted(one) for b in sorted(other) if a in place and place[a] == place.get(b)]
        matter("story pairs").wrong.extend(mixed)


def derivations(given: Export, truth: Json, matter: Matter) -> None:
    absent = {text["id"]: text for text in given.all["absent_texts"]}
    for wanted in truth["derivation"]:
        pair = frozenset(wanted["pair"])
        what = " <-> ".join(wanted["pair"])
        found = given.derivation.get(pair)
        if not matter("derivations").expect(found is not None and found["relation"] in JOINED, f"{what}: {given.relation(pair)}") or found is None:
            matter("relations").expect(False, what)
            matter("directions").expect(False, what)
            continue
        matter("relations").expect(found["relation"] in [wanted["relation"], *wanted.get("also", ())], f"{what}: {found['relation']}, not {wanted['relation']}")
        if "upstream" in wanted:
            upstream = given.file_of.get(found.get("upstream") or "")
            matter("directions").expect(upstream == wanted["upstream"], f"{what}: upstream {upstream}, not {wanted['upstream']}")
        else:
            name = absent.get(found.get("absent_upstream") or "", {}).get("name")
            matter("directions").expect(same_name(name, wanted["absent"]), f"{what}: absent text {name!r}, not {wanted['absent']!r}")


def kept_apart(given: Export, truth: Json, matter: Matter) -> None:
    for wanted in truth["same_quotation"]:
        pair = frozenset(wanted["pair"])
        matter("same quotation only").expect(given.relation(pair) == "same quotation only", f"{' <-> '.join(wanted['pair'])}: {given.relation(pair)}")
    for wanted in truth["same_quotation"] + truth["independent"]:
        relation = given.relation(frozenset(wanted["pair"]))
        matter("kept apart").expect(relation not in JOINED, f"{' <-> '.join(wanted['pair'])}: {relation}")
    story = {name: number for number, group in enumerate(truth["story"]) for name in group["pages"] + group.get("loose", [])}
    for pair, found in given.derivation.items():
        a, b = sorted(pair) if len(pair) == 2 else ("", "")
        if found["relation"] in JOINED and story.get(a) != story.get(b):
            matter("kept apart").wrong.append(f"{a} <-> {b}: {found['relation']}, though they tell of different events")


def edits(given: Export, against: str, name: str) -> Iterator[tuple[Stretch, Stretch, Json]]:
    """Every edit between two pages, as (place in `against`, place in `name`, edit)."""
    for match in given.all["matches"]:
        ends = given.file_of[match["article_a"]], given.file_of[match["article_b"]]
        if sorted(ends) != sorted((against, name)):
            continue
        for edit in match.get("edits", ()):
            a, b = tuple(edit.get("a") or (-9, -9)), tuple(edit.get("b") or (-9, -9))
            yield (a, b, edit) if ends[0] == against else (b, a, edit)


MIRRORED = {"cut": "added", "added": "cut", "hedge dropped": "hedge added", "hedge added": "hedge dropped",
            "scare quotes dropped": "scare quotes added", "scare quotes added": "scare quotes dropped"}  # fmt: skip


def altered(given: Export, truth: Json, matter: Matter) -> None:
    for wanted in truth["altered"]:
        name, against = wanted["file"], wanted["against"]
        what = f"{name}: {wanted['was']!r} became {wanted['now']!r}"
        was = find(given.text.get(against, ""), wanted["was"], wanted["was"])
        now = find(given.text.get(name, ""), wanted["now"], wanted["now"])
        changed = set(bag(wanted["was"])) ^ set(bag(wanted["now"]))
        hits = []
        for old, new, edit in edits(given, against, name):
            said = set(bag(given.text[against][slice(*old)])) | set(bag(given.text[name][slice(*new)]))
            near = was is not None and now is not None and touch(old, was) and touch(new, now)
            if edit.get("in_quotation") and near and (said & changed or not changed):
                hits.append(edit)
        if matter("altered quotations").expect(bool(hits), what):
            kinds = (wanted["kind"], MIRRORED.get(wanted["kind"], wanted["kind"]))
            matter("kinds of change").expect(any(edit["kind"] in kinds for edit in hits), f"{what}: {[edit['kind'] for edit in hits]}, not {wanted['kind']}")
            marked = any(bool(edit.get("marked")) == wanted["marked"] for edit in hits)
            matter("marked or not").expect(marked, f"{what}: marked should be {wanted['marked']}")


def best_claim(given: Export, wanted: Json) -> Json | None:
    """The claim that says it: enough of the phrase's words, then the most of the expected articles."""

    def likeness(claim: Json) -> tuple[float, float]:
        texts = [claim["text"], *(given.content(given.statement[s]) for s in claim["statements"] if s in given.statement)]
        said = max(covered(wanted["phrase"], text) for text in texts)
        files, core = given.files(claim["articles"]), set(wanted["articles"])
        return (len(files & core) / len(files | core) if said >= SAME_CLAIM else -1.0, said)

    ranked = sorted(given.all["claims"], key=lambda claim: (likeness(claim), claim["id"]), reverse=True)
    return ranked[0] if ranked and likeness(ranked[0])[0] > 0 else None


def claims(given: Export, truth: Json, matter: Matter) -> None:
    for wanted in truth["claim"]:
        what, claim = wanted["phrase"], best_claim(given, wanted)
        matter("claims").expect(claim is not None, what)
        found = claim or {"articles": [], "independent": {"least": None, "most": None}, "origins": [], "named": None}
        files, core = given.files(found["articles"]), set(wanted["articles"])
        whole = core <= files <= core | set(wanted.get("also_articles", ()))
        matter("articles of claims").expect(
            whole, f"{what}: lacks {sorted(core - files)}, has too many {sorted(files - core - set(wanted.get('also_articles', ())))}"
        )
        least, most = found["independent"]["least"], found["independent"]["most"]
        matter("least").expect(least in [wanted["least"], *wanted.get("least_also", ())], f"{what}: {least}, not {wanted['least']}")
        matter("most").expect(most in [wanted["most"], *wanted.get("most_also", ())], f"{what}: {most}, not {wanted['most']}")
        inside = least is not None and most is not None and least <= wanted["least"] and wanted["most"] <= most
        matter("truth inside the range").expect(inside, f"{what}: {least} to {most}")
        matter("named or not").expect(found["named"] == wanted["named"], f"{what}: {found['named']}")
        for origin in wanted["origins"]:
            hits = [o for o in found["origins"] if same_name(o["name"], origin["name"]) and o["kind"] == origin["kind"]]
            if matter("origins").expect(bool(hits), f"{what}: {origin['name']}"):
                via = any(o["in_pile"] == origin["in_pile"] and ("via" not in origin or same_name(o.get("via"), origin["via"])) for o in hits)
                matter("through whom").expect(
                    via, f"{what}: {origin['name']} through {[o.get('via') for o in hits]}, in the pile {[o['in_pile'] for o in hits]}"
                )


def conflicts(given: Export, truth: Json, matter: Matter) -> None:
    for wanted in truth["conflict"]:

        def has(conflict: Json, side: Json) -> bool:
            names = {name for name, _ in side["words"]}
            return any(f["value"] == side["value"] and given.file_of.get(f["article"]) in names for f in conflict["figures"])

        hits = [c for c in given.all["conflicts"] if all(has(c, side) for side in wanted["sides"])]
        if matter("conflicts").expect(bool(hits), wanted["about"]):
            readings = [wanted["reading"], *wanted.get("also", ())]
            matter("readings of conflicts").expect(any(c["reading"] in readings for c in hits), f"{wanted['about']}: {[c['reading'] for c in hits]}")


def citations(given: Export, truth: Json, matter: Matter) -> None:
    for wanted in truth["citation"]:
        place = find(given.text.get(wanted["file"], ""), wanted["words"], wanted["words"])
        checks = [c for c in given.all["citation_checks"] if given.file_of.get(c["article"]) == wanted["file"] and same_name(c["cites"], wanted["cites"])]
        hits = [c for c in checks if place and c["start"] < place[1] and place[0] < c["stop"]]
        verdicts = [wanted["verdict"], *wanted.get("also", ())]
        right = any(c["verdict"] in verdicts and given.file_of.get(c.get("in_article") or "") == wanted["in_file"] for c in hits)
        told = [(c["verdict"], given.file_of.get(c.get("in_article") or "")) for c in hits]
        matter("citation checks").expect(right, f"{wanted['file']}: {wanted['words'][:50]!r}: {told}, not {wanted['verdict']}")


def missing(given: Export, truth: Json, matter: Matter) -> None:
    present = {page["outlet"] for page in truth["page"] if "outlet" in page}
    for wanted in truth["missing"]:
        hits = [m for m in given.all["missing_upstream"] if same_name(m["name"], wanted["name"])]
        cited = {given.file_of.get(c["article"]) for m in hits for c in m["cited_by"]}
        names = {name for name, _ in wanted["cited_by"]}
        matter("missing upstream").expect(bool(hits) and bool(cited & names), wanted["name"])
    for found in given.all["missing_upstream"]:
        if found["kind"] == "outlet" and any(covered(name, found["name"]) == 1 for name in present):
            matter("missing upstream").wrong.append(f"{found['name']} is in the pile")


def statements(given: Export, truth: Json, matter: Matter) -> None:
    bodies = {page["file"]: page["body"] + page.get("comment", []) for page in truth["page"]}
    used: set[str] = set()
    for wanted in truth["statement"]:
        for name in wanted["files"]:
            text = given.text.get(name, "")
            body = find_all(text, bodies[name])
            spans = find_all(text, wanted["content"], (body[0][0], body[-1][1])) if body else None
            what = f"{name}: {wanted['content'][0][0]!r}"
            best = max(
                (
                    (overlap(cut(text, spans or []), given.content(s)), s["id"])
                    for s in given.all["statements"]
                    if given.file_of[s["article"]] == name and s["id"] not in used
                ),
                default=(0.0, ""),
            )
            found = given.statement[best[1]] if best[0] >= SAME_CONTENT else None
            if matter("statements").expect(found is not None, what) and found is not None:
                used.add(best[1])
            voice(found, wanted, what, matter)
    matter("statements").wrong.extend(
        f"{given.file_of[s['article']]}: {given.content(s)[:60]!r} is not in the truth"
        for s in given.all["statements"]
        if s["id"] not in used and given.file_of[s["article"]] in bodies
    )


def voice(found: Json | None, wanted: Json, what: str, matter: Matter) -> None:
    links = [(link["name"], link["kind"]) for link in (found or {}).get("chain", ())]
    readings = [wanted["chain"], *wanted.get("also", ())]
    right = bool(links) and any(same_name(links[-1][0], reading[-1][0]) for reading in readings)
    matter("voices").expect(right, f"{what}: {links[-1:]}, not {wanted['chain'][-1][0]}")
    whole = any(len(links) == len(reading) and all(same_name(a, c) and b == d for (a, b), (c, d) in zip(links, reading, strict=True)) for reading in readings)
    matter("chains").expect(whole, f"{what}: {links}, not {wanted['chain']}")
    if len(wanted["chain"]) > 1 and not any(len(reading) == 1 for reading in readings):
        matter("chains of two links").expect(whole, what)
    if wanted["chain"][-1][1] == "unnamed_person":
        matter("unnamed told as such").expect(bool(links) and links[-1][1] == "unnamed_person", what)
    if found is not None:
        matter("forms").expect(found["form"] == wanted["form"], f"{what}: {found['form']}, not {wanted['form']}")


def read_truth(path: Path = TRUTH) -> Json:
    with path.open("rb") as file:
        return tomllib.load(file)


def main(arguments: list[str]) -> int:
    if not 1 <= len(arguments) <= 2:
        print(__doc__, file=sys.stderr)
        return 2
    export = json.loads(Path(arguments[0]).read_text("utf-8"))
    result = score(export, read_truth(*map(Path, arguments[1:])))
    print(json.dumps(result, indent=1, ensure_ascii=False))
    for name, tally in result.items():
        print(
            f"{name:24} {tally['right']:4} of {tally['expected']:4}" + (f"   {len(tally['wrong'])} beside the truth" if tally["wrong"] else ""), file=sys.stderr
        )
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
