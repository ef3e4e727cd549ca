"""What one turn of the person says, as it was understood."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING

from assistant.dialogue.frames import Frame

if TYPE_CHECKING:
    from assistant.dialogue.people import Person


class Kind(StrEnum):
    YES = "yes"
    NO = "no"
    UNSURE = "unsure"
    NOD = "nod"
    LAUGH = "laugh"
    FRAGMENT = "fragment"
    BACK = "back"  # "and you?"
    TOLD = "told"
    OPINION = "opinion"
    ADVICE = "advice"
    LIVE = "live"  # weather, news: what only a network knows
    FACT = "fact"
    OF_HER = "of_her"  # small talk about her
    CANNOT = "cannot"  # a thing to do that she can't do yet
    WISH = "wish"  # "tell me a joke"
    PRAISE = "praise"
    SCOLD = "scold"
    CORRECT = "correct"
    AGAIN = "again"  # "you already said that"
    QUESTIONS = "questions"  # "you ask a lot of questions"
    WAIT = "wait"
    LISTEN = "listen"
    TASK = "task"  # something to make out of words: a line, a name, a pirate
    MAY = "may"  # "can I tell you something?"
    SAY_BACK = "say_back"  # "say back to me what I've told you"
    ENOUGH = "enough"  # "that's all": the end of being listened to
    LEANS = "leans"  # "why?", "tell me more": nothing without what was said before
    OF_HER_TOLD = "of_her_told"  # a remark on her: "you don't know him"
    SORRY = "sorry"
    KNOCK = "knock"
    RIDDLE = "riddle"
    LUCK = "luck"  # "wish me luck"
    WHAT_IF = "what_if"
    SO = "so"  # a few words with a question mark that ask for agreement: "okay so I walk?"


@dataclass(frozen=True, slots=True)
class Said:
    """`you` is the chief clause from her side ("you quit your job"), `thing` its object
    ("your job"), `base` a bare verb phrase or clause a frame gives ("learn Spanish"), `topic` a
    key of `topics`, `tail` how the chief clause ends ("two cups of tea"), `hit` the word it was known by, `mood` -1, 0 or 1, `detail` what was wished.
    """

    text: str
    kind: Kind
    frame: Frame = Frame.OTHER
    you: str = ""
    thing: str = ""
    base: str = ""
    person: Person | None = None
    topic: str = ""
    hit: str = ""
    feeling: str = ""
    mood: int = 0
    detail: str = ""
    tail: str = ""
    words: tuple[str, ...] = ()
