"""From shared passages, chains, credits and dates to what came from what, and how many origins stand behind a claim.

From pairs to a tree, from the tree to counts. The rules are in `evidence/`, one topic a file, and listed with their weights in `rules`; the words that they
look for are in `words/`.

What is compared
    page             an article prepared once for every pair it takes part in
    pair             two articles side by side, prepared once for every rule
    family           third texts that have the same words where two articles differ
    stretches        stretches of a page that are another text's
    retold           which sentences of a page another tells too
    content          whether an article tells what another ascribes to it

Names
    names            whether two names are of one outlet, agency or body (`names.toml`)
    naming           whose a text is, where a page says so otherwise than in a credit
    mentions         where a page names an outlet of its story
    heads            pages that tell their outlet only in a line at their head
    holders          under which names the pages of the pile are known
    offices          bodies by whatever order of words they are called
    spelling         names as they sound
    words            the words that lineage looks for, by language

Evidence: the step `evidence`
    gather           all evidence of a story: rules over pairs, then what the story shows about them
    rules            every kind of evidence with its weight
    finding          what a rule hands back
    evidence         the rules, one topic a file
    meant            which of an outlet's pages another has its words from
    editions         which of two editions of a page is the earlier one
    forms            pages that share no more than the form of a notice
    printed          pages that are what one body states

The tree of a story: the steps `absent_texts` and `derivations`
    derive           how every two articles are related, and which came first in the line
    direction        from evidence to probabilities
    relation         what a derivation is called
    tree             the steps that stand together best, and how probable each is
    arborescence     the best tree over a virtual root
    stemmas          how the texts of one family may hang together
    shapes           the shapes that a stemma may have
    together         what all pages of a family show about each two of them
    shared_parent    pairs whose sharing a third article explains
    shared_absent    the same, where the third is not in the pile
    absent           texts that are not in the pile and from which articles of it must come
    copies           word-for-word copies, which carry one text
    inherit          copies are related to other articles as their text is
    judging          what reviewers decided about relations

Origins: the step `counts`
    origins          how many independent origins stand behind a claim
    count            the range: which roots are shown to be apart, and which may be one
    apart            whether two roots may be one and the same
    root             what a root of a claim may be
    grouping         which carriers of a claim stand for one text
    hearing          whom each article gives for a claim
    elsewhere        origins that a claim has only if another says the same in other words
    owned            outlets that one owner has

What is missing: the steps `citing` and `missing`
    citing           what a page tells by itself of whom it is by and whom it cites
    missing          relays, agencies and documents that are cited and not in the pile
"""

from firstsaid.lineage.absent import absent_texts
from firstsaid.lineage.citing import citing
from firstsaid.lineage.derive import derivations
from firstsaid.lineage.gather import evidence
from firstsaid.lineage.missing import missing_upstream
from firstsaid.lineage.origins import origins

__all__ = ["absent_texts", "citing", "derivations", "evidence", "missing_upstream", "origins"]
