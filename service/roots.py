"""What search engines and browsers ask of the site as a whole: robots.txt, the map of its pages, its search box.

These documents must give absolute addresses. Where the installation states no public one, the host that the client
names is used, if it looks like one; such an answer is not kept for others.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from flask import Blueprint, Response, current_app, request
from markupsafe import Markup

from glossary.catalogue import Catalogue
from glossary.errors import NotFound, UsageError
from glossary.model import Vocabulary
from service import answers, parameters
from service.answers import Answer, respond
from service.i18n import INTERFACE_LANGUAGES, interface
from service.rendering import PUBLIC_URL
from service.streams import stream

A_MAP = 10_000
"""Pages in one file of the map; the protocol allows 50,000 (sitemaps.org)."""
_HOST = re.compile(
    r"(?:[A-Za-z0-9-]{1,63}\.)*[A-Za-z0-9-]{1,63}(?::[0-9]{1,5})?|\[[0-9A-Fa-f:]{2,39}\](?::[0-9]{1,5})?"
)
SUGGESTIONS = "application/x-suggestions+json"
"""The media type of labels in the shape that browsers' search boxes read."""
_XML = "application/xml; charset=utf-8"
_OPENSEARCH = Markup(
    '<?xml version="1.0" encoding="UTF-8"?>\n'
    '<OpenSearchDescription xmlns="http://a9.com/-/spec/opensearch/1.1/">'
    "<ShortName>{name}</ShortName><Description>{description}</Description><Language>{ui}</Language>"
    "<InputEncoding>UTF-8</InputEncoding><OutputEncoding>UTF-8</OutputEncoding>"
    '<Image width="16" height="16" type="image/svg+xml">{origin}/favicon.ico</Image>'
    '<Url type="text/html" method="get" template="{origin}/{ui}/search?q={{searchTerms}}"/>'
    '<Url type="application/x-suggestions+json" method="get" template="{origin}/{ui}/suggestions?q={{searchTerms}}"/>'
    '<Url type="application/opensearchdescription+xml" rel="self" template="{origin}/{ui}/opensearch.xml"/>'
    "</OpenSearchDescription>\n"
)
_SITEMAP = "http://www.sitemaps.org/schemas/sitemap/0.9"


def blueprint() -> Blueprint:
    """The routes at the root, and the search description and its suggestions in each interface language."""
    codes = ",".join(f'"{code}"' for code in INTERFACE_LANGUAGES)
    made = Blueprint("roots", __name__)
    made.add_url_rule("/robots.txt", view_func=robots)
    made.add_url_rule("/sitemap.xml", view_func=sitemap)
    made.add_url_rule(f"/sitemap/<any({codes}):ui>/<vocabulary>-<int:number>.xml", view_func=part)
    made.add_url_rule(f"/<any({codes}):ui>/opensearch.xml", view_func=opensearch)
    made.add_url_rule(f"/<any({codes}):ui>/suggestions", view_func=suggestions)
    return made


def origin() -> str:
    """Where this site is, as ``https://host``: as the settings say, else as the client asks; UsageError for no host."""
    stated: str = current_app.config[PUBLIC_URL]
    if stated:
        return stated.rstrip("/")
    host = request.environ.get("HTTP_HOST", "")
    if not _HOST.fullmatch(host):
        raise UsageError("the Host header is no host name")
    return f"{request.scheme}://{host}"


def robots() -> Response:
    """Everything may be read (RFC 9309) but endless variants of results; the map of the pages is named."""
    lines = ["User-agent: *", "Disallow: /*/search?", "Allow: /", f"Sitemap: {origin()}/sitemap.xml"]
    return _document("\n".join(lines) + "\n", "text/plain; charset=utf-8")


def sitemap() -> Response:
    """The map of maps: one for each vocabulary, interface language and A_MAP of its pages."""
    open_, here = answers.catalogue(), origin()
    day = open_.release.created
    lines = (
        f"<sitemap><loc>{here}/sitemap/{ui}/{one.id}-{number}.xml</loc><lastmod>{day}</lastmod></sitemap>"
        for one in open_.vocabularies()
        for ui in INTERFACE_LANGUAGES
        for number in range(1, _parts(one) + 1)
    )
    return _document(_document_of("sitemapindex", "\n".join(lines)), _XML)


def part(ui: str, vocabulary: str, number: int) -> Response:
    """One map: the pages of a vocabulary in an interface language, sent while it is made."""
    open_, here = answers.catalogue(), origin()
    held = open_.vocabulary(vocabulary)
    if not 1 <= number <= _parts(held):
        raise NotFound(f"the map of '{vocabulary}' has {_parts(held)} parts")
    ids = open_.ids(vocabulary, limit=A_MAP, offset=(number - 1) * A_MAP)

    def chunks() -> Iterator[bytes]:
        yield f'<?xml version="1.0" encoding="UTF-8"?>\n<urlset xmlns="{_SITEMAP}">\n'.encode()
        if number == 1:
            for place in _entrances(open_, vocabulary):
                yield f"<url><loc>{here}/{ui}/{Markup.escape(place)}</loc></url>\n".encode()
        for id_, changed in ids:
            place = f"{here}/{ui}/{vocabulary}/{Markup.escape(id_)}"
            yield f"<url><loc>{place}</loc><lastmod>{changed}</lastmod></url>\n".encode()
        yield b"</urlset>\n"

    tag = f"{open_.release.id} {here} {ui} {vocabulary} {number}"
    return stream(chunks, _XML, tag=tag, modified=answers.released())


def _entrances(catalogue: Catalogue, vocabulary: str) -> Iterator[str]:
    """The pages of a vocabulary beside its concepts, below the interface language; the first one has the site's too."""
    if vocabulary == next(one.id for one in catalogue.vocabularies()):
        yield from ("", "help", "recognise", "verify", "sparql")
    yield f"{vocabulary}/"
    yield from (f"{page}/{vocabulary}" for page in ("index", "hierarchy", "changes"))
    yield from (f"{vocabulary}/{node.id}" for node in catalogue.collections(vocabulary, ()) if node.id)


def opensearch(ui: str) -> Response:
    """How browsers search here from their own search box (OpenSearch 1.1)."""
    text = interface(ui).text
    described = _OPENSEARCH.format(
        name=text("Glossary"), description=text("Look up a term in any language"), ui=ui, origin=origin()
    )
    return _document(described, "application/opensearchdescription+xml; charset=utf-8")


def suggestions(ui: str) -> Response:
    """Labels that begin with ``q``, in the shape that browsers' search boxes read."""
    text = parameters.typed(request.args.get("q", ""))
    found = answers.catalogue().suggest(text, language=ui).results if text else ()
    labels = list(dict.fromkeys(result.match.label for result in found))
    return respond(answers.json([text, labels], media_type=SUGGESTIONS))


def _parts(vocabulary: Vocabulary) -> int:
    return max(1, -(-vocabulary.concepts // A_MAP))


def _document_of(root: str, content: str) -> str:
    return f'<?xml version="1.0" encoding="UTF-8"?>\n<{root} xmlns="{_SITEMAP}">\n{content}\n</{root}>\n'


def _document(text: str, media_type: str) -> Response:
    """Kept ready only where the client had no say in it."""
    fixed = bool(current_app.config[PUBLIC_URL])
    return respond(Answer(text.encode(), media_type, modified=answers.released(), unchanging=fixed))
