"""What is asked about the timers, alarms and reminders that are set, as patterns over a mended sentence. Pure."""

from __future__ import annotations

import re

from assistant.dialogue.spoken.polite import POLITE

_KIND = r"(?P<kind>timer|alarm|reminder|countdown)(?P<many>s)?"
_WHICH = r"(?P<which>(?:[\w':.]+ ){0,6}?)"
_OTHER = _WHICH.replace("which", "which2")
LIST = re.compile(
    rf"{POLITE}(?:(?:(?:what|which)(?: are|'s| is| do i have)?(?: my| the| all(?: the| my)?)?|list|read(?: me| out)?|show(?: me)?|tell me|any|do i have(?: any| an?)?|have i got(?: any| an?)?|are there any|is there an?|how many|what about)(?: of)?(?: my| the| all(?: the| my)?| current| active| upcoming)* {_KIND}|my (?P<kind2>timer|alarm|reminder)s)"
    r"(?P<rest>(?: (?:are there|do i have|have i got|i have|set|running|still|going|there|are|left|active|on|up|pending|for me|coming up|open|due|is|it))*)(?P<when>(?: (?:for|on|at|today|tomorrow|this|next|tonight) ?.*)?)"
)
LEFT = re.compile(
    rf"{POLITE}(?:how (?:much (?:time|longer)|long)(?: is| do i have| have i got| has| does)?(?: there)?(?: (?:still|left|to go|remaining|until|till|before|on|for|does|is|the|my))* {_WHICH}(?:timer|alarm|countdown)(?: (?:have|got|has|go off|goes off|rings?|left|to go|still|remaining|is done|done|run|it))*"
    rf"|(?:when|what time)(?: is| does| will| do|'s)?(?: my| the| it)? {_OTHER}(?P<kind>timer|alarm|reminder)(?: (?:go(?:es)? off|rings?|set|set for|due|for|end|ends|going to go off|finish|up|done|is))*"
    r"|(?:how much )?time left|how (?:much time|long|much longer)(?: is| have i)?(?: got)?(?: left| to go)|how's the (?P<name>[\w ]+ )?timer(?: doing)?)"
)
LEFT_OF = re.compile(
    rf"{POLITE}(?:how (?:many minutes|much time|much longer|long)|when)(?: has| have| is|'s)(?: the| my)? (?P<which>[\w' ]+?)(?: (?:got|have|left|to go|still|done|ready|up|due|finished|over|be))*"
)
_DROP = r"(?:cancel|delete|remove|stop|turn off|switch off|kill|drop(?! me\b)|get rid of|clear|erase|forget|end|scrap|i don't need|i no longer need|never mind)"
CANCEL = re.compile(
    rf"{POLITE}(?:{_DROP}(?P<all> (?:all(?: of)?(?: my| the)?|every|my|the|both)(?= )(?!.*\bone\b))? {_WHICH}{_KIND}(?P<rest>(?: .*)?)|(?:stop|don't|quit) remind(?:ing)? me(?: (?:to|about|of|that))? (?P<what>.+)|turn (?:the |my )?{_OTHER}(?P<kind2>alarm|timer) off)"
)
CHANGE = re.compile(
    rf"{POLITE}(?:change|move|shift|push(?: back)?|reschedule|postpone|put off|bring forward|update|set(?= (?:my|the) .* to )) (?P<target>(?:(?:my|the|that) )?(?:[\w':.]+ ){{0,6}}?(?:timer|alarm|reminder|it|that)(?: .+?)?) (?:to|until|till|for|by) (?P<to>.+)"
)
CANCEL_IT = re.compile(
    rf"(?:no )?{POLITE}(?:cancel|stop|scrap|drop|delete|remove|forget|clear) (?:it|that|that one|this one)(?: again| please)?"
)
INSTEAD = re.compile(
    rf"(?:no )?{POLITE}(?:make (?:it|that)|i meant|i said|change (?:it|that) to|rather)(?: for| at)? (?P<to>.+?)(?: instead)?"
)
LONGER = re.compile(
    rf"{POLITE}give (?:my |the )?(?P<which3>(?:[\w']+ ){{0,3}}?)timer (?P<more3>.+?) more (?P<unit>minutes?|hours?|seconds?)|{POLITE}(?:add|extend(?: by)?|put|give(?: me)?) (?P<more>.+?) (?:more )?(?:to|on|onto) (?:my |the )?{_WHICH}timer|{POLITE}extend (?:my |the )?(?P<which2>(?:[\w']+ ){{0,3}}?)timer by (?P<more2>.+)"
)
SNOOZE = re.compile(
    rf"(?:not yet |no |please )?{POLITE}(?:snooze(?: (?:it|that|this|the (?:alarm|reminder|timer)|my alarm))?(?: (?:for|by))?(?P<by> .+)?|(?P<more>.+? more (?:minutes?|hours?))|remind me (?:again|later)(?: in)?(?P<again> .+)?|(?:give me )?another (?P<another>.+))"
)
