"""One user turn in, her clauses out: safety, then skills, then a move which the mind words, then the guard."""

from __future__ import annotations

from contextlib import aclosing
from dataclasses import replace
from datetime import timedelta
from typing import TYPE_CHECKING

from assistant.dialogue import moves, safety, sureness, trespass
from assistant.dialogue.bearing import Bearing
from assistant.dialogue.bookmark import Bookmark
from assistant.dialogue.briefing import Briefing
from assistant.dialogue.choosing import ASKABLE, put_plainly
from assistant.dialogue.company import HER, Company
from assistant.dialogue.contacts import contact_for
from assistant.dialogue.english import stems
from assistant.dialogue.faults import Wanted
from assistant.dialogue.hearing_out import listen, nothing_kept
from assistant.dialogue.history import Exchange, History
from assistant.dialogue.honesty import DISCLOSURE, Honesty
from assistant.dialogue.minds.worded import LOCAL, SCRIPTED
from assistant.dialogue.remembering import Remembering
from assistant.dialogue.safety import Alarm, Next, alarm
from assistant.dialogue.said import Kind
from assistant.dialogue.sifting import Sifted, sifted
from assistant.dialogue.skills.skill import Holding, Reply, Talk
from assistant.dialogue.skills.voices import Voices
from assistant.dialogue.text import clean, has_words, sentences
from assistant.dialogue.understanding import understand
from assistant.dialogue.wellbeing import MINOR_LINES, Wellbeing, says_minor
from assistant.dialogue.wording import Wording
from assistant.errors import Trouble
from assistant.ports import Act, Clause, Heard

if TYPE_CHECKING:
    import random
    from collections.abc import AsyncGenerator, Callable, Collection, Iterator, Sequence
    from datetime import datetime

    from assistant.dialogue.bearing import Grown
    from assistant.dialogue.choosing import Former
    from assistant.dialogue.contacts import Contact
    from assistant.dialogue.mirror import Mirror
    from assistant.dialogue.move import Move
    from assistant.dialogue.persona import Persona
    from assistant.dialogue.said import Said
    from assistant.dialogue.skills.skill import SettingsView, Skill
    from assistant.ports import Mind, Prompt, Recall, Recalled

# what waits while she is careful after a crisis: light talk, other voices, and letters, which may be farewells
NOT_IN_CARE = frozenset(
    ("voices", "wellbeing", "moment", "greeting", "media", "people", "letters", "help", "manner")
)
MEMORY = "memory"
A_PAUSE = timedelta(minutes=30)  # between two talks


class Manager:
    """The dialogue of one session (ports.Dialogue).

    `settings` is read anew at each turn; `clock` gives local, aware time for the opening; all
    chance comes from `rng`. `mirror` shows her own live state; `former` puts odd requests plainly;
    `recall` brings what is remembered from other talks. `sifted` tells what became of the mind's
    words in the latest reply it was asked for.
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
        self.sifted = Sifted()
        self.briefing = Briefing(persona.manner)
        self.mirror = mirror
        self._former = former
        self._persona = persona
        self._settings = settings
        self._mind = mind
        self._wellbeing = wellbeing or Wellbeing()
        # "what do you know about me" is asked of her memory before it is a question about her
        first = tuple(skill for skill in skills if skill.name == MEMORY)
        others = (skill for skill in skills if skill.name != MEMORY)
        self.company = company or Company(persona, rng)
        voices = Voices(self.company)
        self._bearing = Bearing(grown, rng)
        first = (*first, *self._bearing.grown.skills())
        self._skills: tuple[Skill, ...] = (self._wellbeing, *first, voices, Honesty(), *others)
        self._clock = clock
        self._rng = rng
        self._wording = Wording(persona, rng, self._bearing)
        self._remembering = Remembering(recall)
        self._meanings = meanings
        self._aside = ""
        self._bookmark = Bookmark()

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

    def mention(self, key: str) -> None:
        """A light word to add to a reply where it fits: a key of the persona's lines."""
        self._aside = key

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
            *self.company.wordings, *self.history.exchanges,
        )  # fmt: skip
        return self._answer(heard)

    async def _answer(self, heard: Heard) -> AsyncGenerator[Clause, None]:
        danger = await safety.sensed(heard.text, self._meanings)
        cleaned = clean(heard.text)
        if not cleaned.text and danger is None:
            return
        her = self.settings.her_name
        text, addressed = self.company.called(cleaned.text, her, self.history)
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
            self.settings, self.history, self._wording, self._mind.name, self.mirror, self._mind
        )
        contact = contact_for(talk.settings.region)
        if danger is not None:
            exchange.private = True
            self.history.guest = ""  # in a crisis there is one voice, and it is hers
            self.history.take_care(safety.care_turns(danger), asked=danger is Alarm.INDIRECT)
            acts = [Act("crisis", {"text": contact.card()})]
            if says_minor(heard.text) and not talk.settings.minor:
                acts.append(Act("minor", {"minor": True}))
            for sentence in safety.reply(danger, contact):
                yield Clause(sentence, "safety", acts.pop(0) if acts else None)
            return
        if cut:
            yield Clause(talk.say("cut"), "manager")
        if not has_words(heard.text):
            yield Clause(talk.say("brief"), "manager")
            return
        after, careful = self._after(heard), self.history.careful
        if after is Next.DENIED:
            yield self._taken_back(exchange)
            heard = replace(heard, text=safety.besides(heard.text))
        reply, by = (None, "") if after is Next.ANSWERED or not heard.text else await self._by_skill(heard, talk)  # fmt: skip
        if reply is None and after is Next.DENIED:
            return
        if reply is None and (after in {Next.ANSWERED, Next.HEAVY} or careful):
            if after is Next.ANSWERED:
                self.history.take_care(safety.CARE_TURNS, asked=False)
            yield self._careful(heard, exchange, contact)
            if says_minor(heard.text) and not talk.settings.minor:
                yield Clause(MINOR_LINES[0], "wellbeing", Act("minor", {"minor": True}))
            return
        if reply is not None and by == "skill:goodbye" and self.history.care:
            reply = Reply(safety.GOODBYE_IN_CARE.format(reach=contact.reach()), reply.act)
        elif reply is not None and careful and by != "skill:honesty":
            self.history.came_back = True
            reply = replace(reply, text=f"{reply.text} {safety.coming_back(contact)}")
        self.history.care = max(0, self.history.care - 1)
        if reply is None:
            async with aclosing(self._by_mind(heard, exchange, talk)) as clauses:
                async for clause in clauses:
                    yield clause
            return
        exchange.pending = reply.pending
        if by == f"skill:{MEMORY}":
            self.briefing.forget_private()  # what was forgotten leaves the mind's prompt too
        act: Act | None = reply.act
        if (
            reply.tainted
        ):  # others' words are for no mind and no memory, and move nothing by themselves
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

    async def _by_skill(self, heard: Heard, talk: Talk) -> tuple[Reply | None, str]:
        """By the rules; failing these, as a mind understands the request, if a skill agrees."""
        if self.history.listening and understand(heard.text).kind is Kind.ENOUGH:
            return None, ""
        if (told := sureness.settled(talk.pending, heard)) is not None:
            return told
        reply, by = await self._by_rules(heard, talk)
        if reply is None and self._former is not None and not self.history.care:
            plainly = await put_plainly(heard.text, self._skills, self._former)
            if plainly:
                reply, by = await self._by_rules(replace(heard, text=plainly), talk, ASKABLE)
        return reply and sureness.read_back(reply, by, heard), by

    async def _by_rules(
        self, heard: Heard, talk: Talk, only: Collection[str] = ()
    ) -> tuple[Reply | None, str]:
        holding = [one for one in self._skills if isinstance(one, Holding) and one.holds(talk)]
        for skill in dict.fromkeys((*holding, *self._skills)):
            if only and skill.name not in only:
                continue
            if self.history.care and not self.history.asked_only and skill.name in NOT_IN_CARE:
                continue
            reply = await skill.answer(heard, talk)
            if reply is not None and reply.text:
                return reply, f"skill:{reply.by or skill.name}"
        return None, ""

    def _after(self, heard: Heard) -> Next:
        """What this turn is after an alarm; without one, as usual."""
        history = self.history
        if not history.care:
            return Next.AS_USUAL
        low = understand(heard.text).mood < 0
        return safety.after(heard.text, asked=history.asked_only, low=low)

    def _taken_back(self, exchange: Exchange) -> Clause:
        """They say she took it wrongly: one warm sentence, and the care is over."""
        exchange.private = True
        self.history.care = 0
        recent = tuple(one.meant for one in self.history.exchanges)
        return Clause(safety.taken_back(recent, self._rng), "safety")

    def _careful(self, heard: Heard, exchange: Exchange, contact: Contact) -> Clause:
        """The turn after a crisis: ask, keep the people to reach in sight, no light talk."""
        exchange.private = True
        self.history.care = max(0, self.history.care - 1)
        recent = tuple(one.meant for one in self.history.exchanges)
        line = safety.follow_up(heard.text, contact, recent, self._rng)
        return Clause(line, "safety", Act("crisis", {"text": contact.card()}))

    async def _by_mind(
        self, heard: Heard, exchange: Exchange, talk: Talk
    ) -> AsyncGenerator[Clause, None]:
        said = understand(heard.text, self.history.people())
        if said.kind is Kind.CORRECT and said.detail:
            for clause in self._corrected(said.detail, exchange, talk):
                yield clause
            return
        exchange.understood = said
        if nothing_kept(said, exchange, self.history):
            self.briefing.forget_private()
            yield Clause(talk.say("kept_nothing"), "manager")
            return
        move = moves.choose(said, self.history, self._bearing.most_questions())
        listen(said, exchange, self.history)
        exchange.move = move
        names = {"name": talk.settings.your_name, "her": talk.settings.her_name}
        order = self.company.order(move, said.mood, exchange.addressed, self.history)
        if order != (HER,):
            async with aclosing(
                self._in_company(order, move, names | move.slots, heard, exchange)
            ) as clauses:
                async for clause in clauses:
                    yield clause
            return
        move, lead, own = self._own(move, said, exchange, names)
        memory = await self._remembering.of(heard.text, said, self.history)
        by, outcome = f"mind:{SCRIPTED}" if self._mind.name == SCRIPTED else "manager", Sifted()
        for sentence in sentences(lead):
            yield Clause(sentence, by)
        if self._may_word(move):
            async with aclosing(self._worded(move, own, heard, exchange, memory)) as clauses:
                async for clause in clauses:
                    yield clause
            outcome = self.sifted
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

    def _may_word(self, move: Move) -> bool:
        return move.worded and self._mind.name not in {
            SCRIPTED,
            LOCAL if move.weighty else SCRIPTED,
        }

    async def _in_company(
        self,
        order: tuple[str, ...],
        move: Move,
        slots: dict[str, str],
        heard: Heard,
        exchange: Exchange,
    ) -> AsyncGenerator[Clause, None]:
        """The guest's line, worded by a mind where one may; then perhaps a line of hers, which asks nothing."""
        guest = self.company.here(self.history)
        if guest is None:
            return
        by = f"mind:{SCRIPTED}" if self._mind.name == SCRIPTED else "manager"
        own = self.company.line(guest, move, slots)
        so_far = ""
        if self._may_word(move):
            asked = replace(
                move,
                name=f"as {guest.name}, {guest.manner}: {move.name}",
                quiet=move.quiet or not guest.limits.questions,
            )
            theirs = replace(heard, lead_in="")  # that is in her voice
            async with aclosing(self._worded(asked, own, theirs, exchange, None)) as clauses:
                async for clause in clauses:
                    whole = f"{so_far} {clause.text}".strip()
                    if trespass.objection(whole) or len(whole.split()) > guest.limits.words:
                        break
                    so_far = whole
                    yield self.company.signed(clause, guest)
        if not so_far or self.sifted.broken:
            for sentence in sentences(own):
                yield self.company.signed(Clause(sentence, by), guest)
        if HER in order:
            yield Clause(self._wording.say(move.keys, slots, quiet=True), by)

    def _own(
        self, move: Move, said: Said, exchange: Exchange, names: dict[str, str]
    ) -> tuple[Move, str, str]:
        """What her manner has her say first, and her own line for the move; or a guess at a feeling."""
        guess = "" if move.quiet else self._bearing.guess(said, self.history)
        if guess:
            exchange.guessed = guess
            line = self._bearing.guess_line(guess, self.history.turns)
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

    def _corrected(self, words: str, exchange: Exchange, talk: Talk) -> Iterator[Clause]:
        """ "No, I said Leeds": the last line they said becomes this, and the wrong one is gone."""
        before = self.history.before
        if before is not None and not before.private:
            before.heard, before.understood = words, understand(words, self.history.people())
        exchange.understood = understand(words, self.history.people())
        for sentence in sentences(talk.say("corrected", words=words)):
            yield Clause(sentence, "manager")

    async def _worded(
        self, move: Move, own: str, heard: Heard, exchange: Exchange, memory: Recalled | None
    ) -> AsyncGenerator[Clause, None]:
        """What a mind makes of the move, as far as it may be said; `sifted` tells how it went."""
        outcome = self.sifted = Sifted()
        reminded = memory.text if memory is not None else ""
        prompt = self.briefing.asked(
            self.settings.her_name, self.settings.your_name, exchange, move.name, own, reminded
        )
        prompt = replace(prompt, lead_in=heard.lead_in)
        wanted = self._wanted(move, heard, reminded)
        try:
            async with (
                aclosing(self._mind.words(prompt)) as words,
                aclosing(sifted(words, wanted, outcome)) as passed,
            ):
                async for clause in passed:
                    sources = self._remembering.sources(clause, heard.text, memory)
                    put = self._bearing.put(clause)
                    yield Clause(put, f"mind:{self._mind.name}", None, sources)
        except Trouble:
            pass  # the mind's adapter has told the person; the talk goes on without it

    def _wanted(self, move: Move, heard: Heard, reminded: str = "") -> Wanted:
        told = [one.heard for one in self.history.exchanges if not one.private]
        point = stems(" ".join(told[-2:])) if move.pointed else frozenset()
        return Wanted(
            point=point,
            known=stems(" ".join((*told, reminded))),
            heard=heard.text,
            recent=self._wording.recent,
            may_ask=not move.quiet and not move.hedged,
            told=move.pointed and not move.advises,
            may_advise=move.advises,
            most_sentences=self._bearing.most_sentences(3 if move.advises else 2),
            unfelt=self._bearing.unfelt(heard.text),
        )

    def _fitting_aside(self, move: Move, mood: int, meant: str) -> str:
        """The aside, when it interrupts nothing: she has asked nothing and nobody is unhappy."""
        if mood < 0 or move.quiet or self.history.listening or "?" in meant:
            return ""
        aside, self._aside = self._aside, ""
        return aside


def _named(clause: Clause, speaker: str) -> Clause:
    """The clause with its speaker, where that has to be told."""
    return replace(clause, speaker=speaker) if speaker and not clause.speaker else clause
