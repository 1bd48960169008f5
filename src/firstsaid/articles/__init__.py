"""Captures become articles: the text that was reported, apart from the site around it. A page is first read alone, then beside its outlet's other pages.

A page is read by itself (`reading`), then again with the lines that its outlet repeats (`relabelling`).

The steps
    reading          `drafts`: each page by itself, by one of the readers below
    hashing          `lines`: hashes of a draft's lines
    repeating        `repeats`: lines that an outlet repeats on pages of several stories
    carrying         `carried`: lines that several outlets have
    sharing          `shared_lines`: which of them each page has
    relabelling      `articles`: each draft again, with such lines marked as furniture
    deciding         what reviewers decided about parts

Readers
    html_page        an HTML page, the careful way
    bulk             an HTML page, the quick way: its tags in one pass, without a tree
    plain_page       a page of plain text
    pdf_page         a PDF
    record_page      a declared record: a feed's entry, a table's row

From bytes to blocks
    decoding         bytes become characters
    nesting          how deep and large a page is, told before any parser sees it
    markup           an HTML page as text, one line a block
    tags             the same for the quick way
    writer           running text becomes blocks
    layout           a page laid out as text
    page             what is known of a page before its body is chosen
    wrapped          plain text whose lines were broken at a width
    field_lines      "Title: …", "Source: …" above a pasted text
    pdf_lines        the lines that a PDF prints
    pdf_paragraphs   printed lines become paragraphs
    links            addresses of links
    unshown          text that a page gives only in its metadata

Which blocks are the body
    choosing         by an extractor and by our own rules, and how far these agree
    extractor        the extractor's lines, found again in the page
    main_content     the main content by resiliparse's rules
    elements         our own rules, where elements are known
    prose            our own rules for plain lines
    evidence         what speaks for and against a line being prose
    bulk_body        the body of a page read the quick way
    completing       what an extractor leaves out
    pruning          what it took wrongly at the edges
    trimming         what stands in a body and is none of it

What each block is
    labels           every block gets its kind
    kinds            what a line says of itself by its form
    nearby           a line weighed by what stands around it
    record_footer    lines that feeds hang below an article
    parts            labelled blocks become parts
    segments         sentences, and stretches between quotation marks (`abbreviations.toml`)

What the page says of itself
    facts            dateline, agency, credit and byline
    headline         the headline of plain lines
    declared         JSON-LD, meta and link elements
    bulk_head        the same for the quick way
    described        descriptions of the text in the page's head
    bylines          by whom a text is signed
    senders          credit lines
    crediting        which lines of that form are credits
    dateline         where a report says that it was filed
    upstreams        where metadata says that the text comes from
    language         in what language a page is written
    typography       how a text is set

When it was published
    stamps           every place on the page that gives a date
    printed          dates that it prints beside its text
    dates            dates as pages print them
    clocks           what day it was where the page was published

Who published it
    outlets          the outlet of a page
    naming           by what name the site around a text goes
    channels         the channel or account on a site where others publish
    sites            pages of plain text that name no outlet

In the end
    assembly         an article is put together
    vocabulary       words that tell parts of a page, by language
"""

from firstsaid.articles.carrying import carried
from firstsaid.articles.hashing import lines
from firstsaid.articles.reading import drafts, from_text
from firstsaid.articles.relabelling import unrepeated
from firstsaid.articles.repeating import repeats
from firstsaid.articles.sharing import shared_lines

__all__ = ["carried", "drafts", "from_text", "lines", "repeats", "shared_lines", "unrepeated"]
