"""Outlets that one owner has: what they tell in their own name has one origin."""

from dataclasses import replace

from firstsaid.lineage.grouping import Grouping
from firstsaid.lineage.page import Page
from firstsaid.lineage.root import Root
from firstsaid.model.told_names import ToldNames


def joined_by_owner(roots: list[Root], grouping: Grouping, owners: ToldNames) -> list[Root]:
    """The roots, of which an owner's outlets' own tellings are one; voices stay apart, since two papers of one house may each have asked somebody."""
    if not owners.by_key:
        return roots
    members = grouping.members()
    joined: dict[str, Root] = {}
    kept: list[Root] = []
    for root in roots:
        page = grouping.carriers[root.article or members[root.groups[0]][0]].page
        owner = None if root.hearings else _owner(page, owners)
        if owner is None:
            kept.append(root)
        else:
            joined[owner] = _together(joined[owner], root, page.article.name()) if owner in joined else replace(root, owned=(owner, root.name))
    houses = [root if len(root.owned) > len(("owner", "outlet")) else replace(root, owned=()) for root in joined.values()]
    return sorted(kept + houses, key=lambda r: (not r.hearings, r.key))


def _owner(page: Page, owners: ToldNames) -> str | None:
    told = owners.of(page.article.url, page.article.outlet.value if page.article.outlet else None)
    return told[0] if told else None


def _together(one: Root, other: Root, outlet: str) -> Root:
    """Both tellings as one, which goes by the name of that with the earlier date; it is no more than possible only where both are."""
    first, second = sorted((one, other), key=lambda r: (bool(r.article), r.dated, r.key))
    return replace(
        first,
        groups=(*first.groups, *(g for g in second.groups if g not in first.groups)),
        weak=one.weak and other.weak,
        first_hand=one.first_hand or other.first_hand,
        owned=(one.owned[0], *sorted({*one.owned[1:], outlet})),
    )
