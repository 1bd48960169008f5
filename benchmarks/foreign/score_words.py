"""Words: altered quotations, who said what, citations checked, what is missing."""

from typing import Any

from benchmarks.foreign.held import Held
from benchmarks.foreign.model import PileTruth, Said, Voice
from benchmarks.foreign.tally import Fault, Tally
from benchmarks.foreign.told import Told
from benchmarks.foreign.truth import words_of

SMALL = frozenset(["the", "a", "an", "of", "in", "on", "to", "for", "from", "by", "with", "and", "or", "that", "this", "his", "her", "its", "their", "at"])


def score_words(name: str, truth: PileTruth, told: Told, voices: dict[str, Voice]) -> Tally:
    tally = Tally()
    _alterations(tally, name, truth, told)
    _missing(tally, name, truth, told)
    _citations(tally, name, truth, told)
    for page, text in truth.pages.items():
        if page in told.articles:
            mine = [s for s in told.case["statements"] if told.page_of.get(s["article"]) == page]
            for said in text.sentences():
                if said.kind in ("fact", "quote", "cite") and (said.voice or said.relay):
                    _statement(Held(tally, name, truth, told), page, said, mine, voices.get(said.voice))
    return tally


def _alterations(tally: Tally, name: str, truth: PileTruth, told: Told) -> None:
    edits = _edits(told)
    used: set[int] = set()
    for change in truth.alterations:
        tally.counts["alterations"] += 1
        words = set(words_of(change.was)) ^ set(words_of(change.now)) or set(words_of(change.was + " " + change.now))
        pair = frozenset((change.page_a, change.page_b))
        found = [i for i, (pages, said, _) in enumerate(edits) if pages == pair and words & set(words_of(said))]
        used |= set(found)
        tally.counts["alterations found"] += bool(found)
        if not found:
            tally.faults.append(
                Fault(
                    f"alteration: not found ({change.kind})", name, (change.page_a, change.page_b), f"“{change.was}” → “{change.now}”", "no edit in a quotation"
                )
            )
            continue
        marked = any(edits[i][2]["marked"] for i in found)
        tally.counts["marks right"] += marked == change.marked
        tally.counts["classes right"] += any(edits[i][2]["kind"] == change.kind for i in found)
        if marked != change.marked:
            tally.faults.append(
                Fault(
                    f"alteration: {'marked' if change.marked else 'unmarked'} told otherwise",
                    name,
                    (change.page_a, change.page_b),
                    f"“{change.was}” → “{change.now}”",
                    str([edits[i][1] for i in found]),
                )
            )
    changed = {frozenset((c.page_a, c.page_b)) for c in (*truth.alterations, *truth.other_alterations)}
    for number, (pages, said, edit) in enumerate(edits):
        trip = any(s.kind == "quote" and s.wording for page in pages for s in truth.pages[page].sentences())
        if edit["kind"] == "spelling" or trip:
            continue
        tally.counts["alterations told"] += 1
        tally.counts["alterations told right"] += number in used or pages in changed
        if number not in used and pages not in changed:
            tally.faults.append(Fault("alteration: none there", name, tuple(sorted(pages)), "the quotations are the same", f"{edit['kind']}: {said}"))


def _edits(told: Told) -> list[tuple[frozenset[str], str, dict[str, Any]]]:
    """Edits inside quotations: the pages, the words on both sides, the edit."""
    out = []
    for match in told.case["matches"]:
        a, b = told.page_of.get(match["article_a"]), told.page_of.get(match["article_b"])
        for edit in match["edits"] if a and b and a != b else ():
            if edit["in_quotation"] and a and b:
                said = f"{told.articles[a]['text'][slice(*edit['a'])]} → {told.articles[b]['text'][slice(*edit['b'])]}"
                out.append((frozenset((a, b)), said, edit))
    return out


def same_name(one: str, two: str) -> bool:
    return bool((set(words_of(one)) - SMALL) & (set(words_of(two)) - SMALL))


def _missing(tally: Tally, name: str, truth: PileTruth, told: Told) -> None:
    given = told.case["missing_upstream"]
    for wanted, kinds in ((truth.missing, "missing"), (truth.missing_documents, "missing documents")):
        for what, pages in wanted.items():
            tally.counts[kinds] += 1
            found = any(same_name(g["name"], what) for g in given)
            tally.counts[f"{kinds} found"] += found
            if not found:
                tally.faults.append(
                    Fault(
                        f"missing upstream: {'document' if 'documents' in kinds else 'relay'} not told",
                        name,
                        tuple(sorted(pages)),
                        what,
                        ", ".join(g["name"] for g in given),
                    )
                )
    wanted_names = [*truth.missing, *truth.missing_documents]
    for one in given:
        if any(same_name(one["name"], what) for what in truth.neither) and not any(same_name(one["name"], what) for what in wanted_names):
            tally.counts["missing told of voices"] += 1
            continue
        tally.counts["missing told"] += 1
        right = any(same_name(one["name"], what) for what in wanted_names)
        tally.counts["missing told right"] += right
        if not right:
            tally.faults.append(
                Fault(
                    "missing upstream: nobody cites it",
                    name,
                    tuple(told.page_of.get(c["article"], "?") for c in one["cited_by"]),
                    "not cited, or in the pile",
                    f"{one['name']} ({one['kind']})",
                    " // ".join(_around(told, c) for c in one["cited_by"][:2]),
                )
            )


def _around(told: Told, place: dict[str, Any]) -> str:
    page = told.page_of.get(place["article"])
    return told.articles[page]["text"][max(0, place["start"] - 60) : place["stop"] + 60].replace("\n", " ") if page else ""


def _citations(tally: Tally, name: str, truth: PileTruth, told: Told) -> None:
    for true, citations in ((False, truth.false_citations), (True, truth.true_citations)):
        for page, cited, words in citations:
            checks = [
                c
                for c in told.case["citation_checks"]
                if told.page_of.get(c["article"]) == page and set(words_of(told.text(c))) and _inside(told.text(c), words)
            ]
            sort = "true citations" if true else "false citations"
            tally.counts[sort] += 1
            right = any(c["verdict"] == "borne out" for c in checks) if true else any(c["verdict"] != "borne out" for c in checks)
            tally.counts[f"{sort} right"] += right
            if not right:
                said = ", ".join(f"{c['cites']}: {c['verdict']}" for c in checks) or "not checked"
                tally.faults.append(
                    Fault(f"citation: {sort[:-1]} {'not checked' if not checks else 'told otherwise'}", name, (page,), f"{cited}: {words}", said)
                )


def _inside(part: str, whole: str) -> bool:
    got, want = words_of(part), set(words_of(whole))
    return sum(word in want for word in got) >= 0.7 * len(got)


def _statement(held: Held, page: str, said: Said, mine: list[dict[str, Any]], voice: Voice | None) -> None:
    tally, name, told = held.tally, held.name, held.told
    tally.counts["statements"] += 1
    wanted = set(words_of(said.text))
    near = [s for s in mine if _inside(told.content(s), said.text) and len(set(words_of(told.content(s))) & wanted) >= 0.3 * len(wanted)]
    if not near:
        tally.faults.append(Fault("statement: not told", name, (page,), said.text, "–"))
        return
    tally.counts["statements found"] += 1
    chains = [[link["name"] for link in s["chain"]] for s in near]
    if said.kind == "cite" or not voice:
        right = any(chain and same_name(chain[0], said.relay) for chain in chains)
    else:
        right = any(chain and (same_name(chain[-1], voice.full) or same_name(chain[-1], voice.short)) for chain in chains)
    tally.counts["voices right"] += right
    if not right:
        tally.faults.append(
            Fault(
                "statement: wrong voice" if any(chains) else "statement: no voice",
                name,
                (page,),
                f"{voice.full if voice else said.relay}: {said.text}",
                str(chains),
            )
        )
    if said.relay and said.kind != "cite":
        tally.counts["relays"] += 1
        whole = right and any(len(chain) > 1 and same_name(chain[0], said.relay) for chain in chains)
        tally.counts["relays right"] += whole
        if right and not whole:
            tally.faults.append(Fault("statement: relay lost", name, (page,), f"{said.relay} > {voice.full if voice else '?'}: {said.text}", str(chains)))
