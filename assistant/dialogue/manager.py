"""One user turn in, her clauses out: safety, then skills, then a move which the mind words, then the guard."""

from __future__ import annotations

from contextlib import aclosing
from dataclasses import replace
from datetime import timedelta
from typing import TYPE_CHECKING

from assistant.dialogue import safety
from assistant.dialogue.bearing import Bearing
from assistant.dialogue.bookmark import Bookmark
from assistant.dialogue.briefing import Briefing
from assistant.dialogue.company import HER, Company
from assistant.dialogue.hesitations import fluent
from assistant.dialogue.history import Exchange, History
from assistant.dialogue.honesty import DISCLOSURE, Honesty
from assistant.dialogue.minded import Minded
from assistant.dialogue.remembering import Remembering
from assistant.dialogue.replying import Replying
from assistant.dialogue.requests import Requests
from assistant.dialogue.safety import Alarm, Next, alarm
from assistant.dialogue.safety.caring import Caring
from assistant.dialogue.skills.skill import Talk
from assistant.dialogue.skills.voices import Voices
from assistant.dialogue.text import clean, has_words, sentences
from assistant.dialogue.wellbeing import Wellbeing
from assistant.dialogue.wording import Wording
from assistant.ports import Clause

if TYPE_CHECKING:
    import random
    from collections.abc import AsyncGenerator, Callable, Iterator, Sequence
    from datetime import datetime

    from assistant.dialogue.bearing import Grown
    from assistant.dialogue.choosing import Former
    from assistant.dialogue.mirror import Mirror
    from assistant.dialogue.persona import Persona
    from assistant.dialogue.sifting import Sifted
    from assistant.dialogue.skills.skill import Reply, SettingsView, Skill
    from assistant.ports import Act, Heard, Mind, Prompt, Recall

MEMORY = "memory"
A_PAUSE = timedelta(minutes=30)  # between two talks
LATELY = 4  # exchanges that an answer may still change


class Manager:
    """The dialogue of one session (ports.Dialogue).

    `settings` is read anew at each turn; `clock` gives local, aware time for the opening; all
    chance comes from `rng`. `mirror` shows her own live state; `former` puts odd requests plainly;
    `recall` brings what is remembered from other talks.
    """

    def __init__(  # noqa: PLR0917 - the six things a talk is made of
        self,
        persona: Persona,
        settings: SettingsView | Callable[[], SettingsView],
        mind: Mind,
        skills: Sequence[Skill],
        clock: Callable[[], datetime],
        rng: random.Random,
        mirror: Mirror | None = None,
        former: Former | None = None,
        wellbeing: Wellbeing | None = None,
        recall: Recall | None = None,
        meanings: safety.Meanings | None = None,
        grown: Grown | None = None,
        company: Company | None = None,
    ) -> None:
        self.history = History()
        self.briefing = Briefing(persona.manner)
        self.mirror = mirror
        self._persona = persona
        self._settings = settings
        self._wellbeing = wellbeing or Wellbeing()
        # "what do you know about me" is asked of her memory before it is a question about her
        first = tuple(skill for skill in skills if skill.name == MEMORY)
        others = (skill for skill in skills if skill.name != MEMORY)
        self.company = company or Company(persona, rng)
        voices = Voices(self.company)
        self._bearing = Bearing(grown, rng)
        first = (*first, *self._bearing.grown.skills())
        self._requests = Requests((self._wellbeing, *first, voices, Honesty(), *others), former)
        self._clock = clock
        self._wording = Wording(persona, rng, self._bearing)
        self._remembering = Remembering(recall)
        self._meanings = meanings
        self._caring = Caring(self.history, rng)
        self._minded = Minded(
            mind, self.history, self.briefing, self._wording, self._bearing, self._remembering
        )
        self._replying = Replying(
            self._minded, self.history, self.briefing, self._wording, self._bearing,
            self._remembering, self.company,
        )  # fmt: skip
        self._bookmark = Bookmark()
        self._open: list[Exchange] = []  # what was not private then

    @property
    def sifted(self) -> Sifted:
        """What became of the mind's words in the latest reply it was asked for."""
        return self._minded.sifted

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

    def was_said(self, text: str, speaker: str = "") -> None:
        """What of the last reply was really heard, and who said it; calls add up."""
        if self.history.last is not None and text:
            last = self.history.last
            last.said = f"{last.said} {text}".strip()
            if speaker or last.voices:
                last.voices = (*last.voices, (speaker, len(text.split())))

    def retract(self) -> None:
        """Take the latest answer back, with the words it was for: the person had not finished."""
        self._bookmark.return_to()
        for one in self._open:
            one.private = False
        self._open = []

    def mention(self, key: str) -> None:
        """A light word to add to a reply where it fits: a key of the persona's lines."""
        self._replying.aside = key

    def ahead(self, words_so_far: str = "") -> Prompt:
        """What a mind may read now: at rest what is settled, or what the person has said so far.

        At rest, without words, the prompt is rebuilt when it has grown long.
        """
        if words_so_far and alarm(words_so_far):
            words_so_far = ""  # words of a crisis are for no mind, not even half of them
        if not words_so_far:
            last = self.history.last
            self._wear(at_once=last is None or self._clock() - last.at >= A_PAUSE)
        return self.briefing.ahead(self.settings.her_name, self.settings.your_name, words_so_far)

    def _wear(self, *, at_once: bool = False) -> None:
        """What a mind is told of her manner changes between two talks only: it is read far ahead."""
        told = f"{self._persona.manner} {self._bearing.grown.for_a_mind()}"
        self.briefing.wear(" ".join(told.split()), at_once=at_once)

    def answer(self, heard: Heard) -> AsyncGenerator[Clause, None]:
        """Her reply, clause by clause. Nothing but spaces gets no clause; never raises for any text.

        It may be asked for while the person still hesitates, and be retracted: what changes the
        world is an act, and whoever takes the clauses does it.
        """
        self._bookmark = Bookmark(
            self.history, self.briefing, self._wording, self._remembering,
            *self.company.wordings, *list(self.history.exchanges)[-LATELY:],
        )  # fmt: skip
        # of what lies further back only this can change; to keep it all takes longer with every turn
        self._open = [one for one in self.history.exchanges if not one.private]
        return self._answer(heard)

    async def _answer(self, heard: Heard) -> AsyncGenerator[Clause, None]:
        danger = await safety.sensed(heard.text, self._meanings)
        cleaned = clean(heard.text)
        if not cleaned.text and danger is None:
            return
        her = self.settings.her_name
        text, addressed = self.company.called(fluent(cleaned.text), her, self.history)
        heard = replace(heard, text=text, called=addressed == HER)
        exchange = Exchange(text, heard.at, addressed=addressed)
        three = bool(self.history.guest)
        self.history.exchanges.append(exchange)
        self._wear()
        self.briefing.begin(exchange)
        async with aclosing(self._clauses(heard, exchange, danger, cut=cleaned.cut)) as clauses:
            async for clause in clauses:
                exchange.meant = f"{exchange.meant} {clause.text}".strip()
                exchange.by = clause.by
                yield _named(clause, her if three or self.history.guest else "")
        word = self._wellbeing.word(heard.at, minor=self.settings.minor)
        if word and danger is None and not self.history.care and exchange.by != "skill:goodbye":
            yield Clause(word, "wellbeing", speaker=her if self.history.guest else "")
        self._wording.remember(exchange.meant)

    async def _clauses(
        self, heard: Heard, exchange: Exchange, danger: Alarm | None, *, cut: bool
    ) -> AsyncGenerator[Clause, None]:
        talk = Talk(
            self.settings, self.history, self._wording, self._minded.mind.name, self.mirror,
            self._minded.mind,
        )  # fmt: skip
        caring, settings = self._caring, talk.settings
        if danger is not None:
            for clause in caring.alarmed(danger, heard, exchange, settings):
                yield clause
            return
        if cut:
            yield Clause(talk.say("cut"), "manager")
        if not has_words(heard.text):
            yield Clause(talk.say("brief"), "manager")
            return
        after, careful = caring.after(heard), self.history.careful
        if after is Next.DENIED:
            yield caring.taken_back(exchange)
            heard = replace(heard, text=safety.besides(heard.text))
        asks = after is not Next.ANSWERED and bool(heard.text)
        reply, by = await self._requests.answer(heard, talk) if asks else (None, "")
        if reply is not None:
            reply = caring.beside(reply, by, settings, careful=careful)
            caring.passed()
            for clause in self._done(reply, by, exchange):
                yield clause
        elif after is Next.DENIED:
            return
        elif careful or after in {Next.ANSWERED, Next.HEAVY}:
            for clause in caring.met(after, heard, exchange, settings):
                yield clause
        else:
            caring.passed()
            async with aclosing(self._replying.answer(heard, exchange, talk)) as clauses:
                async for clause in clauses:
                    yield clause

    def _done(self, reply: Reply, by: str, exchange: Exchange) -> Iterator[Clause]:
        """What a skill says, its act with the first sentence."""
        exchange.pending = reply.pending
        if by == f"skill:{MEMORY}":
            self.briefing.forget_private()  # what was forgotten leaves the mind's prompt too
        act: Act | None = reply.act
        if reply.tainted:
            # others' words are for no mind and no memory, and move nothing by themselves
            exchange.private = True
            act = replace(act, tainted=True) if act is not None else None
        for sentence in sentences(reply.text):
            yield Clause(sentence, by, act, reply.sources)
            act = None
        if by == "skill:goodbye":
            self.history.guest = ""
        if reply.guest is not None:
            for sentence in sentences(reply.guest_says):
                yield self.company.signed(Clause(sentence, by), reply.guest)


def _named(clause: Clause, speaker: str) -> Clause:
    """The clause with its speaker, where that has to be told."""
    return replace(clause, speaker=speaker) if speaker and not clause.speaker else clause
