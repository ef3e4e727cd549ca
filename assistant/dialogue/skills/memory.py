"""Her memory by voice: what she knows and how, corrections, contradictions, forgetting, private talk."""

from __future__ import annotations

import json
import re
from dataclasses import asdict, replace
from datetime import date, datetime, timedelta
from functools import partial
from typing import TYPE_CHECKING, assert_never

from assistant.dialogue.skills import memory_requests as asks
from assistant.dialogue.skills.memory_fitting import Unclear, alike, fits, named_by
from assistant.dialogue.skills.skill import Reply, Talk
from assistant.dialogue.text import capitalised
from assistant.errors import Trouble
from assistant.memory.kept import YOU, Found, Kind, spoken_day
from assistant.memory.patterns import NOUNS
from assistant.memory.ranking import stems
from assistant.memory.secrets import has_secret
from assistant.ports import Act, Source

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from assistant.dialogue.history import Exchange
    from assistant.memory.diary import Clash, Diary
    from assistant.memory.kept import Memory, Turn
    from assistant.memory.store import MemoryStore
    from assistant.ports import Heard

TOLD_AT_ONCE = 4  # things she tells about somebody in one breath
ASKS_ABOVE = 2  # so many memories go without being asked for first
CLICK_ABOVE = 20  # so many by voice alone; more wait for a yes on the screen (`assistant.acting`)
_YES = re.compile(
    r"(?i)(?:yes|yeah|yep|sure|do it|please do|go ahead|of course|right|correct|exactly|ok(?:ay)?|all of (?:it|them))\b.*"
)
_NO = re.compile(
    r"(?i)(?:no|nope|don't|leave it|keep (?:it|them)|neither|never ?mind|stop|cancel)\b.*"
)
_BOTH = re.compile(
    r"(?i).*\b(?:both|two (?:of them|different|sisters|brothers|\w+s)|there are two|different (?:people|person)|another|i have two|as well|too)\b.*"
)
_NEW = re.compile(
    r"(?i).*\b(?:the (?:new|second|latter|last)|now|changed|change it|replace|update)\b.*"
)
_OLD = re.compile(r"(?i).*\b(?:the (?:old|first|former)|still|misspoke|slip|as before|as it was)\b.*")  # fmt: skip


class Remembering:
    """Tells what she knows about you and yours and how she knows it, takes corrections, asks when two things cannot both hold, and forgets for good."""

    name = "memory"

    def __init__(self, diary: Diary) -> None:
        self._diary = diary

    async def answer(self, heard: Heard, talk: Talk) -> Reply | None:
        try:
            return await self._answer(heard, talk)
        except Trouble as trouble:
            if asks.request(heard.text) is None:
                return None
            return Reply(f"I can't look into my memory. {trouble}")

    async def _answer(self, heard: Heard, talk: Talk) -> Reply | None:
        before = talk.history.before
        mine = before is not None and before.by == "skill:memory"
        if mine and (self._diary.asked or self._diary.phrase):
            reply = self._about_forgetting(heard.text, talk)
            if reply is not None:
                return reply
        if mine and self._diary.clash is not None:
            reply = self._settled(self._diary.clash, heard)
            if reply is not None:
                return reply
        if has_secret(heard.text):
            _private(talk)
            return Reply("That looks like something secret, so I don't keep it. A password manager is a better place than I am.")  # fmt: skip
        if isinstance(talk.pending, Unclear) and (
            reply := await self._said_which(talk.pending, heard)
        ):
            return reply
        request = asks.request(await self._with_capitals(heard.text))
        if request is None:
            return await self._told(heard)
        if self._diary.store is None and not isinstance(request, asks.Private):
            raise self._diary.troubled or Trouble(
                "It is not open yet.", "Ask me again in a moment."
            )
        return await self._asked(request, heard, talk)

    async def _asked(self, request: asks.Request, heard: Heard, talk: Talk) -> Reply | None:
        match request:
            case asks.Private(on=on):
                return _privately(on)
            case asks.DontKeep():
                return await self._dont_keep(request, talk)
            case asks.Forget():
                return await self._forget(request, talk)
            case asks.TakeBack():
                return await self._take_back()
            case asks.Why():
                return await self._why(heard.at.date())
            case asks.Wrong():
                return await self._wrong(request, heard)
            case asks.About():
                return await self._about(request)
            case asks.Talked():
                return await self._talked(request.when, heard.at)
            case asks.Ask():
                return await self._ask(request, heard)
            case asks.AskAny():
                return await self._ask_any(request, heard)
            case _:
                assert_never(request)

    async def _with_capitals(self, text: str) -> str:
        """The names she knows with their capitals, as what is typed has often none."""
        if self._diary.store is None or re.search(r"[A-ZÀ-Þ]", text[1:].replace(" I", " ")):
            return text
        people = await self._diary.look(lambda store: store.people())
        for name in (one.name for one in people if one.name[:1].isupper()):
            text = re.sub(rf"\b{re.escape(name.lower())}\b", name, text)
        return text

    # --- knowing -----------------------------------------------------------------------

    async def _about(self, request: asks.About) -> Reply | None:
        who = request.who
        if who == YOU or await self._diary.look(lambda store: store.person(who) is not None):
            known = await self._diary.look(lambda store: store.of(who))
        else:
            hits = await self._diary.search(request.label, 8)
            known = tuple(hit.memory for hit in hits if hit.shared or (hit.meaning or 0) > 0.5)
        label = _their(request.label)
        if not known:
            return Reply(f"Nothing yet about {label}. You haven't told me.")
        told, rest = known[:TOLD_AT_ONCE], len(known) - TOLD_AT_ONCE
        more = (
            f" And {_count(rest, 'more thing')}; they stand on the memory page." if rest > 0 else ""
        )
        start = f"What I know about {label}: " if len(told) > 1 else ""
        return _with(f"{capitalised(start + _listed(one.words for one in told))}.{more}", told)

    async def _why(self, today: date) -> Reply | None:
        numbers = self._diary.told
        known = await self._diary.look(lambda store: [m for n in numbers if (m := store.by_id(n))])
        if not known:
            return None
        memory = known[0]
        day = spoken_day(memory.at, today)
        if memory.kind is Kind.INFERRED:
            return _with(f"I inferred it. {capitalised(day)} you said: “{memory.quote}”", known[:1])
        if memory.kind is Kind.READ:
            return _with(f"I read it {day}: “{memory.quote}”", known[:1])
        return _with(f"You told me {day}: “{memory.quote}”", known[:1])

    async def _ask(self, request: asks.Ask, heard: Heard) -> Reply | None:
        for aspect in request.aspects:
            known = await self._diary.look(partial(_of, request.who, aspect))
            if known:
                return _with(f"{capitalised(_listed(one.words for one in known[:3]))}.", known[:3])
        if request.who == YOU and request.aspects[0] == "name":
            return None  # the settings know it, and say so when they do not
        if request.who == YOU and not _ours_to_know(request.aspects[0]):
            return await self._ask_any(asks.AskAny(heard.text), heard)
        return Reply(f"I don't know {request.missing}. You haven't told me.")

    async def _ask_any(self, request: asks.AskAny, heard: Heard) -> Reply | None:
        hits = await self._diary.search(request.text, 3)
        for hit in hits:
            sure = (hit.meaning or 0) >= 0.55 and hit.shared >= 1
            if sure or hit.shared >= 2 or (hit.meaning or 0) >= 0.68:
                day = spoken_day(hit.memory.at, heard.at.date())
                return _with(f"{capitalised(hit.memory.words)}. You told me {day}.", (hit.memory,))
        return (
            Reply("I have nothing about that. You may not have told me.") if request.sure else None
        )

    async def _talked(self, when: str, now: datetime) -> Reply:
        if not when or when == "last time":
            days = await self._diary.look(lambda store: [day for day, _ in store.days(2)])
            today = now.date().isoformat()
            latest = [day for day in days if day[:10] != today or not when]
            when_at = date.fromisoformat(latest[0][:10]) if latest else now.date()
            first, last = when_at.isoformat(), (when_at + timedelta(1)).isoformat()
            said = spoken_day(first, now.date())
        else:
            first, last, said = span(when, now)
        turns = await self._diary.look(lambda store: store.turns_between(first, last))
        if not turns:
            return Reply(f"I have nothing from {said}. Either we didn't talk, or it isn't kept.")
        told = await self._diary.look(lambda store: store.told_between(first, last))
        parts = f"{_count(len(turns), 'turn')} {said}"
        if told:
            told = tuple(one for one in told if not one.replaced) or told
            return _with(f"{parts}. Among them: {_listed(one.words for one in told[:TOLD_AT_ONCE])}.", told[:TOLD_AT_ONCE])  # fmt: skip
        line = max((turn.heard for turn in turns), key=lambda text: min(len(text), 120))[:120]
        return Reply(f"{parts}. You said, for one: “{line}”")

    # --- being told --------------------------------------------------------------------

    async def _told(self, heard: Heard) -> Reply | None:
        """Ask when it contradicts what is kept; say so when they asked her to remember it."""
        if self._diary.store is None or self._diary.settings().private:
            return None
        clash = await self._diary.clashing(heard.text, heard.at)
        if clash is not None:
            day = spoken_day(clash.old.at, heard.at.date())
            other = " Or are there two?" if clash.found.aspect == "name" else ""
            return Reply(
                f"You told me {day} that {clash.old.words}. "
                f"Is it {clash.found.value} now, or still {clash.old.value}?{other}",
                _act("ask", old=clash.old.id, found=clash.found), (_source(clash.old),),
            )  # fmt: skip
        if re.match(r"(?i)(?:(?:please|can you|could you|so|and|i want you to) )*(?:remember|don't forget|keep in mind|make a note|note)\b", heard.text):  # fmt: skip
            found = self._diary.found(heard.text, heard.at)
            if found:
                return Reply(f"I'll remember: {_listed(one.words for one in found)}.")
        return None

    def _settled(self, clash: Clash, heard: Heard) -> Reply | None:
        """Their answer to her question which of two things holds."""
        text, old, new = heard.text, clash.old, clash.found
        low = text.lower()
        says_new, says_old = _says(low, new.value), _says(low, old.value)
        if _BOTH.fullmatch(text) and not (says_new and not says_old):
            return Reply(f"Both, then: {old.words}, and {_also(new)}.", _act("beside", old=old.id, found=new))  # fmt: skip
        if (says_new and not says_old) or (not says_old and (_NEW.fullmatch(text) or _YES.fullmatch(text))):  # fmt: skip
            return Reply(f"Thank you. {capitalised(new.words)}, then.", _act("replace", old=old.id, found=new))  # fmt: skip
        if says_old or _OLD.fullmatch(text) or _NO.fullmatch(text):
            return Reply(f"Then it stays: {old.words}.", _act("leave_be"))
        return None

    async def _wrong(self, request: asks.Wrong, heard: Heard) -> Reply | None:
        """A correction is of the one thing it fits among those she just told; else she asks."""
        numbers = self._diary.told
        known = await self._diary.look(lambda store: [m for n in numbers if (m := store.by_id(n))])
        if not known:
            return None
        if request.of and all(one.aspect != request.of for one in known):
            theirs = await self._diary.look(partial(_of, known[0].about, request.of))
            if not theirs:
                return None
            known = list(theirs)
        elif request.right and len(known) == 1:  # after "how do you know?" only one is in sight
            theirs = await self._diary.look(lambda store: store.of(known[0].about))
            known = [one for one in theirs if alike(request.right, one.value)][:1] or known
        fitting = fits(request.right, request.of, known)
        if len(fitting) > 1:
            which = " or ".join(f"that {one.words}" for one in fitting[:3])
            return Reply(f"Which did I get wrong: {which}?", pending=Unclear(request.right))
        memory = fitting[0]
        if not request.right:
            return _with(f"I had it that {memory.words}. I'll drop that. What is right?", (), _act("end", old=memory.id))  # fmt: skip
        return await self._righted(memory, request.right, heard)

    async def _said_which(self, unclear: Unclear, heard: Heard) -> Reply | None:
        """Their answer to which of the things she told was wrong."""
        numbers = self._diary.told
        known = await self._diary.look(lambda store: [m for n in numbers if (m := store.by_id(n))])
        fitting = named_by(heard.text, known)
        if len(fitting) != 1:
            return None
        if not unclear.right:
            return Reply(
                f"I'll drop that, then: {fitting[0].words}.", _act("end", old=fitting[0].id)
            )
        return await self._righted(fitting[0], unclear.right, heard)

    async def _righted(self, memory: Memory, right: str, heard: Heard) -> Reply:
        value = right.strip(" .!")
        if value.islower() and memory.value[:1].isupper():
            value = " ".join(word[:1].upper() + word[1:] for word in value.split())
        words = _reworded(memory, value)
        found = Found(
            memory.about if memory.person else YOU, memory.aspect, value, words, heard.text,
            memory.single, name=value if memory.aspect == "name" else "",
        )  # fmt: skip
        if memory.aspect == "name" and memory.about[:1].isupper():
            person = await self._diary.look(lambda store: store.person(memory.about))
            found = replace(
                found, about=person.relation or memory.about if person else memory.about
            )
        return Reply(f"Thank you for putting me right. {capitalised(words)}.", _act("replace", old=memory.id, found=found))  # fmt: skip

    # --- forgetting --------------------------------------------------------------------

    async def _forget(self, request: asks.Forget, talk: Talk) -> Reply | None:
        _private(talk)
        phrase, everything = "", request.all_of
        if not request.what:
            memories = await self._spoken_of(talk)
            if not memories:
                return await self._dont_keep(asks.DontKeep(), talk)
        elif request.all_of:
            memories, phrase = await self._everything(request.what)
        else:
            memories = await self._meant(request.what)
            if not memories and asks.whom(request.what) != YOU:  # only lines of the talk hold it
                memories, phrase = await self._everything(request.what)
                everything = True
        chosen = await self._diary.would_forget(memories, phrase)
        if not chosen:
            return Reply("I find nothing about that, so there is nothing to forget.")
        self._out_of_the_talk(talk, chosen.turns)
        goes = _listed(one.words for one in chosen.memories[:6])
        more = len(chosen.memories) - 6
        what = goes + (f", and {_count(more, 'more thing')}" if more > 0 else "")
        lines = f"{_count(len(chosen.turns), 'line')} of our talk" if chosen.turns else ""
        whole = " and ".join(part for part in (f"“{what}”" if what else "", lines) if part)
        ids = " ".join(str(one.id) for one in chosen.memories)
        if everything and (len(chosen.memories) > ASKS_ABOVE or not chosen.memories):
            return Reply(f"That would take {whole}. Shall I forget it?", _act("ask_forget", memories=ids, phrase=phrase, turns=" ".join(str(t.id) for t in chosen.turns)))  # fmt: skip
        return Reply(
            f"Forgotten: {whole}. Say undo within half a minute to have it back; backups are cleared within a day.",
            _act("forget", memories=ids, phrase=phrase),
        )  # fmt: skip

    def _about_forgetting(self, text: str, talk: Talk) -> Reply | None:
        _private(talk)
        if _NO.fullmatch(text):
            return Reply("Then I keep it all.", _act("leave_be"))
        if not _YES.fullmatch(text):
            return None
        ids = " ".join(map(str, self._diary.asked))
        act = _act("forget", memories=ids, phrase=self._diary.phrase)
        if len(self._diary.asked) > CLICK_ABOVE:
            return Reply("That is a lot, so it waits for your yes on the screen.", act)
        return Reply(
            "It is forgotten. Say undo within half a minute to have it back; backups are cleared within a day.",
            act,
        )  # fmt: skip

    async def _dont_keep(self, request: asks.DontKeep, talk: Talk) -> Reply:
        """This turn is not kept, or the one before, or the one that said `what`, is let go of."""
        _private(talk)
        before = talk.history.before
        if request.what:
            before = _that_said(request.what, talk)
            if before is None:
                return Reply("I find no such line in our talk, so there is nothing to let go of.")
        if request.this or before is None:
            return Reply("I won't keep this.")
        turn = self._diary.turn_of(before)
        before.private = True
        memories = await self._diary.look(lambda store: store.told_in(turn)) if turn else ()
        ids = " ".join(str(one.id) for one in memories)
        act = _act("forget", memories=ids, turns=str(turn)) if turn else None
        if request.what:
            return Reply(f"I let go of that line: “{before.heard}”", act)
        return Reply("I let go of what you just said.", act)

    async def _take_back(self) -> Reply | None:
        if not await self._diary.leaving():
            return None
        return Reply("It's back, as if you had said nothing.", _act("undo"))

    def _out_of_the_talk(self, talk: Talk, turns: Sequence[Turn]) -> None:
        """What is forgotten is not said back from this talk either."""
        going = {turn.id for turn in turns}
        for exchange in talk.history.exchanges:
            if self._diary.turn_of(exchange) in going:
                exchange.private = True

    async def _spoken_of(self, talk: Talk) -> list[Memory]:
        """What "that" means: the memories she spoke of in her last reply, else what they just told."""
        before = talk.history.before
        numbers = self._diary.told if before is not None and self._diary.told else ()
        turn = self._diary.turn_of(before) if before is not None else 0
        just = list(await self._diary.look(lambda store: store.told_in(turn))) if turn else []
        if just:
            return just
        return await self._diary.look(lambda store: [m for n in numbers if (m := store.by_id(n))])

    async def _everything(self, what: str) -> tuple[list[Memory], str]:
        who = asks.whom(what)
        if who == YOU:
            return list(await self._diary.look(lambda store: store.of(YOU))), ""
        person = await self._diary.look(lambda store: store.person(who))
        phrase = (person.name or person.relation) if person else re.sub(r"(?i)^(?:my|the|our) ", "", what)  # fmt: skip
        about = list(await self._diary.look(lambda store: store.of(who))) if person else []
        worded = await self._diary.look(lambda store: store.worded_with(phrase))
        return list({one.id: one for one in (*about, *worded)}.values()), phrase

    async def _meant(self, what: str) -> list[Memory]:
        """The one memory these words mean, if it is clear."""
        said = stems(what)
        for hit in await self._diary.search(what, 3):
            all_said = bool(said) and said <= stems(f"{hit.memory.words} {hit.memory.about}")
            if all_said or hit.shared >= 2 or (hit.meaning or 0) >= 0.6:
                return [hit.memory]
        return []


def _that_said(what: str, talk: Talk) -> Exchange | None:
    """The latest line of theirs that holds all the words of `what`."""
    said = stems(what)
    for exchange in list(talk.history.exchanges)[-2::-1]:
        if said and not exchange.private and said <= stems(exchange.heard):
            return exchange
    return None


def _of(who: str, aspect: str, store: MemoryStore) -> tuple[Memory, ...]:
    return store.of(who, aspect)


def _ours_to_know(aspect: str) -> bool:
    """Whether it is the kind of thing one tells; other questions about oneself are left to the talk."""
    return aspect in _ALWAYS or bool(re.fullmatch(rf"(?i)favou?rite .+|{NOUNS}", aspect))


_ALWAYS = frozenset(("name", "lives in", "works at", "job", "age", "allergy", "from", "born", "likes", "dislikes", "plays", "speaks", "learns", "studies", "afraid of", "married to", "drives"))  # fmt: skip


def _privately(on: bool) -> Reply:
    if on:
        words = "From here on nothing is kept, until you say I may remember again."
    else:
        words = "I'm remembering again. What we said in between is not kept."
    return Reply(words, Act("private", {"private": on}))


def _private(talk: Talk) -> None:
    if talk.history.last is not None:
        talk.history.last.private = True


def _act(do: str, **arguments: str | int | Found) -> Act:
    plain = {
        name: json.dumps(asdict(value)) if isinstance(value, Found) else value
        for name, value in arguments.items()
    }
    return Act("memory", {"do": do, **plain})


def _source(memory: Memory) -> Source:
    return Source(str(memory.id), memory.day, memory.quote)


def _with(text: str, memories: Sequence[Memory], act: Act | None = None) -> Reply:
    return Reply(text, act, tuple(map(_source, memories)))


def _listed(words: Iterable[str]) -> str:
    parts = list(words)
    return ", and ".join((", ".join(parts[:-1]), parts[-1])) if len(parts) > 1 else "".join(parts)


def _count(count: int, noun: str) -> str:
    small = ("no", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten")
    return f"{small[count] if count < len(small) else count} {noun}{'' if count == 1 else 's'}"


def _their(label: str) -> str:
    return re.sub(r"(?i)^(?:my|our) ", "your ", label) if label.lower() not in {"me", "myself"} else "you"  # fmt: skip


def _says(low: str, value: str) -> bool:
    return bool(re.search(rf"\b{re.escape(value.lower())}\b", low))


def _also(found: Found) -> str:
    return re.sub(r"^your (?=\S+ is called)", "another ", found.words)


def _reworded(memory: Memory, value: str) -> str:
    """The clause of a memory with another value in it."""
    at = memory.words.lower().rfind(memory.value.lower())
    if at < 0 or not memory.value:
        return value if len(value.split()) > 3 else f"{memory.words.rsplit(' ', 1)[0]} {value}"
    return memory.words[:at] + value + memory.words[at + len(memory.value) :]


def span(when: str, now: datetime) -> tuple[str, str, str]:
    """The time a person means by `when`, as ISO bounds, and how she says it."""
    today = now.date()
    names = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")
    day = next((name for name in names if name in when), "")
    if day:
        back = (today.weekday() - names.index(day)) % 7 or 7
        first = today - timedelta(back)
    elif "before yesterday" in when:
        first = today - timedelta(2)
    elif "yesterday" in when or "last night" in when:
        first = today - timedelta(1)
    elif "last week" in when:
        first = today - timedelta(today.weekday() + 7)
        return first.isoformat(), (first + timedelta(7)).isoformat(), "last week"
    elif "this week" in when:
        first = today - timedelta(today.weekday())
        return first.isoformat(), (today + timedelta(1)).isoformat(), "this week"
    elif "last month" in when:
        end = today.replace(day=1)
        return (end - timedelta(1)).replace(day=1).isoformat(), end.isoformat(), "last month"
    elif found := re.search(r"(two|three|four|five|six|\d+) days ago", when):
        counts = {"two": 2, "three": 3, "four": 4, "five": 5, "six": 6}
        first = today - timedelta(counts.get(found[1]) or min(int(found[1]), 40_000))
    elif "week ago" in when:
        first = today - timedelta(7)
    elif "last time" in when:
        return (today - timedelta(60)).isoformat(), today.isoformat(), "before today"
    else:
        first = _dated(when, today)
    return (
        first.isoformat(),
        (first + timedelta(1)).isoformat(),
        spoken_day(first.isoformat(), today),
    )


def _dated(when: str, today: date) -> date:
    """ "3 May", "May the third" as the latest such day; today for what is no date."""
    months = ("january", "february", "march", "april", "may", "june", "july", "august",
              "september", "october", "november", "december")  # fmt: skip
    month = next((at for at, name in enumerate(months, 1) if name[:3] in when), 0)
    number = re.search(r"\d{1,2}", when)
    if not month or not number:
        return today
    for year in (today.year, today.year - 1):
        try:
            found = date(year, month, int(number[0]))
        except ValueError:
            continue
        if found <= today:
            return found
    return today
