"""Formats that no reader here can read, recognised by their first bytes."""

from firstsaid.capture.xml_tree import root_name

SIGNATURES: tuple[tuple[int, bytes, str], ...] = (
    (0, b"\x1f\x8b", "gzip-compressed data"),
    (0, b"\xfd7zXZ\x00", "xz-compressed data"),
    (0, b"\x28\xb5\x2f\xfd", "zstd-compressed data"),
    (0, b"BZh", "bzip2-compressed data"),
    (0, b"7z\xbc\xaf\x27\x1c", "a 7z archive"),
    (0, b"Rar!\x1a\x07", "a RAR archive"),
    (257, b"ustar", "a tar archive"),
    (0, b"\x89PNG\r\n\x1a\n", "a PNG image"),
    (0, b"\xff\xd8\xff", "a JPEG image"),
    (0, b"GIF87a", "a GIF image"),
    (0, b"GIF89a", "a GIF image"),
    (8, b"WEBP", "a WebP image"),
    (8, b"AVI ", "an AVI film"),
    (8, b"WAVE", "a WAV recording"),
    (0, b"II*\x00", "a TIFF image"),
    (0, b"MM\x00*", "a TIFF image"),
    (4, b"ftyp", "an MP4 film or HEIC image"),
    (0, b"\x1aE\xdf\xa3", "a Matroska or WebM film"),
    (0, b"OggS", "an Ogg recording"),
    (0, b"ID3", "an MP3 recording"),
    (0, b"fLaC", "a FLAC recording"),
    (0, b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "an old office document"),
    (0, b"{\\rtf", "an RTF document"),
    (0, b"SQLite format 3\x00", "an SQLite database"),
    (0, b"PAR1", "a Parquet table"),
    (0, b"\x7fELF", "a program"),
    (0, b"MZ\x90\x00", "a program"),
    (0, b"bplist00", "a binary property list or web archive"),
)
"""Offset, bytes and name."""

_XML = {
    "urlset": "a sitemap, which lists addresses and holds no text",
    "sitemapindex": "a list of sitemaps, which holds no text",
    "opml": "a list of feeds (OPML), which holds no text",
    "NewsML": "a document of NewsML 1",
    "nitf": "an NITF document",
    "svg": "an SVG image",
}
"""XML by the name of its first element."""


def unread_format(head: bytes) -> str | None:
    """The name of the format that these first bytes tell, if it is one that we do not read; None when nothing speaks against text."""
    for offset, mark, name in SIGNATURES:
        if head[offset : offset + len(mark)] == mark:
            return name
    root = root_name(head)
    declared = head.removeprefix(b"\xef\xbb\xbf").lstrip().startswith(b"<?xml")
    return _XML.get(root, "an XML document" if declared and b"<html" not in head.lower() else None)


_CODE = {
    ".json": "a JSON document",
    ".geojson": "a JSON document",
    ".css": "a style sheet",
    ".js": "a script",
    ".mjs": "a script",
    ".map": "a source map",
    ".mbox": "a folder of e-mails",
}


def unread_name(name: str) -> str | None:
    """The format that a name tells for text that is no prose; None for every other name. JSON whose first line is an article's record is read all the same."""
    return next((what for ending, what in _CODE.items() if name.lower().endswith(ending)), None)


_ADVICE = (
    ("image", "If it shows words, save the page itself as HTML, or type them into a text file."),
    ("film", "What is said in it can be written down in a text file."),
    ("recording", "What is said in it can be written down in a text file."),
    ("web archive", "Save the page as HTML or text."),
    ("archive", "Unpack it and add the folder."),
    ("compressed", "Unpack it and add what comes out."),
    ("document of NewsML", "Save the page as HTML or text."),
    ("NITF", "Save the page as HTML or text."),
    ("XML", "Save the page as HTML or text."),
    ("JSON", "Save the page as HTML or text."),
    ("document", "Save it as PDF or plain text and add that."),
    ("OpenDocument", "Save it as PDF or plain text and add that."),
    ("", "Save the page as HTML or text."),
)
"""What to do with a file, by a word of what it is; the first that fits."""


def not_read(unread: str) -> str:
    """The sentence for a file of a format that no reader of ours reads."""
    advice = next(told for word, told in _ADVICE if word in unread)
    return f"The file is {unread}, which is not read. {advice}"


def is_text(head: bytes) -> bool:
    """Whether these bytes can be text in any encoding: few control characters, and no NUL unless it is UTF-16 or UTF-32."""
    if head.startswith((b"\xff\xfe", b"\xfe\xff", b"\x00\x00\xfe\xff")):
        return True
    controls = sum(head.count(bytes([code])) for code in range(32) if code not in (9, 10, 12, 13, 27))
    if head.count(0) * 4 > len(head):
        return _wide(head)
    return controls * 50 < len(head)


def _wide(head: bytes) -> bool:
    """Whether the NULs lie as they do in Latin text of two bytes a character without a byte order mark."""
    even, odd = head[0::2].count(0), head[1::2].count(0)
    return max(even, odd) * 10 > 8 * (len(head) // 2) and min(even, odd) * 20 < len(head) // 2
