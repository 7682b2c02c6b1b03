"""What poppler reads in a PDF; a test that asks for it is skipped, visibly, where it is not installed."""

import shutil
import subprocess

import pytest

needs_poppler = pytest.mark.skipif(shutil.which("pdftotext") is None, reason="poppler's pdftotext is not installed")


def text_of(pdf: bytes, *options: str) -> str:
    """Return the text pdftotext extracts."""
    done = subprocess.run(["pdftotext", *options, "-", "-"], input=pdf, capture_output=True, check=True)
    return done.stdout.decode()
