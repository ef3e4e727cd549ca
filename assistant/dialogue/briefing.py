"""What a mind is told: the talk so far as it grows, then this turn's words, memories and move.

Everything before the turn only grows at its end until `rest` rebuilds it, so that a server knows it
already (see `prompt`).
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from assistant.dialogue import prompt as growing
from assistant.dialogue.said import Kind
from assistant.ports import Prompt

if TYPE_CHECKING:
    from assistant.dialogue.history import Exchange
    from assistant.dialogue.minds.port import Message


class Briefing:
    """The growing prompt of one session. Private exchanges never enter it."""

    def __init__(self, manner: str) -> None:
        self._manner = self._next = manner
        self._open: Exchange | None = None
        self._summed: list[Exchange] = []  # those in `_grown`, in its order
        self._grown = growing.Prompt("")
        self._names = "", ""  # hers and the person's, as the prompt was made last
        self._gone: list[str] = []  # what the person said in the turns that are summed up

    def wear(self, manner: str, *, at_once: bool) -> None:
        """Another manner from the next rebuilding on, or `at_once`: all has to be read anew then."""
        self._next = manner
        if at_once or not (self._summed or self._open):
            self._manner = manner

    def begin(self, exchange: Exchange) -> None:
        """A new turn: the one before is settled as it was heard."""
        self.settle(exchange.heard)
        self._open = exchange

    def settle(self, next_words: str = "") -> None:
        """Take in the latest exchange, when its reply is over."""
        last, self._open = self._open, None
        if last is None or last.private:
            return
        if not last.said and next_words.startswith(last.heard):
            return  # their sentence went on: the whole of it comes again
        recalled = (last.reminded,) if last.reminded else ()
        self._grown = self._grown.grown(last.heard, last.said, last.instruction, recalled)
        self._summed.append(last)

    def forget_private(self) -> None:
        """Take exchanges out that have become private since."""
        pairs = zip(self._summed, self._grown.turns, strict=True)
        kept = [(one, turn) for one, turn in pairs if not one.private]
        self._summed = [one for one, _ in kept]
        self._grown = replace(self._grown, turns=tuple(turn for _, turn in kept))

    def asked(  # noqa: PLR0917 - one turn, told once
        self,
        name: str,
        your_name: str,
        exchange: Exchange,
        move: str,
        line: str,
        reminded: str = "",
    ) -> Prompt:
        """The whole prompt for the exchange that has begun; `line` is her own line for the move."""
        exchange.instruction, exchange.reminded = move, reminded
        self._named(name, your_name)
        if self._grown.must_be_rebuilt:
            self._rebuild()
        recalled = (reminded,) if reminded else ()
        *settled, last = self._grown.asked(exchange.heard, move, recalled)
        note = growing.note(move, recalled)
        return self._prompt(
            tuple(settled), heard=last.text.removesuffix(note), move=note, line=line
        )

    def ahead(self, name: str, your_name: str, words_so_far: str = "") -> Prompt:
        """What a mind may read while nobody waits, or while the person still speaks."""
        self._named(name, your_name)
        self.settle(words_so_far)
        if not words_so_far and self._grown.wants_rebuilding:
            self._rebuild()  # never while they speak: it takes seconds to read
        return self._prompt(self._grown.messages(), heard=words_so_far)

    @property
    def tokens(self) -> int:
        """About how many tokens the settled part has."""
        return self._grown.tokens

    def _named(self, name: str, your_name: str) -> None:
        before, self._names = self._names[0], (name, your_name)
        if before and before != name:
            self._grown = self._grown.renamed(before, name)
        persona = growing.persona_text(name, self._manner, your_name)
        if persona != self._grown.persona:
            self._grown = replace(self._grown, persona=persona, shown=growing.examples())

    def _rebuild(self) -> None:
        self._manner = self._next
        self._named(*self._names)
        count = len(self._grown.leaving())
        leaving, self._summed = self._summed[:count], self._summed[count:]
        self._gone += [told for one in leaving if (told := _told(one))]
        summary = _summary(self._gone)
        self._grown = self._grown.rebuilt(lambda _old, _turns: summary, count)

    def _prompt(
        self, settled: tuple[Message, ...], heard: str, move: str = "", line: str = ""
    ) -> Prompt:
        system, *rest = settled
        pairs = zip(rest[::2], rest[1::2], strict=True)
        turns = tuple((theirs.text, hers.text) for theirs, hers in pairs)
        return Prompt(system.text, turns, move, heard, line)


def _told(exchange: Exchange) -> str:
    """What an exchange leaves behind: the person's own clause, seen from her side."""
    said = exchange.understood
    if said is None or said.kind is not Kind.TOLD or not said.words:
        return ""
    return said.you


def _summary(told: list[str]) -> str:
    """Their own words rather than a model's account of them: nothing in it can be made up."""
    kept: list[str] = []
    room = growing.MOST_SUMMARY - 6
    for one in reversed(told):
        room -= growing.tokens(one) + 1
        if room < 0:
            break
        kept.append(one)
    return f"the person said: {'; '.join(reversed(kept))}." if kept else ""
