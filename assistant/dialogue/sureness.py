"""What was heard poorly is read back before anything is changed by it: the one place for that. Pure."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from assistant.dialogue.skills.skill import Reply
from assistant.dialogue.text import bare

if TYPE_CHECKING:
    from assistant.ports import Act, Heard

# Measured with Whisper base (tests/desk/test_desk_by_voice.py, and 30 requests by people): what was
# heard rightly lies above 0.76, but for a few; each act on wrong words below 0.75.
SURE = 0.75  # confidence from which a request is acted on
SURE_YES = 0.3  # a single "yes" scores lower, and noise lower still
LONGEST_READ = 160  # characters of what was heard that are read back

# What may follow a doubtful turn: it changes nothing, or nothing that the next word would not put
# right (a name, her volume), or is read back as it stands (a dictation).
_UNASKED = frozenset(
    """again call_me crisis decision_look decision_show goodbye letter_open letter_revise letter_show louder
    minor pace private quieter rename slower faster stop volume withdraw""".split()
)
_READING = frozenset({"ask", "ask_forget", "leave_be", "tell"})  # of the acts of her memory
# What takes something away, also where it can be had back: never by words that began while she spoke.
_TAKES = re.compile(
    r"(?:\w+_)?(?:drop|delete|clear|remove|skip|undo|sort|never)|(?:tool|open)_\w+|retire|letter_send|letter_unsave|tidy_back|event_move"
)
_FORGETTING = frozenset({"end", "forget", "replace"})  # of the acts of her memory
_YES = re.compile(
    r"(?:yes|yeah|yep|yup|sure|right|correct|exactly|do it|go ahead|do that|that's right|ok|okay|please do|of course)(?: (?:please|do it|do that|that's right|go ahead|exactly|you can))*"
)
_NO = re.compile(
    r"(?:no|nope|nah|don't|never ?mind|cancel|leave it|stop|wrong|not that|forget it)(?: .{0,30})?"
)


@dataclass(frozen=True, slots=True)
class Doubted:
    """What she would have answered and done, had she been sure; `by` is the skill it came from."""

    reply: Reply
    by: str


def changes(act: Act) -> bool:
    """Whether somebody may want back what `act` does."""
    if act.name == "memory":
        return act.arguments.get("do") not in _READING
    return act.name not in _UNASKED


def takes_away(act: Act) -> bool:
    """Whether `act` takes something away or lets something leave."""
    if act.name == "memory":
        return act.arguments.get("do") in _FORGETTING
    return bool(_TAKES.fullmatch(act.name))


def read_back(reply: Reply, by: str, heard: Heard) -> Reply:
    """`reply`, or where it would change something by words heard below SURE, or take something away by
    words that began while she spoke: the words, as a question.
    """
    if reply.act is None or heard.typed:
        return reply
    unsure = heard.confidence < SURE and changes(reply.act)
    if not unsure and not (heard.over_her and takes_away(reply.act)):
        return reply
    said = heard.text.strip().rstrip(".!?,;")
    if len(said) > LONGEST_READ:
        said = f"{said[:LONGEST_READ].rsplit(' ', 1)[0]} …"
    question = f"I'm not sure I heard you. Was it: “{said}”?"
    return Reply(question, pending=Doubted(reply, by), tainted=reply.tainted)


def settled(pending: object | None, heard: Heard) -> tuple[Reply, str] | None:
    """What follows the answer to `read_back`; None when it was no such question, or no answer to it.

    A yes has to be heard as one: what is hardly heard at all leaves everything as it is.
    """
    if not isinstance(pending, Doubted):
        return None
    plain = bare(heard.text) or heard.text.lower().strip(" .!")
    if _NO.fullmatch(plain):
        return Reply("All right, I leave it."), pending.by
    if not _YES.fullmatch(plain):
        return None
    act = pending.reply.act
    over_her = heard.over_her and act is not None and takes_away(act)
    if not heard.typed and (heard.confidence < SURE_YES or over_her):
        return Reply("Was that a yes?", pending=pending), pending.by
    return pending.reply, pending.by
