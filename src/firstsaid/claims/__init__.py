"""The same thing said across articles; figures and conflicts; what citations bear out."""

from firstsaid.claims.asking import claimed
from firstsaid.claims.citations import citation_checks
from firstsaid.claims.cited import cited
from firstsaid.claims.claiming import claims
from firstsaid.claims.counting import figures
from firstsaid.claims.disagreements import conflicts

__all__ = ["citation_checks", "cited", "claimed", "claims", "conflicts", "figures"]
