"""Notes by voice: dictated in one go or after a question, found again, read out, deleted with a yes."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from assistant.dialogue.skills.skill import Reply, Talk
from assistant.dialogue.spoken.polite import POLITE
from assistant.dialogue.spoken.slips import mended
from assistant.dialogue.spoken.telling import told_day
from assistant.dialogue.text import capitalised
from assistant.ports import Act

if TYPE_CHECKING:
    import datetime as dt

    from assistant.desk.desk import Desk
    from assistant.desk.notes import Note
    from assistant.ports import Heard

LONGEST_READ = 600  # characters of a note read out at one go
_TAKE = r"(?:(?:take|make|write|create|start|add|leave|save|keep|dictate|jot down|record)(?: me)?(?: down)? an? (?:new |quick |short |little |small )?(?:note|memo)(?: for me| of (?:this|that))?|(?:new|quick) note|note to (?:self|myself)|(?:write|jot|note) (?:this|that|it|something) down|take (?:this|that|something) down|write down|jot down|note down|note)"
_ALONE = re.compile(rf"{POLITE}{_TAKE}")
_WITH = re.compile(
    rf"(?is)\W*{POLITE}{_TAKE}(?P<lead>\s*[:,.-]+\s*|\s+(?:that|saying|about|of|to|for me to|to say|which says)\s*:?,?\s+|\s+(?=\S))(?P<text>\S.*)"
)
_NO_NOTE = re.compile(
    r"(?i)\s*(?:on|to|onto|in) (?:my|the) .{1,30}list\b|.*\b(?:on|to) (?:my|the) .{1,30}list\W*$"
)
_FIND = re.compile(
    rf"{POLITE}(?:(?:find|look for|search(?: for)?|show(?: me)?|read(?: me)?(?: out)?|get|open|look up|where(?:'s| is)|tell me|what(?:'s| is| was| does)(?: in)?)(?: me)?(?: (?:my|the|that|any|a))? notes?(?: i (?:took|made|wrote|left))?(?: (?:about|on|with|of|for|from|regarding|where i mentioned|that says|say about)) (?P<words>.+?)|what (?:did|have) i (?:write|written|note|noted|write down|written down|jot down)(?: down)? (?:about|on|for) (?P<words2>.+?)|(?:did|have) i (?:note|noted|write|written)(?: anything)?(?: down)? about (?P<words3>.+?)|(?:search|look in|check) my notes for (?P<words4>.+?))(?: say| again)?"
)
_LAST = re.compile(
    rf"{POLITE}(?:(?:read|show|tell|open|what(?:'s| is| was| does)|repeat)(?: me)?(?: out)?(?: my| the)* (?:last|latest|newest|most recent) note(?: say)?(?: again)?|read (?:it|that|the note) (?:back|again|to me)|read (?:back )?(?:that|the|my) note(?: back)?)"
)
_COUNT = re.compile(
    rf"{POLITE}(?:(?:what|which|how many|list|show(?: me)?|do i have any|any)(?: of)?(?: my| the| all)* notes(?: (?:do i have|are there|have i (?:got|taken)|did i take|from today|today))*)"
)
_DELETE = re.compile(
    rf"{POLITE}(?:delete|remove|erase|throw away|get rid of|scrap)(?: my| the| that)* (?:(?P<last>last|latest) )?note(?: (?:about|on|with|of) (?P<words>.+))?"
)


@dataclass(frozen=True, slots=True)
class Dictating:
    """She waits for the words of a note."""


class NoteKeeping:
    """Takes dictated notes, finds them again by their words, reads them out."""

    name = "notes"

    def __init__(self, desk: Desk) -> None:
        self._desk = desk

    async def answer(self, heard: Heard, talk: Talk) -> Reply | None:
        plain = mended(heard.text)
        wall = heard.at.astimezone(self._desk.zone).replace(tzinfo=None)
        if isinstance(talk.pending, Dictating):
            if re.fullmatch(
                r"(?:no|never ?mind|nothing|cancel|forget it|stop)(?: .{0,20})?", plain
            ):
                return Reply("All right, no note.")
            return self._taken(heard.text.strip(), wall)
        if "not" not in plain and not re.search(r"\b(?:write|written|jot|take) ", plain):
            return None
        if found := _FIND.fullmatch(plain):
            words = next(
                found[name] for name in ("words", "words2", "words3", "words4") if found[name]
            )
            return self._found(words, wall)
        if _LAST.fullmatch(plain):
            return self._read(next(iter(self._desk.notes.all()), None), wall)
        if found := _DELETE.fullmatch(plain):
            return self._delete(found["words"] or "")
        if _COUNT.fullmatch(plain):
            return self._count(wall)
        if _ALONE.fullmatch(plain) and plain != "note":
            return Reply("Go ahead, I'm writing.", pending=Dictating())
        return self._dictated(heard.text, plain, wall)

    def _dictated(self, said: str, plain: str, wall: dt.datetime) -> Reply | None:
        found = _WITH.fullmatch(said) or _WITH.fullmatch(plain)
        if (
            found is None
            or _NO_NOTE.match(found["text"])
            or re.match(r"(?:is|was|are|were|from|out of)\b", found["text"])
        ):
            return None
        if re.fullmatch(r"(?i).*\bnote", found[0][: found.start("lead")]) is None and not found[
            "lead"
        ].strip(" :,.-"):
            bare_verb = re.match(r"(?i)\W*(?:\w+ )*(?:write|jot|note|take)", found[0])
            if bare_verb is None:
                return None
        only_note = re.fullmatch(r"(?i)\W*(?:please )?note", found[0][: found.start("lead")])
        if only_note and not re.search(r"that|:", found["lead"]):
            return None
        text = found["text"]
        if re.match(r"\s+to\b", found["lead"]):
            text = f"to {text}" if not re.search("say", found["lead"]) else text
        return self._taken(text, wall)

    def _taken(self, text: str, wall: dt.datetime) -> Reply:
        text = capitalised(re.sub(r"(?i)^for (?:me|later)\s*[,:]?\s+", "", text))
        name = self._desk.notes.name_for(text, wall)
        return Reply("Noted.", Act("note_add", {"name": name, "text": text}))

    def _found(self, words: str, wall: dt.datetime) -> Reply:
        found = self._desk.notes.find(words)
        if not found:
            return Reply("I find no note about that.")
        reply = self._read(found[0], wall)
        more = len(found) - 1
        tail = f" {more} more mention{'s' * (more == 1)} it." if more else ""
        return Reply(reply.text + tail)

    @staticmethod
    def _read(note: Note | None, wall: dt.datetime) -> Reply:
        if note is None:
            return Reply("You have no notes yet.")
        text = (
            note.text
            if len(note.text) <= LONGEST_READ
            else f"{note.text[:LONGEST_READ].rsplit(' ', 1)[0]} …"
        )
        when = capitalised(told_day(note.at.date(), wall.date()).rstrip(","))
        return Reply(f"{when}: {text}")

    def _count(self, wall: dt.datetime) -> Reply:
        notes = self._desk.notes.all()
        if not notes:
            return Reply("You have no notes yet.")
        first = " ".join(notes[0].text.split()[:8])
        day = told_day(notes[0].at.date(), wall.date()).rstrip(",")
        return Reply(
            f"{len(notes)} note{'s' * (len(notes) != 1)}. The latest is from {day.removeprefix('on ')}: {first}."
        )

    def _delete(self, words: str) -> Reply:
        found = self._desk.notes.find(words) if words else self._desk.notes.all()
        if not found:
            return Reply("I find no such note.")
        first = " ".join(found[0].text.split()[:8])
        return Reply(
            f"The note “{first}” would go. Say yes on the screen, and it does.",
            Act("note_delete", {"name": found[0].name}),
        )
