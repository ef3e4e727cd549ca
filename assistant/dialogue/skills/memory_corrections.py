"""What is told against what is kept: she asks which holds, and is put right."""

from __future__ import annotations

import re
from dataclasses import replace
from functools import partial
from typing import TYPE_CHECKING

from assistant.dialogue.skills import memory_requests as asks
from assistant.dialogue.skills.memory_fitting import Unclear, alike, fits, named_by
from assistant.dialogue.skills.memory_phrasing import act_on, listed, source, with_sources
from assistant.dialogue.skills.memory_told import of, told_last
from assistant.dialogue.skills.skill import Reply
from assistant.dialogue.text import capitalised
from assistant.memory.kept import YOU, Found, spoken_day

if TYPE_CHECKING:
    from assistant.memory.diary import Clash, Diary
    from assistant.memory.kept import Memory
    from assistant.ports import Heard

_BOTH = re.compile(
    r"(?i).*\b(?:both|two (?:of them|different|sisters|brothers|\w+s)|there are two|different (?:people|person)|another|i have two|as well|too)\b.*"
)
_NEW = re.compile(
    r"(?i).*\b(?:the (?:new|second|latter|last)|now|changed|change it|replace|update)\b.*"
)
_OLD = re.compile(r"(?i).*\b(?:the (?:old|first|former)|still|misspoke|slip|as before|as it was)\b.*")  # fmt: skip


async def when_told(diary: Diary, heard: Heard) -> Reply | None:
    """Ask when it contradicts what is kept; say so when they asked her to remember it."""
    if diary.store is None or diary.settings().private:
        return None
    clash = await diary.clashing(heard.text, heard.at)
    if clash is not None:
        day = spoken_day(clash.old.at, heard.at.date())
        other = " Or are there two?" if clash.found.aspect == "name" else ""
        return Reply(
            f"You told me {day} that {clash.old.words}. "
            f"Is it {clash.found.value} now, or still {clash.old.value}?{other}",
            act_on("ask", old=clash.old.id, found=clash.found), (source(clash.old),),
        )  # fmt: skip
    if re.match(r"(?i)(?:(?:please|can you|could you|so|and|i want you to) )*(?:remember|don't forget|keep in mind|make a note|note)\b", heard.text):  # fmt: skip
        found = diary.found(heard.text, heard.at)
        if found:
            return Reply(f"I'll remember: {listed(one.words for one in found)}.")
    return None


def settled(clash: Clash, heard: Heard) -> Reply | None:
    """Their answer to her question which of two things holds."""
    text, old, new = heard.text, clash.old, clash.found
    low = text.lower()
    says_new, says_old = _says(low, new.value), _says(low, old.value)
    if _BOTH.fullmatch(text) and not (says_new and not says_old):
        return Reply(f"Both, then: {old.words}, and {_also(new)}.", act_on("beside", old=old.id, found=new))  # fmt: skip
    if (says_new and not says_old) or (not says_old and (_NEW.fullmatch(text) or asks.YES.fullmatch(text))):  # fmt: skip
        return Reply(f"Thank you. {capitalised(new.words)}, then.", act_on("replace", old=old.id, found=new))  # fmt: skip
    if says_old or _OLD.fullmatch(text) or asks.NO.fullmatch(text):
        return Reply(f"Then it stays: {old.words}.", act_on("leave_be"))
    return None


async def wrong(diary: Diary, request: asks.Wrong, heard: Heard) -> Reply | None:
    """A correction is of the one thing it fits among those she just told; else she asks."""
    known = await told_last(diary)
    if not known:
        return None
    if request.of and all(one.aspect != request.of for one in known):
        theirs = await diary.look(partial(of, known[0].about, request.of))
        if not theirs:
            return None
        known = list(theirs)
    elif request.right and len(known) == 1:  # after "how do you know?" only one is in sight
        theirs = await diary.look(lambda store: store.of(known[0].about))
        known = [one for one in theirs if alike(request.right, one.value)][:1] or known
    fitting = fits(request.right, request.of, known)
    if len(fitting) > 1:
        which = " or ".join(f"that {one.words}" for one in fitting[:3])
        return Reply(f"Which did I get wrong: {which}?", pending=Unclear(request.right))
    memory = fitting[0]
    if not request.right:
        return with_sources(f"I had it that {memory.words}. I'll drop that. What is right?", (), act_on("end", old=memory.id))  # fmt: skip
    return await _righted(diary, memory, request.right, heard)


async def said_which(diary: Diary, unclear: Unclear, heard: Heard) -> Reply | None:
    """Their answer to which of the things she told was wrong."""
    known = await told_last(diary)
    fitting = named_by(heard.text, known)
    if len(fitting) != 1:
        return None
    if not unclear.right:
        return Reply(f"I'll drop that, then: {fitting[0].words}.", act_on("end", old=fitting[0].id))
    return await _righted(diary, fitting[0], unclear.right, heard)


async def _righted(diary: Diary, memory: Memory, right: str, heard: Heard) -> Reply:
    value = right.strip(" .!")
    if value.islower() and memory.value[:1].isupper():
        value = " ".join(word[:1].upper() + word[1:] for word in value.split())
    words = _reworded(memory, value)
    found = Found(
        memory.about if memory.person else YOU, memory.aspect, value, words, heard.text,
        memory.single, name=value if memory.aspect == "name" else "",
    )  # fmt: skip
    if memory.aspect == "name" and memory.about[:1].isupper():
        person = await diary.look(lambda store: store.person(memory.about))
        found = replace(found, about=person.relation or memory.about if person else memory.about)
    return Reply(f"Thank you for putting me right. {capitalised(words)}.", act_on("replace", old=memory.id, found=found))  # fmt: skip


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
