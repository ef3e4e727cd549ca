"""What a language model is given: persona, the turns so far, the words, then what was recalled, the move.

Pure. Between rebuilds a prompt only grows at its end, so that a server knows all but the last few
tokens already; that is what makes a small model answer at once. A rebuild, at idle, drops old
notes and lets a summary stand for the older turns.
"""

from __future__ import annotations

import math
import re
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from assistant.dialogue.minds.port import Message

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

MOST_NOTE = 30  # tokens: recalled memories and the move; with her words to answer about 45 in all
MOST_WORDS = 1_600  # letters of one utterance; of a longer one the beginning and the end
MOST_SAID = 1_200  # letters of one reply
MOST_SUMMARY = 120  # tokens
REBUILD_AT, REBUILT_TO = 1_600, 700  # tokens; reading 700 takes about ten seconds of idle
MUST_LEAVE = 600  # tokens of the context that stay free for a turn and its reply
PER_MESSAGE = 5  # tokens of the template around each

# Counted with the tokenizer of Qwen2.5 over 823 lines of hers: words and signs come to 0.93 of the
# tokens (0.78 to 1.15 a line). The factor leaves most lines overestimated, which costs nothing.
_PARTS = re.compile(r"\w{1,12}|[^\w\s]")
_TOKENS_PER_PART = 1.15

_FRAME = (
    "You are {name}, a voice companion that runs on this person's own computer. {manner}\n"
    "Your words are spoken aloud: one to three short sentences, plain speech, no lists, no headings, "
    "no emoji, no stage directions. Say what is on the point now; do not sum up, do not offer help "
    "in general. You have no body, no past, no other life, and you never claim to remember what "
    "no note gives you. You don't know the news, the weather or the web.\n"
    "A message may end with a note in square brackets: what you remember, and what to do in this "
    "turn. Do that, in your own words, and never mention the note.{person}"
)
NOTHING_HEARD = "…"  # of her reply; roles have to take turns in most templates


@dataclass(frozen=True, slots=True)
class Turn:
    """The person's words, the note they were asked with, and what of the reply was heard."""

    words: str
    said: str
    note: str = ""


def persona_text(name: str, manner: str, your_name: str = "") -> str:
    """The beginning of every prompt: about 250 tokens with the house persona."""
    person = f"\nThe person is called {_plain(your_name)}." if your_name.strip() else ""
    return _FRAME.format(name=_plain(name), manner=" ".join(manner.split()), person=person)


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
    parts = [f"You remember: {'; '.join(kept)}." if kept else "", f"Now: {move}" if move else ""]
    said = " ".join(part for part in parts if part)
    return f"\n[{said}]" if said else ""


@dataclass(frozen=True, slots=True)
class Prompt:
    """All that is settled: what every request of the coming turns begins with.

    `context`: tokens that the model can take in all.
    """

    persona: str
    summary: str = ""
    turns: tuple[Turn, ...] = ()
    context: int = 4096

    def messages(self) -> tuple[Message, ...]:
        """The settled part, to be read ahead of time."""
        settled = [Message("system", self._system())]
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
        room = REBUILT_TO - tokens(self.persona) - MOST_SUMMARY - PER_MESSAGE
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
