"""What a document still lacks when WeasyPrint 70.0 has drawn it: it is either PDF/A or PDF/UA there, and we need both.

Works on the objects before they are written (WeasyPrint's `finisher`), so that one file is written once.
"""

from typing import Any

import pydyf

# PDF/UA's identifier, and the description of its schema that PDF/A asks for of every schema it does not know itself.
_UNIVERSAL_ACCESS = b"""\
<rdf:Description xmlns:pdfuaid="http://www.aiim.org/pdfua/ns/id/" rdf:about=""><pdfuaid:part>1</pdfuaid:part>\
</rdf:Description>\
<rdf:Description xmlns:pdfaExtension="http://www.aiim.org/pdfa/ns/extension/" \
xmlns:pdfaSchema="http://www.aiim.org/pdfa/ns/schema#" xmlns:pdfaProperty="http://www.aiim.org/pdfa/ns/property#" \
rdf:about=""><pdfaExtension:schemas><rdf:Bag><rdf:li rdf:parseType="Resource">\
<pdfaSchema:namespaceURI>http://www.aiim.org/pdfua/ns/id/</pdfaSchema:namespaceURI>\
<pdfaSchema:prefix>pdfuaid</pdfaSchema:prefix><pdfaSchema:schema>PDF/UA identification schema</pdfaSchema:schema>\
<pdfaSchema:property><rdf:Seq><rdf:li rdf:parseType="Resource">\
<pdfaProperty:category>internal</pdfaProperty:category>\
<pdfaProperty:description>Part of ISO 14289 the file conforms to</pdfaProperty:description>\
<pdfaProperty:name>part</pdfaProperty:name><pdfaProperty:valueType>Integer</pdfaProperty:valueType>\
</rdf:li></rdf:Seq></pdfaSchema:property></rdf:li></rdf:Bag></pdfaExtension:schemas></rdf:Description>\
"""
_END = b"</rdf:RDF>"


def target(pdf: pydyf.PDF, reference: bytes | str) -> Any:
    """Return the object a reference such as `12 0 R` points to."""
    return pdf.objects[int(reference.split()[0])]


def declare_conformance(pdf: pydyf.PDF) -> None:
    """State PDF/UA-1 beside PDF/A-3a, in metadata that every reader can read without a filter; name each file once."""
    metadata = target(pdf, pdf.catalog["Metadata"])
    (packet,) = metadata.stream
    if packet.count(_END) != 1:
        raise RuntimeError("The metadata are not the one RDF block expected.")
    metadata.stream = [packet.replace(_END, _UNIVERSAL_ACCESS + _END)]
    metadata.compress = False
    for item in pdf.objects:
        if isinstance(item, pydyf.Stream) and item.extra.get("Interpolate"):
            item.extra["Interpolate"] = "false"  # PDF/A leaves no smoothing to the reader
    if files := pdf.catalog.get("AF"):
        pdf.catalog["AF"] = pydyf.Array(dict.fromkeys(files))


def place_figures(pdf: pydyf.PDF, page_height: float) -> None:
    """Give the place of each figure in points from the bottom; WeasyPrint writes CSS pixels from the top."""
    for item in pdf.objects:
        if isinstance(item, dict) and item.get("S") == "/Figure":
            x1, y1, x2, y2 = item["A"]["BBox"]
            item["A"]["BBox"] = pydyf.Array(
                round(side, 2) for side in (x1 * 0.75, page_height - y2 * 0.75, x2 * 0.75, page_height - y1 * 0.75)
            )


def settle_streams(pdf: pydyf.PDF) -> None:
    """Compress every stream now: pydyf would do it twice, once for the file and once for its identifier."""
    for number, item in enumerate(pdf.objects):
        if isinstance(item, pydyf.Stream):
            pdf.objects[number] = _Settled(item)


class _Settled(pydyf.Object):
    """An object whose bytes are known."""

    compressible = False

    def __init__(self, item: pydyf.Object) -> None:
        super().__init__()
        self.number, self._data = item.number, item.data

    @property
    def data(self) -> bytes:
        return self._data
