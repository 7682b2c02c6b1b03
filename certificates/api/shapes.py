"""The shapes of the answers: every field is listed, and nothing else leaves the house."""

from dataclasses import MISSING, fields
from datetime import date
from typing import Any

from rest_framework import serializers

from certificates.api.problems import BothLanguages
from certificates.content import SCHEMA, CertificateContent, FactoryLine
from certificates.credentials import ENTRY_SCHEMA, STANDING_SCHEMA
from certificates.models import Standing
from certificates.models.spelling import CODE_FORM, SHA256_FORM
from certificates.open_data.dictionary import COLUMNS, TYPES, Column
from certificates.open_data.files import FORMATS
from certificates.open_data.state import FORM

# A class as drf-spectacular and the answers need it, made from the list that also prints it.
Shape = type[serializers.Serializer[Any]]


def sha256_field(**more: Any) -> serializers.Field[Any, Any, Any, Any]:
    return serializers.RegexField(SHA256_FORM, **more)


def _column_field(column: Column) -> serializers.Field[Any, Any, Any, Any]:
    told: dict[str, Any] = {"help_text": f"{column.meaning.en} · {column.meaning.th}"}
    if column.type == "date":
        return serializers.DateField(allow_null=column.may_be_empty, **told)
    if column.type == "moment":
        return serializers.DateTimeField(**told)
    if column.type == "truth":
        return serializers.BooleanField(**told)
    return serializers.CharField(allow_blank=column.may_be_empty, **told)


def _made(name: str, about: str, listed: dict[str, Any]) -> Shape:
    return type(name, (serializers.Serializer,), {"__doc__": about, **listed})


RecordShape = _made(
    "Record",
    "One certificate as the register lists it; the same columns as the open data.",
    {column.name: _column_field(column) for column in COLUMNS},
)
FactoryShape = _made(
    "Factory",
    "One manufacturing site, as printed.",
    {field.name: serializers.CharField(allow_blank=True) for field in fields(FactoryLine)},
)


def _content_fields() -> dict[str, Any]:
    special = {"factories": FactoryShape(many=True), "is_example": serializers.BooleanField()}
    listed: dict[str, Any] = {"schema": serializers.ChoiceField(choices=[SCHEMA])}
    for field in fields(CertificateContent):
        always = field.default is MISSING
        plain = (
            serializers.DateField() if field.type is date else serializers.CharField(allow_blank=True, required=always)
        )
        listed[field.name] = special.get(field.name, plain)
    return listed


class ContentShape(_made("Content", "", _content_fields())):  # type: ignore[misc]
    """What is printed, as attached to the PDF; `content_sha256` is taken over its canonical JSON.

    A field the certificate does not state is absent, as in the attached file.
    """

    def to_representation(self, instance: dict[str, Any]) -> dict[str, Any]:
        """Return the listed fields with the values as stored, so that the hash can be taken again."""
        return {name: instance[name] for name in self.fields if name in instance}


class StandingShape(serializers.Serializer[Any]):
    """What a certificate is worth at the moment of asking."""

    schema = serializers.ChoiceField(choices=[STANDING_SCHEMA])
    code = serializers.RegexField(CODE_FORM)
    number = serializers.CharField()
    standing = serializers.ChoiceField(choices=Standing.values)
    since = serializers.DateField(allow_null=True, help_text="First day of this standing; null while in force.")
    valid_until = serializers.DateField(help_text="Last day of validity.")
    checked_at = serializers.DateTimeField(help_text="When the standing was read.")


class RevocationShape(serializers.Serializer[Any]):
    """A revocation that took effect."""

    revoked_at = serializers.DateTimeField()
    reason = BothLanguages()


class SuspensionShape(serializers.Serializer[Any]):
    """A time in which the mark may not be used."""

    suspended_at = serializers.DateTimeField()
    lifted_at = serializers.DateTimeField(allow_null=True)
    reason = BothLanguages()


class EndingShape(serializers.Serializer[Any]):
    """How a certificate ended otherwise than by time or revocation."""

    kind = serializers.ChoiceField(choices=[Standing.SURRENDERED.value, Standing.SUPERSEDED.value])
    ended_at = serializers.DateTimeField()
    successor = serializers.CharField(allow_null=True, help_text="Number of the newer certificate.")


class EntryShape(StandingShape):
    """Everything that is public about a certificate."""

    schema = serializers.ChoiceField(choices=[ENTRY_SCHEMA])
    reason = BothLanguages(allow_null=True)
    successor = serializers.CharField(allow_null=True, help_text="Number of the certificate that takes its place.")
    is_example = serializers.BooleanField(help_text="Example data: no real certificate.")
    approved_on = serializers.DateField()
    valid_from = serializers.DateField()
    pdf_sha256 = sha256_field(help_text="Of the PDF file, signature included.")
    content_sha256 = sha256_field()
    content = ContentShape()
    revocations = RevocationShape(many=True)
    suspensions = SuspensionShape(many=True)
    endings = EndingShape(many=True)


class PageShape(serializers.Serializer[Any]):
    """One page of the register, newest first."""

    certificates = RecordShape(many=True)
    next = serializers.URLField(allow_null=True, help_text="Address of the next page; null on the last.")


class LicenceShape(BothLanguages):
    """On which terms the data may be used."""

    url = serializers.URLField(allow_null=True)


class FileShape(serializers.Serializer[Any]):
    """One file of the open data."""

    format = serializers.ChoiceField(choices=list(FORMATS))
    media_type = serializers.CharField()
    url = serializers.URLField()
    etag = serializers.CharField(help_text="Changes whenever the file does; send it back as If-None-Match.")


class CodeShape(serializers.Serializer[Any]):
    """One code a column can hold."""

    code = serializers.CharField()
    meaning = BothLanguages()


class ColumnShape(serializers.Serializer[Any]):
    """One column of the data dictionary."""

    name = serializers.CharField()
    meaning = BothLanguages()
    type = serializers.ChoiceField(choices=list(TYPES))
    type_meaning = BothLanguages()
    unit = BothLanguages(allow_null=True)
    values = CodeShape(many=True)
    example = serializers.CharField()
    may_be_empty = serializers.BooleanField()


class DatasetShape(serializers.Serializer[Any]):
    """What the open data are."""

    schema = serializers.ChoiceField(choices=[FORM])
    title = BothLanguages()
    publisher = BothLanguages()
    licence = LicenceShape()
    checked_at = serializers.DateTimeField()
    count = serializers.IntegerField()
    files = FileShape(many=True)
    dictionary = ColumnShape(many=True)
