"""Who said what, through whom: statements of articles, and the voices of a story.

An article goes through `build` (its words), `reader` (who says what), `chain` (through whom) and `assemble` (records). `stories` then joins the voices of a
story. The words of each language are in `languages/`, one TOML file each. Articles, pronouns and conjunctions (the, she, that) stand in the
rules by their English names: `[same]` in a language's file says which of its words do as they do.

Words and phrases
    build            an article as a document: the sentences that may hold a statement, their words, quotations and tags
    document         that document: one array over the words for each thing that is known of them
    tokens           words and marks of a sentence
    phrases          base noun phrases and how they grow: "of the Council", asides, appositions
    link_lists       lists of headlines that a site shows amid sentences, to be passed over
    language         a language file, loaded
    language_file    what such a file may hold, and what is wrong with one that holds something else
    inflection       forms of verbs, by a language file's endings

Tags
    tagger           part-of-speech tags by a linear model
    guess            the same without a model, for languages that have none
    corrections      tags set right where the tagger is known to slip; it calls those below
    slips            verbs taken for participles or nouns, "that" for a relative
    said_clauses     around "said" and "told"
    signing_off      verbs that close a sentence: S, the Lantern reports
    title_verbs      verbs of headlines
    offices          nouns before an office: airport spokesman Anna Berg

Finding statements
    reader           the order in which the forms below are tried
    reading          what they hand on: a statement found, in word numbers
    frames           sentences that are read together, and the words in them that may report
    speaker          who the speaker of a verb is: left of it, right of it, or that of the clause before
    subject          the subject of a verb
    content          what was said: before the verb, behind it or around it
    objects          complements behind the verb: that-clause, bare clause, infinitive, object
    clauses          where a clause of speech starts and ends
    ends             where content ends inside its sentence
    voiceless        what reads like reporting and is none
    unsaid           verbs of saying with nothing said behind them: what she said about it
    aims             what would, should or was not said

Forms of their own
    according        according to X, S
    as_put           as X put it, S
    clefts           what X said was that S
    floating         quotations without a verb of saying
    headlines        S – X · X: S · ‘S’: X on Y
    hearsay          S, it is reported · X reportedly left
    in_court         the court heard that S
    learned          Y learned from X that S
    marked_within    words of others inside a quotation, in marks of their own
    within           speech within quoted speech
    named_by         branded “a disgrace” by X
    nominal          X's claim that S
    parted           X, Y reported, told Z that S
    handed_on        S, X said, according to Y
    posts            posts that a page shows: S — Anna Berg (@berg) 3 May
    quoted           Y quoted X as saying S
    transcripts      turns of a transcript
    witnessed        Y has seen documents showing that S

Who is meant
    resolve          from mentions to voices: names, descriptions and pronouns
    mentions         what the words of a source say of it: a name, a kind, what it may be recognised by
    mentioned        the same in the light of the whole article
    names            full names: "Berg" is Anna Berg
    kinds            whether a name is a medium's, a body's or a person's, as the article shows
    antecedents      what the article says elsewhere of its names: roles, bodies, ages
    beside           what stands beside a name and tells what it is: patterns made of a language's lists
    media            whether a noun phrase names a medium
    bodies           names that are no person's, by their words alone
    surnames         nouns of bodies that are surnames as well: Ida Banks
    marked_names     names that marks show: Der „Bote“
    apposed          names in longer appositions: the report's author, retired judge Anna Berg
    sections         which medium "the paper" is
    voice            a voice as one article knows it, and whether a mention means it
    speakers         the speakers of an article, as they come to be known
    openings         whom the sentences before a pronoun open with
    pronouns         whom a pronoun means
    quoted_pronouns  whom a pronoun means that a speaker uses
    stand_ins        the minister, the senator, the company
    members          one of the two officials, another, the other driver
    whose            the widow of Anna Berg: the name is not who speaks
    joint            two who say it together
    in_body          a headline's nameless speaker, known again in the body
    named_behind     Minister of Mines Ida Moss, the opposition's Ida Moss
    named_later      a crane operator said … Karl Grain, 44, a crane operator, said …

Through whom
    chain            the relays of a statement, from those that the sentence names to those that a voice keeps
    links            a statement with its speaker and its relays, as the chain is made
    relays           relays that the sentence names: told AFP · in an interview with the Post
    told_of          confirmed the arrest to Zorna
    carrying         how far a relay carries, and whose statement holds whose
    occasions        when and where it was said, and whether that is another occasion
    floor            which medium has the floor for a row of statements
    staff            whose journalist somebody is who was told

Records and stories
    assemble         from word numbers to records
    descriptions     role, affiliation, number, closeness and why there is no name, as the text tells of a source
    confidence       how often a reading of a form is right, as measured
    ways_found       the same by where the words for a speaker stand and what they are
    second_opinion   a user's own model, asked beside the rules
    stories          the voices of a story
    sameness         which names of a story mean the same speaker
    judging          what reviewers decided about voices
    verb_second      statements in languages with the verb second
"""

import gc
from collections.abc import Iterator, Sequence
from contextlib import contextmanager

from firstsaid.model import Article, Span, Statement
from firstsaid.model.options import StatementOptions
from firstsaid.statements.assemble import records
from firstsaid.statements.build import documents
from firstsaid.statements.chain import chains
from firstsaid.statements.document import Document
from firstsaid.statements.language import load
from firstsaid.statements.links import Link
from firstsaid.statements.reader import read
from firstsaid.statements.second_opinion import Model, beside, find, opinions, weigh
from firstsaid.statements.stories import voices

__all__ = ["statements", "voices", "weighed_statements"]

_NOWHERE = Span(0, 0)


def statements(articles: Sequence[Article], options: StatementOptions) -> list[Statement]:
    """Every statement of speech or report in the articles: source, cue, content and chain, in order of the text.

    Titles, bodies and comments are read. A speaker below `options.confidence` is left undetermined. Languages without a file are read with English rules.
    """
    return weighed_statements(articles, options, find(options.second_opinion) if options.second_opinion else None)


def weighed_statements(articles: Sequence[Article], options: StatementOptions, model: Model | None) -> list[Statement]:
    """The same with a model asked beside the rules, if there is one (see `second_opinion`)."""
    with _without_collection():
        return _statements(articles, options, model)


@contextmanager
def _without_collection() -> Iterator[None]:
    """Let Python not look for cycles: a batch makes millions of small objects and none, and the search costs a tenth of the time."""
    running = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if running:
            gc.enable()


def _statements(articles: Sequence[Article], options: StatementOptions, model: Model | None) -> list[Statement]:
    found: list[Statement] = []
    built = documents(articles, [load(article.language) for article in articles])
    for article, d in zip(articles, built, strict=True):
        outlets = [found.value for found in (article.outlet, article.agency) if found is not None]
        links = _links(d, outlets, model)
        made = {s.id: s for link in links for s in records(article, d, link, options)}
        found += sorted(made.values(), key=lambda s: (s.content, s.source or _NOWHERE, s.id))
    return found


def _links(d: Document, outlets: Sequence[str], model: Model | None) -> list[Link]:
    if model is None:
        return chains(d, read(d), outlets)
    given = opinions(d, model)
    links = chains(d, beside(read(d), given), outlets)
    weigh(d, links, given)
    return links
