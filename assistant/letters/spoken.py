"""Understand what is asked of the letter on the desk: a command from a spoken sentence. Pure."""

from __future__ import annotations

import re
from functools import partial
from typing import TYPE_CHECKING

from assistant.letters.commands import (
    LAST,
    About,
    Add,
    Change,
    Close,
    Command,
    Cut,
    Drop,
    Greet,
    Head,
    Join,
    Nth,
    NthParagraph,
    Part,
    Proofread,
    Put,
    Retone,
    Rewrite,
    StartAgain,
    Tone,
    Where,
    Which,
)
from assistant.letters.sentences import dictated

if TYPE_CHECKING:
    from collections.abc import Callable

LONGEST = 400  # characters of a request
_NUMBERS = {
    name: i
    for names in (
        "first second third fourth fifth sixth seventh eighth ninth tenth",
        "one two three four five six seven eight nine ten",
        "1st 2nd 3rd 4th 5th 6th 7th 8th 9th 10th",
        "1 2 3 4 5 6 7 8 9 10",
    )
    for i, name in enumerate(names.split())
}
_NTH = "|".join(sorted(_NUMBERS, key=len, reverse=True))
_WHERE = (
    rf"(?:the (?P<{{0}}back>last|final|next to last|second to last|last but one|{_NTH}) (?P<{{0}}kind>sentence|paragraph|line)s?"
    rf"|(?P<{{0}}kind2>sentence|paragraph|line) (?:number )?(?P<{{0}}nth>{_NTH})"
    r"|the (?:sentence|line|bit|part) (?:about|with|that (?:says|mentions|starts with)|where i (?:say|said)|saying) (?P<{0}about>.+?)"
    r"|(?P<{0}that>that (?:last )?sentence|the last (?:bit|one|thing)(?: i said)?))"
)
_BACK = {"last": -1, "final": -1, "next to last": -2, "second to last": -2, "last but one": -2}
_POLITE = re.compile(
    r"^(?:(?:ok(?:ay)?|now|and|so|please|no|hm+|um+|uh+|er+|actually|then|well|right|yes|great|good|thanks|thank you|sorry)\b[\s,.!-]*)*"
    r"(?:(?:can|could|would|will) you\b[\s,]*(?:please\b[\s,]*)?|(?:i'd like you to|i want you to|let's|let us|please|just|maybe)\b[\s,]*)*",
    re.IGNORECASE,
)
_TAIL = re.compile(
    r"(?:[\s,]*\b(?:please|for me|thanks|thank you|then|instead|now))*[\s,.!?]*$", re.IGNORECASE
)
_MAKE = r"(?:(?:make|let) (?:it|that|this|the letter|the whole thing)(?: sound| be)? |(?:it|that) (?:should|could) (?:be|sound) |sound )?(?:a (?:bit|little|touch|lot) |much |even |somewhat )?"
_TONES = (
    (Tone.WARMER, rf"{_MAKE}(?:warmer|friendlier|kinder|nicer|more (?:warm|friendly|personal|kind))(?: again)?|(?:it|that)(?:'s| is| sounds) (?:too|a bit|very|so) (?:cold|cool|stiff|dry)|warm it up"),
    (Tone.SHORTER, rf"{_MAKE}(?:shorter|briefer|more (?:brief|concise)|tighter|less wordy)(?: again)?|shorten (?:it|that|the letter)|(?:it|that)(?:'s| is) (?:too|a bit|very) (?:long|wordy)|cut it down|tighten it(?: up)?"),
    (Tone.FORMAL, rf"{_MAKE}(?:more (?:formal|polite|official|businesslike|serious)|less (?:casual|chatty|informal)|politer|formal)|(?:it|that)(?:'s| is| sounds) (?:too|a bit|very) (?:casual|chatty|informal)"),
    (Tone.PLAIN, rf"{_MAKE}(?:less (?:formal|stiff|official|serious)|more (?:casual|relaxed|informal|plain|natural)|plainer|simpler|casual)|(?:it|that)(?:'s| is| sounds) (?:too|a bit|very) (?:formal|official)"),
)  # fmt: skip
_DROP = r"(?:drop|delete|remove|take out|leave out|cut|cut out|lose|strike|scratch|skip|get rid of|erase|omit)"
_WORDS = r"[\"“']?(?:the words? )?[\"“']?(?P<{0}>.+?)[\"”']?"


_SLIPS = tuple(  # what the recogniser makes of the first words, and what was said
    (re.compile(slip, re.IGNORECASE), said)
    for slip, said in (
        (r"^(?:right|rite) (?=an? (?:[\w-]+ )?(?:letter|e-?mail)\b)", "write "),
        (r"^draught (?=an? )", "draft "),
        (r"^(?:reed|red) (?=it\b|that\b|me\b|the letter\b)", "read "),
        (r"^(?:prove|proof|prof)[ -]?(?:read|red|reed)\b", "proofread"),
        (r"^changed (?=.+ to )", "change "),
        (r"^(change|changed) (\S+) (?:two|too) (\S+)$", r"change \2 to \3"),
    )
)


def command(text: str) -> Command | None:
    """What `text` asks of the letter; None when it is no request for a change, or as long as a dictation."""
    if len(text) > LONGEST:
        return None
    said = " ".join(text.split()).rstrip(" .,!?")
    for plain in (asked(text), said):  # "take out please" means the word
        for pattern, make in _FORMS:
            if (found := pattern.fullmatch(plain)) and (made := make(found)) is not None:
                return made
    return None


def which(text: str) -> Which | None:
    """The answer to "both times, or only the first one?"; None when it is none."""
    plain = asked(text).lower()
    match plain:
        case (
            "both"
            | "both times"
            | "all"
            | "all of them"
            | "everywhere"
            | "every time"
            | "each"
            | "both of them"
            | "in both places"
            | "yes both"
            | "all times"
        ):
            return Which.ALL
        case (
            "the first"
            | "the first one"
            | "first"
            | "only the first"
            | "only the first one"
            | "just the first"
            | "just the first one"
            | "first one"
            | "the first time"
        ):
            return Which.FIRST
        case (
            "the last"
            | "the last one"
            | "last"
            | "the second"
            | "the second one"
            | "only the second"
            | "only the second one"
            | "only the last one"
            | "just the second one"
            | "just the last one"
            | "the other one"
        ):
            return Which.LAST
        case _:
            return None


def asked(text: str) -> str:
    """The request without "could you please" before it and "please" after it."""
    plain = " ".join(text.replace("’", "'").split())
    plain = _mended(plain)  # before "right" is taken for a filler
    return _mended(_TAIL.sub("", _POLITE.sub("", plain, count=1)).strip())


def _mended(plain: str) -> str:
    for slip, said in _SLIPS:
        plain = slip.sub(said, plain)
    return plain


def _where(found: re.Match[str], name: str = "") -> Where:
    groups = found.groupdict()
    if groups.get(f"{name}that"):
        return Nth(LAST)
    if about := groups.get(f"{name}about"):
        return About(about.strip("\"“”' "))
    said = (groups.get(f"{name}back") or groups.get(f"{name}nth") or "").lower()
    kind = (groups.get(f"{name}kind") or groups.get(f"{name}kind2") or "").lower()
    number = _BACK.get(said, _NUMBERS.get(said, 0))
    return NthParagraph(number) if kind == "paragraph" else Nth(number)


def _put(found: re.Match[str]) -> Command:
    after = found["side"].lower() in {"after", "behind", "below", "following"}
    anchor = _where(found, "a")
    if found.groupdict().get("bwhole"):
        return Put(_where(found, "b"), anchor, after)
    return Put(found["words"], anchor, after)


def _change(found: re.Match[str]) -> Command | None:
    often = (found.groupdict().get("often") or "").lower()
    chosen = (
        Which.ALL
        if often in {"everywhere", "both times", "every time", "throughout", "all over"}
        else Which.ASK
    )
    chosen = Which.FIRST if "first" in often else chosen
    old, new = _unquoted(found["old"]), _unquoted(found["new"])
    return Change(old, new, chosen) if old and new else None


def _unquoted(words: str) -> str:
    return words.strip().strip('"“”').removeprefix("the word ").strip('"“”')


def _spelt_address(said: str) -> str:
    """ "anna at example dot org" as it is written."""
    written = re.sub(r"\s+(?:at|@)\s+", "@", said.strip().lower(), count=1)
    return re.sub(r"\s+(?:dot|point)\s+", ".", written).replace(" ", "").rstrip(".")


def _form(
    pattern: str, make: Callable[[re.Match[str]], Command | None]
) -> tuple[re.Pattern[str], Callable[[re.Match[str]], Command | None]]:
    return re.compile(pattern, re.IGNORECASE), make


def _moved(found: re.Match[str]) -> Command:
    first = bool(found["bwhole"])
    what = _where(found, "b" if first else "c")
    anchor = _where(found, "a" if first else "d")
    side = (found["side"] or found["side2"] or "").lower()
    return Put(what, anchor, side in {"after", "behind", "below", "following"})


def _parted(found: re.Match[str]) -> Command:
    side = (found["side"] or found["side2"] or "").lower()
    anchor = _where(found, "a" if found["side"] else "b")
    return Part(anchor, side in {"after", "behind", "below", "following"})


def _closing(words: str) -> Command:
    """ "love from Theo" is a closing and a name; "best wishes" is a closing."""
    plain = words.strip(" .!")
    if found := re.fullmatch(r"(?i)(?P<closing>.+?)(?: from|,) (?P<name>[^\W\d_][\w' .-]*)", plain):
        return Close(_capital(found["closing"]), _proper(found["name"]))
    return Close(_capital(plain))


def _signed(words: str) -> Command:
    plain = words.strip(" .!")
    if found := re.fullmatch(
        r"(?i)(?P<closing>(?:with |all my |lots of |much )?love|(?:with )?(?:best|kind|warm|all good) wishes|(?:kind|warm|best) regards|yours(?: \w+)?)(?: from|,)? (?P<name>[^\W\d_][\w' .-]*)",
        plain,
    ):
        return Close(_capital(found["closing"]), _proper(found["name"]))
    return Close(name=_proper(plain))


def _cut(found: re.Match[str]) -> Command | None:
    words = _unquoted(found["words"])
    if words.lower() in {
        "it",
        "that",
        "this",
        "them",
        "the letter",
        "everything",
        "the reminder",
        "the timer",
    }:
        return None
    return Cut(words, Which.ALL if found["often"] else Which.ASK)


def _toned(tone: Tone, _found: re.Match[str]) -> Command:
    return Retone(tone)


def _capital(words: str) -> str:
    plain = words.strip().strip('"“”')
    return plain[:1].upper() + plain[1:]


def _proper(name: str) -> str:
    return " ".join(word[:1].upper() + word[1:] for word in name.split())


_A, _B = _WHERE.format("a"), _WHERE.format("b")
_SIDE = r"(?P<side>after|before|behind|in front of|below|above|following)"
_FORMS = (
    *(_form(pattern, partial(_toned, tone)) for tone, pattern in _TONES),
    _form(r"(?:start (?:again|over|afresh|from scratch)|begin again|scrap (?:it|that|the whole thing)(?: and start (?:again|over))?|start the letter again|throw it (?:all )?away and start (?:again|over))", lambda _: StartAgain()),
    _form(r"(?:proof-?read|proof read|spell ?check|check|correct)(?: (?:it|that|this|the (?:letter|spelling|text|grammar)))?(?: (?:for (?:mistakes|errors|typos|spelling)|over))?|(?:are there|any|can you find any) (?:mistakes|errors|typos)(?: in (?:it|the letter))?|look for (?:mistakes|errors|typos)", lambda _: Proofread()),
    _form(rf"{_DROP} {_A}", lambda found: Drop(_where(found, "a"))),
    _form(r"scratch that|strike that|no not that|delete that|take that (?:out|back)", lambda _: Drop(Nth(LAST))),
    _form(rf"(?:put|add|insert|write) (?P<bwhole>{_B}) {_SIDE} {_A}|move (?P<bwhole2>{_B.replace('<b', '<c')}) {_SIDE.replace('side', 'side2')} {_A.replace('<a', '<d')}", _moved),
    _form(rf"(?:put|add|insert|write|say) {_WORDS.format('words')} {_SIDE} {_A}", _put),
    _form(rf"(?:put|add|insert) {_WORDS.format('words')} (?P<side>after|before) [\"“']?(?P<aabout>[^\"”]+?)[\"”']?", _put),
    _form(rf"{_SIDE} {_A}[,:]? (?:put|add|insert|write|say)[,:]? {_WORDS.format('words')}", _put),
    _form(rf"(?:begin|start|make) a new paragraph {_SIDE} {_A}|new paragraph {_SIDE.replace('side', 'side2')} {_A.replace('<a', '<b')}", _parted),
    _form(rf"(?:join|merge) the (?P<nth>{_NTH}|last) paragraph (?:to|with|and) the (?:one )?(?:before|previous|above)(?: it| one)?", lambda found: Join(_BACK.get(found["nth"].lower(), _NUMBERS.get(found["nth"].lower(), 0)))),
    _form(r"(?:join|merge) the (?:two |last two )?paragraphs", lambda _: Join(LAST)),
    _form(rf"(?:change|rewrite|replace|turn) {_A} (?:to|with|by|as|into)[,:]? (?:say |read )?{_WORDS.format('words')}", lambda found: Rewrite(_where(found, "a"), found["words"])),
    _form(r"(?:change|replace|correct) the (?:greeting|beginning|salutation|opening) (?:to|with|by) (?P<words>.+)|(?:begin|start|open) (?:it |the letter )?with (?P<words2>(?:dear|hi|hey|hello|good (?:morning|evening|day)|my dear|dearest)\b.*)", lambda found: Greet(_capital(found["words"] or found["words2"]))),
    _form(r"(?:change|replace) the (?:closing|ending|end|sign-?off|signature) (?:to|with|by) (?P<words>.+)|(?:end|close|finish|sign off) (?:it |the letter )?with (?P<words2>.+)", lambda found: _closing(found["words"] or found["words2"])),
    _form(r"sign (?:it|the letter)(?: off)? (?:as |from |with my name,? |with the name )?(?P<name>[^\W\d_][\w' .-]{0,40})", lambda found: _signed(found["name"])),
    _form(r"(?:the subject (?:is|should be|shall be)|set the subject to|make the subject|subject[,:]?) (?P<words>.+)", lambda found: Head(subject=found["words"])),
    _form(r"(?:the (?:e-?mail )?address (?:is|should be)|(?:her|his|their) (?:e-?mail )?address is|it goes to|e-?mail address[,:]?) (?P<words>\S+@\S+|.+ at .+ dot .+)", lambda found: Head(address=_spelt_address(found["words"]))),
    _form(r"(?:change|replace|swap|correct) (?P<old>.+?) (?:to|with|by|for|into) (?P<new>.+?)(?: (?P<often>everywhere|both times|every time|throughout|all over|the first time|only the first time|only the first one))?", _change),
    _form(r"(?:make|say) (?:that |it )?(?P<new>.+?) (?:instead of|rather than|not) (?P<old>.+)", _change),
    _form(rf"(?:take out|leave out|remove|delete|cut out|cut|drop) (?:the words? )?{_WORDS.format('words')}(?: (?P<often>everywhere|every time|both times|throughout))?", _cut),
    _form(r"(?:add|also write|also say|also put|write down|put down|add to it|continue with|at the end put)(?: (?:at the end|that|the sentence))?[,:]? (?P<words>.+)", lambda found: Add(dictated(found["words"]))),
)  # fmt: skip
