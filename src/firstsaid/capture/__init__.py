"""Files become captures, one for each page in them.

A new input format is one file here with a reader in it, and one name in `READERS` (`read`).

What every reader has
    read            which reader takes which file
    reader          what a reader is
    source          a file of evidence that is to be read
    signatures      formats that no reader can read, known by their first bytes

Pages
    html            a saved web page
    saved_page      a page that says itself where and when it was saved
    mhtml           MHTML
    text            plain text
    pdf             PDF
    docx            Word
    eml             an e-mail
    mime            MIME messages: what MHTML and e-mails have in common
    senders         who sends a mail
    wrapping        text whose lines a mail program broke

Web archives
    warc            WARC
    wacz            WACZ, and a ZIP of WARCs
    warc_records    the records of a WARC file, one at a time
    intake          from these records to captures
    web_page        a record that holds a page
    http_body       the body of a stored HTTP response
    payload_digest  the digest that an archive states of a page
    repeats         revisit records

Records: one article each
    record          a declared record as a capture
    feed            feeds saved as files
    rss             their entries: RSS
    atom            their entries: Atom
    json_feed       their items: JSON Feed
    ninjs           ninjs
    newsml          NewsML-G2
    jsonl           JSON lines
    csv_table       CSV and TSV
    workbook        Excel
    table           which column of a table holds what

Untrusted bytes
    packed          a ZIP of pages and other files
    zip_members     members of a ZIP, checked
    inflate         compressed input, within limits
    unpacked        a compressed web archive, within limits
    lines           long files, a line at a time
    xml_tree        XML without entities, within limits
"""

from firstsaid.capture.read import READERS, read
from firstsaid.capture.reader import Reader
from firstsaid.capture.source import Source

__all__ = ["READERS", "Reader", "Source", "read"]
