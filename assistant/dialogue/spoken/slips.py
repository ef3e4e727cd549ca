"""Mend what a recogniser commonly mishears in requests: "said a timer", "to morrow", "for pm". Pure."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import TYPE_CHECKING

from assistant.dialogue.spoken.clocktimes import number_in
from assistant.dialogue.spoken.phrasing import plainly
from assistant.dialogue.spoken.soundalikes import days_put_right
from assistant.dialogue.spoken.straight import straight
from assistant.dialogue.text import bare

if TYPE_CHECKING:
    from collections.abc import Callable

_HOUR_SOUNDS = {"won": "one", "to": "two", "too": "two", "for": "four", "fore": "four", "ate": "eight", "tan": "ten", "sex": "six", "sicks": "six", "nein": "nine", "fife": "five"}  # fmt: skip
_SOUNDS = "|".join(_HOUR_SOUNDS)


def _hour_sound(found: re.Match[str]) -> str:
    return _HOUR_SOUNDS[found["sound"]]


_EARLY = "one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve"
_LATE = "thirteen|fourteen|fifteen|sixteen|seventeen|eighteen|nineteen|twenty(?:[ -](?:one|two|three))?|1[3-9]|2[0-3]"

_WHETHER = r"(?:(?:do you (?:happen to )?know|can you (?:tell me|see|check|say)|could you (?:tell me|check)|tell me|check|see|say|look|i wonder|i'm wondering|let me know|find out|any idea) )(?:if|whether)"


def _late(found: re.Match[str]) -> str:
    """ "sixteen hours fifteen" as the clock shows it."""
    minute = number_in((found["m"] or "0").replace("-", " ")) or 0
    return f"{number_in(found['hour'].replace('-', ' ')) or 0:02}:{minute:02}"


def _hundred(found: re.Match[str]) -> str:
    """ "seventeen hundred" as the clock shows it."""
    return f"{number_in(found['hour'].replace('-', ' ')) or 0:02}:00"


_PLAIN: tuple[tuple[str, str | Callable[[re.Match[str]], str]], ...] = (
    (r"\b(what|when|how|where|who|that|there|let)s\b", r"\1's"),
    (r"\b(i|we|they|you)(ve|m|re|ll)\b(?<!\bill)(?<!\bwere)(?<!\bwell)", r"\1'\2"),
    (r"\b(do|did|ca|wo|sha|is|are|was|does|have|could|would|should)nt\b", r"\1n't"),
    (r"\b([ap])\.? ?m\b\.?", r"\1m"),
    (r"\bo ?clock\b|\boh clock\b|\ba clock\b", "o'clock"),
    (r"\bto morrow\b|\btomorow\b|\btwo morrow\b|\btomorrows\b(?! )", "tomorrow"),
    (r"\bto ?day\b", "today"),
    (r"\bto night\b", "tonight"),
    (r"\b(?:weak|week) up\b", "wake up"), (r"\bweak(s?)\b", r"week\1"),
    (r"\bminuets?\b|\bminute's\b|\bminutes'", "minutes"),
    (r"(?<=\d )ours\b|(?<=two )ours\b|(?<=three )ours\b", "hours"),
    (r"\b(an|half an|one) our\b", r"\1 hour"),
    (r"\b(half|quarter|five|ten|twenty|twenty five) (?:passed|parsed|pass|paused)\b", r"\1 past"),
    (r"\bhave past\b|\bhalf fast\b", "half past"),
    (r"\bquota (past|to)\b|\bcourt(?:er|a) (past|to)\b", r"quarter \1\2"),
    (r"\bre ?mind ?me\b|\breminds? me\b|\breminder me\b|\bremain(?:ed)? me\b|\brewind me\b|\brimind me\b", "remind me"),
    (r"(?<=\bremind me )(?:too|two) (?!\d|(?:minutes|hours|days|weeks)\b)", "to "),
    (r"(?<=\w )too (?=(?:mon|tues|wednes|thurs|fri|satur|sun)day\b|tomorrow\b|noon\b|\d|half past|quarter)", "to "),
    (r"\bremember me (?=to\b|about\b|that\b|tomorrow\b|at\b|in\b|on\b)", "remind me "),
    (r"\btim ?er\b|(?<=\ba )tim\b(?= for)|\btime ?her\b|\btimer's\b|\btime or\b|\btime are\b|\btie mer\b", "timer"),
    (r"\b(?:settle|settled|set her|sadder|cetera) timer\b", "set a timer"),
    (r"\bone more (?=timer|alarm|reminder)", "another "),
    (r"\btimer (?:four|fore|two|to) (?=(?:for|four|to|two|too|(?!more\b|extra\b|and\b)\w+) (?:and a half )?(?:seconds?|minutes?|hours?)\b)", "timer for "),
    (r"\ba ?larm\b|\ballarm\b|\balarmed\b|\bon alarm\b|\bin alarm\b|\ban arm\b", "alarm"),
    (r"\b(set|cancel|an?|my|the) a alarm\b", r"\1 alarm"),
    (r"^(?:said|sent|sat|sit|sets|let|that) (?=(?:an?|another|my|the)? ?(?:\S+ ){0,4}(?:timer|alarm|reminder)\b)", "set "),
    (r"\b(?:can sell|can cell|council|councel|counsel|cancelled?|consul|can't sell|canceled)\b(?= (?:my|the|that|all|it|every|this|tomorrow))", "cancel"),
    (r"\bsnooz\b|^(?:snows|snew|snooth)\b", "snooze"),
    (r"\b(?:two|to|too|the) ?(?:do|due) lists?\b|\btodo list\b|\bto-do list\b|\bto do's list\b", "to do list"),
    (r"\b(shopping|grocery|to do|packing) (?:lift|lest|lisp|least|listed)\b", r"\1 list"),
    (r"\bshop in list\b|\bshopping's list\b|\bchopping list\b", "shopping list"),
    (r"^ad (?=[a-z])", "add "),
    # written and spoken short forms
    (r"\b(?:tmrw|tmr|tmro|2moro|2morrow|tmw)\b", "tomorrow"), (r"\btonite\b|\b2nite\b", "tonight"), (r"\bnvm\b", "never mind"),
    (r"\b(?:lemme)\b", "let me"), (r"\bgimme\b", "give me"), (r"\bwanna\b", "want to"), (r"\bgotta\b", "have to"), (r"\bu\b", "you"),
    (r"^(?:i'm )?(?:gonna|going to|will) need (?=an? |to )", "i need "), (r"\b(?:appt|apt)\b", "appointment"), (r"\b(?:mtg)\b", "meeting"),
    (r"\b(?P<n>\d+) ?(?P<u>mins?|hrs?|secs?)\b", r"\g<n> \g<u>"),
    (r"\bfourty\b", "forty"), (r"\brebind me\b", "remind me"), (r"^(?:quick|new) not\b", "quick note"), (r"\ba lamb\b(?= (?:set|for|at))", "alarm"), (r"\bany think\b", "anything"), (r"\bchoose ?day\b", "tuesday"), (r"^tim her\b", "timer"),
    (r" it(?:'s| is) due (?=\w+day\b|tomorrow|today|on |by )", " due "),
    # the order of words of other languages
    (r"\b(?:can[sc]ell?|cancle|canc[ie]l)\b", "cancel"), (r"\bwhit\b", "with"), (r"\bpleas\b", "please"), (r"\bwetness ?day\b", "wednesday"), (r"\b(?:why|wi) ?f(?:i|ly)\b|\bwife i\b", "wifi"), (r"\btime us\b", "timers"), (r"\ba pointment\b", "an appointment"),
    (rf"\b(?P<hour>{_LATE}) (?:hours|o'clock)(?: (?:and )?(?P<m>fifteen|thirty|forty five|ten|twenty|forty|fifty|oh five|[0-5]\d))?(?! (?:ago|later|long|more|left))\b(?<!\bin )", _late),
    (rf"(?<=\bat )(?P<hour>{_LATE})[ :.](?P<m>fifteen|thirty|forty five|ten|twenty|forty|fifty|oh five|[0-5]\d)\b", _late),
    (rf"\bat (?P<h>{_EARLY}) and (?P<m>fifteen|forty five|thirty|twenty|ten)\b", r"at \g<h> \g<m>"),
    (rf"\b(?P<h>{_EARLY}) and a half (?=in the (?:morning|evening|afternoon)|(?:am|pm)\b)", r"half past \g<h> "), (r"(?<= )after (?:midday|noon)\b", "in the afternoon"),
    (r"\b(?:one|a) quarter (?:of )?(?:an )?hour\b", "a quarter of an hour"), (r"\bmore long\b", "longer"), (r"\bmust to\b", "must"), (r"\b(?P<n>minutes?|hours?) longer\b", r"\g<n> longer"),
    (r"\b(?P<v>put|make|set|need|want|start|write|have|do)(?P<m> me)? one (?P<k>timer|alarm|list|reminder|note|letter|appointment)\b", r"\g<v>\g<m> a \g<k>"),
    (r"\b(?:at )?what hour\b", "what time"), (r"\bfor(?= minutes$)", "four"), (r"\blist for (?:the )?to do\b", "to do list"),
    (r"\bmake (?P<x>.+?) away from\b", r"take \g<x> off"), (r"^(?:can you |could you )?make (?P<x>.+?) away$", r"cancel \g<x>"),
    (r"^when (?:finishes|ends|stops|rings|is finished) (?P<x>(?:the|my) .+)$", r"how long is left on \g<x>"),
    (r"^(?:wrote|noted) i (?=something|anything)", "did i write "), (r"^for the shopping (?:i|we) need (?P<x>.+)$", r"add \g<x> to the shopping list"),
    (rf" (?:and )?not (?:at )?(?:half past |quarter past |quarter to )?(?:{_EARLY})(?: (?:thirty|fifteen|forty five))?$", ""),
    (r"\b(?P<k>timer|alarm|reminder|list) (?:of|for) (?:the |my )?(?P<x>shopping|groceries|bread|pasta|things to do)\b(?= \S|$)", r"\g<x> \g<k>"),
    (r"\b(?P<k>timer|reminder) of (?:the|my) (?P<x>(?!half\b)[a-z']+)(?= |$)", r"\g<x> \g<k>"),
    (r"\bon (?P<x>\S+ o'clock)", r"at \g<x>"), (rf"\bat (?:the )?(?P<h>{_EARLY}) and (?:a )?half\b", r"at half past \g<h>"),
    (r"\b(?:make|let) me (?:to )?remember (?=to |that |of )|^(?:you )?(?:must |should )?remember(?:ing)? me (?=to |that |of |about )|^memori[sz]e me ", "remind me "),
    (r"^(?P<a>(?:delay|postpone|extend|push|move|shift|shorten) .+) of (?P<b>(?:an?|one|half|two|three|\d+|ten|twenty|thirty|fifteen|five)\b.*(?:hours?|minutes?))$", r"\g<a> by \g<b>"),
    (r"\bhow (?:much|many|long)(?: time| minutes)? (?:lacks?|misses|miss|is missing|remains?|rests?|stays?|it stays)(?: still)? (?:for|to|of|on|until)\b", "how much time is left on"),
    (r"^(?:eliminate|annul|suppress|annulate)\b", "delete"), (r"\bput me (?=(?:an?|the) (?:alarm|timer|reminder))", "set "),
    (r"^(?:can you |could you )?say me\b", "tell me"), (r"^(?:open|show) me\b", "show me"),
    (r"\ba pointments?\b", "appointments"), (r"\blet me sea\b", "let me see"), (r"\blist for the (?:shops?|supermarket|store)\b", "shopping list"),
    (r"\b(?P<v>write|draft|dictate|start|begin|do|compose) (?P<a>an?|another|the) (?:latter|later|ladder|leather) (?=to\b)", r"\g<v> \g<a> letter "),
    (r"(?:(?<=like to )|(?<=want to )|(?<=need to )|(?<=have to )|^)right (?=to |a letter|an email)", "write "),
    (r" on the same day$| (?:and )?not (?:at |on )?\S+(?: \S+)? but (?=at |on |to )| instead of (?:at |on )?(?:the )?(?:half past |quarter (?:past|to) )?[\w']+(?: o'clock)?$", " "),
    (r"^(?:you )?(?:needn't|need not|don't need to|don't have to|do not need to|no need to|don't|shouldn't) wake me(?: up)?\b", "cancel the alarm"),
    (r"^(?:get|have|make|let) (?P<k>(?:the|my|that) (?:\w+ )?alarm) (?:to )?(?:go off|go|ring|sound|wake me)(?: off)? (?:at|for|by)", r"move \g<k> to"),
    (r"^(?:i've |i have )?changed my mind\b.* (?=undo (?:that|it|this)$)", ""), (r"\bundue (?=that|it|this)", "undo "),
    (r"\b(?:in|into|to|from) (?:the|my|our) (?:book|planner|organi[sz]er|day book)$", "in my calendar"),
    # asked about indirectly
    (rf"^{_WHETHER} (?:i'm|i am) ", "am i "),
    (rf"^{_WHETHER} (?:i have|i've got|i've|i got) ", "do i have "),
    (rf"^{_WHETHER} there(?:'s| is) ", "is there "),
    (r"^(?:do you (?:happen to )?know|any idea|i wonder|i'd like to know|i want to know|i need to know) (?=what|when|how long|how much|which)", "tell me "),
    (r"\b(?P<a>hour|minutes?|mins?|seconds?)(?:'s| is| are| has| have)(?: gone)? (?P<b>up|over|passed)\b", r"\g<a> are \g<b>"),
    (r"^(?P<a>(?:remind|ping|nudge|wake|buzz|tell|let|give|shout|call|alert|notify|get) (?:me|us|at me)\b(?: know| a (?:shout|nudge|ping|call))?) in (?P<n>five|ten|fifteen|twenty|thirty|forty|forty five|\d\d?)(?= (?:to|when|that|for|about|so)\b|$)", r"\g<a> in \g<n> minutes"),
    (r"\bin (?P<n>\d\d?|five|ten|fifteen|twenty|thirty|forty|forty five) (?=(?:remind|tell|wake|ping|nudge) me)", r"in \g<n> minutes "),
    (r"\b(?P<x>shopping|grocery|to do|packing) (?:thing|thingy|note|sheet|paper)\b", r"\g<x> list"),
    (r"^(?P<v>add|put|write|stick|pop|chuck|bung|note) (?P<p>on|to|onto|in) (?P<l>(?:(?:the|my|our) )?(?:to do|[\w']+) list) (?!for |by (?:\w+day|tomorrow|the|next)\b)(?P<x>\S.*)$", r"\g<v> \g<x> \g<p> \g<l>"),
    (r"^(?P<k>(?:the |my )?(?:[\w']+ )?(?:alarm|timer)) off$", r"turn off \g<k>"),
    (r"^witch (?=(?:day|one|list|time|appointments?|meetings?|alarms?|reminders?)\b)", "which "),
    (rf"^(?P<sound>{_SOUNDS})(?= minutes\b)", _hour_sound),
    (r"\b(?:oh|zero|0) ?(?P<hour>one|two|three|four|five|six|seven|eight|nine|[1-9]) hundred(?: hours)?\b", _hundred),
    (r"\b(?P<hour>ten|eleven|twelve|thirteen|fourteen|fifteen|sixteen|seventeen|eighteen|nineteen|twenty(?:[ -](?:one|two|three))?|1\d|2[0-3]) hundred(?: hours\b|(?=$| (?:on|at|for|to|till|until|and|sharp|tomorrow|today|tonight|\w+day)\b|,))", _hundred),
    (r"(?<= )(?:two|too) (?=(?:shopping|groceries|to do)\b)", "to "),
    (r"^(?P<a>(?:add|put|stick|pop|chuck|bung|write|take|remove|delete|cross|get|is|are|what's|anything)\b.* (?:to|on|onto|off|from|in)) (?:the |my )?(?P<b>shopping|groceries|grocery|to do)$", r"\g<a> the \g<b> list"),
    (r" (?:and )?(?:name|call|label) it (?=[\w']+(?: [\w']+)?$)", " called "),
    (r"^(?:ad|at|and|had|app|hat) (?=.{2,80}? (?:to|two|too|on|onto) (?:my|the|our) .{2,30}?list\b)", "add "),
    (r"(?<= )(?:two|too) (?=(?:my|the|our) (?:\S+ ){0,2}list\b)", "to "),
    (r"^(?:un do|un due|and do|on do|undue|undo,|under|undid) (?=that|it|this|the last)", "undo "),
    (r"^(?:un do|undue)$", "undo"),
    (r"\bcalender\b|\bcolander\b|\bcalendars\b(?= )", "calendar"),
    (r"\bapartment\b(?= (?:with|at the dentist|on|for|tomorrow|at))", "appointment"),
    (r"\bmeting\b|\bmeat in\b|\bmeeting's\b", "meeting"),
    (r"\bwake me ?(?:up)? ad\b", "wake me at"),
    (r"^(?:give|got|let) me up (?=(?:at|by|in|tomorrow)\b)", "get me up "),
    (r"(?<=day) 4 (?=\d{1,2}[ :.]\d{2}\b|\d{1,2} (?:am|pm|o'clock)\b)", " for "),
    (r"\b(?:make|take|right|write|made) an? (?:not|nope|node|knot)\b", "take a note"),
    (r"\bevery utter\b|\bevery author\b|\bevery udder\b", "every other"),
    (r"\bwen[ds]*s ?day\b|\bwendsday\b|\bwhens ?day\b", "wednesday"),
    (r"\bthirst ?day\b|\bthurs day\b", "thursday"),
    (r"\b(mon|tues|wednes|thurs|fri|satur|sun) day\b", r"\1day"),
    (r"\bfry ?day\b", "friday"),
    (r"\bnext mouth\b", "next month"),
)  # fmt: skip
_MENDS: tuple[tuple[re.Pattern[str], str | Callable[[re.Match[str]], str]], ...] = tuple(
    (re.compile(pattern), into) for pattern, into in _PLAIN
)
_HOURS = (
    re.compile(rf"\b(?P<sound>{_SOUNDS})(?= (?:am|pm|o'clock)\b)"),
    re.compile(rf"(?<=\bat )(?P<sound>{_SOUNDS})(?=(?: (?:thirty|fifteen|forty|(?:in the|this) (?:morning|afternoon|evening)|tomorrow|tonight|today))|$)"),
    re.compile(rf"(?<=past )(?P<sound>{_SOUNDS})\b"),
    re.compile(rf"(?<=\bfor )(?P<sound>{_SOUNDS})(?= (?:seconds?|minutes?|hours?)\b)"),
)  # fmt: skip


@lru_cache(maxsize=4)  # each skill asks it of the same turn
def mended(text: str) -> str:
    """`text` as `text.bare` gives it: what was meant, mishearings put right, roundabout requests said plainly."""
    return plainly(put_right(straight(text)))


def put_right(text: str) -> str:
    """`text` as `text.bare` gives it, common mishearings put right."""
    plain = bare(text.replace("-", " ") if not re.search(r"\d-\d", text) else text)
    for pattern, into in _MENDS:
        plain = pattern.sub(into, plain)
    plain = days_put_right(plain)
    for hours in _HOURS:
        plain = hours.sub(lambda found: _HOUR_SOUNDS[found["sound"]], plain)
    return " ".join(plain.split())
