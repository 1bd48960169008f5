"""How a language tells who does what to whom."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class DeedWords:
    """How a language tells who does what to whom, where it does so by the order of words; all lists are empty where it does not."""

    by: frozenset[str]
    """Behind a verb these open the one who does it: "was struck by"."""
    determiners: frozenset[str]
    """Words that open a noun phrase: behind a verb they open those to whom it is done, and what follows one at once is no verb."""
    relations: frozenset[str]
    """Prepositions and the like: a noun phrase behind a verb ends before them, and what follows one at once is no verb."""
    relatives: frozenset[str]
    """Words that open a clause which tells more of the one before them."""
    helping: frozenset[str]
    """Words that may stand between the one who does a thing and the verb: "has", "not", "to"."""
    undone: frozenset[str]
    """Words directly before a verb with which it is not told as done: "to", "will", "not"."""
    naming: frozenset[str]
    """Verbs of saying behind which those stand of whom it is said."""
    opposites: frozenset[str]
    """Two words each, parted by a blank, that cannot both be told of the same: "grant refuse"."""
    not_past: frozenset[str]
    """Words that end as past tenses do and are none: "need"."""
    mutual: frozenset[str]
    """Verbs that say the same either way round: "met"."""
    times: frozenset[str]
    """Words for times that stand as nouns do, besides days and months: "killed tonight"."""
    modals: frozenset[str]
    """Before a verb these say that the deed is to come, due or possible: "will", "must". Empty where `undone.told` reads nothing."""
    having: frozenset[str]
    """Between "to" and a participle these make the deed a past one: "is said to have approved"."""
    present: frozenset[str]
    """Forms of "be" behind which a participle may be of what is still to come: "when the kiln is closed"."""
    almost: frozenset[str]
    """Before a verb these say that it was nearly done."""
    adverbs: frozenset[str]
    """Other words that stand between an auxiliary and its verb, beside those that end as adverbs do."""
    wishes: frozenset[str]
    """Verbs, nouns and adjectives behind which "to" opens what is not done: "refuse", "attempt", "ready"."""
    dropping: frozenset[str]
    """What stands before "approving" where nobody approves: "without", "consider", "short" (of)."""
    conditions: frozenset[str]
    """Words that open a clause which does not tell whether it is so, beside those that ask."""
    comparing: frozenset[str]
    """Before one of those it compares: "as if"."""
    keeping: frozenset[str]
    """Verbs before a participle that is as done as they are: "will remain closed"."""
    reporting: frozenset[str]
    """The word that opens what is told: "that"."""
    doubts: frozenset[str]
    """Words before that one which say that what follows is not known, or not so."""
