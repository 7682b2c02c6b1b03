"""The open data: what they are, and their files. A file may be kept for as long as its tag is asked about first."""

from datetime import timedelta
from typing import Any, ClassVar

from django.http import HttpResponse, HttpResponseNotModified, StreamingHttpResponse
from django.http.response import HttpResponseBase
from django.utils import timezone
from django.utils.http import parse_etags
from drf_spectacular.types import OpenApiTypes
from drf_spectacular.utils import OpenApiParameter, OpenApiResponse, extend_schema, extend_schema_view
from rest_framework.request import Request
from rest_framework.response import Response

from cecfp_portal import throttling
from certificates.api.certificates import ANYWHERE
from certificates.api.reading import PublicView
from certificates.api.shapes import DatasetShape
from certificates.models import Certificate
from certificates.open_data.dictionary import COLUMNS, TYPES, Column
from certificates.open_data.files import FORMATS, TITLE, FileFormat
from certificates.open_data.state import FORM, State, state_now
from certificates.wording import LABELS, Words

FETCHING = throttling.Limit("open_data", 10, timedelta(minutes=1))
_TAG = OpenApiParameter(
    "If-None-Match", str, OpenApiParameter.HEADER, description="The tag of the file you have; 304 if it is still right."
)
_FILE_TYPES = {"csv": OpenApiTypes.STR}


class OpenData(PublicView):
    """What the open data are: title, terms, files, and the data dictionary."""

    limit = FETCHING

    @extend_schema(
        operation_id="open_data",
        summary="What the open data are",
        description="Title, terms of use, files with their tags, and the data dictionary.",
        responses={200: DatasetShape, **ANYWHERE},
        tags=["open data"],
    )
    def get(self, request: Request) -> Response:
        """Describe the data set as it is now."""
        state = state_now(at=timezone.now())
        terms = state.licence
        told = {
            "schema": FORM,
            "title": _both(TITLE),
            "publisher": _both(LABELS["issuer"]),
            "licence": {"th": terms.th, "en": terms.en, "url": terms.url or None},
            "checked_at": state.at,
            "count": Certificate.objects.count(),
            "files": [
                {"format": item.name, "media_type": item.media_type, "url": item.url, "etag": state.tag(item.name)}
                for item in FORMATS.values()
            ],
            "dictionary": [_column(column) for column in COLUMNS],
        }
        return Response(DatasetShape(told).data)


def _both(words: Words) -> dict[str, str]:
    return {"th": words.th, "en": words.en}


def _column(column: Column) -> dict[str, Any]:
    return {
        "name": column.name,
        "meaning": _both(column.meaning),
        "type": column.type,
        "type_meaning": _both(TYPES[column.type]),
        "unit": _both(column.unit) if column.unit else None,
        "values": [{"code": code, "meaning": _both(words)} for code, words in column.values.items()],
        "example": column.example,
        "may_be_empty": column.may_be_empty,
    }


def _document(name: str, about: str) -> Any:
    """Describe the file of one format in the OpenAPI document."""
    return extend_schema(
        operation_id=f"open_data_{name}",
        summary=f"Every certificate as {about}",
        parameters=[_TAG],
        responses={
            (200, FORMATS[name].media_type.partition(";")[0]): _FILE_TYPES.get(name, OpenApiTypes.OBJECT),
            304: OpenApiResponse(description="The file you have is still right."),
            **ANYWHERE,
        },
        tags=["open data"],
    )


class OpenDataFile(PublicView):
    """One file, written while it is sent."""

    limit = FETCHING
    # Kept copies are asked about before every use, so none can tell yesterday's standing.
    cache_control = "no-cache"
    file_format: ClassVar[FileFormat]

    def get(self, request: Request) -> HttpResponseBase:
        """Send the file, or 304 if the sender's copy still tells what is so today."""
        state = state_now(at=timezone.now())
        tag = state.tag(self.file_format.name)
        answer = self._answer(request, state, tag)
        answer["ETag"] = tag
        return answer

    def _answer(self, request: Request, state: State, tag: str) -> HttpResponseBase:
        if _is_among(tag, request.headers.get("If-None-Match", "")):
            return HttpResponseNotModified()
        if request.method == "HEAD":
            answer: HttpResponseBase = HttpResponse(content_type=self.file_format.media_type)
        else:
            answer = StreamingHttpResponse(self.file_format.write(state), content_type=self.file_format.media_type)
        day = timezone.localdate(state.at).isoformat()
        name = f"ce-cfp-certificates-{day}.{self.file_format.name}"
        answer["Content-Disposition"] = f'attachment; filename="{name}"'
        return answer


def _is_among(tag: str, asked: str) -> bool:
    return asked.strip() == "*" or tag in parse_etags(asked)


@extend_schema_view(get=_document("csv", "a table (UTF-8 with byte order mark)"))
class CsvFile(OpenDataFile):
    """The table for spreadsheets."""

    file_format = FORMATS["csv"]


@extend_schema_view(get=_document("json", "JSON"))
class JsonFile(OpenDataFile):
    """The same rows for programs."""

    file_format = FORMATS["json"]


@extend_schema_view(get=_document("jsonld", "JSON-LD in the words of schema.org"))
class JsonLdFile(OpenDataFile):
    """Products and certifications as linked data."""

    file_format = FORMATS["jsonld"]
