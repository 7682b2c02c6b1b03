"""Small files for the tests of uploads: honest ones, and ones that pretend or carry what they must not."""

import io
import zipfile

import pikepdf
from django.core.files.uploadedfile import SimpleUploadedFile
from PIL import Image


def plain_pdf() -> bytes:
    """Return a PDF of one empty page."""
    pdf = pikepdf.new()
    pdf.add_blank_page()
    return _saved(pdf)


def _saved(pdf: pikepdf.Pdf, **options: object) -> bytes:
    buffer = io.BytesIO()
    pdf.save(buffer, static_id=True, **options)  # type: ignore[arg-type]
    return buffer.getvalue()


def encrypted_pdf() -> bytes:
    """Return a PDF that opens without a password but forbids printing."""
    pdf = pikepdf.new()
    pdf.add_blank_page()
    buffer = io.BytesIO()
    pdf.save(buffer, encryption=pikepdf.Encryption(owner="owner", user=""))
    return buffer.getvalue()


def locked_pdf() -> bytes:
    """Return a PDF that cannot be opened without its password."""
    pdf = pikepdf.new()
    pdf.add_blank_page()
    buffer = io.BytesIO()
    pdf.save(buffer, encryption=pikepdf.Encryption(owner="owner", user="secret"))
    return buffer.getvalue()


def scripted_pdf() -> bytes:
    """Return a PDF that runs JavaScript when it is opened."""
    pdf = pikepdf.new()
    pdf.add_blank_page()
    pdf.Root.OpenAction = pikepdf.Dictionary(S=pikepdf.Name.JavaScript, JS=pikepdf.String("app.alert(1)"))
    return _saved(pdf)


def compressed_script_pdf() -> bytes:
    """Return a PDF whose script hides in a compressed object stream, where no plain search finds it."""
    pdf = pikepdf.new()
    pdf.add_blank_page()
    action = pikepdf.Dictionary(S=pikepdf.Name.JavaScript, JS=pikepdf.String("app.alert(1)"))
    pdf.Root.AA = pdf.make_indirect(pikepdf.Dictionary(WC=action))
    return _saved(pdf, object_stream_mode=pikepdf.ObjectStreamMode.generate)


def launching_pdf() -> bytes:
    """Return a PDF that starts a program."""
    pdf = pikepdf.new()
    pdf.add_blank_page()
    pdf.Root.OpenAction = pikepdf.Dictionary(S=pikepdf.Name.Launch, F=pikepdf.String("calc.exe"))
    return _saved(pdf)


def pdf_with_attachment() -> bytes:
    """Return a PDF with another file inside."""
    pdf = pikepdf.new()
    pdf.add_blank_page()
    pdf.attachments["hidden.exe"] = b"MZ"
    return _saved(pdf)


def long_pdf(pages: int = 501) -> bytes:
    """Return a PDF of many pages."""
    pdf = pikepdf.new()
    for _page in range(pages):
        pdf.add_blank_page()
    return _saved(pdf)


def png(width: int = 8, height: int = 8) -> bytes:
    """Return a picture in black and white."""
    buffer = io.BytesIO()
    Image.new("1", (width, height)).save(buffer, "PNG")
    return buffer.getvalue()


def jpeg() -> bytes:
    """Return a small photograph."""
    buffer = io.BytesIO()
    Image.new("RGB", (8, 8)).save(buffer, "JPEG")
    return buffer.getvalue()


_KIND = b"application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml"
_SHEET = b'<Types><Override ContentType="' + _KIND + b'"/></Types>'


def archive(**members: bytes) -> bytes:
    """Return a zip archive; two underscores in a name stand for a slash, one for a dot."""
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as file:
        for name, content in members.items():
            file.writestr(name.replace("__", "/").replace("_", "."), content)
    return buffer.getvalue()


def workbook(**more: bytes) -> bytes:
    """Return the parts of a workbook that are looked at, and further ones."""
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as file:
        file.writestr("[Content_Types].xml", _SHEET)
        file.writestr("xl/workbook.xml", b"<workbook/>")
        for name, content in more.items():
            file.writestr(name.replace("__", "/").replace("_", "."), content)
    return buffer.getvalue()


def upload(content: bytes, name: str = "evidence.pdf") -> SimpleUploadedFile:
    """Return a file as a browser sends it."""
    return SimpleUploadedFile(name, content)
