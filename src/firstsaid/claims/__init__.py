"""The same thing said across articles; figures and conflicts; what citations bear out.

Four things are made here, and one small index for `firstsaid check`. What belongs to a language is in `languages/`, one TOML file each.

Claims: wordings of different articles that say the same
    claiming         the step: from statements and sentences of a story to its claims
    wordings         a story cut into wordings, one sentence long
    terms            what a wording says, as content words; which of them stand under a negation or a hedge
    stems            words cut to what words of one root have in common
    likeness         how alike two wordings are, and what keeps two like ones apart
    measuring        the same for all pairs of a story, with all that ties and parts them
    grouping         average-link grouping over these
    bonds            wordings that a shared passage binds
    fragments        words cut out of a longer quotation
    figured          wordings of one figure that neither article gives again
    doubts           claims that may be one
    judging          what reviewers decided about claims
    asking           which claims the words of an article belong to, for `firstsaid check`

What keeps two wordings apart
    deeds            who does what to whom
    undone           what is told as done and what is not
    opposites        what cannot both be told of the same
    subjects         of whom a sentence tells something
    days             days and years that a sentence names

Figures: what an article counts and measures
    counting         the step: from sentences to figures
    numbers          numbers in digits and words, and which of them are no figures
    objects          what a number counts
    tokens           a sentence as words, numbers and marks

Conflicts: figures about one matter that do not agree
    disagreements    the step: from figures of a story to conflicts
    events           what is told around a figure
    comparison       when two figures count the same, and when they agree
    copied           which figures are one in a passage that two articles share
    rivals           two figures that one page gives side by side
    tolls            when two short sentences count the same
    updates          one rising toll that pages tell in pieces
    readings         how a conflict may be read: update, rival sources, two events, altered, error, undetermined

Citations: what an article says that another said, held against that other's pages
    cited            the step `cited`: pages of the pile that may be meant
    names            which pages a name means
    citations        the step `citations`: whether they bear it out
    passages         passages of a cited page, and how near they are
    parts            what part of its page each character belongs to

Languages
    language         a language file, loaded
    numberwords      how it writes numbers
    deedwords        how it tells who does what to whom
    rivalwords       how it gives one figure beside another
    phrases          phrases found by the words that begin and end them
"""

from firstsaid.claims.asking import claimed
from firstsaid.claims.citations import citation_checks
from firstsaid.claims.cited import cited
from firstsaid.claims.claiming import claims
from firstsaid.claims.counting import figures
from firstsaid.claims.disagreements import conflicts

__all__ = ["citation_checks", "cited", "claimed", "claims", "conflicts", "figures"]
