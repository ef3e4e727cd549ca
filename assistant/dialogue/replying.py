"""Her reply to a turn that asks nothing of a skill: a move, worded by a mind or by her own line; or a guest's."""

from __future__ import annotations

from contextlib import aclosing
from dataclasses import replace
from typing import TYPE_CHECKING

from assistant.dialogue import moves, trespass
from assistant.dialogue.company import HER
from assistant.dialogue.correcting import put_right
from assistant.dialogue.hearing_out import listen, nothing_kept
from assistant.dialogue.said import Kind
from assistant.dialogue.sifting import Sifted
from assistant.dialogue.text import sentences
from assistant.dialogue.understanding import understand
from assistant.ports import Clause

if TYPE_CHECKING:
    from collections.abc import AsyncGenerator, Iterator

    from assistant.dialogue.bearing import Bearing
    from assistant.dialogue.briefing import Briefing
    from assistant.dialogue.company import Company
    from assistant.dialogue.history import Exchange, History
    from assistant.dialogue.minded import Minded
    from assistant.dialogue.move import Move
    from assistant.dialogue.remembering import Remembering
    from assistant.dialogue.said import Said
    from assistant.dialogue.skills.skill import Talk
    from assistant.dialogue.wording import Wording
    from assistant.ports import Heard


class Replying:
    """Of one session; what it is made of belongs to the manager."""

    def __init__(  # noqa: PLR0917 - what a reply is made of
        self,
        minded: Minded,
        history: History,
        briefing: Briefing,
        wording: Wording,
        bearing: Bearing,
        remembering: Remembering,
        company: Company,
    ) -> None:
        self.aside = ""  # a key of the persona's lines, to be said where it fits
        self._minded, self._history, self._briefing = minded, history, briefing
        self._wording, self._bearing = wording, bearing
        self._remembering, self._company = remembering, company

    async def answer(
        self, heard: Heard, exchange: Exchange, talk: Talk
    ) -> AsyncGenerator[Clause, None]:
        said = understand(heard.text, self._history.people())
        if said.kind is Kind.CORRECT and said.detail:
            for clause in self._corrected(said.detail, exchange, talk):
                yield clause
            return
        exchange.understood = said
        if nothing_kept(said, exchange, self._history):
            self._briefing.forget_private()
            yield Clause(talk.say("kept_nothing"), "manager")
            return
        move = moves.choose(said, self._history, self._bearing.most_questions())
        listen(said, exchange, self._history)
        exchange.move = move
        names = {"name": talk.settings.your_name, "her": talk.settings.her_name}
        order = self._company.order(move, said.mood, exchange.addressed, self._history)
        if order == (HER,):
            clauses = self._hers(move, said, names, heard, exchange, talk)
        else:
            clauses = self._in_company(order, move, names | move.slots, heard, exchange, talk)
        async with aclosing(clauses):
            async for clause in clauses:
                yield clause

    async def _hers(  # noqa: PLR0917 - one turn, told once
        self,
        move: Move,
        said: Said,
        names: dict[str, str],
        heard: Heard,
        exchange: Exchange,
        talk: Talk,
    ) -> AsyncGenerator[Clause, None]:
        """What her manner has her say first, then the mind's words, or her own line where they fail."""
        move, lead, own = self._own(move, said, exchange, names)
        memory = await self._remembering.of(heard.text, said, self._history)
        by, outcome = self._minded.by, Sifted()
        for sentence in sentences(lead):
            yield Clause(sentence, by)
        if self._minded.may_word(move):
            words = self._minded.worded(move, own, heard, exchange, talk.settings, memory)
            async with aclosing(words):
                async for clause in words:
                    yield clause
            outcome = self._minded.sifted
        if not outcome.passed or outcome.broken:
            if memory is not None and not outcome.passed:
                self._remembering.used(memory)
                yield Clause(
                    talk.say("recalled", memory=memory.text.rstrip(".")), by, None, (memory.source,)
                )
            for sentence in sentences(own):
                yield Clause(sentence, by)
        elif move.hedged:
            yield Clause(talk.say("hedge"), "manager")
        if aside := self._fitting_aside(move, said.mood, exchange.meant):
            yield Clause(talk.say(aside), "manager")

    def _own(
        self, move: Move, said: Said, exchange: Exchange, names: dict[str, str]
    ) -> tuple[Move, str, str]:
        """What her manner has her say first, and her own line for the move; or a guess at a feeling."""
        guess = "" if move.quiet else self._bearing.guess(said, self._history)
        if guess:
            exchange.guessed = guess
            line = self._bearing.guess_line(guess, self._history.turns)
            return replace(move, worded=False), "", line
        slots = self._bearing.slots(names | move.slots)
        if move.line:
            return move, "", move.line
        own = self._bearing.called(
            self._wording.say(move.keys, slots, quiet=move.quiet), names["name"]
        )
        lead = self._bearing.lead(
            own, move, said, lambda: self._wording.say(move.keys, slots, quiet=True),
            recent=self._wording.recent,
        )  # fmt: skip
        return move, lead, own

    async def _in_company(  # noqa: PLR0917 - one turn, told once
        self,
        order: tuple[str, ...],
        move: Move,
        slots: dict[str, str],
        heard: Heard,
        exchange: Exchange,
        talk: Talk,
    ) -> AsyncGenerator[Clause, None]:
        """The guest's line, worded by a mind where one may; then perhaps a line of hers, which asks nothing."""
        guest = self._company.here(self._history)
        if guest is None:
            return
        by = self._minded.by
        own = self._company.line(guest, move, slots)
        so_far = ""
        if self._minded.may_word(move):
            asked = replace(
                move,
                name=f"as {guest.name}, {guest.manner}: {move.name}",
                quiet=move.quiet or not guest.limits.questions,
            )
            theirs = replace(heard, lead_in="")  # that is in her voice
            words = self._minded.worded(asked, own, theirs, exchange, talk.settings, None)
            async with aclosing(words):
                async for clause in words:
                    whole = f"{so_far} {clause.text}".strip()
                    if trespass.objection(whole) or len(whole.split()) > guest.limits.words:
                        break
                    so_far = whole
                    yield self._company.signed(clause, guest)
        if not so_far or self._minded.sifted.broken:
            for sentence in sentences(own):
                yield self._company.signed(Clause(sentence, by), guest)
        if HER in order:
            yield Clause(self._wording.say(move.keys, slots, quiet=True), by)

    def _corrected(self, words: str, exchange: Exchange, talk: Talk) -> Iterator[Clause]:
        """ "No, I said Leeds": the last line they said becomes this, and the wrong one is gone."""
        before = self._history.before
        if before is not None and not before.private:
            before.heard = put_right(before.heard, words)
            before.understood = understand(before.heard, self._history.people())
        exchange.understood = understand(words, self._history.people())
        for sentence in sentences(talk.say("corrected", words=words)):
            yield Clause(sentence, "manager")

    def _fitting_aside(self, move: Move, mood: int, meant: str) -> str:
        """The aside, when it interrupts nothing: she has asked nothing and nobody is unhappy."""
        if mood < 0 or move.quiet or self._history.listening or "?" in meant:
            return ""
        aside, self.aside = self.aside, ""
        return aside
