"""What a language model is given: persona, the turns so far, the words, then what was recalled, the move.

Pure. Between rebuilds a prompt only grows at its end, so that a server knows all but the last few
tokens already; that is what makes a small model answer at once. A rebuild, at idle, drops old
notes and lets a summary stand for the older turns.
"""

from __future__ import annotations

import math
import re
import tomllib
from dataclasses import dataclass, replace
from functools import cache
from typing import TYPE_CHECKING

from assistant.dialogue.minds.port import Message
from assistant.paths import RESOURCES

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

MOST_NOTE = 30  # tokens: recalled memories and the move; with her words to answer about 45 in all
MOST_WORDS = 1_600  # letters of one utterance; of a longer one the beginning and the end
MOST_SAID = 1_200  # letters of one reply
MOST_SUMMARY = 120  # tokens
REBUILD_AT, REBUILT_TO = 1_800, 1_000  # tokens; reading 1,000 takes about seventeen seconds of idle
MUST_LEAVE = 600  # tokens of the context that stay free for a turn and its reply
PER_MESSAGE = 5  # tokens of the template around each

# Counted with the tokenizer of Qwen2.5 over 823 lines of hers: words and signs come to 0.93 of the
# tokens (0.78 to 1.15 a line). The factor leaves most lines overestimated, which costs nothing.
_PARTS = re.compile(r"\w{1,12}|[^\w\s]")
_TOKENS_PER_PART = 1.15

NOTHING_HEARD = "…"  # of her reply; roles have to take turns in most templates


@dataclass(frozen=True, slots=True)
class Turn:
    """The person's words, the note they were asked with, and what of the reply was heard."""

    words: str
    said: str
    note: str = ""


@cache
def _written() -> tuple[str, tuple[tuple[str, str, str], ...]]:
    """The frame of the persona, and the examples: their words, the move, her reply."""
    found = tomllib.loads((RESOURCES / "prompts" / "mind.toml").read_text("utf-8"))
    return found["frame"].strip(), tuple(tuple(one) for one in found["examples"])


def persona_text(name: str, manner: str, your_name: str = "") -> str:
    """The beginning of every prompt; with the examples about 480 tokens in the house persona."""
    person = f"\nThe person is called {_plain(your_name)}." if your_name.strip() else ""
    frame, _ = _written()
    return frame.format(name=_plain(name), manner=" ".join(manner.split()), person=person)


def examples() -> tuple[Message, ...]:
    """Turns of nobody's, before the talk: they set the tone better than any description."""
    turns: list[Message] = []
    for words, move, said in _written()[1]:
        turns += [Message("user", words + note(move)), Message("assistant", said)]
    return tuple(turns)


def tokens(text: str) -> int:
    """About how many tokens these are, rather too many than too few."""
    return math.ceil(len(_PARTS.findall(text)) * _TOKENS_PER_PART)


def note(move: str, recalled: Sequence[str] = (), most: int = MOST_NOTE) -> str:
    """The note for a turn, "" without anything to note. The move comes last and always stays;
    of the memories as many as fit, best first, each whole.
    """
    move = _clipped(_plain(move), most)
    left = most - tokens(move)
    kept = []
    for memory in map(_plain, recalled):
        left -= tokens(memory) + 2
        if left < 0:
            break
        kept.append(memory.rstrip("."))
    parts = [f"know: {'; '.join(kept)}." if kept else "", move]
    said = " ".join(part for part in parts if part)
    return f"\n[{said}]" if said else ""


@dataclass(frozen=True, slots=True)
class Prompt:
    """All that is settled: what every request of the coming turns begins with.

    `shown`: the examples. `context`: tokens that the model can take in all.
    """

    persona: str
    summary: str = ""
    turns: tuple[Turn, ...] = ()
    context: int = 4096
    shown: tuple[Message, ...] = ()

    def messages(self) -> tuple[Message, ...]:
        """The settled part, to be read ahead of time."""
        settled = [Message("system", self._system()), *self.shown]
        for turn in self.turns:
            settled.append(Message("user", turn.words + turn.note))
            settled.append(Message("assistant", turn.said or NOTHING_HEARD))
        return tuple(settled)

    def asked(
        self, words: str, move: str = "", recalled: Sequence[str] = ()
    ) -> tuple[Message, ...]:
        """The whole prompt for a turn; only its last message is new to the server."""
        return (*self.messages(), Message("user", _words(words) + note(move, recalled)))

    def grown(self, words: str, said: str, move: str = "", recalled: Sequence[str] = ()) -> Prompt:
        """After the turn, with the arguments of `asked` and what of her reply was heard.

        A turn that no mind was asked for (a skill) comes without move and memories; a private one
        does not come at all.
        """
        turn = Turn(_words(words), _clipped_letters(said.strip(), MOST_SAID), note(move, recalled))
        return replace(self, turns=(*self.turns, turn))

    def renamed(self, before: str, now: str) -> Prompt:
        """She has another name: what she said under the old one must not call her back to it."""
        old = re.compile(rf"\b{re.escape(before)}\b", re.IGNORECASE)
        turns = (replace(turn, said=old.sub(lambda _: now, turn.said)) for turn in self.turns)
        return replace(self, turns=tuple(turns))

    @property
    def tokens(self) -> int:
        return sum(tokens(message.text) + PER_MESSAGE for message in self.messages())

    @property
    def wants_rebuilding(self) -> bool:
        """At the next idle moment."""
        return self.tokens > REBUILD_AT

    @property
    def must_be_rebuilt(self) -> bool:
        """Before the next turn: it would not fit any more."""
        return self.tokens > self.context - MUST_LEAVE

    def leaving(self) -> tuple[Turn, ...]:
        """The turns that a rebuild would let a summary stand for; the latest one always stays."""
        fixed = (Message("system", self.persona), *self.shown)
        room = REBUILT_TO - MOST_SUMMARY - sum(tokens(one.text) + PER_MESSAGE for one in fixed)
        stay = 0
        for turn in reversed(self.turns):
            room -= tokens(turn.words) + tokens(turn.said) + 2 * PER_MESSAGE
            if room < 0 and stay:
                break
            stay += 1
        return self.turns[: len(self.turns) - stay]

    def rebuilt(
        self, summarise: Callable[[str, tuple[Turn, ...]], str], leaving: int | None = None
    ) -> Prompt:
        """Shorter: `summarise` gets the old summary and the turns that go, and gives the new one.

        `leaving`: how many turns go, when they were summarised some turns ago; else as `leaving()`.
        The notes of the turns that stay are dropped: their moves are done.
        """
        count = len(self.leaving()) if leaving is None else leaving
        gone, stay = self.turns[:count], self.turns[count:]
        summary = summarise(self.summary, gone) if gone else self.summary
        return replace(
            self,
            summary=_clipped(_plain(summary), MOST_SUMMARY),
            turns=tuple(replace(turn, note="") for turn in stay),
        )

    def _system(self) -> str:
        before = f"\nEarlier in this talk: {self.summary}" if self.summary else ""
        return self.persona + before


def _plain(text: str) -> str:
    """One line without square brackets: those belong to notes."""
    return " ".join(text.replace("[", "(").replace("]", ")").split())


def _words(text: str) -> str:
    return _clipped_letters(_plain(text), MOST_WORDS) or NOTHING_HEARD


def _clipped_letters(text: str, most: int) -> str:
    if len(text) <= most:
        return text
    return f"{text[: most * 2 // 3].rstrip()} … {text[-most // 3 :].lstrip()}"


def _clipped(text: str, most: int) -> str:
    """At most so many tokens, ending with a whole word."""
    if tokens(text) <= most:
        return text
    ends = [found.end() for found in _PARTS.finditer(text)][: int(most / _TOKENS_PER_PART)]
    clipped = text[: ends[-1]] if ends else ""
    return clipped.rsplit(" ", 1)[0] if " " in clipped else clipped
