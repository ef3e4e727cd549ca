"""One user turn in, her clauses out: safety, then skills, then a move which the mind words, then the guard."""

from __future__ import annotations

from contextlib import aclosing
from typing import TYPE_CHECKING

from assistant.dialogue import guard, moves, safety
from assistant.dialogue.briefing import prompt_for
from assistant.dialogue.contacts import contact_for
from assistant.dialogue.history import Exchange, History
from assistant.dialogue.honesty import DISCLOSURE, Honesty
from assistant.dialogue.safety import Alarm, alarm
from assistant.dialogue.skills.skill import Reply, Talk
from assistant.dialogue.text import clean, has_words, sentences
from assistant.dialogue.understanding import Kind, understand
from assistant.dialogue.wording import Wording
from assistant.errors import Trouble
from assistant.ports import Act, Clause, Heard

if TYPE_CHECKING:
    import random
    from collections.abc import AsyncGenerator, AsyncIterator, Callable, Sequence
    from datetime import datetime

    from assistant.dialogue.contacts import Contact
    from assistant.dialogue.persona import Persona
    from assistant.dialogue.skills.skill import SettingsView, Skill
    from assistant.ports import Mind

# what still works while she is careful after a crisis; the rest would be light talk
IN_CARE = frozenset(("stop", "goodbye", "again", "volume", "pace", "names", "clock", "thanks"))
LONGEST_IN_CHARS = 400_000  # safety looks at so much of a paste


class Manager:
    """The dialogue of one session (ports.Dialogue).

    `settings` is read anew at each turn; `clock` gives local, aware time for the opening; all
    chance comes from `rng`.
    """

    def __init__(  # noqa: PLR0917 - the six things a talk is made of
        self,
        persona: Persona,
        settings: SettingsView | Callable[[], SettingsView],
        mind: Mind,
        skills: Sequence[Skill],
        clock: Callable[[], datetime],
        rng: random.Random,
    ) -> None:
        self.history = History()
        self._persona = persona
        self._settings = settings
        self._mind = mind
        self._skills = (Honesty(), *skills)
        self._clock = clock
        self._rng = rng
        self._wording = Wording(persona, rng)

    @property
    def settings(self) -> SettingsView:
        return self._settings() if callable(self._settings) else self._settings

    def opening(self) -> str:
        """What she says at the start of each session: who she is, and that she is software."""
        hour = self._clock().hour
        part = "morning" if 4 <= hour < 12 else "evening" if 18 <= hour < 23 else ""
        hello = f"Good {part}" if part else "Hello"
        yours = f", {self.settings.your_name}" if self.settings.your_name else ""
        self.history.opening = f"{hello}{yours}. I'm {self.settings.her_name}. {DISCLOSURE}"
        return self.history.opening

    def was_said(self, text: str) -> None:
        """What of the last reply was really heard; calls add up."""
        if self.history.last is not None and text:
            last = self.history.last
            last.said = f"{last.said} {text}".strip()

    async def answer(self, heard: Heard) -> AsyncGenerator[Clause, None]:
        """Her reply, clause by clause. Nothing but spaces gets no clause; never raises for any text."""
        danger = alarm(heard.text[:LONGEST_IN_CHARS])
        cleaned = clean(heard.text)
        if not cleaned.text and danger is None:
            return
        heard = Heard(cleaned.text, heard.at, heard.typed, heard.confidence)
        exchange = Exchange(cleaned.text, heard.at)
        self.history.exchanges.append(exchange)
        async for clause in self._clauses(heard, exchange, danger, cut=cleaned.cut):
            exchange.meant = f"{exchange.meant} {clause.text}".strip()
            exchange.by = clause.by
            yield clause
        self._wording.remember(exchange.meant)

    async def _clauses(
        self, heard: Heard, exchange: Exchange, danger: Alarm | None, *, cut: bool
    ) -> AsyncGenerator[Clause, None]:
        talk = Talk(self.settings, self.history, self._wording, self._mind.name)
        contact = contact_for(talk.settings.region)
        if danger is not None:
            exchange.private = True
            self.history.care = safety.CARE_TURNS
            act: Act | None = Act("crisis", {"text": contact.card()})
            for sentence in safety.reply(danger, contact):
                yield Clause(sentence, "safety", act)
                act = None
            return
        if cut:
            yield Clause(talk.say("cut"), "manager")
        if not has_words(heard.text):
            yield Clause(talk.say("brief"), "manager")
            return
        reply, by = await self._by_skill(heard, talk)
        if self.history.care and by not in {"skill:goodbye", "skill:honesty"} and reply is None:
            yield self._careful(heard, exchange, contact)
            return
        if reply is not None and by == "skill:goodbye" and self.history.care:
            reply = Reply(safety.GOODBYE_IN_CARE.format(reach=contact.reach()), reply.act)
        self.history.care = max(0, self.history.care - 1)
        if reply is None:
            async for clause in self._by_mind(heard, exchange, talk):
                yield clause
            return
        act = reply.act
        for sentence in sentences(reply.text):
            yield Clause(sentence, by, act, reply.sources)
            act = None

    async def _by_skill(self, heard: Heard, talk: Talk) -> tuple[Reply | None, str]:
        for skill in self._skills:
            if self.history.care and skill.name not in IN_CARE | {"honesty"}:
                continue
            reply = await skill.answer(heard, talk)
            if reply is not None and reply.text:
                return reply, f"skill:{skill.name}"
        return None, ""

    def _careful(self, heard: Heard, exchange: Exchange, contact: Contact) -> Clause:
        """The turn after a crisis: ask, keep the people to reach in sight, no light talk."""
        exchange.private = True
        self.history.care -= 1
        recent = tuple(one.meant for one in self.history.exchanges)
        line = safety.follow_up(heard.text, contact, recent, self._rng)
        return Clause(line, "safety", Act("crisis", {"text": contact.card()}))

    async def _by_mind(
        self, heard: Heard, exchange: Exchange, talk: Talk
    ) -> AsyncGenerator[Clause, None]:
        said = understand(heard.text, self.history.people())
        exchange.understood = said
        if said.kind is Kind.LISTEN:
            self.history.listening = True
        elif said.kind not in {Kind.TOLD, Kind.FRAGMENT, Kind.NOD, Kind.YES, Kind.NO, Kind.UNSURE}:
            self.history.listening = False
        move = moves.choose(said, self.history)
        exchange.move = move
        names = {"name": talk.settings.your_name, "her": talk.settings.her_name}
        own = self._wording.say(move.keys, names | move.slots, quiet=move.quiet)
        prompt = prompt_for(move, own, talk.settings.her_name, self._persona, self.history)
        spoken = False
        try:
            async with aclosing(self._mind.words(prompt)) as words:
                async for sentence in _by_sentence(words):
                    if guard.objection(sentence):
                        break
                    spoken = True
                    yield Clause(sentence, f"mind:{self._mind.name}")
        except Trouble:
            pass  # the mind's adapter has told the person; the talk goes on without it
        if not spoken:
            for sentence in sentences(own):
                yield Clause(sentence, "manager")


async def _by_sentence(words: AsyncIterator[str]) -> AsyncIterator[str]:
    """Whole sentences out of pieces as they come; at most guard.LONGEST_REPLY characters."""
    held, given = "", 0
    async for piece in words:
        held += piece
        ends = held[len(held.rstrip()) :]
        *ready, held = sentences(held) or ("",)
        held += ends  # the space that tells the end of a sentence may come in the next piece
        for sentence in ready:
            given += len(sentence)
            yield sentence
        if given + len(held) > guard.LONGEST_REPLY:
            return
    if held.strip():
        yield held.strip()
