"""Word documents (.docx, .docm): the paragraphs as text, as ISO/IEC 29500-1 (WordprocessingML) puts them down."""

from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from zipfile import ZipFile, ZipInfo

from lxml import etree

from firstsaid.capture.reader import of_file, too_large
from firstsaid.capture.source import Source
from firstsaid.capture.unpacked import BLOCK, BROKEN, Allowance
from firstsaid.capture.xml_tree import children, local, tree_of
from firstsaid.capture.zip_members import members, opened
from firstsaid.errors import InputError
from firstsaid.model import Capture, Rejected
from firstsaid.model.capture import TEXT_ONLY
from firstsaid.model.options import CaptureOptions

_MARK = b"PK\x03\x04"
_NAMES = (".docx", ".docm", ".dotx", ".dotm")
_FIRST_NAME, _OPENING = 30, (b"[Content_Types].xml", b"_rels/", b"docProps/", b"word/")
"""Where an archive names its first member, and what that is in a document."""
_RELATIONS, _USUAL = "_rels/.rels", "word/document.xml"
_MAIN = "/officeDocument"
_UNREAD = {"del": "deletions", "moveFrom": "deletions", "footnoteReference": "footnotes", "endnoteReference": "endnotes", "commentReference": "comments"}
"""What of a document is no part of its text as it stands, by the element that marks it."""
_WITHOUT_TEXT = ("Fallback", "pPr", "rPr", "sdtPr")
_BREAKS = ("br", "cr")
_BOX = "txbxContent"


@dataclass(frozen=True, slots=True)
class DocxReader:
    """Word documents since 2007, by what their archive holds."""

    def accepts(self, name: str, head: bytes) -> bool:
        """Whether the bytes are an archive with a document's parts; the name decides where they do not stand at the beginning."""
        return head.startswith(_MARK) and (name.lower().endswith(_NAMES) or (head[_FIRST_NAME:].startswith(_OPENING) and b"word/" in head))

    def read(self, source: Source, options: CaptureOptions) -> Iterator[Capture | Rejected]:
        """The document as one capture of plain text, a paragraph a line; a row for what was left out of it, or why it cannot be read."""
        try:
            with opened(source.path) as archive:
                found = _Words.of(_main_part(archive, Allowance(source.path.stat().st_size, options), options))
        except BROKEN as error:
            yield source.rejected(f"The Word document cannot be read: {str(error).removesuffix('.') or 'it is broken'}.")
            return
        text = "\n".join(found.lines).encode("utf-8", "replace")
        if text.strip():
            yield of_file(replace(source, how="docx"), "text/plain", text, "utf-8")
        elif not found.fault:
            yield source.rejected("The Word document holds no text. If it shows pictures of pages, save it as PDF after reading the text in them (OCR).")
        if found.fault:
            yield source.rejected(f"The end of the Word document may be missing: {found.fault}.")
        if found.left_out:
            kinds = ", ".join(f"{kind} ({count:,})" for kind, count in sorted(found.left_out.items()))
            yield source.rejected(f"{TEXT_ONLY}, not these: {kinds}. Open it to see them.")


def _main_part(archive: ZipFile, allowance: Allowance, options: CaptureOptions) -> bytes:
    """The bytes of the part that holds the text. Raises InputError, or what `BROKEN` names, when there is none or it is too large."""
    sound = {member.filename: (member, against) for member, against in reversed(list(members(archive)))}
    name = _USUAL
    if _RELATIONS in sound and not sound[_RELATIONS][1]:
        related = tree_of(_unpacked(archive, sound[_RELATIONS][0], allowance, options), ("Relationship",))
        told = [item.get("Target") or "" for item in related.items if (item.get("Type") or "").endswith(_MAIN)]
        name = next((target.removeprefix("/") for target in told if target.removeprefix("/") in sound), _USUAL)
    if name not in sound:
        raise InputError("its archive holds no text of a document")
    member, against = sound[name]
    if against:
        raise InputError(f"its text {against.removeprefix('it ')}")
    return _unpacked(archive, member, allowance, options)


def _unpacked(archive: ZipFile, member: ZipInfo, allowance: Allowance, options: CaptureOptions) -> bytes:
    """One part; the size that it declares is not believed."""
    kept = bytearray()
    with archive.open(member) as stream:
        while block := stream.read(BLOCK):
            allowance.take(len(block))
            kept += block
            if len(kept) > options.largest:
                raise InputError(too_large("its text", len(kept), options.largest))
    return bytes(kept)


@dataclass(slots=True)
class _Words:
    """What a document says, line by line."""

    lines: list[str] = field(default_factory=list)
    left_out: dict[str, int] = field(default_factory=dict)
    """How many of each kind were not read."""
    fault: str = ""

    @classmethod
    def of(cls, payload: bytes) -> "_Words":
        """The words of a document's main part. Raises InputError when it is none."""
        tree = tree_of(payload, ("p", "tr"))
        if tree.root is None or local(tree.root) != "document":
            raise InputError(tree.fault or "its text is no document of Word")
        found = cls(fault=tree.fault)
        for item in tree.items:
            found._row(item) if local(item) == "tr" else found._paragraph(item)
        return found

    def _row(self, row: etree._Element) -> None:
        """A row of a table: one line when each of its cells is one, else the cells one after the other."""
        cells: list[list[str]] = []
        outer = self.lines
        for cell in children(row, "tc"):
            self.lines = []
            self._paragraphs(cell)
            cells.append([line for line in self.lines if line.strip()])
        self.lines = outer
        if sum(map(bool, cells)) > 1 and all(len(cell) < 2 for cell in cells):
            self.lines.append("\t".join(cell[0] for cell in cells if cell))
        else:
            self.lines += [line for cell in cells for line in cell]

    def _paragraphs(self, within: etree._Element) -> None:
        """The paragraphs of a cell or a text box, those of their own boxes left to them."""
        for item in within.iter("{*}p"):
            if item.tag.startswith(_space(within)) and not any(local(above) in ("p", "Fallback") for above in _above(item, within)):
                self._paragraph(item)

    def _paragraph(self, paragraph: etree._Element) -> None:
        """A paragraph, and below it those of the text boxes that are tied to it."""
        pieces: list[str] = []
        boxes: list[etree._Element] = []
        text = f"{_space(paragraph)}t"
        waiting = [paragraph]
        while waiting:
            element = waiting.pop()
            name = local(element)
            if element.tag == text:
                pieces.append(element.text or "")
            elif name == _BOX:
                boxes.append(element)
            elif name in _BREAKS:
                pieces.append("\n")
            elif name == "tab":
                pieces.append("\t")
            elif name == "noBreakHyphen":
                pieces.append("\u2011")
            elif name in _UNREAD:
                self.left_out[_UNREAD[name]] = self.left_out.get(_UNREAD[name], 0) + 1
            elif name not in _WITHOUT_TEXT and not _is_hidden(element):
                waiting += reversed(element)
        self.lines += "".join(pieces).split("\n")
        for box in boxes:
            self._paragraphs(box)


def _space(element: etree._Element) -> str:
    """The element's namespace as its name begins with it."""
    tag = str(element.tag)
    return tag[: tag.rfind("}") + 1]


def _above(element: etree._Element, top: etree._Element) -> Iterator[etree._Element]:
    """The elements between one and another that holds it."""
    for above in element.iterancestors():
        if above is top:
            return
        yield above


def _is_hidden(run: etree._Element) -> bool:
    """Whether a run's letters are set not to be shown."""
    for properties in children(run, "rPr") if local(run) == "r" else ():
        for mark in children(properties, "vanish"):
            values = [value for key, value in mark.items() if str(key).endswith("val")]
            return values[:1] not in (["0"], ["false"], ["off"])
    return False
