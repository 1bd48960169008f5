"""Drawings as SVG made in Python: fans, lanes over time, strips."""

from firstsaid.dossier.drawings.fan import Leaf, Root, big_fan, small_fan
from firstsaid.dossier.drawings.lanes import wide_lanes
from firstsaid.dossier.drawings.legend import BRAND, legend
from firstsaid.dossier.drawings.plan import FEW, Plan, plan
from firstsaid.dossier.drawings.strips import strips
from firstsaid.dossier.drawings.tall import tall_lanes
from firstsaid.dossier.drawings.wordings import Carried, WordingLane, wording_lanes

__all__ = ["BRAND", "FEW", "Carried", "Leaf", "Plan", "Root", "WordingLane", "big_fan", "legend", "plan", "small_fan", "strips", "tall_lanes", "wide_lanes",
           "wording_lanes"]  # fmt: skip
