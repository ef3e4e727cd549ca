"""What she answers at the letter desk to everything but changes of the text."""

from __future__ import annotations

import datetime as dt
import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, assert_never

from assistant.dialogue import safety
from assistant.dialogue.contacts import contact_for
from assistant.dialogue.safety import Alarm, alarm
from assistant.dialogue.skills import letter_requests as r
from assistant.dialogue.skills.letter_wording import can_word, worded_anew
from assistant.dialogue.skills.skill import Reply, Talk
from assistant.letters import commands as c
from assistant.letters import drafting, saving
from assistant.letters.editing import apply
from assistant.ports import Act

if TYPE_CHECKING:
    from assistant.letters.letter import Letter
    from assistant.letters.writing import Writing
    from assistant.ports import Heard

MORNING = dt.time(8, 0)
_EMPTY = "There is nothing in the letter yet."
_NONE_OPEN = "There is no letter on the desk. Say “write a letter to”, and a name."


@dataclass(frozen=True)
class Replies:
    """Each gives the words and the act; the act is done by whoever takes the reply."""

    writing: Writing

    async def granted(
        self, request: r.Request, heard: Heard, talk: Talk, *, dictating: bool
    ) -> Reply | None:
        writing = self.writing
        match request:
            case r.Begin():
                return self.begun(request, talk)
            case r.Listed():
                return self._listed()
            case r.Open(to=to):
                return self._opened(to)
            case r.Remove(to=to):
                return self._removed(to)
            case _ if not writing.name:
                return Reply(_NONE_OPEN) if isinstance(request, r.Draft) else None
            case r.Read():
                return self.read(request)
            case r.Save():
                return self._saved(request, heard)
            case r.Send(address=address):
                return self._sent(address)
            case r.Keep():
                return self._kept(heard)
            case r.Past():
                return self._past()
            case r.Back(steps=steps):
                return self._back(steps)
            case r.Done():
                if not dictating:
                    return None
                done = Act("letter_open", {"letter": writing.name, "dictating": False})
                return Reply("All right. Shall I read it back?", done, pending=r.Read())
            case r.GoOn():
                act = Act("letter_open", {"letter": writing.name, "dictating": True})
                return Reply("I'm writing. Go on.", act)
            case r.Draft():
                return self.drafted(writing.draft.letter.sentences, talk)
            case r.WordAnew():
                return await self._worded(talk)
            case r.Close():
                act = Act("letter_open", {"letter": "", "dictating": False})
                return Reply(
                    f"I've put away {writing.title(writing.name)}. Every version is kept.", act
                )
            case _:
                assert_never(request)

    def begun(self, request: r.Begin, talk: Talk) -> Reply:
        if not request.to:
            return Reply("To whom?", None, pending=request)
        earlier = self.writing.shelf.latest_to(request.to)
        letter = drafting.begun(request.to, talk.settings.your_name, earlier)
        if request.subject:
            subject = re.sub(r"(?i)^(?:my|our|the|a|an) ", "", request.subject)
            letter = apply(letter, c.Head(subject=subject))[0]
        as_before = f" I begin and end as in your last letter to {request.to}." if earlier else ""
        if request.points:
            drafted = drafting.drafted(letter, (request.points,))
            if (danger := crisis(drafted, talk)) is not None:
                return danger
            act = self.writing.begin(drafted, dictating=False)
            return Reply(
                f"Here is a first draft.{as_before} {drafted.spoken}\nWhat shall I change?",
                act,
                pending=r.Shown(),
            )
        act = self.writing.begin(letter, dictating=not request.draft)
        if request.draft:
            question = f"What should it say, in a few words? Such as: thank them for something, ask when they come.{as_before}"
            return Reply(f"A letter to {request.to}. {question}", act, pending=r.Draft())
        return Reply(
            f"A letter to {request.to}.{as_before} I'm writing; say “that's all” when you have finished.",
            act,
        )

    def drafted(self, said: tuple[str, ...], talk: Talk) -> Reply:
        letter = drafting.drafted(self.writing.draft.letter, said)
        if not letter.sentences:
            return Reply("Give me a point or two first: what should it say?")
        if (danger := crisis(letter, talk)) is not None:
            return danger
        act = self.writing.revise(letter, "drafted it from points")
        return Reply(
            f"Here is a draft. {letter.spoken}\nWhat shall I change?", act, pending=r.Shown()
        )

    async def _worded(self, talk: Talk) -> Reply:
        """As a draft that is read back; without a mind here, or when nothing fits, it stays as it is."""
        before = self.writing.draft.letter
        if not before.sentences:
            return Reply(_EMPTY)
        mind = talk.worder
        if mind is None or not can_word(before, mind):
            return Reply(
                "I can't find better words by myself. I can make it warmer, shorter or more formal."
            )
        letter = await worded_anew(before, mind)
        if letter is None:
            return Reply(
                "I found no better words that keep to what you said, so it stays as it is."
            )
        act = self.writing.revise(letter, "worded it anew")
        return Reply(
            f"Here is another wording. {letter.spoken}\nSay “go back one” if yours was better.", act
        )

    def read(self, request: r.Read) -> Reply:
        letter = self.writing.draft.letter
        if not letter.sentences:
            return Reply(_EMPTY)
        if request.sentence is not None:
            return Reply(letter.sentences[request.sentence])
        return Reply(letter.spoken)

    def _past(self) -> Reply:
        draft = self.writing.draft
        before = draft.before
        if before is None:
            return Reply("There is no version before this one.")
        now = set(draft.letter.sentences)
        gone = [sentence for sentence in before.letter.sentences if sentence not in now]
        if not before.letter.sentences:
            return Reply("Before that the page was empty.")
        if gone:
            return Reply(
                f"Before that it said: {' '.join(f'“{one}”' for one in gone)} Say “go back one” to have it again."
            )
        return Reply(f"Before that the letter read: {before.letter.spoken}")

    def _back(self, steps: int) -> Reply:
        draft = self.writing.draft
        number = draft.now.number
        for _ in range(steps):
            number = draft.revisions[number - 1].before or number
        if number == draft.now.number:
            return Reply("This is the first version; there is nothing before it.")
        letter = draft.revisions[number - 1].letter
        act = Act("letter_show", {"letter": draft.id, "revision": number})
        return Reply(
            f"Back to the version before. {letter.spoken if letter.sentences else 'The page is empty.'}",
            act,
        )

    def _saved(self, request: r.Save, heard: Heard) -> Reply:
        writing = self.writing
        letter = writing.draft.letter
        if not letter.sentences:
            return Reply(_EMPTY)
        form = request.form or ("eml" if letter.address else "docx")
        name = saving.file_name(letter, form, request.name, heard.at, writing.shelf.saved())
        act = Act("letter_save", {"letter": writing.name, "file": name})
        return Reply(f"Saved in your letters folder as “{name}”.", act)

    def _sent(self, address: str) -> Reply:
        writing = self.writing
        letter = writing.draft.letter
        if not letter.sentences:
            return Reply(_EMPTY)
        if address and address != letter.address:
            changed, outcome = apply(letter, c.Head(address=address))
            if isinstance(outcome, c.Unclear):
                return Reply(outcome.question)
            return Reply(
                f"I've noted {address}. Say “send it” again, and I'll ask on the screen.",
                writing.revise(changed, "noted the address"),
            )
        waits = (
            " You wanted to keep it until morning; think of that."
            if writing.waits(writing.name)
            else ""
        )
        return Reply(
            "I never send anything myself. I'm asking on the screen: say yes there, and your mail program "
            f"opens with the letter in it.{waits}",
            Act("letter_send", {"letter": writing.name}),
        )

    def _kept(self, heard: Heard) -> Reply:
        morning = dt.datetime.combine(
            heard.at.date() + dt.timedelta(days=1), MORNING, heard.at.tzinfo
        )
        if heard.at.hour < 4:
            morning -= dt.timedelta(days=1)
        act = Act("letter_wait", {"letter": self.writing.name, "until": morning.isoformat()})
        day = "this morning" if morning.date() == heard.at.date() else "tomorrow"
        return Reply(
            f"I'll keep it. Nothing goes anywhere, and I'll remind you {day} at eight.", act
        )

    def _listed(self) -> Reply:
        writing = self.writing
        names = writing.shelf.names()
        if not names:
            return Reply("There are no letters yet.")
        told = [
            writing.title(name).removeprefix("the ").removeprefix("letter ")
            or "one to nobody named"
            for name in names[:5]
        ]
        count = "one letter" if len(names) == 1 else f"{len(names)} letters"
        more = f", and {len(names) - 5} more" if len(names) > 5 else ""
        return Reply(f"You have {count}: {', '.join(told)}{more}.")

    def _found(self, to: str) -> str:
        """The latest letter to `to`, or the open one, or the latest; "" when there is none."""
        writing = self.writing
        if not to:
            return writing.name or next(iter(writing.shelf.names()), "")
        wanted = to.lower()
        return next(
            (one for one in writing.shelf.names() if writing.of(one).letter.to.lower() == wanted),
            "",
        )

    def _opened(self, to: str) -> Reply:
        name = self._found(to)
        if not name:
            return Reply(f"I have no letter to {to}." if to else "There are no letters yet.")
        act = Act("letter_open", {"letter": name, "dictating": False})
        letter = self.writing.of(name).letter
        spoken_text = letter.spoken if letter.sentences else "It's still empty."
        return Reply(f"Here is {self.writing.title(name)}. {spoken_text}", act)

    def _removed(self, to: str) -> Reply:
        name = self._found(to)
        if not name:
            return Reply(f"I have no letter to {to}." if to else "There are no letters.")
        act = Act("letter_remove", {"letter": name})
        return Reply(f"I'm asking on the screen whether {self.writing.title(name)} shall go.", act)


def crisis(letter: Letter, talk: Talk) -> Reply | None:
    """The protocol, when the end of the letter says together what no single turn said.

    Each turn was listened to by itself before; here only what is beyond doubt counts.
    """
    danger = alarm(" ".join(letter.sentences[-3:]))
    if danger is None or danger is Alarm.INDIRECT:
        return None
    contact = contact_for(talk.settings.region)
    talk.history.take_care(safety.care_turns(danger), asked=False)
    return Reply(" ".join(safety.reply(danger, contact)), Act("crisis", {"text": contact.card()}))
