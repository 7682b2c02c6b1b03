"""The deny-all fetcher: bundled fonts and the pictures handed over with the document, nothing else, of any scheme."""

from collections.abc import Mapping

from weasyprint.urls import FatalURLFetchingError, URLFetcher, URLFetcherResponse

from cecfp_portal.documents.bundle import FONTS, SCHEME, font_path

_FONT_PREFIX = f"{SCHEME}fonts/"
_IMAGE_PREFIX = f"{SCHEME}images/"
_IMAGE_TYPES = {"svg": "image/svg+xml", "png": "image/png"}


class Refusal(FatalURLFetchingError):
    """Stops the rendering: WeasyPrint swallows ordinary errors and would print a page with a hole in it."""


class BundleFetcher(URLFetcher):
    """Serves by name from memory and the fonts folder; never opens a file, socket or data URL given by a document."""

    def __init__(self, images: Mapping[str, bytes]) -> None:
        super().__init__(allowed_protocols=(), allow_redirects=False, fail_on_errors=True)
        self._images = images

    def fetch(self, url: str, headers: Mapping[str, str] | None = None) -> URLFetcherResponse:
        """Return the named part, or stop the rendering."""
        if url.startswith(_FONT_PREFIX) and (name := url.removeprefix(_FONT_PREFIX)) in FONTS:
            return URLFetcherResponse(url, font_path(name).read_bytes(), {"Content-Type": "font/ttf"})
        if url.startswith(_IMAGE_PREFIX) and (name := url.removeprefix(_IMAGE_PREFIX)) in self._images:
            content_type = _IMAGE_TYPES[name.rpartition(".")[2]]
            return URLFetcherResponse(url, self._images[name], {"Content-Type": content_type})
        raise Refusal(f"A document may not fetch {url[:80]!r}.")
