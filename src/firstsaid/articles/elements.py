"""The body of a page whose elements are known: the run of lines that weighs most, with what the markup says of each."""

from collections.abc import Sequence

from firstsaid.articles.evidence import COUNTED, INTERRUPTION, LineEvidence
from firstsaid.articles.layout import Block, Layout
from firstsaid.articles.page import AWAY, MOSTLY_LINKED
from firstsaid.articles.prose import heaviest_run

_RUNNING = frozenset(["p", "li", "pre", "h2", "h3", "h4", "h5", "h6"])
"""Elements in which a text is set."""
_HEADINGS = frozenset(["h1", "h2", "h3", "h4", "h5", "h6"])
_ALL_LINKED = 0.7
"""A sentence of which more is link text leads to another story."""
_SET, _CAPTION = 1.0, -1.0
"""What a line without a sentence weighs that is set as a text's are, and a caption, which may stand in a text."""


def evidence_away(line: LineEvidence) -> LineEvidence:
    """The same line when the markup puts it in a part of the site that holds no articles."""
    return LineEvidence(line.words, False, line.policy, line.ends, line.form, _away(line.score))


def _away(score: float) -> float:
    return -abs(score) / 4 - 4


def body_by_elements(layout: Layout, lines: Sequence[LineEvidence]) -> frozenset[int]:
    """Positions of the blocks of the body; of what stands between its sentences only what is set as a text is."""
    set_as_text = _RUNNING | {"div"} if _in_divisions(layout.blocks, lines) else _RUNNING
    weighed = [_weighed(at, layout.blocks, lines, set_as_text) for at in range(len(lines))]
    run = heaviest_run([score for score, _ in weighed])
    return frozenset(at for at in range(run.start, run.stop) if weighed[at][1])


def _in_divisions(blocks: Sequence[Block], lines: Sequence[LineEvidence]) -> bool:
    """Whether the page sets its sentences in elements without a name of their own rather than in paragraphs."""
    prose = [(line.words, block) for block, line in zip(blocks, lines, strict=True) if line.prose]
    return sum(words for words, block in prose if block.tag == "div" and not block.zone) > sum(words for words, block in prose if block.tag == "p")


def _weighed(at: int, blocks: Sequence[Block], lines: Sequence[LineEvidence], set_as_text: frozenset[str]) -> tuple[float, bool]:
    """What a line weighs, and whether it is the body's where it stands in the run."""
    block, line = blocks[at], lines[at]
    if block.zone:
        return _in_zone(block.zone, line), False
    if line.ends or line.form:
        return line.score, False
    if block.linked > (_ALL_LINKED if line.prose else MOSTLY_LINKED) * (block.stop - block.start):
        return min(line.score, INTERRUPTION), False
    if line.policy:
        between = block.tag == "p" and 0 < at < len(lines) - 1 and all(_is_paragraph(blocks[beside], lines[beside]) for beside in (at - 1, at + 1))
        return (float(min(line.words, COUNTED)), True) if between else (line.score, False)
    if line.prose and block.tag not in _HEADINGS:
        return line.score, True
    if block.tag in set_as_text:
        return (line.score if block.tag == "div" else _SET), True
    return line.score, False


def _in_zone(zone: str, line: LineEvidence) -> float:
    if zone in AWAY:
        return _away(line.score)
    return line.score if line.ends or line.form else _CAPTION if zone == "caption" else INTERRUPTION


def _is_paragraph(block: Block, line: LineEvidence) -> bool:
    return block.tag == "p" and line.prose and not line.policy
