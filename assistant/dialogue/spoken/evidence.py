"""What in a request tells about what it is: classes of verbs, and the names of what is on the desk. Pure."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from assistant.dialogue.spoken.targets import content, most_shared

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

SETS = r"(?:set|start|make|create|put|give|get|run|begin|do|have|fix|stick|pop|add|schedule|kick off|launch|arrange|bring)(?: up| on| off| in)?"
WANTS = r"(?:(?:i|we)(?:'d| would| will|'ll)? (?:need|want|like|love|could use|could do with)|(?:i|we) (?:need|want) to have|can i (?:have|get)|let's (?:have|do|set|start)|let me have|may i have|i'm after|(?:i|we) (?:must|should|have to) have|i (?:will|am going to) need)"
ADDS = r"(?:add|put|stick|pop|bung|chuck|throw|slap|shove|whack|fling|sling|lob|toss|write|get|include|place|append|enter|drop|log|record|jot|slip|note|whack|plonk|pencil|save|list|mark)"
ENTERS = r"(?:schedule|book|block|put|pencil|add|enter|plan|arrange|set up|fit in|squeeze in|set|pop|stick|slot|note|mark|log|record|reserve|organi[sz]e|fix|write|save|make|create|get|bung|chuck|jot|slap|whack|sign)"
_DROPS = r"(?:cancel|delete|remove|drop(?! me\b)|scrap|kill|bin|nix|ditch|axe|lose|clear|stop(?! (?!timing|reminding)\w+ing\b)|end|forget(?: about)?|dump|trash|erase|eliminate|annul|wipe(?: out)?|abandon|skip|quit|abort|dismiss|disable|deactivate|unset|silence|scratch|strike|shelve|pull|cross out|leave out|get rid of|do away with|call off|knock off|turn off|switch off|shut off|throw out|throw away|take (?:out|off|away)|cut|rub out|chuck out)"
REMOVES = re.compile(rf"{_DROPS}\b")
_APART = re.compile(
    r"(?:call|turn|switch|shut|take|throw|knock|leave|cross|get|put|rub|chuck) (?P<what>.+?) (?:off|out|away)\b(?P<rest>.*)"
)
_NOT_WANTED = re.compile(
    r"(?:i|we)(?:'m| am|'ll| will| shall|'re| are)? (?:no longer|don't|do not|won't|will not|shan't|shall not|not|can't|cannot|needn't|am not|are not) (?:be )?(?:need(?:ing)?|want(?:ing)?|require|going to(?: make)?|able to make|make|have)(?: to have)? (?P<what>.+?)(?: any ?more| any longer| after all)*"
    r"|no(?: more)? (?P<what2>.+?)(?: any ?more| after all)*|(?P<what3>.+?) (?:is|are)(?: no longer needed| not needed(?: any ?more)?| cancelled| off| not happening| not taking place)|(?P<what5>.+?) (?:falls? out|does not take place|doesn't take place|doesn't happen|fell through|has been cancelled)|(?P<what4>.+?) can (?:go|stop|be (?:cancelled|deleted|removed))"
)
ASKS = re.compile(
    r"(?:(?:on|at|for|in) (?=which|what|when))?(?:display|details of|mind telling me|what(?!ever)|(?:would|will) there be|fetch me|bring me|when|how|which|where|who|is|are|am|do (?:i|we|you)|does|did|have (?:i|we)|has|will i|any|anything|show|tell|read|list(?! \w+ (?:as|on))|check ?(?:out|my|the|if|whether|what|for|alarms?|timers?|reminders?|calendar|diary|schedule)|confirm|verify|double check|bring up|pull up|open(?= (?:up )?(?:my|the) (?:calendar|agenda|diary|schedule|list|notes))|name(?= (?:all|my|the))|may i (?:know|see|hear)|can i (?:see|hear|know)|i(?:'d like| would like| want| need| wanna)(?: to)? (?:see|know|hear|check|look)|just see|remind me (?:which|of my|the)|look (?:up|in|at|through)|run|walk|talk|see|let me (?:see|hear|know what)|hear|brief|remind me what|say|find|search|go (?:over|through)|give (?:me|us) (?:a |an |the |my )?(?:\w+ )?(?:details|summary|rundown|run down|overview|briefing|list|schedule|agenda))\b"
)
SHIFTS = re.compile(
    r"(?:move|shift|change|push|pull|postpone|delay|reschedule|bump|slide|switch|swap|bring|adjust|update|alter|make|put|set|snooze)\b(?=.*\b(?:to|until|till|later|earlier|back|forward|ahead|sooner|longer)\b)"
)


@dataclass(frozen=True, slots=True)
class Known:
    """What is on the desk, by its names; the calendar is only looked at when it is asked for."""

    timers: tuple[str, ...] = ()
    reminders: tuple[str, ...] = ()
    lists: tuple[str, ...] = ()
    items: tuple[str, ...] = ()
    events: Callable[[], tuple[str, ...]] = tuple


def named(said: str, names: Iterable[str]) -> str:
    """The one of `names` that shares most words with `said`, "" where none does or two do alike."""
    words = content(said)
    best, score, alike = "", 0, False
    at_most = most_shared(words)
    bounds = {name: bound for name in names if (bound := at_most(name))}
    for name in sorted(bounds, key=bounds.__getitem__, reverse=True):
        if bounds[name] < score:
            break
        own = content(name)
        shared = len(own & words)
        if all(word.isdecimal() for word in own & words):
            continue  # "move it to 11" does not name chapter 11
        if 2 * shared >= len(own):
            if shared > score:
                best, score, alike = name, shared, False
            elif shared == score:
                alike = True
    return "" if alike else best.lower()


def without(plain: str) -> str | None:
    """What is not wanted any more in `plain`; None where it does not say that of anything."""
    if found := REMOVES.match(plain):
        return plain[found.end() :].strip()
    if found := _APART.fullmatch(plain):
        return f"{found['what']}{found['rest']}"
    if found := _NOT_WANTED.fullmatch(plain):
        return found["what"] or found["what2"] or found["what3"] or found["what4"] or found["what5"]
    return None
