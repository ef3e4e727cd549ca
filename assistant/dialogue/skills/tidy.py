"""Files by voice: "tidy my downloads by date"; she proposes, asks on the screen, moves, and takes it back."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from assistant.dialogue.skills.inbox import ASKING, GO
from assistant.dialogue.skills.skill import Reply, Talk
from assistant.dialogue.text import bare, visible
from assistant.ports import Act
from assistant.tidying.places import USUAL, folders_called
from assistant.tidying.proposing import By

if TYPE_CHECKING:
    from pathlib import Path

    from assistant.ports import Heard
    from assistant.tidying.sweeping import Sweeping

_BY = r"(?P<by>\s*,?\s*(?:by|according to) (?:kind|type|date|month|year|age)s?)?"
_FOLDER = rf"(?:(?:my |the )?(?P<usual>{USUAL})(?: folder)?|(?:my |the )?folder (?:called |named )?(?P<named>.{{1,80}}?)|(?:my |the )(?P<before>[\w '-]{{1,60}}?) folder|(?:the folder )?(?P<path>(?:~|/|[A-Za-z]:[\\/]).{{1,400}}?))"
_TIDY = re.compile(
    rf"(?i)\s*(?:(?:can|could|will|would) you |please |let's |help me )*(?:tidy|sort|clean|organi[sz]e)(?: up| out)?(?: the files in)? {_FOLDER}(?: up| out)?{_BY}\W*"
)
_COPIES = re.compile(
    rf"(?i)\s*(?:(?:can|could|will|would) you |please )*(?:find|look for|put aside|move|are there(?: any)?|show me)(?: the| any| all)? (?:duplicates?|copies|double files|doubles)(?: files)? (?:in|of|from) {_FOLDER}\W*"
)
_NOT_FILES = re.compile(r"(?i)\b(?:mail|inbox|e-?mails?)\b")


@dataclass(frozen=True, slots=True)
class Which:
    """She asked which of several folders of one name is meant."""

    folders: tuple[str, ...]
    by: By


class Tidy:
    """Proposes how the loose files of a folder would be sorted, by kind, by date or copies aside."""

    name = "tidy"

    def __init__(self, sweeping: Sweeping) -> None:
        self._sweeping = sweeping

    async def answer(self, heard: Heard, talk: Talk) -> Reply | None:
        plain = bare(heard.text)
        if isinstance(talk.pending, Which) and (reply := _chosen(plain, talk.pending)):
            return reply
        seen = self._sweeping.seen.files
        if seen is not None and GO.fullmatch(plain) and self._sweeping.offers("files", talk.history):  # fmt: skip
            if not seen.moves:
                return Reply("There is nothing to move.")
            return Reply(
                f"{len(seen.moves):,} files, inside that folder only. {ASKING}",
                self._sweeping.sort_files(),
            )
        found = _COPIES.fullmatch(heard.text) or _TIDY.fullmatch(heard.text)
        if found is None or _NOT_FILES.search(found[0]):
            return None
        named = next(found[key] for key in ("usual", "named", "before", "path") if found[key])
        by = By.COPIES if _COPIES.fullmatch(heard.text) else _by(found["by"] or "")
        return _looking(folders_called(named), by, named)


def _by(said: str) -> By:
    return By.DATE if re.search(r"(?i)date|month|year|age", said) else By.KIND


def _looking(folders: tuple[Path, ...], by: By, named: str) -> Reply:
    if not folders:
        return Reply(f"I find no folder called {visible(named)[:60]}. You can type its whole path to me.")  # fmt: skip
    if len(folders) > 1:
        where = [one.parent.name for one in folders[:3]]
        return Reply(
            f"There are {len(folders)} of that name, in {' and in '.join(where)}. Which one?",
            pending=Which(tuple(map(str, folders)), by),
        )
    act = Act("files_look", {"folder": str(folders[0]), "by": by.value})
    return Reply("I'm looking. Nothing is moved.", act)


def _chosen(plain: str, which: Which) -> Reply | None:
    for number, folder in enumerate(which.folders):
        above = re.split(r"[\\/]", folder)[-2:][0].lower()
        order = ("first", "second", "third")[number] if number < 3 else "·"
        if above in plain.split() or order in plain.split():
            act = Act("files_look", {"folder": folder, "by": which.by.value})
            return Reply("I'm looking. Nothing is moved.", act)
    return None
