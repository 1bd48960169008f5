"""Pages of invented outlets, from the data of a case."""

import html

PAGE = """<!doctype html><html lang="en"><head><meta charset="utf-8"><title>{title}</title><link rel="canonical" href="{url}">
<meta property="og:site_name" content="{outlet}"><meta property="og:title" content="{title}"><meta property="article:published_time" content="{published}">
{updated}</head><body><article><h1>{title}</h1>{paragraphs}</article></body></html>
"""


def page(given):
    updated = f'<meta property="article:modified_time" content="{given["updated"]}">' if "updated" in given else ""
    paragraphs = "".join(f"<p>{html.escape(line, quote=False)}</p>" for line in given["text"].strip().splitlines())
    return PAGE.format(updated=updated, paragraphs=paragraphs, **{key: given[key] for key in ("title", "url", "outlet", "published")})


def put(folder, pages):
    for given in pages:
        path = folder / given["name"]
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(page(given), "utf-8")
