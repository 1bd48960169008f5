"""What carries a claim, told so that versions of one page are not taken for several: silent edits, editions and re-captures at one address."""

from collections.abc import Collection, Mapping

from firstsaid.dossier.wording import count
from firstsaid.model import Article


def carried(articles: Collection[str], known: Mapping[str, Article]) -> str:
    """As in "4 articles", or "3 articles in 4 versions" where some of them stand at one address."""
    pages = {(known[article].url if article in known else None) or article for article in articles}
    told = count(len(pages), "article")
    return told if len(pages) == len(articles) else f"{told} in {count(len(articles), 'version')}"
