"""Say a roundabout request the plain way: "give me a shout in ten minutes" is a timer. Pure.

The grammars of the skills know one way of asking for each thing. Here the other ways are put into
that one; what fits no row stays as it was. A row must not fit plain talk: most begin with what only
a request begins with, or need a time in them.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from assistant.dialogue.numerals import in_figures
from assistant.dialogue.spoken.clocktimes import stretch_in
from assistant.dialogue.spoken.polite import LED

if TYPE_CHECKING:
    import datetime as dt

LONGEST = 200  # characters; longer talk is no request, and the rows would take long over it
_LATER = r"(?:in|at|on|tomorrow|tonight|this|next|by|every|each|after|the day after)\b"
_TOLD = r"(?:let me know|tell me|shout(?: at me)?|give me a (?:shout|nudge|ping|poke|buzz|call|heads up|push)|nudge me|ping me|prod me|alert me|notify me|nag me|prompt me|buzz me)"
_CALENDAR = r"(?:(?:my|the|our) )?(?:calendar|diary|schedule|agenda)"
_DAY = r"(?:today|tomorrow|the day after tomorrow|(?:this |next )?(?:mon|tues|wednes|thurs|fri|satur|sun)day|the weekend|this week|next week|my (?:day|week|morning|evening))"
_SO = r"(?: (?:so|and so|please|can you|could you))+ "

_ROWS: tuple[tuple[str, str], ...] = (
    # reminders
    (r"(?:shout|give me a (?:shout|nudge|ping|poke|buzz|call)|let me know|nudge me|ping me|buzz me|beep(?: me)?|ring(?: me)?|tell me)(?: when)? in #(?: (?:are|is) up| when .+)?", "set a timer for #"),
    (rf"(?P<t>{_LATER} .{{2,40}}?) (?:i|we) (?:have|need) to (?P<x>.+?)(?: so)?(?: please)? remind me(?: of it)?", r"remind me \g<t> to \g<x>"),
    (rf"remember that i (?:need|have) to (?P<x>.+ {_LATER} .+)", r"remind me to \g<x>"),
    (rf"(?:nudge|ping|prod|alert|notify|nag|prompt|buzz|beep) me (?P<x>{_LATER}.*|(?:to|about) .+)", r"remind me \g<x>"),
    (rf"{_TOLD} (?P<x>{_LATER}.* (?:to|that) .+)", r"remind me \g<x>"),
    (rf"(?P<t>{_LATER} .{{2,40}}?) {_TOLD} (?P<x>(?:to|that|about) .+)", r"remind me \g<t> \g<x>"),
    (r"i(?: am going to| will|'ll)? (?:need|want)(?: some)? reminding (?P<x>.+)", r"remind me \g<x>"),
    (r"(?:(?:can|could|may) i |i'd like to )?(?:get|have) a reminder (?P<x>.+)", r"remind me \g<x>"),
    (rf"(?:make sure|see to it|take care)(?: that)? i (?!(?:am|was|never|always|don't)\b)(?P<x>.+ {_LATER} .+)", r"remind me to \g<x>"),
    (r"(?:what|which)(?: things)?(?: have you got| do you have| did i ask you| do i have| have i got)(?: down)?(?: for me)? to (?:remember|remind me (?:of|about))", "what are my reminders"),
    (r"what are you (?:going to |gonna )?remind(?:ing)? me (?:of|about)", "what are my reminders"),
    (r"when (?:are you (?:going to|gonna)|will you) remind me (?:about|of|to) (?P<x>.+)", r"when is the \g<x> reminder"),
    # timers and alarms
    (r"(?:start |set |put )?#(?: up)? on (?:the|a) (?:clock|timer)", "set a timer for #"),
    (r"put # on(?: the clock)? for (?:the |my )?(?P<x>.+)", r"set a \g<x> timer for #"),
    (r"(?:tell me|let me know|shout|beep|say(?: something)?|call (?:me|out)|speak up|sing out|holler|ring|give me a shout)(?: when| once| after) # (?:have|has|are|is) (?:passed|gone|gone by|up|over)", "set a timer for #"),
    (r"how (?:long|much longer) (?:before|until|till) (?P<x>the [\w']+(?: [\w']+)?) (?:is|are) (?:ready|done|up|over)", r"how long has \g<x> got"),
    (r"is (?P<x>(?:the|my) (?:[\w']+ ){1,2}timer) still (?:going|running|on)", r"how long is left on \g<x>"),
    (r"(?:tell me|let me know|shout|say(?: something)?|call me|speak up|give me a (?:shout|nudge)) when it(?:'s| is| gets to| turns) (?P<t>(?:a )?quarter (?:past|to) \w+|half past \w+|\w+ (?:past|to) \w+|\w+ o'clock|noon|midnight)(?P<x> .+)?", r"remind me at \g<t> that it's \g<t>"),
    (r"(?:tell me|let me know|shout|beep|say|call me)(?: when| once| after) # (?:are|is) (?:passed|gone|up|over) (?P<x>[\w' ]{2,30})", r"set a \g<x> timer for #"),
    (r"what am i timing|what are you timing", "what timers are running"),
    (r"am i (?:being woken|getting woken)(?: up)?(?P<x> .*)?|(?:are you waking|will you wake) me(?: up)?(?P<y> .*)?", r"do i have an alarm for\g<x>\g<y>"),
    (r"i (?:won't|don't|do not|no longer|will not) need (?P<x>(?:the|my|that) .*(?:timer|alarm|reminder)\b.*?)(?: any ?more| any longer)?", r"cancel \g<x>"),
    (r"(?P<x>(?:the|my|that) (?:[\w']+ ){0,3}(?:alarm|timer|reminder)) i (?:don't|won't|no longer|do not) need\b.*", r"cancel \g<x>"),
    (r"(?:the |my )?alarm # (?P<w>earlier|later)(?: tomorrow)?(?: i .*)?", r"move the alarm # \g<w>"),
    (r"(?:switch|shut|turn) (?P<x>(?:the|my|that) (?:\w+ )?(?:alarm|timer)) off", r"cancel \g<x>"),
    (r"put (?P<x>(?:the|my) (?:[\w']+ ){0,5}(?:alarm|timer|reminder)) (?:back|forward|on) to (?P<y>.+)", r"move \g<x> to \g<y>"),
    (r"(?:i|we)(?:'ve| have| need| want|'d like|'ll| will| am|'m)?\b.*? (?P<x>(?:at|by|before) .+?)" + _SO + r"(?:set (?:an?|my|the) alarm|wake me(?: up)?)", r"set an alarm \g<x>"),
    # what stands before "so" names the thing
    (rf"(?P<x>.+?){_SO}(?:cancel|delete|drop|remove|forget|scrap) (?:that|the|my) (?P<k>reminder|timer|alarm)", r"cancel the \g<k> about \g<x>"),
    (rf"there(?:'s| is| will be) no (?P<x>.+?){_SO}(?:cancel|delete|drop|remove|scrap|take) (?:it|that)(?: out| off)?", r"cancel the \g<x>"),
    (rf"(?P<x>.+?){_SO}(?:cancel|delete|drop|remove|call off|scrap) (?:that|the|my) (?P<k>appointment|meeting|event)", r"cancel the \g<x> \g<k>"),
    (rf"(?:we're|i'm|we are|i am|we've|we have) (?:run |running )?(?:all )?(?:out of|low on|short of) (?P<x>.+?){_SO}(?:put|add|write) (?:it|them|that|those) (?P<y>(?:on|to) .+ list)", r"add \g<x> \g<y>"),
    (r"no (?P<x>(?:alarm|timer|reminder)\b.+)", r"cancel the \g<x>"),
    (r"(?P<x>change|move|cancel|delete|set) (?P<y>today|tomorrow|(?:mon|tues|wednes|thurs|fri|satur|sun)day)'s alarm\b(?P<z>.*)", r"\g<x> the alarm \g<y>\g<z>"),
    # lists
    (r"(?:we|i) (?:also )?(?:need|want)(?: some)? (?P<x>.+?) (?:so |and )?(?:please |can you |could you )?(?:put|add|write) (?:it|them|that|those) (?P<y>(?:on|to) .+ list)", r"add \g<x> \g<y>"),
    (r"(?:bin|throw out|chuck) (?P<x>(?:the|my|our) (?:[\w']+ ){0,3}list)", r"delete \g<x>"),
    (r"(?:add|put|stick|pop|get|write|chuck|bung|note) (?P<x>.+?)(?: down)? for (?:the )?(?:shops?|shopping|supermarket|store|groceries)(?: as well| too)?", r"add \g<x> to the shopping list"),
    (r"(?:we|i) (?:also )?(?:need|want|could do with) (?P<x>.+?) (?P<y>(?:on|to) (?:the|my|our) (?:[\w']+ ){0,3}list)", r"add \g<x> \g<y>"),
    (r"(?:the )?(?P<x>[\w' ]+) (?:can|should|may|must) (?:come|go) off (?P<y>(?:the|my|our) (?:[\w']+ ){0,3}list)", r"take \g<x> off \g<y>"),
    (r"(?P<x>[\w' ]{2,30}) list (?:start|make|create|begin) (?:one|it|me one)", r"make a list called \g<x>"),
    (r"(?:i|we) (?:need|want|could use) an?(?: new)? list (?P<x>(?:for|called|named) .+)", r"make a list \g<x>"),
    (r"what (?:do|should|must) (?:we|i) (?:(?:still )?(?:have|need|want) to )?(?:buy|get at the (?:shop|shops|store)|get from the (?:shop|shops|store))|what (?:do we|do i) need from the (?:shop|shops|store)", "what's on the shopping list"),
    (r"what(?:'s| is)(?: still)? left to (?:do|get done)", "what's on the to do list"),
    # notes
    (r"what was it(?: that)? i (?:asked|told) you to (?:write|note|jot)(?: down)? (?:about|on) (?P<x>.+)", r"what did i note about \g<x>"),
    (r"(?:i'd like |i want |put |set |keep |reserve |block )(?P<l>(?:an|half an|one|two|three) hours?|\w+ minutes)(?: put| set| kept| reserved)? (?:aside|free|clear) (?P<w>.+?) for (?P<x>.+)", r"add \g<x> to my calendar \g<w> for \g<l>"),
    (r"what was it(?: that)? i (?:noted|wrote)(?: down)? (?:about|on) (?P<x>.+)", r"what did i note about \g<x>"),
    (r"keep a note(?: of (?:this|that|it))? (?P<x>.+)", r"take a note \g<x>"),
    (r"(?:(?:look|check|have a look) )?(?:in|through) my notes (?:for|about) (?P<x>.+)", r"search my notes for \g<x>"),
    (r"(?:throw out|bin|tear up|chuck) (?P<x>(?:the|my|that) (?:\w+ )?note\b.*)", r"delete \g<x>"),
    (r"read (?:me )?back (?:my |the )?(?P<x>last|latest) note", r"read my \g<x> note"),
    (r"what did (?:you|i (?:ask|tell) you to) (?:note|write|jot)(?: down)?(?: about)? (?P<x>.+)", r"what did i note about \g<x>"),
    # the calendar
    (r"what(?:'s| is) the plan (?P<x>(?:for|on) .+)", r"what's on my calendar \g<x>"),
    (r"(?:what|how) (?:does|is|do) my (?P<x>(?:mon|tues|wednes|thurs|fri|satur|sun)day) look(?:ing)?(?: like)?", r"what's on my calendar on \g<x>"),
    (rf"(?:run|take|walk|talk) me through (?P<x>{_DAY})", r"what's on my calendar \g<x>"),
    (rf"(?P<x>.+?){_SO.replace('+ ', '* ')}(?:and )?(?:put|add|enter|write|note) (?:that|it|them|this)(?: down)? (?:in|to|into|on|onto) {_CALENDAR}", r"add \g<x> to my calendar"),
    (r"pencil (?:in )?(?P<x>.+?)(?: in)?", r"add \g<x> to my calendar"),
    (r"book (?:me )?(?:in )?(?:the|an?|my) (?!(?:table|flight|hotel|room|ticket|taxi|cab|uber|car|train|holiday)s?\b)(?P<x>[\w' ]+? (?:for|on|at|tomorrow|next) .+)", r"add \g<x> to my calendar"),
    (r"bring (?P<x>(?:the|my|our) .+?|[\w ]+? with \w+) forward to (?P<y>.+)", r"move \g<x> to \g<y>"),
    (r"skip (?P<x>(?:(?:the|my|our) )?.+?)(?: this (?:week|time))?", r"cancel the next \g<x>"),
    # undo
    (r"(?:scratch|strike|scrap|forget) that(?: last (?:thing|one|bit))?(?: you did)?|scratch the last (?:thing|one)", "undo that"),
)  # fmt: skip
_TABLE = tuple((re.compile(pattern), into) for pattern, into in _ROWS)
_I_HAVE = re.compile(
    r"(?<=^add )(?:i'm |i am |i have |i've got |i've |we're |we are |we have |we've got |there's |there is )"
)
_SAME_TIME = re.compile(
    r"\b(?:at |about |around )?(?:this|the same) time (?=tomorrow|on |next |in |the day)"
)


def plainly(plain: str) -> str:
    """`plain` (lower case, slips mended) in the words the grammars know, where it is said otherwise."""
    if len(plain) > LONGEST:
        return plain
    text = LED.sub("", plain, count=1)
    figures = in_figures(text)
    length = stretch_in(figures)
    for pattern, into in _TABLE:
        if "#" in pattern.pattern:
            if length is None:
                continue
            found = pattern.fullmatch(_without_length(figures, length.span))
        else:
            found = pattern.fullmatch(text)
        if found is None:
            continue
        said = found.expand(into)
        if "#" in into and length is not None:
            said = said.replace("#", figures[slice(*length.span)])
        return _I_HAVE.sub("", said).replace("for for", "for")
    return plain


def _without_length(text: str, span: tuple[int, int]) -> str:
    return f"{text[: span[0]]}#{text[span[1] :]}"


def at_this_time(plain: str, wall: dt.datetime) -> str:
    """ "This time tomorrow" with the time that the clock shows."""
    return _SAME_TIME.sub(f"at {wall:%H:%M} ", plain)
