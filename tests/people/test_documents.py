"""What is taken as a CV, and the names that its file has."""

import io

import pytest

from profiles.people import documents, uploads
from tests import pdfs


@pytest.mark.parametrize("version", ["1.0", "1.4", "1.7", "2.0"])
def test_a_pdf_is_taken_as_it_is(version):
    content = pdfs.content(version=version)
    assert documents.checked(io.BytesIO(content)) == content


@pytest.mark.parametrize(
    "content",
    [
        pdfs.content(catalogue=pdfs.SCRIPT),
        pdfs.content(more=b"(How to read /Encrypt in a PDF)"),
        pdfs.content() + b"\0" * 500,
        pdfs.content().replace(b"\n", b"\r\n"),
        pdfs.content().replace(b"\n", b"\r"),
    ],
    ids=["script", "word", "filled-up", "crlf", "cr"],
)
def test_what_readers_of_pdf_take_is_taken(content):
    assert documents.checked(io.BytesIO(content)) == content


@pytest.mark.parametrize("name", [name for name in pdfs.REFUSED if name != "empty"])
def test_what_is_no_pdf_is_refused_with_a_sentence(name):
    content, said = pdfs.REFUSED[name]
    with pytest.raises(uploads.Unreadable, match=said):
        documents.checked(io.BytesIO(content))


def test_the_limit_is_five_million_bytes():
    upload = pdfs.of_size(documents.MAX_BYTES)
    assert documents.checked(upload.file)
    with pytest.raises(uploads.Unreadable, match="5 MB"):
        documents.checked(pdfs.of_size(documents.MAX_BYTES + 1).file)


@pytest.mark.parametrize(
    ("sent", "kept"),
    [
        ("overlie-cv-2024.pdf", "overlie-cv-2024.pdf"),
        ("CV.PDF", "CV.pdf"),
        ("../../etc/passwd", "passwd.pdf"),
        ("C:\\Users\\Ada\\cv.pdf", "cv.pdf"),
        ("cv.pdf.exe", "cv.pdf.exe.pdf"),
        ("cv\u202efdp.exe", "cv fdp.exe.pdf"),
        ("a\x00b\r\nSet-Cookie: x.pdf", "a b Set-Cookie: x.pdf"),
        ("Лебенслауф.pdf", "Лебенслауф.pdf"),
        ("", "CV.pdf"),
        (".pdf", "CV.pdf"),
        (" . .pdf", "CV.pdf"),
        ("\u200d.pdf", "CV.pdf"),
        ("x" * 500 + ".pdf", "x" * 116 + ".pdf"),
    ],
)
def test_a_name_keeps_its_words_and_no_tricks(sent, kept):
    assert documents.clean_name(sent) == kept
    assert len(kept) <= documents.MAX_NAME_LENGTH


@pytest.mark.parametrize(
    ("person", "file"),
    [
        ("Ada Lovelace", "Ada Lovelace CV.pdf"),
        ("Софья Ковалевская", "Софья Ковалевская CV.pdf"),
        ('Ada "Countess" O\'Hara/King', "Ada Countess O'Hara King CV.pdf"),
        ("..", "CV.pdf"),
        ("%2e%2e", "2e 2e CV.pdf"),
    ],
)
def test_readers_save_it_under_the_members_name(person, file):
    assert documents.name_for_readers(person) == file
