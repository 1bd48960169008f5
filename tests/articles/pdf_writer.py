"""A PDF as its lines say: what the tests print, without a library that prints."""

import zlib
from collections.abc import Sequence

Printed = tuple[float, float, float, str]
"""Left and baseline in points from the lower left corner, size, words."""


def pdf(pages: Sequence[Sequence[Printed]], info: dict[str, str] | None = None, picture: bool = False) -> bytes:
    """Pages of 595 by 842 points, set in Helvetica; `picture` puts a picture of one pixel on every page."""
    objects = ["<< /Type /Catalog /Pages 2 0 R >>", ""]
    objects.append("<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica /Encoding /WinAnsiEncoding >>")
    objects.append("<< " + " ".join(f"/{key} ({_escaped(value)})" for key, value in (info or {}).items()) + " >>")
    objects.append("<< /Type /XObject /Subtype /Image /Width 1 /Height 1 /ColorSpace /DeviceGray /BitsPerComponent 8 /Length 1 >>\nstream\n\x00\nendstream")
    kids = []
    for lines in pages:
        drawn = "".join(f"BT /F1 {size} Tf 1 0 0 1 {left} {baseline} Tm ({_escaped(words)}) Tj ET\n" for left, baseline, size, words in lines)
        drawn += "q 595 0 0 842 0 0 cm /I1 Do Q\n" if picture else ""
        packed = zlib.compress(drawn.encode("cp1252")).decode("latin-1")
        objects.append(f"<< /Length {len(packed)} /Filter /FlateDecode >>\nstream\n{packed}\nendstream")
        resources = "<< /Font << /F1 3 0 R >> /XObject << /I1 5 0 R >> >>"
        objects.append(f"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Resources {resources} /Contents {len(objects)} 0 R >>")
        kids.append(f"{len(objects)} 0 R")
    objects[1] = f"<< /Type /Pages /Kids [{' '.join(kids)}] /Count {len(kids)} >>"
    return _file(objects)


def _escaped(words: str) -> str:
    return words.replace("\\", r"\\").replace("(", r"\(").replace(")", r"\)")


def _file(objects: Sequence[str]) -> bytes:
    made = b"%PDF-1.4\n"
    places = []
    for number, content in enumerate(objects, 1):
        places.append(len(made))
        made += f"{number} 0 obj\n".encode() + _bytes(content) + b"\nendobj\n"
    table = "".join(f"{place:010} 00000 n \n" for place in places)
    trailer = f"<< /Size {len(objects) + 1} /Root 1 0 R /Info 4 0 R >>"
    end = f"xref\n0 {len(objects) + 1}\n0000000000 65535 f \n{table}trailer\n{trailer}\nstartxref\n{len(made)}\n%%EOF\n"
    return made + end.encode()


def _bytes(content: str) -> bytes:
    head, mark, rest = content.partition("stream\n")
    return head.encode("cp1252") + mark.encode() + rest.encode("latin-1")
