"""ClaimReview drafts (schema.org): each claim that several articles carry, with where it first appears. The rating is left for a person to give."""

import json
from typing import Any, BinaryIO

from firstsaid.exports.flat import published
from firstsaid.exports.names import PERSON, urn
from firstsaid.model import Article, Claim, Dossier, OriginCount

Json = dict[str, Any]
KINDS = {"organisation": "Organization", "outlet": "NewsMediaOrganization", "document": "CreativeWork"} | dict.fromkeys(PERSON, "Person")


def write(dossier: Dossier, to: BinaryIO) -> None:
    """Write a list of drafts, the claims that most articles carry first. They hold no verdict: `reviewRating` and `url` are empty on purpose."""
    articles = {article.id: article for article in dossier.articles}
    counts = {count.claim: count for count in dossier.counts}
    drafts = [_draft(claim, counts.get(claim.id), articles) for claim in dossier.claims if len(claim.articles) > 1]
    to.write((json.dumps(drafts, ensure_ascii=False, indent=1) + "\n").encode("utf-8", "replace"))


def _draft(claim: Claim, count: OriginCount | None, articles: dict[str, Article]) -> Json:
    first = [o.article for o in count.origins if o.article and o.certain] if count else []
    others = [a for a in claim.articles if a not in first]
    reviewed: Json = {"@type": "Claim", "@id": urn(claim.id), "text": claim.text}
    if first:
        reviewed["firstAppearance"] = _work(articles[first[0]])
    reviewed["appearance"] = [_work(articles[a]) for a in (*first[1:], *others)]
    if count:
        who = [{"@type": KINDS.get(o.kind, "Thing"), "name": o.name} for o in count.origins if o.certain]
        reviewed |= {"author": who} if who else {}
        how = (
            "1 origin" if count.least == count.most == 1 else f"{count.least} to {count.most} origins" if count.least < count.most else f"{count.most} origins"
        )
        denied = "Those who speak of it deny it. " if claim.denied else ""
        reviewed["description"] = f"{denied}{how}, as far as this pile shows. {count.because}"
    return {"@context": "https://schema.org", "@type": "ClaimReview", "claimReviewed": claim.text, "itemReviewed": reviewed, "reviewRating": None, "url": None}


def _work(article: Article) -> Json:
    work: Json = {"@type": "NewsArticle", "@id": urn(article.id), "headline": article.title.value if article.title else article.path}
    work |= {"url": article.url} if article.url else {}
    work |= {"publisher": {"@type": "Organization", "name": article.outlet.value}} if article.outlet else {}
    return work | ({"datePublished": published(article)} if article.published else {})
