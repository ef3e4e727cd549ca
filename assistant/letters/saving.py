"""Save a letter as a file of its own: which form by which writer, under which name, never over another."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from assistant.errors import Trouble
from assistant.letters.names import base_name, free
from assistant.settings import write_whole

if TYPE_CHECKING:
    from datetime import datetime
    from pathlib import Path

    from assistant.letters.letter import Letter

FORMS = ("md", "txt", "docx", "odt", "pdf", "eml")
_MEANS_SOMETHING = re.compile(r"^(\s*)([#>*+-]|\d+[.)])(?=\s)|([*_`\[\]<\\])", re.MULTILINE)


def file_name(letter: Letter, form: str, said: str, at: datetime, taken: tuple[str, ...]) -> str:
    """A base name that is not taken; `said` is what the person called it, if anything."""
    usual = f"Letter to {letter.to}" if letter.to else "Letter"
    name = base_name(said.removesuffix(f".{form}")) or base_name(f"{usual} {at:%Y-%m-%d}")
    stems = {one.rpartition(".")[0].lower(): one for one in taken if one.endswith(f".{form}")}
    wanted = name if name.lower() not in stems else free(name.lower(), stems, " ")
    return f"{name}{wanted[len(name) :]}.{form}"


def save(letter: Letter, folder: Path, name: str, at: datetime) -> Path:
    """Write the letter into `folder` in the form its name ends with; gives the path.

    Raises Trouble for another form, for a name that is more than a base name or is taken, for a
    letter that can't be put in this form, and when it can't be written.
    """
    stem, _, form = name.rpartition(".")
    path = folder / name
    if form not in FORMS or not stem or base_name(stem) != stem:
        raise Trouble("I can't save a letter under that name.", "Give it a plain name.")
    if path.exists() or path.is_symlink():
        raise Trouble(f"There is a file called {name} already.", "Give the letter another name.")
    data = _written(letter, form, at)
    try:
        folder.mkdir(parents=True, exist_ok=True, mode=0o700)
        write_whole(path, data)
    except OSError as error:
        raise Trouble(
            f"I couldn't save the letter ({error.strerror}).",
            "Is the disk full, or the folder read-only?",
        ) from None
    return path


def _written(letter: Letter, form: str, at: datetime) -> bytes:
    match form:
        case "docx":
            from assistant.letters.as_docx import docx

            return docx(letter, at)
        case "odt":
            from assistant.letters.as_odt import odt

            return odt(letter, at)
        case "pdf":
            from assistant.letters.as_pdf import pdf

            return pdf(letter)
        case "eml":
            from assistant.letters.as_eml import eml

            return eml(letter, at)
        case "md":
            return markdown(letter).encode()
        case _:
            return f"{letter.text}\n".encode()


def markdown(letter: Letter) -> str:
    """The letter with whatever Markdown would take for a sign of its own escaped."""

    def escaped(found: re.Match[str]) -> str:
        if found[3]:
            return f"\\{found[3]}"
        sign = found[2]
        return f"{found[1]}{sign[:-1]}\\{sign[-1]}"

    paragraphs = letter.text.split("\n\n")
    return (
        "\n\n".join(_MEANS_SOMETHING.sub(escaped, one).replace("\n", "  \n") for one in paragraphs)
        + "\n"
    )
