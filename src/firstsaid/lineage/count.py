"""The honest range: which roots are shown to be apart, and which may be one."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from itertools import combinations

from firstsaid.lineage.apart import either_hands_on, is_kind, may_be_one, speaks_for, specific, tell_two_things
from firstsaid.lineage.evidence.times import in_line
from firstsaid.lineage.grouping import Grouping, in_a_circle, text_behind
from firstsaid.lineage.hearing import NOBODY, Carrier, Hearing
from firstsaid.lineage.names import any_same, core
from firstsaid.lineage.offices import body, office
from firstsaid.lineage.page import Page
from firstsaid.lineage.root import Root
from firstsaid.model import AbsentText

_NUMBERS = ("no", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve")
_MOST_NAMED = 3
_CITING = ("quotes", "recalls")
_WHOLE_TEXT = ("republished", "excerpted", "same page", "edition")


def roots_of(grouping: Grouping) -> list[Root]:
    """Everything that may be an origin, sorted: named voices once, unnamed ones once for each group, else the group's own telling."""
    heard: dict[str, list[Hearing]] = {}
    groups: dict[str, set[str]] = {}
    roots: list[Root] = []
    grouped = grouping.members()
    bodies = {body(h.name): h for carrier in grouping.carriers.values() for h in carrier.hearings if h.kind == "organisation"}
    for group, members in grouped.items():
        hearings = _adding(grouping, members) or _of_the_body(grouping.carriers[members[0]], bodies)
        for hearing in hearings:
            key = hearing.voice if hearing.named else f"{hearing.voice}@{grouping.may_be_of(group)}"
            heard.setdefault(key, []).append(hearing)
            groups.setdefault(key, set()).add(group)
        if not hearings:
            roots.append(_own_telling(group, [grouping.carriers[m] for m in members]))
    for key, hearings in heard.items():
        later = all(grouping.is_derived(h.article) for h in hearings)
        relayed = _relays(grouping, hearings[0].voice)
        dated = min(in_line(grouping.carriers[h.article].page.article.published) for h in hearings)
        roots.append(Root(key, hearings[0].name, hearings[0].kind, tuple(sorted(groups[key])), tuple(hearings), later=later, relayed=relayed, dated=dated))
    roots += _possible(grouping, grouped, set(heard))
    return sorted(_in_office(roots, grouping), key=lambda r: (not r.hearings, r.key))


def _of_the_body(carrier: Carrier, bodies: Mapping[frozenset[str], Hearing]) -> list[Hearing]:
    """The voice of a body, where its own page tells the claim without naming anybody, and other pages have it from the body."""
    known = (bodies[called] for name in carrier.page.own if (called := body(name)) in bodies and called)
    return [replace(h, article=carrier.id, relays=(), carried=(), quoted=frozenset(), said=(), unborne=False) for h in known][:1]


def _in_office(roots: list[Root], grouping: Grouping) -> list[Root]:
    """The roots, persons with the words of their office where a body tells it too."""
    if not any(r.kind == "organisation" for r in roots):
        return roots
    texts = [carrier.page.article.text for carrier in grouping.carriers.values()]
    return [replace(r, office=office(r.name, texts)) if r.kind == "named_person" else r for r in roots]


def _relays(grouping: Grouping, voice: str) -> tuple[str, ...]:
    heard = (h for carrier in grouping.carriers.values() for h in carrier.hearings if h.voice == voice)
    return tuple(sorted({relay for hearing in heard for relay in hearing.relays}))


def _possible(grouping: Grouping, grouped: Mapping[str, tuple[str, ...]], known: set[str]) -> Iterator[Root]:
    """What counts as possible only: further voices of articles that are shown to come out of others, and an article that names nobody beside those that do.

    A further voice is another name for who said it, or somebody without a name whom an article heard that only cites the other, or that has them
    through a speaker of its own. It may have said it as well, or stand for the one whom the other gives.
    """
    found: dict[str, Root] = {}
    for group, members in grouped.items():
        own = tuple(name for m in members for name in grouping.carriers[m].page.names)
        yield from _silent(grouping, group, members, own)
        heard = (h for m in members if m in grouping.roles for h in grouping.carriers[m].hearings)
        texts = [grouping.carriers[m].page.article.text for m in members if m not in grouping.roles]
        for hearing in (h for h in heard if _of_its_own(h, texts) and not any_same(h.name, own)):
            outlet = grouping.carriers[hearing.article].page.names[:1] or (hearing.article,)
            key = hearing.voice if hearing.named else f"{hearing.name}@{outlet[0]}"
            role = grouping.roles[hearing.article].role
            citing = (role in _CITING or (hearing.relays and role not in _WHOLE_TEXT)) and hearing.kind == "unnamed_person" and hearing.name != NOBODY
            if key not in known and (hearing.named or citing):
                found.setdefault(key, Root(key, hearing.name, hearing.kind, (group,), (hearing,), article=hearing.article))
    yield from found.values()


def _of_its_own(hearing: Hearing, texts: Sequence[str]) -> bool:
    """Whether an article heard a voice itself: through nobody, or through somebody who carries no texts and whom the first articles' texts do not name."""
    return not hearing.relays or not (hearing.carried or any(relay in text for relay in hearing.relays for text in texts))


def _silent(grouping: Grouping, group: str, members: tuple[str, ...], own: tuple[str, ...]) -> Iterator[Root]:
    """The first article of a group that names nobody and is not shown to come out of another, where others name somebody beside the group's own outlets."""
    carriers = [grouping.carriers[m] for m in members]
    silent = next((c for c in carriers if not (c.hearings or c.headline_only or grouping.is_derived(c.id))), None)
    citing = next((c for c in carriers if c.id in grouping.beside and not (c.hearings or c.headline_only)), None)
    if citing is not None:
        yield replace(_own_telling(group, [citing]), key=f"own@{citing.id}", article=citing.id)
    if silent is not None and any(not any_same(h.name, own) for c in carriers for h in c.hearings):
        yield replace(_own_telling(group, [silent]), key=f"own@{silent.id}", article=silent.id)


def _own_telling(group: str, members: list[Carrier]) -> Root:
    first = members[0].page
    weak = all(m.headline_only for m in members)
    dated = min(in_line(m.page.article.published) for m in members)
    return Root(f"own@{group}", first.article.name(), "outlet", (group,), (), weak, any(m.first_hand for m in members), dated=dated)


def _adding(grouping: Grouping, members: tuple[str, ...]) -> list[Hearing]:
    """The hearings of a group that add a voice: those of its first articles, and named ones that a derived article brings from elsewhere."""
    kept: dict[str, Hearing] = {}
    own = tuple(name for m in members for name in grouping.carriers[m].page.names)
    texts = [grouping.carriers[m].page.article.text for m in members if m not in grouping.roles]
    for member in members:
        role = grouping.roles.get(member)
        for hearing in grouping.carriers[member].hearings:
            if hearing.kind == "outlet" and any_same(hearing.name, own):
                continue
            if role is None or not texts or not kept or (hearing.named and role.role not in _WHOLE_TEXT and not _mentioned(hearing, texts)):
                kept.setdefault(hearing.voice, hearing)
    return [kept[k] for k in sorted(kept) if not _said_fuller(kept[k], kept.values())]


def _said_fuller(hearing: Hearing, others: Iterable[Hearing]) -> bool:
    """Whether another unnamed voice of the text says all of this one's description and more ("official", "senior official at the ministry")."""
    words = set(core(hearing.name))
    return not hearing.named and any(not o.named and o.kind == hearing.kind and words < set(core(o.name)) for o in others)


def _mentioned(hearing: Hearing, texts: list[str]) -> bool:
    words = core(hearing.name)
    return any(words[-1] in text.lower() for text in texts) if words else True


def certain_roots(roots: list[Root], grouping: Grouping) -> set[str]:
    """Keys of roots that are shown to be apart from one another: as many as there are, in different texts, that cannot share a root.

    A greatest matching of kinds of voices to groups of articles: two voices count as two only when two texts carry them that cannot be one.
    """
    sure = [r for r in roots if not (r.weak or r.unborne or r.article)]
    classes = _classes(sure or [r for r in roots if not (r.weak or r.article)])
    matched: dict[str, int] = {}

    def place(index: int, tried: set[str]) -> bool:
        for group in sorted({grouping.may_be_of(g) for r in classes[index] for g in r.groups}):
            if group not in tried:
                tried.add(group)
                if group not in matched or place(matched[group], tried):
                    matched[group] = index
                    return True
        return False

    for index in range(len(classes)):
        place(index, set())
    return {classes[index][0].key for index in sorted(set(matched.values()))}


def _classes(roots: list[Root]) -> list[list[Root]]:
    """Roots that may be one and the same stand together, the best told first."""
    classes: list[list[Root]] = []
    for root in sorted(roots, key=_telling):
        home = next((c for c in classes if any(may_be_one(root, r) for r in c)), None)
        if home is None:
            classes.append([root])
        else:
            home.append(root)
    return classes


def _telling(root: Root) -> tuple[bool, int, bool, int, str, str]:
    named = bool(root.hearings) and root.hearings[0].named
    described = bool(specific(root.name))
    rank = 0 if named else 1 if root.first_hand else 2 if root.hearings and described else 3 if root.hearings else 4
    return root.later, rank, is_kind(root.name), -len(root.groups), root.dated, root.key


def because(roots: list[Root], certain: set[str], grouping: Grouping, texts: Iterable[AbsentText]) -> str:
    """The count's reason in a sentence or two."""
    sure = [r for r in roots if r.key in certain]
    lines = [_going_back(sure or roots, grouping, texts)]
    if grouping.alike_in_form():
        lines.append("Some of these have in common only what stands inside single sentences, as pages written by one form have, so that they may be one text.")
    if (circle := in_a_circle(grouping.carriers)) is not None:
        lines.append(f"{circle[0]} and {circle[1]} each have it from the other, and neither names who said it.")
    elif _whose_is_open(grouping, texts):
        lines.append("Which of them had it first is not shown.")
    lines += [f"{listed(r.owned[1:])} belong to {r.owned[0]}, so what they tell in their own name counts once." for r in roots if r.owned]
    doubtful = [r for r in roots if r.key not in certain]
    if any(r.weak for r in doubtful):
        lines.append("Where only a headline or lede says it, no source stands behind it.")
    lines += [f"{_voice(r)} is given through {r.hearings[0].relays[-1]}, whose page does not say so." for r in doubtful if r.unborne]
    handed = [(one, other) for one, other in combinations(roots, 2) if either_hands_on(one, other) and not {one.key, other.key} <= certain]
    lines += [f"One page has it from {called(one)} and {called(other)}, one through the other, so that the two may be one." for one, other in handed]
    speaking = [(one, other) for one in roots for other in roots if speaks_for(one, other) and not {one.key, other.key} <= certain]
    lines += [f"{_voice(one)} may have said it for {called(other)}, so that the two may be one." for one, other in speaking]
    apart = [(one, other) for one, other in combinations(roots, 2) if tell_two_things(one, other) and not {one.key, other.key} <= certain]
    lines += [f"Little of what {called(one)} and {called(other)} say is alike, so that they may tell two things." for one, other in apart[:_MOST_NAMED]]
    told = {root.key for pair in (*handed, *speaking, *apart) for root in pair}
    open_roots = [r for r in doubtful if not (r.weak or r.unborne or r.key in told)]
    held = {g for r in sure for g in r.groups}
    if any(r.article and not r.hearings for r in open_roots):
        lines.append("An article that names nobody for it may have it from somebody else.")
    if any(set(r.groups) <= held and r.hearings for r in open_roots):
        lines.append("Two voices in one text may count as one.")
    named = [r for r in open_roots if not set(r.groups) <= held and r.hearings and r.hearings[0].named and r.kind != "outlet"]
    lines += [f"{_begun(listed([called(r) for r in named]))} {'is' if len(named) == 1 else 'are'} not shown to be apart from the others."] if named else []
    if any(not set(r.groups) <= held for r in open_roots if r not in named):
        lines.append("Those that name nobody may have it from the same root.")
    return " ".join(lines)


def _going_back(roots: list[Root], grouping: Grouping, texts: Iterable[AbsentText]) -> str:
    """As in "3 articles carry it; all go back to one text, Sarvest's, and there to one unnamed voice."."""
    members = grouping.members()
    articles = len(frozenset[str]().union(*(carrier.addresses for carrier in grouping.carriers.values())))
    voices = _voices([r for r in roots if r.hearings])
    carry = _carry(articles, grouping)
    if articles == 1:
        return f"{carry}, {(voices and 'from ' + voices) or 'in its own voice'}."
    if len(members) > 1:
        number = _number(len(members))
        return f"{carry}, in {number} texts that are not shown to come from one another{voices and ', from ' + voices}."
    owner = _owner(grouping.carriers[next(iter(members.values()))[0]].page, grouping, texts)
    both = "both" if articles == len(("one", "other")) else "all"
    return f"{carry}; {both} go back to one text{owner}{voices and ' and there to ' + voices}.".replace(",.", ".")


def _whose_is_open(grouping: Grouping, texts: Iterable[AbsentText]) -> bool:
    """Whether all articles go back to one text, and nothing shows which of them, or who else, had it first."""
    first, *others = [ids[0] for ids in grouping.members().values()]
    return not others and not grouping.is_first(first) and text_behind(first, texts, grouping.carriers) is None


def _carry(articles: int, grouping: Grouping) -> str:
    """How many articles carry it, and in how many versions where pages at one address have it more than once."""
    versions = sum(len(carrier.copies) for carrier in grouping.carriers.values())
    told = "One article carries it" if articles == 1 else f"{_number(articles).capitalize()} articles carry it"
    return f"{told}, in {_number(versions)} versions" if versions > articles else told


def _owner(first: Page, grouping: Grouping, texts: Iterable[AbsentText]) -> str:
    """Whose text it is, set off by commas: the absent text's before the outlet's that prints it."""
    absent = text_behind(first.id, texts, grouping.carriers)
    if absent is not None:
        return f", {_possessive(absent.name)}, which is not in the pile," if absent.name else " that is not in the pile,"
    return f", {_possessive(first.article.outlet.value)}," if first.article.outlet and grouping.is_first(first.id) else ""


def _voices(roots: list[Root]) -> str:
    """The voices in a phrase: "Rustam Ahlen and one unnamed voice"."""
    named = sorted(called(r) for r in roots if r.hearings[0].named or r.kind == "outlet")
    unnamed = len(roots) - len(named)
    told = named[:_MOST_NAMED] + ([f"{_number(len(named) - _MOST_NAMED)} more"] if len(named) > _MOST_NAMED else [])
    told += [f"{_number(unnamed)} unnamed {'voice' if unnamed == 1 else 'voices'}"] if unnamed else []
    return listed(told)


def listed(told: Sequence[str]) -> str:
    """Names in a row: "A, B and C"."""
    return " and ".join([", ".join(told[:-1]), told[-1]] if len(told) > 1 else told)


def called(root: Root) -> str:
    """A voice's name as it stands inside a sentence."""
    body = root.kind == "organisation" and not root.name.lower().startswith("the ") and (root.name[:1].islower() or " of " in root.name)
    return f"the {root.name}" if body else root.name


def _voice(root: Root) -> str:
    return _begun(called(root))


def _begun(told: str) -> str:
    return told[:1].upper() + told[1:]


def _possessive(name: str) -> str:
    return f"{name}’" if name.endswith("s") else f"{name}’s"


def _number(count: int) -> str:
    return _NUMBERS[count] if count < len(_NUMBERS) else f"{count:,}"
