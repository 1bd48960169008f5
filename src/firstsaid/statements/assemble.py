"""From word numbers to the records of the ground floor."""

from dataclasses import replace

from firstsaid.model import Article, ChainLink, SourceDescription, Span, Statement, content_id
from firstsaid.model.options import StatementOptions
from firstsaid.statements.confidence import confidence
from firstsaid.statements.descriptions import described
from firstsaid.statements.document import Document
from firstsaid.statements.links import Link
from firstsaid.statements.reading import Words
from firstsaid.statements.voice import Speaker

_PAIRS = {"“": "”", "„": "“”", "«": "»", "»": "«", '"': '"”', "‘": "’", "'": "'’", "”": "”", "‚": "‘’", "`": "'", "‹": "›"}
_OPENING = frozenset("“„«»\"‘'‚‹›`")
_CLOSING = frozenset("”“»«\"’‘'‹›")


def records(article: Article, d: Document, link: Link, options: StatementOptions) -> list[Statement]:
    """The record of a statement, and one for each who says it with the speaker."""
    links = [link, *(replace(link, voice=voice, source=words, also=()) for voice, words in link.also)]
    return [made for each in links if (made := _statement(article, d, each, options)) is not None]


def _statement(article: Article, d: Document, link: Link, options: StatementOptions) -> Statement | None:
    """The record of a statement with its chain; no chain below the least confidence, and none at all of marks with nothing between them."""
    r = link.reading
    content = tuple(sorted(part for words in r.content for part in d.parts(_inside_marks(d, words)) if part.start < part.stop))
    if not content:
        return None
    value = confidence(d, link)
    source = d.span(*link.source) if link.source and not r.floating else None
    cue = d.span(*r.cue) if not r.floating and r.cue != r.source else None
    chain: tuple[ChainLink, ...] = ()
    if link.voice is not None and value >= options.confidence and r.opinion != "disputed":
        chain = (*(_chain_link(d, relay) for relay in link.relays if relay is not link.voice), _last_link(d, link))
    places = [f"{start}-{stop}" for start, stop in content]
    return Statement(
        id=content_id(article.id, *places, str(source), str(cue)),
        article=article.id,
        source=source,
        cue=cue,
        content=content,
        form=_form(d, r.content),
        chain=chain,
        confidence=value,
        way=link.way,
    )


def _chain_link(d: Document, speaker: Speaker) -> ChainLink:
    return ChainLink(speaker.name, speaker.kind, d.span(*speaker.nearest), _described(d, speaker))


def _last_link(d: Document, link: Link) -> ChainLink:
    assert link.voice is not None
    words = link.source if link.source is not None else link.reading.source or link.voice.nearest
    return ChainLink(link.voice.name, link.voice.kind, d.span(*words), _described(d, link.voice))


def _described(d: Document, speaker: Speaker) -> SourceDescription | None:
    if speaker.kind != "unnamed_person":
        return None
    if speaker.described is None:
        speaker.described = described(d, speaker.mentions)
    return speaker.described


def _inside_marks(d: Document, words: Words) -> Span:
    """The words' extent, without marks that enclose all of it and without a lone opening mark before it."""
    start, stop = d.span(*words)
    number = d.quote[words.first]
    if number >= 0 and number == d.quote[words.stop - 1]:
        quote, text = d.quotes[number], d.text
        if quote.start <= start and stop <= quote.stop:
            while start < stop and text[start] in _OPENING and start < quote.start + 2:
                start += 1
            while stop > start and text[stop - 1] in _CLOSING and stop > quote.stop - 2:
                stop -= 1
    return Span(start, stop)


def _form(d: Document, content: list[Words]) -> str:
    marks = [d.quote[first:stop] for first, stop in content]
    if all(max(quotes) < 0 for quotes in marks):
        return "indirect"
    if all(min(quotes) >= 0 for quotes in marks) and any(word[0].isalnum() for first, stop in content for word in d.word[first:stop]):
        return "direct"
    quoted = [q >= 0 for first, stop in content for q, word in zip(d.quote[first:stop], d.word[first:stop], strict=True) if word[0].isalnum()]
    return "direct" if quoted and all(quoted) else "mixed" if any(quoted) else "indirect"
