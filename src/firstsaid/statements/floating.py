"""Quotations without a cue of their own: they go on with the last speaker, follow a colon, end in a dash and a name, or have no speaker."""

from firstsaid.statements.document import FINITE, NAMES, Document
from firstsaid.statements.reading import Frame, Reading, Words
from firstsaid.statements.subject import main_subject, subject_left
from firstsaid.statements.voiceless import is_thing

FAR = 1_500
"""Characters from the last statement up to which a lone quotation is still given, without a speaker."""
_DASHES = frozenset(("―", "—", "–", "-", "--"))
_NAME_PARTS = frozenset(("of", "de", "van", "von", "al", "bin", "the", "del", "di"))
_GOING_ON = frozenset(("after-quotation", "before-quotation", "quoted", "floating", "after", "around"))
_SHORT, _SOME, _FEW, _LONG = 2, 4, 5, 8


class Floating:
    """The document's statements so far; quotations that no cue claims join them."""

    def __init__(self, d: Document) -> None:
        self._d = d
        self._waiting: list[tuple[Frame, int, Words, int]] = []
        """Quotations that the next paragraph reopens: the speaker comes later."""
        self.readings: list[Reading] = []

    def add(self, frame: Frame, found: list[Reading]) -> None:
        """Take a frame's statements, then the quotations in it that are in none of them."""
        self.readings += found
        self._join_waiting(frame, found)
        if not frame.quotes:
            return
        taken = {i for r in found if not r.inner for piece in r.content for i in range(*piece)}
        for q in frame.quotes:
            words = Words(frame.opens(q), frame.closes(q))
            if not taken.isdisjoint(range(*words)) or not self._d.tag[words.first]:
                continue
            count = sum(word[0].isalnum() for word in self._d.word[words.first : words.stop])
            if not count:
                continue
            if q + 1 < len(self._d.quotes) and self._d.quotes[q + 1].reopened:
                self._waiting.append((frame, q, words, count))
            else:
                self.finish()
                self._place(frame, q, words, count)

    def finish(self) -> None:
        """Give the quotations that wait for a later speaker to the one before."""
        waiting, self._waiting = self._waiting, []
        for frame, q, words, count in waiting:
            self._place(frame, q, words, count)

    def _join_waiting(self, frame: Frame, found: list[Reading]) -> None:
        if not self._waiting:
            return
        following = self._waiting[-1][1] + 1
        if following not in frame.quotes:
            if frame.quotes:
                self.finish()
            return
        partner = next((r for r in found if not r.inner and any(p.first <= frame.opens(following) < p.stop for p in r.content)), None)
        if partner is not None:
            for _, _, words, _ in self._waiting:
                more = Reading(partner.source, partner.cue, [words], "", "floating", relay=partner.relay, floating=True, carried=True, partner=partner)
                self.readings.append(more)
            self._waiting = []

    def _place(self, frame: Frame, q: int, words: Words, count: int) -> None:
        d = self._d
        paragraph = d.paragraph(d.starts[words.first])
        lead = d.text[paragraph : d.starts[words.first]].rstrip()
        alone = not lead.strip() or words.first == frame.first
        found = self._dash(words, count) or (self._colon_before(words, paragraph) if alone else None)
        if found is None and alone and count >= _SHORT:
            if self._goes_on(q, words, count, paragraph):
                return
        elif found is None and lead.endswith(":") and words.first > frame.first and (count >= _SOME or self._is_turn(frame, words)):
            found = self._colon(frame, words)
        if found is not None:
            self.readings.append(found)

    def _goes_on(self, q: int, words: Words, count: int, paragraph: int) -> bool:
        """Join the quotation to the speaker before, or give it without a speaker when that one is far."""
        d, last = self._d, self._last(paragraph)
        if last is None:
            return False
        same = last.source is not None and d.starts[last.cue.first] >= paragraph
        near = same or (last.source is not None and (d.quotes[q].reopened or self._next_paragraph(last, paragraph)))
        if count < _FEW and not same and not d.quotes[q].reopened:
            return False
        distance = d.starts[words.first] - d.stops[max(last.cue.stop, last.stop) - 1]
        if not near and not (count >= _LONG and 0 < distance < FAR):
            return False
        quoted = any(max(d.quote[piece.first : piece.stop]) >= 0 for piece in last.content)
        if same and quoted and not last.nested and last.stop <= words.first:
            last.content.append(words)
        else:
            self.readings.append(Reading(last.source if near else None, last.cue, [words], "", "floating", relay=last.relay, floating=True, carried=not same))
        return True

    def _last(self, paragraph: int) -> Reading | None:
        """The statement before, in this paragraph the last one that a quotation may go on with."""
        d = self._d
        here = [r for r in self.readings[-4:] if r.rule in _GOING_ON and not r.nested and d.starts[r.cue.first] >= paragraph]
        if here:
            return here[-1]
        return self.readings[-1] if self.readings else None

    def _next_paragraph(self, last: Reading, paragraph: int) -> bool:
        d = self._d
        gap = d.text[d.stops[max(last.cue.stop, last.stop) - 1] : paragraph]
        return gap.count("\n") <= 4 and len(gap.strip()) < 12

    def _dash(self, words: Words, count: int) -> Reading | None:
        """“…” — Name"""
        d, j = self._d, words.stop
        while j < len(d.word) and d.word[j] in (".", ",") and j < words.stop + 3:
            j += 1
        if j + 1 >= len(d.word) or d.word[j] not in _DASHES or count < 4 or not d.word[j + 1][0].isupper():
            return None
        line = d.text.find("\n", d.stops[words.stop - 1])
        line = len(d.text) if line < 0 else line
        end = j + 1
        while end < len(d.word) and end < j + 7 and d.starts[end] < line and (d.word[end][0].isupper() or d.low[end] in _NAME_PARTS):
            end += 1
        rest = end
        while rest < len(d.word) and rest < j + 16 and d.starts[rest] < line:
            rest += 1
        if rest == len(d.word) or d.starts[rest] >= line:
            end = rest
        return Reading(Words(j + 1, end), Words(j, j + 1), [words], "—", "dash") if end > j + 1 else None

    def _colon_before(self, words: Words, paragraph: int) -> Reading | None:
        """The paragraph before ends in a colon."""
        d = self._d
        before = d.text[max(0, paragraph - 200) : paragraph].rstrip()
        if not before.endswith(":") or words.first == 0:
            return None
        first, stop = d.sentence_start(words.first - 1), words.first
        source = main_subject(d, first, stop)
        cue = next((i for i in range(first, stop) if d.tag[i] in FINITE), None)
        return Reading(source, Words(cue, cue + 1), [words], ":", "colon") if source and cue is not None else None

    def _colon(self, frame: Frame, words: Words) -> Reading:
        """X did this: “…”"""
        d = self._d
        verb = next((i for i in range(frame.first, words.first) if d.tag[i] in FINITE), None)
        subject = subject_left(d, verb, frame.first) if verb is not None else None
        source = subject.words if subject else None
        before = words.first - 2
        before -= verb is None and d.phrase[before - 1] >= 0 and d.low[before] in d.language.verbs
        shown = d.phrase_last[verb + 1] if verb is not None and d.low[verb - 1] in d.language.words("words.there") else -1
        if verb is not None and shown > verb and d.tag[shown] in NAMES:
            source = Words(verb + 1, shown + 1)
        elif source is None and before >= frame.first and d.phrase[before] >= 0:
            source = Words(d.phrase[before], before + 1)
            opens = d.phrase_last[first := d.sentence_start(before)]
            if d.phrase[first] == first and d.word[opens + 1] in (",", "(") and d.tag[opens] in NAMES:
                source = Words(first, before + 1)
        if source is not None and self._is_matter(source, frame.first):
            source = None
        elif source is not None and is_thing(d, d.phrase_last[source.first]):
            source = self._owner(source) or self._whose(frame.first)
        return Reading(source, Words(words.first - 1, words.first), [words], ":", "colon")

    def _is_turn(self, frame: Frame, words: Words) -> bool:
        """Anna Berg: “No.” – whether a name alone stands before the colon, and a whole sentence between the marks."""
        d, first = self._d, max(frame.first, self._d.sentence_start(words.first - 1))
        named = d.tag[first] in NAMES and d.phrase[first] == first and d.phrase_last[first] == words.first - 2
        return named and d.text[d.stops[words.stop - 1] - 2] in ".!?"

    def _owner(self, source: Words) -> Words | None:
        """Her answer: “…” · Anna Berg's advice: “…” – whose words these are."""
        d, first = self._d, source.first
        last = d.phrase_last[first]
        if d.low[last] not in d.language.words("words.own_words"):
            return None
        owner = next((i for i in range(first + 1, last) if d.tag[i] == "POS"), None)
        return Words(first, first + 1) if d.tag[first] == "PRP$" else Words(first, owner) if owner is not None else None

    def _whose(self, first: int) -> Words | None:
        """For Anna Berg, the matter is clear: “…”"""
        d = self._d
        named = d.low[first] in d.language.words("words.in_whose_view") and d.phrase[first + 1] == first + 1 and d.tag[first + 1] in NAMES
        return Words(first + 1, d.phrase_last[first + 1] + 1) if named else None

    def _is_matter(self, source: Words, first: int) -> bool:
        """On the pitch: “…” · A sentence is shared: “…”"""
        d = self._d
        topic = source.first - 1 == first and d.low[first] in d.language.words("words.topics")
        return topic or not d.language.words("words.utterances").isdisjoint(d.low[source.first : source.stop])
