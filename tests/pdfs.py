"""PDF files to upload, honest and hostile."""

import io
import zipfile

from django.core.files.uploadedfile import SimpleUploadedFile

SCRIPT = b"<< /Type /Catalog /Pages 2 0 R /OpenAction << /S /JavaScript /JS (app.alert\\(1\\)) >> >>"


def pdf(name: str = "overlie-cv-2024.pdf", **options: object) -> SimpleUploadedFile:
    return SimpleUploadedFile(name, content(**options))


def content(
    catalogue: bytes = b"<< /Type /Catalog /Pages 2 0 R >>",
    more: bytes = b"",
    trailer: bytes = b"",
    version: str = "1.7",
) -> bytes:
    """A whole PDF with one empty page and a true table of where its objects are."""
    objects = [
        catalogue,
        b"<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
        b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] >>",
        b"<< /Length %d >> stream\n%s\nendstream" % (len(more), more),
    ]
    whole, places = f"%PDF-{version}\n".encode(), []
    for number, one in enumerate(objects, start=1):
        places.append(len(whole))
        whole += b"%d 0 obj\n%s\nendobj\n" % (number, one)
    table = b"xref\n0 5\n0000000000 65535 f \n" + b"".join(b"%010d 00000 n \n" % place for place in places)
    end = b"trailer\n<< /Size 5 /Root 1 0 R %s >>\nstartxref\n%d\n%%%%EOF\n" % (trailer, len(whole))
    return whole + table + end


def of_size(size: int) -> SimpleUploadedFile:
    """Sound but for its length."""
    return SimpleUploadedFile("big.pdf", content(more=b"0" * (size - len(content()) - 10)).ljust(size, b"\n"))


def zipped() -> bytes:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w") as archive:
        archive.writestr("cv.pdf", content())
    return buffer.getvalue()


# What is no CV, each with a word of the sentence that says so.
REFUSED = {
    "empty": (b"", "empty"),
    "text": (b"not a PDF at all", "not a PDF"),
    "html": (b"<!doctype html><script>alert(1)</script>", "not a PDF"),
    "html-before": (b"<script>alert(1)</script>\n" + content(), "not a PDF"),
    "svg": (b"<svg xmlns='http://www.w3.org/2000/svg' onload='alert(1)'/>", "not a PDF"),
    "zip": (zipped(), "not a PDF"),
    "space-before": (b"\n" + content(), "not a PDF"),
    "script-in-the-header": (b"%PDF-<script>alert(1)</script>" + content(), "not a PDF"),
    "truncated": (content()[:-40], "damaged or cut off"),
    "header-alone": (b"%PDF-1.7\n", "damaged or cut off"),
    "end-in-the-middle": (content() + b"x" * 3000, "damaged or cut off"),
    "locked": (content(trailer=b"/Encrypt 4 0 R"), "protected by a password"),
    "six-megabytes": (b"%PDF-1.7\n" + b"0" * 6_000_000, "larger than 5 MB"),
}
