"""Whom one is of: one of the two officials, another, the other driver."""

from firstsaid.statements.document import NAMES
from firstsaid.statements.mentions import Mention
from firstsaid.statements.speakers import NEARBY, Speakers
from firstsaid.statements.voice import Speaker


class Members:
    """Mentions that are told by those whom they are of."""

    def __init__(self, speakers: Speakers) -> None:
        self._d, self._speakers = speakers.d, speakers

    def join(self, known: Speaker, found: Mention) -> None:
        """Give one who is new the name, the nouns and the relay of those whom the mention is of, where there are such."""
        group = self._group(found)
        if group is not None:
            known.relay, known.group = group.relay, group
            known.name = self._name(found, group)
            known.heads |= {head.removesuffix("s") for head in group.heads}
            known.content |= known.heads

    def _name(self, found: Mention, group: Speaker) -> str:
        """One, another, the other: told by whom they are of."""
        d, own = self._d, found.content - self._d.language.words("mentions.fresh") - self._d.language.words("mentions.members")
        plain = not own - self._d.language.words("mentions.partitive") - {"of"}
        opens = d.low[found.words.first + (d.low[found.words.first] in ("a", "the"))]
        named = self._d.tag[group.first.first] in NAMES
        name = group.name if named else group.name[:1].lower() + group.name[1:]
        opens = "the other" if opens == "other" else opens
        name = f"the {name}" if " " not in name and not named else name
        return f"{opens} of {name}" if plain and group.plural else found.name

    def _group(self, found: Mention) -> Speaker | None:
        """Whom "one of them" or "another" is of: the two officials, or the driver, who spoke just before."""
        d, partitive = self._d, self._d.language.words("mentions.partitive")
        if found.kind != "unnamed_person":
            return None
        first, stop = found.words.first, min(found.words.stop, len(d.low) - 1)
        persons = [s for s in reversed(self._speakers.order[-NEARBY:]) if s.kind == "unnamed_person"]
        told = next((s for s in persons if s.plural), next(iter(persons), None))
        of_them = any(d.low[i : i + 2] == ["of", "them"] for i in range(first, stop))
        if told is None or not self._speakers.is_near(told, found) or (of_them and not told.plural):
            plural = self._plural_before(found)
            return self._speakers.enter(plural) if plural is not None else None
        opens = d.low[first + 1 if d.low[first] in ("a", "the") and first + 1 < found.words.stop else first]
        of = any(d.low[i] == "of" and d.low[i + 1] in partitive for i in range(first, stop))
        one = opens == "one" and told.plural and bool(told.relay) and "\n" not in d.text[d.starts[told.nearest.first] : d.starts[first]]
        if found.content <= d.language.words("mentions.numbers") and found.content and told.plural:
            return told
        if not (of or one) and found.head not in partitive | d.language.words("mentions.members") and not told.alike(found.head):
            return None
        more = opens in d.language.words("mentions.fresh") or (told.plural and opens in d.language.words("mentions.members"))
        return told if of or more or (told.plural and opens in partitive) else None

    def _plural_before(self, found: Mention) -> Mention | None:
        """Those whom the sentence before opens with, when "one of them" speaks: Two officers gave their account. One of them said …"""
        d, n = self._d, self._d.sentence[found.words.first]
        of = any(d.low[k] == "of" and d.low[k + 1] in ("them", "these", "those") for k in range(found.words.first, min(found.words.stop, len(d.low) - 1)))
        return self._speakers.openings.several(d.first[n - 1], d.first[n]) if n and of else None
