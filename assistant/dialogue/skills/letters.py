"""The letter desk: begin, dictate or draft, read back, revise by voice, keep every revision, save."""

from __future__ import annotations

import datetime as dt
import re
from typing import TYPE_CHECKING, assert_never

from assistant.dialogue import safety
from assistant.dialogue.contacts import contact_for
from assistant.dialogue.safety import Alarm, alarm
from assistant.dialogue.skills import letter_requests as r
from assistant.dialogue.skills.skill import Reply, Talk
from assistant.dialogue.text import bare
from assistant.errors import Trouble
from assistant.letters import commands as c
from assistant.letters import drafting, saving, spoken
from assistant.letters.editing import apply
from assistant.letters.sentences import dictated
from assistant.ports import Act

if TYPE_CHECKING:
    from assistant.letters.commands import Command
    from assistant.letters.letter import Letter
    from assistant.letters.writing import Writing
    from assistant.ports import Heard

MORNING = dt.time(8, 0)
DOUBTFUL = 0.6  # what is heard less surely is read back at once
MOST_TOLD = 4  # changes that are told one by one
_GOT_IT = ("Got it.", "Yes.", "I have that.", "Go on.", "Down.", "Mm-hm.")
_OTHERS = re.compile(  # what ends or changes the talk, even in the midst of a dictation
    r"(?:good ?bye|bye(?: bye)?|good night|undo(?: that| it| the last one)?|take that back|(?:a (?:bit|little) |speak )?(?:louder|quieter|slower|faster|softer))"
)
_YES = re.compile(
    r"(?:yes|yeah|yep|yes please|please|please do|sure|go ahead|do|ok|okay|all right|read it|of course)(?: please| read it(?: back)?)?"
)
_NO = re.compile(
    r"(?:no|nope|no thanks|no thank you|not now|never ?mind|forget it|nobody|no one|cancel|leave it)(?: .{0,20})?"
)
_EMPTY = "There is nothing in the letter yet."
_NONE_OPEN = "There is no letter on the desk. Say “write a letter to”, and a name."
Question = (
    c.Cut | c.Change | r.Read | r.Begin | r.Draft
)  # what it may have asked in the turn before


class Letters:
    """Writes letters with you: dictate or give a few points, hear it back, change it, save it."""

    name = "letters"

    def __init__(self, writing: Writing) -> None:
        self._writing = writing

    def holds(self, talk: Talk) -> bool:
        """Whether it is asked before the other skills: a letter is being dictated, or it has asked something.

        A crisis ends the dictation; it goes on only when the person says so.
        """
        return (self._writing.dictating and not _interrupted(talk)) or isinstance(
            talk.pending, Question
        )

    async def answer(self, heard: Heard, talk: Talk) -> Reply | None:
        try:
            reply = self._answer(heard, talk)
        except Trouble as trouble:
            return Reply(str(trouble))
        if reply is not None and talk.history.last is not None:
            talk.history.last.private = True  # letters are for no memory and no mind
        return reply

    def _answer(self, heard: Heard, talk: Talk) -> Reply | None:
        text = heard.text
        dictating = self._writing.dictating and not _interrupted(talk)
        if re.match(rf"(?i){re.escape(talk.settings.her_name)}\b[\s,]", text):
            text = text[len(talk.settings.her_name) :].lstrip(" ,")
            dictating = False  # "Samantha, what time is it?" is for her, not for the letter
        if dictating and _OTHERS.fullmatch(bare(text)):
            return None
        question = talk.pending
        if isinstance(question, Question) and (reply := self._replied(question, text, talk)):
            return reply
        request = r.request(text)
        if request is not None and (
            reply := self._granted(request, heard, talk, dictating=dictating)
        ):
            return reply
        if not self._writing.name:
            return None
        command = spoken.command(text)
        if command is not None and (dictating or _lately(talk) or self._fits(command)):
            return self._edited(command, talk)
        return self._dictated(text, heard, talk) if dictating else None

    # --- questions of its own --------------------------------------------------------------

    def _replied(self, question: Question, text: str, talk: Talk) -> Reply | None:
        plain = bare(text)
        match question:
            case c.Cut() | c.Change():
                chosen = spoken.which(text)
                if chosen is None:
                    return Reply("All right, it stays as it is.") if _NO.fullmatch(plain) else None
                settled = (
                    c.Cut(question.words, chosen) if isinstance(question, c.Cut)
                    else c.Change(question.old, question.new, chosen)
                )  # fmt: skip
                return self._edited(settled, talk)
            case r.Read():
                return self._read(question) if _YES.fullmatch(plain) else None
            case r.Begin():
                if _NO.fullmatch(plain):
                    return Reply("All right, no letter.")
                if len(text.split()) > 6 or r.request(text) is not None:
                    return None
                to = drafting.addressee(
                    re.sub(r"(?i)^(?:it's |it is )?(?:to|for) (?!whom)", "", text.strip())
                )
                return self._begun(
                    r.Begin(to, question.points, question.subject, question.draft), talk
                )
            case r.Draft():
                if _NO.fullmatch(plain):
                    return Reply("All right.")
                return self._drafted((text,), talk) if r.request(text) is None else None
            case _:
                assert_never(question)

    # --- requests --------------------------------------------------------------------------

    def _granted(
        self, request: r.Request, heard: Heard, talk: Talk, *, dictating: bool
    ) -> Reply | None:
        writing = self._writing
        match request:
            case r.Begin():
                return self._begun(request, talk)
            case r.Listed():
                return self._listed()
            case r.Open(to=to):
                return self._opened(to)
            case r.Remove(to=to):
                return self._removed(to)
            case _ if not writing.name:
                return Reply(_NONE_OPEN) if isinstance(request, r.Draft) else None
            case r.Read():
                return self._read(request)
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
                return self._drafted(writing.draft.letter.sentences, talk)
            case r.Close():
                act = Act("letter_open", {"letter": "", "dictating": False})
                return Reply(
                    f"I've put away {writing.title(writing.name)}. Every version is kept.", act
                )
            case _:
                assert_never(request)

    def _begun(self, request: r.Begin, talk: Talk) -> Reply:
        if not request.to:
            return Reply("To whom?", None, pending=request)
        earlier = self._writing.shelf.latest_to(request.to)
        letter = drafting.begun(request.to, talk.settings.your_name, earlier)
        if request.subject:
            subject = re.sub(r"(?i)^(?:my|our|the|a|an) ", "", request.subject)
            letter = apply(letter, c.Head(subject=subject))[0]
        as_before = f" I begin and end as in your last letter to {request.to}." if earlier else ""
        if request.points:
            drafted = drafting.drafted(letter, (request.points,))
            if (crisis := _crisis(drafted, talk)) is not None:
                return crisis
            act = self._writing.begin(drafted, dictating=False)
            return Reply(
                f"Here is a first draft.{as_before} {drafted.spoken}\nWhat shall I change?", act
            )
        act = self._writing.begin(letter, dictating=not request.draft)
        if request.draft:
            question = f"What should it say, in a few words? Such as: thank them for something, ask when they come.{as_before}"
            return Reply(f"A letter to {request.to}. {question}", act, pending=r.Draft())
        return Reply(
            f"A letter to {request.to}.{as_before} I'm writing; say “that's all” when you have finished.",
            act,
        )

    def _drafted(self, said: tuple[str, ...], talk: Talk) -> Reply:
        letter = drafting.drafted(self._writing.draft.letter, said)
        if not letter.sentences:
            return Reply("Give me a point or two first: what should it say?")
        if (crisis := _crisis(letter, talk)) is not None:
            return crisis
        act = self._writing.revise(letter, "drafted it from points")
        return Reply(f"Here is a draft. {letter.spoken}\nWhat shall I change?", act)

    def _read(self, request: r.Read) -> Reply:
        letter = self._writing.draft.letter
        if not letter.sentences:
            return Reply(_EMPTY)
        if request.sentence is not None:
            return Reply(letter.sentences[request.sentence])
        return Reply(letter.spoken)

    def _past(self) -> Reply:
        draft = self._writing.draft
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
        draft = self._writing.draft
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
        writing = self._writing
        letter = writing.draft.letter
        if not letter.sentences:
            return Reply(_EMPTY)
        form = request.form or ("eml" if letter.address else "docx")
        name = saving.file_name(letter, form, request.name, heard.at, writing.shelf.saved())
        act = Act("letter_save", {"letter": writing.name, "file": name})
        return Reply(f"Saved in your letters folder as “{name}”.", act)

    def _sent(self, address: str) -> Reply:
        writing = self._writing
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
        act = Act("letter_wait", {"letter": self._writing.name, "until": morning.isoformat()})
        day = "this morning" if morning.date() == heard.at.date() else "tomorrow"
        return Reply(
            f"I'll keep it. Nothing goes anywhere, and I'll remind you {day} at eight.", act
        )

    def _listed(self) -> Reply:
        writing = self._writing
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
        writing = self._writing
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
        letter = self._writing.of(name).letter
        spoken_text = letter.spoken if letter.sentences else "It's still empty."
        return Reply(f"Here is {self._writing.title(name)}. {spoken_text}", act)

    def _removed(self, to: str) -> Reply:
        name = self._found(to)
        if not name:
            return Reply(f"I have no letter to {to}." if to else "There are no letters.")
        act = Act("letter_remove", {"letter": name})
        return Reply(f"I'm asking on the screen whether {self._writing.title(name)} shall go.", act)

    # --- the text --------------------------------------------------------------------------

    def _fits(self, command: Command) -> bool:
        """Whether it can be meant for this letter, when something else was talked of in between."""
        outcome = apply(self._writing.draft.letter, command)[1]
        return not isinstance(outcome, c.Unclear) or outcome.ask is not None

    def _edited(self, command: Command, talk: Talk) -> Reply:
        before = self._writing.draft.letter
        letter, outcome = apply(before, command)
        if isinstance(outcome, c.Unclear):
            if outcome.ask is not None:
                return Reply(outcome.question, None, pending=outcome.ask)
            return Reply(outcome.question)
        if (crisis := _crisis(letter, talk)) is not None:
            return crisis
        what = "; ".join(outcome.told[:MOST_TOLD])
        return Reply(_told(letter, outcome), self._writing.revise(letter, what))

    def _dictated(self, text: str, heard: Heard, talk: Talk) -> Reply:
        before = self._writing.draft.letter
        letter, outcome = apply(before, c.Add(dictated(text)))
        if isinstance(outcome, c.Unclear):
            return Reply(outcome.question)
        if (crisis := _crisis(letter, talk)) is not None:
            return crisis
        act = self._writing.revise(letter, "dictated")
        if heard.confidence < DOUBTFUL:
            return Reply(f"I wrote: “{' '.join(letter.sentences[at] for at in outcome.at)}”", act)
        return Reply(_GOT_IT[len(letter.sentences) % len(_GOT_IT)], act)


def _told(letter: Letter, outcome: c.Edited) -> str:
    """What was changed, and the sentence as it is now where that is short."""
    told = list(outcome.told)
    if len(told) > MOST_TOLD:
        more = len(told) - MOST_TOLD
        told = [*told[:MOST_TOLD], f"and {more} more, on the letters page"]
    said = "; ".join(told)
    said = f"{said[:1].upper()}{said[1:]}."
    if 0 < len(outcome.at) <= 2 and "put in" not in said:
        said += f" It reads now: {' '.join(f'“{letter.sentences[at]}”' for at in outcome.at)}"
    return said.replace(".”.", ".”").replace(",”.", ",”")


def _crisis(letter: Letter, talk: Talk) -> Reply | None:
    """The protocol, when the end of the letter says together what no single turn said.

    Each turn was listened to by itself before; here only what is beyond doubt counts.
    """
    danger = alarm(" ".join(letter.sentences[-3:]))
    if danger is None or danger is Alarm.INDIRECT:
        return None
    contact = contact_for(talk.settings.region)
    talk.history.care = safety.care_turns(danger)
    return Reply(" ".join(safety.reply(danger, contact)), Act("crisis", {"text": contact.card()}))


def _interrupted(talk: Talk) -> bool:
    """Whether a crisis came since the desk last answered."""
    for exchange in list(talk.history.exchanges)[-2::-1]:
        if exchange.by == "skill:letters":
            return False
        if exchange.by == "safety":
            return True
    return False


def _lately(talk: Talk) -> bool:
    """Whether the turn before was about the letter."""
    return talk.history.before is not None and talk.history.before.by == "skill:letters"
