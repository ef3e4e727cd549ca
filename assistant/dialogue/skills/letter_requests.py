"""What is asked of the letter desk besides changes to the text: begin, read, save, send, keep, open. Pure."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from assistant.letters.drafting import addressee
from assistant.letters.spoken import asked

if TYPE_CHECKING:
    from collections.abc import Callable


@dataclass(frozen=True, slots=True)
class Begin:
    """`to` is "" when nobody was named; `points` what it shall say; `draft` when she is to word it."""

    to: str = ""
    points: str = ""
    subject: str = ""
    draft: bool = False


@dataclass(frozen=True, slots=True)
class Read:
    """The whole letter, or a sentence: -1 is the last."""

    sentence: int | None = None


@dataclass(frozen=True, slots=True)
class Save:
    """`form` is "" when none was named."""

    form: str = ""
    name: str = ""


@dataclass(frozen=True, slots=True)
class Send:
    address: str = ""


@dataclass(frozen=True, slots=True)
class Open:
    to: str = ""


@dataclass(frozen=True, slots=True)
class Remove:
    to: str = ""


@dataclass(frozen=True, slots=True)
class Past:
    """What it said before the last change."""


@dataclass(frozen=True, slots=True)
class Back:
    """Go back one revision, or several."""

    steps: int = 1


@dataclass(frozen=True, slots=True)
class Keep:
    """Until tomorrow morning."""


@dataclass(frozen=True, slots=True)
class Done:
    """No more dictating."""


@dataclass(frozen=True, slots=True)
class GoOn:
    """Dictate on."""


@dataclass(frozen=True, slots=True)
class Draft:
    """Make a letter of what is there as points."""


@dataclass(frozen=True, slots=True)
class Shown:
    """It was told as it is now: nothing more to change is an answer, and no goodbye."""


@dataclass(frozen=True, slots=True)
class WordAnew:
    """Better words for the same, from the mind on this computer."""


@dataclass(frozen=True, slots=True)
class Close:
    """Put the letter away."""


@dataclass(frozen=True, slots=True)
class Listed:
    """Which letters there are."""


Request = (
    Begin | Read | Save | Send | Open | Remove | Past | Back | Keep | Done | GoOn | Draft | WordAnew
    | Close | Listed
)  # fmt: skip

LONGEST = 600  # characters, points of a letter included
_KIND = r"(?:letter|e-?mail|thank[- ]you (?:note|card)|birthday (?:card|letter))"
_BEGIN = re.compile(
    r"(?:i(?:'d| would) like (?:you )?to |i (?:want|need|have) (?:you )?to |we (?:should|could) |let me )?"
    rf"(?P<verb>help me (?:to )?(?:write|with)|write|draft|begin|start|compose|dictate|do|type|take(?: down)?|make|prepare|word|new) (?:me |us )?(?:up )?(?:(?:a|an|another|one more|my|the) )?(?:new |short |little |quick |long |nice |formal |friendly |kind |polite |hard |difficult )*(?P<kind>{_KIND})"
    r"(?:,? (?:to|for) (?P<to>(?!say\b|tell\b|ask\b).+?))?(?P<rest>(?:[:,;.] | (?:about|saying|that says|telling|asking|thanking|inviting|congratulating|apologi[sz]ing|reminding|wishing|complaining|cancelling|requesting|and (?:tell|ask|thank|say|invite|wish|congratulate)|to (?:say|tell|ask|thank|invite)|thank|tell|ask)\b).*)?",
    re.IGNORECASE,
)
_WRITE_TO = re.compile(
    r"(?P<verb>write(?: back)?|reply) to (?!(?:that|this|it|me|you|us|everyone|them all)\b)(?P<to>(?:my |our |the )?[\w.'-]+(?: [\w.'-]+){0,2}?)(?P<rest>(?:[:,;] | (?:about|saying|telling|asking|thanking|and (?:tell|ask|thank|say)|that)\b).*)?",
    re.IGNORECASE,
)
_PARTICIPLE = re.compile(
    r"(?i)\b(saying|telling|asking|thanking|inviting|congratulating|apologi[sz]ing|reminding|wishing|complaining|cancelling|requesting|that says)\b"
)
_VERBS = {
    "saying": "say", "that says": "say", "telling": "tell", "asking": "ask", "thanking": "thank",
    "inviting": "invite", "congratulating": "congratulate", "apologising": "apologise",
    "apologizing": "apologise", "reminding": "remind", "wishing": "wish",
    "complaining": "complain", "cancelling": "cancel", "requesting": "request",
}  # fmt: skip
_FORMS = {
    "pdf": "pdf", "p d f": "pdf", "word": "docx", "docx": "docx", "word document": "docx", "word file": "docx",
    "text": "txt", "plain text": "txt", "txt": "txt", "text file": "txt", "markdown": "md", "md": "md",
    "odt": "odt", "o d t": "odt", "open document": "odt", "opendocument": "odt", "libreoffice": "odt", "writer": "odt",
    "email": "eml", "e-mail": "eml", "mail": "eml", "eml": "eml",
}  # fmt: skip
_FORM = "|".join(sorted(_FORMS, key=len, reverse=True))
_IT = r"(?:it|that|this|the (?:letter|e-?mail|text|draft|whole (?:letter|thing)))"
_NUMBER = {"one": 1, "a": 1, "two": 2, "three": 3, "four": 4, "five": 5, "once": 1, "twice": 2}
_PATTERNS: tuple[tuple[re.Pattern[str], Callable[[re.Match[str]], Request]], ...] = tuple(
    (re.compile(pattern, re.IGNORECASE), make)
    for pattern, make in (
        (rf"(?:read|let me hear|let's hear)(?: me)?(?: {_IT})?(?: back)?(?: to me)?(?: (?:again|aloud|out loud|once more|from the (?:top|beginning|start)))*(?: so far)?", lambda _: Read()),
        (r"(?:what do (?:i|we) have(?: so far)?|what does (?:it|the letter) say(?: now| so far)?|how does (?:it|that|the letter) (?:sound|read)(?: now)?|what have (?:i|we) (?:got|written)(?: so far)?)", lambda _: Read()),
        (r"(?:read|say)(?: me)? the last sentence(?: again| back)?(?: to me)?", lambda _: Read(-1)),
        (rf"(?:save|keep|store|export)(?: {_IT})?(?: to (?:disk|a file|my computer))?(?:,? (?:as|in|to|into) (?:an? )?(?P<form>{_FORM})(?: file| document| format)?)?(?:,? (?:as|under|with|called|named|by)(?: the name)?(?: of)? (?P<name>.+))?", lambda found: Save(_FORMS.get((found["form"] or "").lower(), ""), (found["name"] or "").strip(" .\"'"))),
        (rf"(?:make|give me|create) (?:an? )?(?P<form>{_FORM})(?: file| document| version)?(?: of {_IT})?", lambda found: Save(_FORMS[found["form"].lower()])),
        (rf"(?:send|mail|e-?mail|post)(?: {_IT})?(?: off| out| away| to (?:him|her|them|(?P<to>\S+@\S+)))?(?: by e-?mail)?", lambda found: Send((found["to"] or "").rstrip(".,"))),
        (rf"(?:hand {_IT} (?:over )?to|open {_IT} in) (?:my |the )?(?:mail|e-?mail)(?: program| app| client)?", lambda _: Send()),
        (rf"(?:keep|leave|hold|save) {_IT}(?: back)? (?:until|till|for) (?:the |tomorrow )?(?:morning|tomorrow)|(?:let me |i(?:'ll| will|'d (?:like|rather)(?: to)?) )?sleep on it|not (?:today|tonight), (?:keep it|tomorrow)", lambda _: Keep()),
        (r"what (?:did i (?:say|write|have)|did it say|was it|was there|did we have) (?:there )?before(?: that)?|what was (?:the|that|it) (?:before|sentence before the change)|how was it before|what did i say (?:first|originally)", lambda _: Past()),
        (rf"(?:go|take {_IT}|step) back(?: (?P<n>one|a|two|three|four|five|once|twice))?(?: (?:steps?|versions?|revisions?|changes?))?|back one|(?:the|use the|give me the|go back to the) (?:version|one) before(?: that)?|(?:the )?(?:previous|last) version|(?:i liked|it was better|better) (?:it )?(?:as it was )?before", lambda found: Back(_NUMBER.get((found["n"] or "one").lower(), 1))),
        (r"(?:that'?s|that is|that was|that will be) (?:it|all|everything|the (?:end|letter|lot))(?: for now| for today)?|i'?m (?:done|finished)(?: dictating)?|(?:end|stop|finish)(?: (?:of )?(?:the )?(?:letter|dictation|dictating))|stop|done|finished|finish|the end|stop there|stop (?:writing|taking (?:that|this) down)", lambda _: Done()),
        (r"(?:go on|carry on|continue|keep going|keep writing|write on|resume|i'?ll (?:dictate|go on))(?: (?:dictating|writing|with (?:it|the (?:letter|dictation))|the (?:letter|dictation)|it))?|take this down|dictate(?: more)?|i(?:'d like| want) to dictate", lambda _: GoOn()),
        (rf"(?:draft it|draft (?:that|the letter)|make (?:a|the) (?:proper )?(?:letter|draft) (?:of|from|out of|with) (?:it|that|those|this|these|my (?:notes|points))|turn (?:{_IT}|those|these|my (?:notes|points)) into (?:a (?:proper )?)?(?:letter|sentences))|word (?:it|that) for me|you write it|write it for me(?: from that)?", lambda _: Draft()),
        (rf"(?:can you )?(?:word|phrase|put|say|write) {_IT} (?:better|more (?:nicely|elegantly|beautifully|smoothly)|nicely|differently|in (?:other|better) words)|(?:polish|reword|rephrase|improve) {_IT}|make {_IT} (?:better|sound better|flow)|find (?:me )?better words", lambda _: WordAnew()),
        (rf"(?:close|put away) {_IT}|put {_IT} away|leave the letter(?: for now)?|enough of the letter", lambda _: Close()),
        (r"(?:which|what) letters (?:do i have|have i (?:got|written)|are there)|(?:list|show|tell)(?: me)?(?: all)? (?:my|the) letters|what letters", lambda _: Listed()),
        (rf"(?:open|show me|bring up|find|get|go on with|continue(?: with)?|go back to|back to|work on) (?:the|my|that) (?:last |latest )?(?:{_KIND})(?: (?:to|for) (?P<to>.+))?", lambda found: Open(addressee(found["to"] or ""))),
        (rf"(?:delete|remove|throw away|bin|destroy|get rid of|tear up) (?:the|my|that|this) (?:whole )?(?:{_KIND})(?: (?:to|for) (?P<to>.+))?", lambda found: Remove(addressee(found["to"] or ""))),
    )
)  # fmt: skip


def request(text: str) -> Request | None:
    """What `text` asks of the desk; None when it is nothing of the kind."""
    if len(text) > LONGEST:
        return None
    plain = asked(text)
    for pattern, make in _PATTERNS:
        if found := pattern.fullmatch(plain):
            return make(found)
    return begin(text)


def begin(text: str) -> Begin | None:
    """A letter to be begun, with whatever was said about it."""
    plain = asked(text)
    found = _BEGIN.fullmatch(plain) or _WRITE_TO.fullmatch(plain)
    if not found:
        return None
    verb = found["verb"].lower()
    if verb in {"do", "take", "make", "start", "begin"} and re.search(
        r"(?i)\bmy (?:letter|e-?mail)\b", plain
    ):
        return None
    to = re.sub(r"(?i) (?:please|for me|now|today)$", "", found["to"] or "")
    if (
        re.match(r"(?i)(?:me|you|us|myself|help|the (?:first|last) time|my future self)\b", to)
        or len(to.split()) > 6
    ):
        to = ""
    points, subject = _rest(found["rest"] or "")
    if re.fullmatch(r"(?i)(?:her|him|them|someone|somebody)", to):
        to = ""  # she asks to whom
    return Begin(
        addressee(to),
        points,
        subject,
        draft=verb.startswith(("draft", "help", "word", "prepare")) or bool(points),
    )


def _rest(words: str) -> tuple[str, str]:
    """Points and subject of what followed the name."""
    plain = words.strip(" ,:;.")
    plain = re.sub(
        r"(?i)^(?:and|to) (?=(?:tell|ask|thank|say|invite|wish|congratulate)\b)", "", plain
    )
    if found := re.match(
        r"(?i)about (.+?)(?=$|[,;] | (?:and |saying|telling|asking|thanking))", plain
    ):
        rest = plain[found.end() :].strip(" ,;")
        subject = found[1].strip()
        return _PARTICIPLE.sub(_verb, rest), subject
    if re.match(r"(?i)that (?!says)", plain):
        plain = f"say {plain}"
    return _PARTICIPLE.sub(_verb, plain), ""


def _verb(found: re.Match[str]) -> str:
    return _VERBS[found[1].lower()]
