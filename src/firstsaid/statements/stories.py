"""Voices of a story: one per real speaker, as far as its articles let it be told."""

from collections import Counter, defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, field

from firstsaid.model import Judgement, Pile, Statement, Voice, content_id
from firstsaid.model.options import StatementOptions
from firstsaid.statements.judging import Decided, Mention, Voiced
from firstsaid.statements.language import load
from firstsaid.statements.sameness import Groups, Known, plain


@dataclass(slots=True)
class _Group:
    names: Counter[str] = field(default_factory=Counter)
    kinds: Counter[str] = field(default_factory=Counter)
    last: set[str] = field(default_factory=set)
    relays: set[str] = field(default_factory=set)
    articles: set[str] = field(default_factory=set)


def voices(pile: Pile, options: StatementOptions) -> list[Voice]:
    """One voice per speaker of the statements in the pile, story by story, sorted by name.

    Persons are joined by surname and first name, bodies and outlets by acronym and shorter form, all of them across spellings; unnamed speakers and
    documents only when the description is the same. Where a reviewer decided that two mentions are one voice, or are not, that holds. Statements below
    `options.confidence` have no chain and therefore no voice.
    """
    story_of = {placement.article: placement.story for placement in pile.placements}
    by_story: dict[str, list[Statement]] = defaultdict(list)
    for statement in pile.statements:
        by_story[story_of.get(statement.article, "")].append(statement)
    return [voice for story in sorted(by_story) for voice in _of_story(story, by_story[story], pile.judgements)]


def _of_story(story: str, statements: list[Statement], judgements: Sequence[Judgement]) -> list[Voice]:
    same = Groups([Known(link.kind, link.name) for statement in statements for link in statement.chain], load("en").words("mentions.places")).table()
    decided = Decided(same, statements, judgements)
    groups: dict[Voiced, _Group] = defaultdict(_Group)
    for statement in statements:
        for place, link in enumerate(statement.chain):
            group = groups[decided.voice(Mention(statement.article, Known(link.kind, link.name)))]
            group.names[link.name] += 1
            group.kinds[link.kind] += 1
            group.articles.add(statement.article)
            (group.last if place + 1 == len(statement.chain) else group.relays).add(statement.id)
    return sorted((_voice(story, key, group) for key, group in groups.items()), key=lambda voice: (voice.name, voice.kind, voice.id))


def _voice(story: str, key: Voiced, group: _Group) -> Voice:
    kind = max(sorted(group.kinds), key=lambda k: group.kinds[k])
    names = tuple(sorted(group.names))
    fullest = max(names, key=lambda name: (len(plain(name).split()), len(plain(name)), group.names[name], len(name)))
    return Voice(
        id=content_id(story, kind, *names, *([key.article] if isinstance(key, Mention) else [])),
        story=story,
        name=fullest,
        kind=kind,
        names=names,
        statements=tuple(sorted(group.last)),
        relays=tuple(sorted(group.relays)),
        articles=tuple(sorted(group.articles)),
    )
