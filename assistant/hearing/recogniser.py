"""The port inside hearing: what every engine offers the child that runs it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Protocol

if TYPE_CHECKING:
    from collections.abc import Sequence

WHISPER_FILES = ("model.bin", "config.json", "tokenizer.json")
FALL_BACK = "pocketsphinx"  # works without any download


@dataclass(frozen=True, slots=True)
class Understood:
    """Words and how sure the engine is of them, 0..1; no text means nothing was understood."""

    text: str = ""
    confidence: float = 1.0


class Recogniser(Protocol):
    name: str

    def recognise(
        self, pcm: bytes, *, full: bool = False, quick: bool = False, names: Sequence[str] = ()
    ) -> Understood:
        """The words in HEAR_RATE PCM of any length.

        `full` asks for the slow and careful way where an engine has one, `quick` for none where it
        is in doubt; `names` may be spoken of, which not every engine can make use of. Raises Trouble when the
        engine cannot work.
        """
        ...
