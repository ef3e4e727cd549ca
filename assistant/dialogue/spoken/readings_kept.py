"""What is asked of lists, notes, letters and the undo journal, read by its evidence. Pure."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from assistant.dialogue.spoken.evidence import ADDS, ASKS, REMOVES, Known
from assistant.dialogue.spoken.polite import COMMA
from assistant.dialogue.spoken.targets import content

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Iterator

    from assistant.dialogue.spoken.clauses import Clause

_LEANS = re.compile(
    r"(?:can you |please |just )*(?:\w+ )(?:down |up )?(?:it|that|them|this|those|these)\b(?! (?:the |my )?\w+ (?:timer|alarm|reminder|list|note))(?!.*\b(?:down,|note)\b)"
)
_BACK = re.compile(
    r"\b(?:undo|undone|revert|reverse|roll (?:it |that )?back)\b|\b(?:take|put|change|bring|turn)\b.*\bback\b"
)
_AS_IT_WAS = re.compile(r"^(?:please )?(?:put|make|have|leave) (?:it|that|everything)(?: back)? (?:how|as|like|the way) (?:it|that) was(?: before)?$")  # fmt: skip
_BACK_WORDS = frozenset(
    "undo undone revert reverse roll take put change bring turn back it that this the last latest thing one act step make just you did what please no oops i didn't don't mean want to again way was were how as before whatever was to be a of my".split()
)
_UNDO_ALONE = re.compile(r"(?:undo|revert|reverse) (?:it|that|this|the last \w+)\b.{0,15}")
_KIND = r"(?:letter|e-?mail|e mail)"
_LETTERS = re.compile(
    rf"(?:what|which|how many|show|list|read|tell me)(?: \w+){{0,2}} (?:my |the |of |all )*{_KIND}s\b.*"
)
_LETTER = re.compile(
    rf"(?:i (?:must|have to|need to|want to|should|ought to) )?(?P<verb>(?:help (?:me|us) )?(?:to )?(?:write|start|begin|draft|compose|dictate|prepare|type|do|make|put together|knock up|get started on)(?: me| us)?) (?:an?|the|another|my) (?:\w+ )??{_KIND} (?:to|for|addressed to) (?P<to>(?:my |our |the )?[\w.'-]+(?: [\w.'-]+){{0,2}}?)(?P<rest>(?:,? (?:about|saying|telling|asking|thanking|that says|to say|to tell|to ask|and)\b.*)?)",
    re.IGNORECASE,
)
_WRITE_TO = re.compile(
    r"i(?:'d| would| should)? (?:like|want|need) to write to (?P<to>(?:the |my |our )\S+.*)"
)
_NAME = r"(?:(?:my|the|our|a|that|this|your) )?(?P<list>(?:(?!list\b)[\w']+ ){0,2}?)list\b"
_KNOWN_NAME = r"(?:(?:my|the|our) )?(?P<list>shopping|groceries|grocery|to ?do|to dos|tasks)\b"
_ON = r"(?:to|on|onto|in|into)"
_PUT = (
    rf"(?:{ADDS}(?: down| in| up)?|(?:i|we)(?:'ll| will| also|'d)*(?: need| want| could do with| must get| have to get| have to buy| need to buy| are out of|'re out of)(?: some| more)?)",
)[0]
_ADD = tuple(
    re.compile(rf"{_PUT} (?P<items>.+?)(?: {COMMA})? {_ON} {name}(?: (?:too|as well|also))?(?P<when> (?:for|by|due|on|until) .+)?")
    for name in (_NAME, _KNOWN_NAME)
)  # fmt: skip
_MORE = re.compile(rf"{_PUT} (?P<items>.+?) {_ON} {_NAME} {COMMA} and (?P<more>.+)")
_THINGS = re.compile(rf"{_PUT} (?:(?:\w+ )?(?:things?|items?)|this|these|something) {_ON} {_NAME}(?: {COMMA})? (?P<items>.+)")  # fmt: skip
_THINGS_TO_DO = re.compile(r"\blist of (?:the )?things to do\b")
_NEEDS = re.compile(rf"{_NAME} (?:needs|is missing|wants|could do with) (?P<items>.+)")
_NEEDS_TOO = re.compile(
    rf"{_KNOWN_NAME} (?:needs|is missing|wants|could do with) (?P<items>.+?)(?: too| as well)?"
)
_GOES_ON = re.compile(rf"(?P<items>.+?) (?:(?:needs?|has|have|ought|wants?) to|should|must|can) (?:go|be|be put|get|be added|come) {_ON} {_NAME}")  # fmt: skip
_AS_TODO = re.compile(rf"{ADDS} (?P<items>.+?)(?: down)? (?:as|for) (?:an? |my )?(?:to ?do|task|thing to do)(?: item)?(?P<when> (?:for|by|due|on|until) .+)?")  # fmt: skip
_OFF = tuple(
    re.compile(rf"(?:{REMOVES.pattern}|take|get) ?(?P<items>.+?) (?:off|from|out of|out|of) (?:of )?{name}")
    for name in (_NAME, _KNOWN_NAME)
)  # fmt: skip
_OFF_ALONE = tuple(
    re.compile(rf"(?P<items>(?:[\w'-]+ ){{1,5}}?)(?:off|from|out of) {name}")
    for name in (_NAME, _KNOWN_NAME)
)
_TAKE_OFF = re.compile(
    r"(?:take|cross|scratch) (?P<items>(?!it\b|that\b|them\b)[\w' -]{2,40}?) off"
)
_COMES_OFF = re.compile(r"(?:that|it|they|those|this)(?: one)? (?:can|may|should|must) (?:come|go|be (?:taken|ticked|crossed)) off(?: (?:the|my|our) .*list)?")  # fmt: skip
_TICKS = re.compile(
    r"(?:tick|check(?! (?:whether|if|what|when|how|that|out|in|for|my|alarms?|timers?|reminders?|calendar|diary|schedule)\b)|cross|mark|strike|scratch)\b(?P<items>.*)"
)
_MAKE = re.compile(
    r"(?:(?:i|we)(?:'d)? (?:need|want|like) (?:to (?:make|start|have|create) )?|let's (?:have|make|start|do)|make|create|start|begin|open|set up|do|give|get|put together)(?: me| us)? ?(?:an? )?(?:new |fresh |another |separate )?list (?:for|called|named|titled|of|with the (?:name|title)|by the name of|under the name|and call it)(?: the| my| our)? (?P<name>[\w' ]{2,40})"
)
_MAKE_ONE = re.compile(
    r"(?:(?:i|we)(?:'d)? (?:need|want|like) to )?(?:make|create|start|begin|open|set up)(?: me)? (?:an? )?(?:new |another )?list"
)
_WHOLE = re.compile(
    rf"(?P<verb>{REMOVES.pattern}|empty|reset)(?: (?:the |my )?(?:whole|entire|complete)| all of| out| everything (?:on|from|off))* {_NAME}"
)
_NOT_LISTS = re.compile(r"(?:stop|end|forget|skip|lose|quit|abort|silence|dismiss|cut|pull)\b")
_EMPTIES = re.compile(r"(?:clear|empty|wipe|erase|reset)")
_SHOPS = re.compile(
    r"(?:what|which|do i|do we|is there|anything)\b.*\b(?:buy|shops?|stores?|supermarket|groceries|shopping)\b.*"
)
_SAY = r"(?:(?:i (?:need|want)(?= an? (?:\w+ )?(?:note|memo))|take|stick|pop|make|write|create|leave|keep|add|get|put|jot|scribble|record|save|note)\b(?: (?:this|that|it|me|us|an?(?= (?:\w+ )?(?:note|memo))|the following|quick|short|little|new|note|memo|of|for|down|in|my|notes|something|somewhere|for (?:me|us|later)))*)"
_NOTE = re.compile(rf"(?i)(?P<lead>{_SAY})(?P<sep>\s*[:,;–-]\s*|\s+(?:that|saying|to say)\s*[:,]?\s+|\s+)(?P<text>\S.*)")  # fmt: skip
_FOUND = re.compile(
    r".*\b(?:notes?|wrote|written|noted|jotted|jot|write)\b(?: down| anything| something| it)* ?(?:about|on|for|regarding|with|of|mention\w*) (?P<what>.+?)(?: (?:to me|again|say|said|please))*"
)
_NOTE_ASKED = re.compile(
    r".*\b(?:my|the|that) (?P<what>(?!last|latest|new|other)[\w'-]+(?: [\w'-]+){0,2}?) notes?(?: (?:to me|again|say|said|please|out|aloud|loud))*"
)
_NOTING = re.compile(r"(?i)\b(?:notes?|memo)\b|^(?:write|jot|take|scribble|get)\b.*\bdown\b")
_TOLD = re.compile(
    r"(?i)(?:the|my|our|\w+'s) .+? (?:is|are|has|have|comes?|goes|leaves?|needs?|wants?|costs?|likes?|will)\b"
)
_WH = re.compile(r"(?i)(?:how|what|who|why|where|when|is|was|are|to|on|onto|in)\b")


def leans(clause: Clause) -> bool:
    """Whether the request points at something said before: "put them on the list"."""
    return bool(clause.before) and _LEANS.match(clause.plain) is not None


def undo(clause: Clause, _known: Known, _today: dt.date) -> Iterator[str]:
    if _AS_IT_WAS.search(clause.plain):
        yield "undo that"
    words = clause.plain.replace("'", "'").split()
    if _BACK.search(clause.plain) and (
        set(words) <= _BACK_WORDS or _UNDO_ALONE.fullmatch(clause.plain)
    ):
        yield "undo that"


def letters(clause: Clause, _known: Known, _today: dt.date) -> Iterator[str]:
    if _LETTERS.fullmatch(clause.plain):
        yield "what letters do I have"
    if re.fullmatch(
        r"(?:help me (?:with|write)|i need|let's (?:do|write)|start|begin|make|write)(?: me)? (?:an?|the) (?:letter|email)",
        clause.plain,
    ) and (
        whom := re.search(
            r"\bwrite to (?P<to>(?:the |my |our )?[\w'-]+(?: [\w'-]+)?)", clause.before
        )
    ):
        yield f"write a letter to {whom['to']}"
    if found := _WRITE_TO.fullmatch(clause.plain):
        yield f"write a letter to {found['to']}"
    if found := _LETTER.fullmatch(clause.said.rstrip(" .!?")):
        helped = "help me write" if "help" in found["verb"].lower() else "write"
        if re.search(r"draft|prepare|compose", found["verb"], re.IGNORECASE):
            helped = "draft"
        yield f"{helped} a letter to {found['to']}{found['rest']}"


def lists(clause: Clause, known: Known, _today: dt.date) -> Iterator[str]:
    plain, commas = clause.plain, clause.commas
    if ASKS.match(plain):
        yield from _lists_asked(plain, clause.before, known)
        return
    if _MAKE_ONE.fullmatch(plain):
        yield "make a list"
        return
    if found := _MAKE.fullmatch(plain):
        yield f"make a list called {found['name']}"
        return
    if (found := _WHOLE.fullmatch(plain)) and not _NOT_LISTS.match(plain):
        verb = "clear" if _EMPTIES.match(found["verb"]) else "delete"
        yield f"{verb} the {_called(found['list'])} list"
        return
    for pattern in _OFF:
        if found := pattern.fullmatch(plain):
            items = _pointed(found["items"], clause, known)
            if items:
                yield f"take {items} off the {_called(found['list'])} list"
            return
    for pattern in _OFF_ALONE:
        if (found := pattern.fullmatch(plain)) and not REMOVES.match(plain):
            items = found["items"].strip()
            if any(content(items) & content(one) for one in known.items):
                yield f"take {items} off the {_called(found['list'])} list"
            return
    if found := _AS_TODO.fullmatch(commas):
        yield _shown(f"add {found['items']} to my to do list{found['when'] or ''}")
        return
    for pattern in (_THINGS, _MORE, *_ADD, _NEEDS, _NEEDS_TOO, _GOES_ON):
        if found := pattern.fullmatch(commas):
            more = found.groupdict().get("more")
            items = f"{found['items']} and {more}" if more else found["items"]
            if re.fullmatch(
                r"(?:it|that|them|this|those|these|some)(?: down| too| as well)?", items
            ):
                items = _wanted(clause.before)
            if items and COMMA not in found["list"]:
                yield _shown(
                    f"add {items} to my {_called(found['list'])} list{found.groupdict().get('when') or ''}"
                )
            return
    if (found := _TAKE_OFF.fullmatch(plain)) and any(
        content(found["items"]) & content(one) for one in known.items
    ):
        yield f"take {found['items']} off the list"
    if _COMES_OFF.fullmatch(plain) and (items := _pointed("that", clause, known)):
        yield f"tick off {items}"
    if (found := _TICKS.fullmatch(plain)) and (items := _pointed(found["items"], clause, known)):
        yield f"tick off {items}"


def _lists_asked(plain: str, before: str, known: Known) -> Iterator[str]:
    if re.search(r"\b(?:point|use|sense) of\b|\blist of (?!things\b)", plain):
        return
    if re.search(r"\b(?:on|in) (?:it|there)$", plain) and re.search(r"\blist\b", before):
        plain = f"what's on {_THINGS_TO_DO.sub('to do list', before)}"
    if re.search(
        r"\b(?:see|show|read|which|what|hear|name|tell)\b.*\b(?:my|the|our|all|of|which|what|many) lists\b",
        plain,
    ):
        yield "what lists do I have"
    elif (found := re.search(_NAME, plain)) and (
        _called(found["list"]) in {*known.lists, "shopping", "to do", "grocery"}
        or re.search(r"\b(?:my|the|our) ", found[0])
    ):
        name = _called(found["list"])
        item = next((one for one in known.items if content(one) & content(plain)), "")
        asks = re.match(r"(?:is|are|do|have|did)\b", plain) and item
        yield f"is {item.lower()} on the {name} list" if asks else f"what's on the {name} list"
    elif (
        found := re.match(
            r"(?:is|are|do (?:i|we) have|have (?:i|we) got)\b.*\bon (?P<list>shopping|groceries|to ?do)\b",
            plain,
        )
    ) and (item := next((one for one in known.items if content(one) & content(plain)), "")):
        yield f"is {item.lower()} on the {_called(found['list'])} list"
    elif re.search(
        r"\b(?:my|the|any|undone|open|pending) (?:undone |open )?(?:to ?dos?|tasks|chores|jobs)\b",
        plain,
    ):
        yield "what's on the to do list"
    elif _SHOPS.fullmatch(plain) and re.search(r"\b(?:need|buy|get|have to|list)\b", plain):
        yield "what's on the shopping list"


def _called(said: str) -> str:
    name = re.sub(r"\b(?:the|my|our|whole|entire|of|on|me)\b", "", said or "").strip()
    return re.sub(r"^to ?dos?$|^tasks$", "to do", name)


def _shown(canonical: str) -> str:
    return canonical.replace(f" {COMMA}", ",")


def _pointed(items: str, clause: Clause, known: Known) -> str:
    """The things, or those that "them" points at: what was named before and is on a list."""
    items = re.sub(r"\b(?:off|out|as (?:done|bought)|done|on)\b", "", items).strip()
    if items and not re.fullmatch(r"(?:it|that|them|this|those|these)(?: one)?", items):
        return items
    said = content(clause.before)
    there = [
        one for one in known.items if (own := content(one)) and 2 * len(own & said) >= len(own)
    ]
    return " and ".join(one.lower() for one in there)


def _wanted(before: str) -> str:
    """The things that were said to be needed: "we're nearly out of rice"."""
    found = re.fullmatch(
        r".*?\b(?:need|needs|want|wants|out of|low on|short of|forgot|forgotten|no|buy|get|run out of|more)(?: (?:some|more|any|the|to (?:buy|get)))* (?P<items>[\w' -]{2,60}?)(?: (?:left|too|as well|and|so|again))*",
        before,
    )
    if found:
        return found["items"]
    if empty := re.fullmatch(r"(?:the |our )?(?P<items>[\w' -]{2,40}?) (?:is|are) (?:empty|finished|all gone|gone|over|used up)", before):  # fmt: skip
        return empty["items"]
    return before if len(before.split()) <= 4 else ""


def notes(clause: Clause, _known: Known, _today: dt.date) -> Iterator[str]:
    plain = clause.plain
    if (
        ASKS.match(plain)
        and not re.search(r"\byou\b", plain)
        and (found := _FOUND.fullmatch(plain))
    ):
        yield f"what did I note about {found['what']}"
        return
    if ASKS.match(plain) and (found := _NOTE_ASKED.fullmatch(plain)):
        yield f"what did I note about {found['what']}"
        return
    if re.search(r"\bnotes?\b", plain) and REMOVES.match(plain):
        about = re.search(r"\bnotes? (?:about|on|of|with|for) (?P<what>.+?)$", plain)
        before = re.search(
            r"\b(?:the|my|that) (?P<what>(?!last|latest|note)[\w'-]+(?: [\w'-]+)?) note\b", plain
        )
        about = about or before
        yield f"delete the note about {about['what']}" if about else "delete my last note"
        return
    if re.search(r"\b(?:list|calendar|diary|letter)\b", plain):
        return
    found = _NOTE.fullmatch(clause.said.rstrip())
    if found is None or not _NOTING.search(found["lead"]):
        return
    if _WH.match(found["text"]) and found["sep"].strip() not in {",", ":"}:
        return
    if found["lead"].lower().strip() == "note" and found["sep"].isspace() and not _TOLD.match(found["text"]):  # fmt: skip
        return
    yield f"take a note: {found['text']}"
