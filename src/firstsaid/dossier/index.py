"""A dossier's look-up tables, with the changes made to its quotations."""

from functools import cached_property

from firstsaid.dossier.changes import Change, Key, by_quotation, changes
from firstsaid.dossier.lookups import LookUps
from firstsaid.dossier.otherwise import otherwise
from firstsaid.model import Otherwise


class Index(LookUps):
    """Look-ups over one dossier, each made once, when it is first needed."""

    @cached_property
    def changes(self) -> dict[Key, Change]:
        """Every distinct unmarked change inside quotation marks, by key, in the dossier's order."""
        return changes(self)

    @cached_property
    def altered(self) -> list[list[Change]]:
        """The same in groups, one for each altered quotation."""
        return by_quotation(self, self.changes)

    @cached_property
    def otherwise(self) -> list[Otherwise]:
        """Quotations that read otherwise on pages of which none is shown to have them from the other."""
        return otherwise(self, self.changes)
