"""What is saved is read back by other programs as it was written; names and headers stay plain."""

from __future__ import annotations

import email
import email.policy
import io
import shutil
import subprocess
import sys
import zipfile
from datetime import UTC, datetime
from typing import TYPE_CHECKING
from urllib.parse import parse_qs, urlsplit

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from assistant.errors import Trouble
from assistant.letters import handing, saving
from assistant.letters.as_eml import address, eml
from assistant.letters.letter import Letter
from assistant.letters.names import base_name
from assistant.letters.saving import file_name, save

if TYPE_CHECKING:
    from pathlib import Path

NOON = datetime(2026, 11, 22, 12, 0, tzinfo=UTC)
LETTER = Letter(
    "Anna",
    "Dear Anna,",
    (
        ("The train costs < 20 € & isn't late.", "Say “hello” to Zoë — and to *everyone*."),
        ("# Bring the dog.", "1. It's called <b>Rex</b>."),
    ),
    "With warm wishes,",
    "Theo",
    "Our trip & the dog",
    "anna@example.org",
)
LONG = Letter("Anna", "Dear Anna,", tuple((f"This is paragraph {i} of a long letter.",) * 6 for i in range(40)), "Love,", "Theo")  # fmt: skip
PLAIN = Letter("", "", (("Only this.",),), "", "")


def pdf_text(path: Path) -> str:
    from pypdf import PdfReader

    return " ".join(" ".join(page.extract_text() for page in PdfReader(path).pages).split())


@pytest.mark.parametrize("letter", [LETTER, LONG, PLAIN], ids=["signs", "long", "plain"])
def test_the_text_of_the_pdf_is_the_letter(letter: Letter, tmp_path: Path) -> None:
    path = save(letter, tmp_path, "a.pdf", NOON)
    assert pdf_text(path) == " ".join(letter.text.split())


@pytest.mark.parametrize("letter", [LETTER, LONG, PLAIN], ids=["signs", "long", "plain"])
def test_the_paragraphs_of_the_word_file_are_the_letters(letter: Letter, tmp_path: Path) -> None:
    from docx import Document

    document = Document(str(save(letter, tmp_path, "a.docx", NOON)))
    assert "\n\n".join(one.text for one in document.paragraphs) == letter.text
    assert document.core_properties.title == letter.subject
    assert document.core_properties.author == letter.name


@pytest.mark.parametrize("letter", [LETTER, LONG, PLAIN], ids=["signs", "long", "plain"])
def test_the_paragraphs_of_the_open_document_are_the_letters(
    letter: Letter, tmp_path: Path
) -> None:
    from odfdo import Document

    document = Document(str(save(letter, tmp_path, "a.odt", NOON)))
    told = [one.inner_text for one in document.body.paragraphs]
    assert "\n\n".join(told) == letter.text
    assert (document.meta.title or "") == letter.subject
    assert (document.meta.creator or "") == letter.name


@pytest.mark.parametrize("letter", [LETTER, LONG, PLAIN], ids=["signs", "long", "plain"])
def test_the_mail_is_the_letter_and_has_not_been_sent(letter: Letter, tmp_path: Path) -> None:
    raw = save(letter, tmp_path, "a.eml", NOON).read_bytes()
    message = email.message_from_bytes(raw, policy=email.policy.default)
    assert message.get_content().replace("\r\n", "\n") == f"{letter.text}\n"
    assert (message["To"] or "") == letter.address
    assert message["Subject"] == letter.subject
    assert message["X-Unsent"] == "1"
    assert message["Bcc"] is None


def test_plain_text_and_markdown(tmp_path: Path) -> None:
    assert save(LETTER, tmp_path, "a.txt", NOON).read_text("utf-8") == f"{LETTER.text}\n"
    shown = save(LETTER, tmp_path, "a.md", NOON).read_text("utf-8")
    assert "\\*everyone\\*" in shown
    assert "\n\n\\# Bring the dog." in shown
    assert "\\<b>" in shown
    assert "With warm wishes,  \nTheo" in shown  # a line break that Markdown keeps


@pytest.mark.parametrize(
    "subject", ["Hello\nBcc: x@example.org", "a\r\nTo: b@c.de", "a\u2028b", "a\u202eb", "a\x00b"]
)
def test_a_subject_that_would_begin_another_header_is_refused(subject: str) -> None:
    with pytest.raises(Trouble):
        eml(Letter("Anna", subject=subject), NOON)
    with pytest.raises(Trouble):
        handing.link(Letter("Anna", subject=subject))


@pytest.mark.parametrize(
    "said",
    ["a@b\nBcc: x@y.org", "a@b.org, c@d.org", "Anna <a@b.org>", "a@b", "a b@c.org", "аnna@example.org", "a@exa\u200bmple.org", "", "@b.org", "a@@b.org", "-" * 300 + "@b.org"],
)  # fmt: skip
def test_what_is_no_plain_address_is_refused(said: str) -> None:
    with pytest.raises(Trouble):
        address(said)


@given(st.text(max_size=60))
@settings(max_examples=200, deadline=None)
def test_no_header_can_be_smuggled_in(text: str) -> None:
    letter = Letter("Anna", subject=text, paragraphs=((f"{text}.",),))
    try:
        raw = eml(letter, NOON)
    except Trouble:
        return
    message = email.message_from_bytes(raw, policy=email.policy.default)
    assert {name.lower() for name in message} <= {
        "subject", "date", "x-unsent", "mime-version", "content-type", "content-transfer-encoding",
    }  # fmt: skip


@pytest.mark.parametrize(
    ("said", "kept"),
    [
        ("my letter", "my letter"),
        ("../../etc/passwd", "passwd"),
        ("file:///etc/passwd", "passwd"),
        ("C:\\Windows\\win.ini", "win.ini"),
        ("..", ""),
        (".hidden", "hidden"),
        ("a\x00b\nc", "a b c"),
        ("con", "letter con"),
        ("x" * 200, "x" * 60),
        ("Zoë's letter", "Zoë's letter"),
        ("a\u202etxt.exe", "a txt.exe"),
        ("-rf", "rf"),
    ],
)
def test_a_name_is_a_base_name_and_nothing_else(said: str, kept: str) -> None:
    assert base_name(said) == kept


@given(st.text(max_size=80))
@settings(max_examples=300, deadline=None)
def test_whatever_it_is_called_it_stays_in_the_folder(said: str) -> None:
    name = file_name(PLAIN, "txt", said, NOON, ())
    assert "/" not in name
    assert "\\" not in name
    assert not name.startswith((".", "-"))
    assert name.endswith(".txt")
    assert base_name(name.removesuffix(".txt")) == name.removesuffix(".txt")


def test_no_file_is_written_over(tmp_path: Path) -> None:
    first = file_name(LETTER, "txt", "", NOON, ())
    save(LETTER, tmp_path, first, NOON)
    second = file_name(LETTER, "txt", "", NOON, (first,))
    assert (first, second) == ("Letter to Anna 2026-11-22.txt", "Letter to Anna 2026-11-22 2.txt")
    with pytest.raises(Trouble):
        save(PLAIN, tmp_path, first, NOON)
    assert (tmp_path / first).read_text("utf-8") == f"{LETTER.text}\n"


@pytest.mark.parametrize("name", ["../a.txt", "a/b.txt", "a.exe", ".txt", "a\nb.txt", "/tmp/a.txt"])
def test_another_place_or_form_is_refused(name: str, tmp_path: Path) -> None:
    with pytest.raises(Trouble):
        save(LETTER, tmp_path / "in", name, NOON)
    assert not (tmp_path / "in").exists()


def test_a_link_in_the_folder_is_not_followed(tmp_path: Path) -> None:
    (tmp_path / "a.txt").symlink_to(tmp_path / "elsewhere")
    with pytest.raises(Trouble):
        save(LETTER, tmp_path, "a.txt", NOON)
    assert not (tmp_path / "elsewhere").exists()


def test_signs_the_typeface_lacks_are_said_and_nothing_is_saved(tmp_path: Path) -> None:
    letter = Letter("", paragraphs=(("狗 and cat.",),))
    with pytest.raises(Trouble, match="狗"):
        save(letter, tmp_path, "a.pdf", NOON)
    assert not list(tmp_path.iterdir())
    assert save(letter, tmp_path, "a.docx", NOON).exists()


def test_a_full_disk_is_said_and_leaves_nothing_half(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(path: Path, data: bytes) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(saving, "write_whole", full)
    with pytest.raises(Trouble, match="No space left"):
        save(LETTER, tmp_path, "a.txt", NOON)
    assert not list(tmp_path.iterdir())


def test_the_mail_link_holds_the_letter(tmp_path: Path) -> None:
    link = urlsplit(handing.link(LETTER))
    found = parse_qs(link.query)
    assert (link.scheme, link.path) == ("mailto", "anna@example.org")
    assert found["body"][0].replace("\r\n", "\n") == LETTER.text
    assert found["subject"][0] == LETTER.subject
    assert not handing.link(LONG)  # too long for a link: it goes as a file


def test_saving_the_same_letter_twice_gives_the_same_word_file_inside(tmp_path: Path) -> None:
    one, two = (save(LETTER, tmp_path, name, NOON) for name in ("a.docx", "b.docx"))
    inside = [
        zipfile.ZipFile(io.BytesIO(path.read_bytes())).read("word/document.xml")
        for path in (one, two)
    ]
    assert inside[0] == inside[1]


@pytest.mark.long
@pytest.mark.timeout(240)
@pytest.mark.parametrize(
    "form", ["docx", "odt", "txt"]
)  # its Writer alone reads no PDF: pypdf does, above
def test_libreoffice_reads_it(form: str, tmp_path: Path) -> None:
    office = shutil.which("soffice") or shutil.which("libreoffice")
    if office is None:
        pytest.skip("LibreOffice is not installed here, so no other program has read these files")
    path = save(LETTER, tmp_path, f"a.{form}", NOON)
    out = tmp_path / "out"
    subprocess.run(
        [office, "--headless", f"-env:UserInstallation=file://{tmp_path}/office", "--convert-to", "txt:Text (encoded):UTF8", "--outdir", str(out), str(path)],
        check=True, capture_output=True, timeout=200,
    )  # fmt: skip
    read = (out / "a.txt").read_text("utf-8-sig")
    assert read.split() == LETTER.text.split()


def test_the_libraries_for_documents_wait_until_something_is_saved() -> None:
    code = (
        "import sys; from assistant.desk.desk import desk_in; from assistant.dialogue.skills import "
        "letters, decisions; print(*({'docx', 'odfdo', 'reportlab', 'lxml', 'PIL'} & set(sys.modules)))"
    )
    root = saving.__file__.rpartition("assistant")[0]
    done = subprocess.run(
        [sys.executable, "-c", code], cwd=root, capture_output=True, text=True, check=True
    )
    assert done.stdout.split() == []
