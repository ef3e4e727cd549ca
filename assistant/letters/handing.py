"""Hand a letter over to the person's mail program, where they send it themselves. Done only after a yes on the screen."""

from __future__ import annotations

import os
import subprocess
import sys
from typing import TYPE_CHECKING
from urllib.parse import quote

from assistant.errors import Trouble
from assistant.letters.as_eml import address, header

if TYPE_CHECKING:
    from assistant.letters.letter import Letter

LONGEST_LINK = 1_900  # characters; mail programs and systems cut longer ones


def link(letter: Letter) -> str:
    """A mailto link with everything in it; "" when that is too long. Raises Trouble."""
    whom = address(letter.address) if letter.address else ""
    parts = {"subject": header(letter.subject), "body": letter.text.replace("\n", "\r\n")}
    query = "&".join(f"{key}={quote(text, safe='')}" for key, text in parts.items() if text)
    made = f"mailto:{quote(whom, safe='@')}?{query}"
    return made if len(made) <= LONGEST_LINK else ""


def open_outside(what: str) -> None:
    """Open a link or a file with the program the person has chosen for it. Raises Trouble."""
    try:
        if sys.platform == "win32":
            os.startfile(what)  # noqa: S606 - a mailto link or a file we have just written
        else:
            program = "open" if sys.platform == "darwin" else "xdg-open"
            subprocess.Popen(
                [program, what], stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL,
                stderr=subprocess.DEVNULL, start_new_session=True,
            )  # fmt: skip
    except OSError:
        raise Trouble(
            "I found no way to open your mail program.",
            "Save the letter as eml and open it from your letters folder.",
        ) from None
