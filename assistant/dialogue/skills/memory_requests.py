"""What somebody asks of her memory: know, why, wrong, forget, talked about, private. Pure."""

from __future__ import annotations

import re
from dataclasses import dataclass

from assistant.memory import relations
from assistant.memory.kept import YOU


@dataclass(frozen=True, slots=True)
class Private:
    on: bool


@dataclass(frozen=True, slots=True)
class DontKeep:
    """What was just said shall not be kept; `this` means the turn itself, `what` an earlier line."""

    this: bool = False
    what: str = ""


@dataclass(frozen=True, slots=True)
class Forget:
    """`what` "" means what was spoken of last; `all_of` everything about somebody or something."""

    what: str = ""
    all_of: bool = False


@dataclass(frozen=True, slots=True)
class TakeBack:
    pass


@dataclass(frozen=True, slots=True)
class Why:
    pass


@dataclass(frozen=True, slots=True)
class Wrong:
    """`right` is what holds instead, "" when it was not said; `of` the aspect it was said to be of."""

    right: str = ""
    of: str = ""


@dataclass(frozen=True, slots=True)
class About:
    who: str
    label: str


@dataclass(frozen=True, slots=True)
class Talked:
    when: str


@dataclass(frozen=True, slots=True)
class Ask:
    """`who` YOU, a relation or a name; `aspects` in the order in which they are looked for."""

    who: str
    aspects: tuple[str, ...]
    missing: str  # a clause: "where you live"


@dataclass(frozen=True, slots=True)
class AskAny:
    """A question about what was told, in any words; `sure`: it asks whether she remembers."""

    text: str
    sure: bool = False


Request = Private | DontKeep | Forget | TakeBack | Why | Wrong | About | Talked | Ask | AskAny

# what is answered when she has asked
YES = re.compile(
    r"(?i)(?:yes|yeah|yep|sure|do it|please do|go ahead|of course|right|correct|exactly|ok(?:ay)?|all of (?:it|them))\b.*"
)
NO = re.compile(
    r"(?i)(?:no|nope|don't|leave it|keep (?:it|them)|neither|never ?mind|stop|cancel)\b.*"
)

_LEAD = re.compile(
    r"(?i)^(?:(?:um+|uh+|so|and|okay|ok|well|please|hey|actually|by the way|no|yes|wait|sorry|oh|tell me|"
    r"(?:can|could|would|will) you(?: please)?(?: tell me)?|i(?:'d| would) like you to|i want you to|do you (?:still )?know|i wonder|remind me)\b[\s,.:;!-]*)+(?=\w)"
)
_TAIL = re.compile(r"(?i)(?:[\s,]+(?:please|again|now|then|right now|for me|anyway|samantha))+$")
_WHEN = r"(?:yesterday|today|this morning|this week|last (?:time|week|night|month|\w+day)|(?:on |this )?(?:monday|tuesday|wednesday|thursday|friday|saturday|sunday)(?: (?:morning|evening|night))?|(?:on )?(?:the )?\d{1,2}(?:st|nd|rd|th)?(?: of)? \w+|(?:on )?\w+ (?:the )?\d{1,2}(?:st|nd|rd|th)?|(?:two|three|four|five|six|\d+) days ago|the day before yesterday|a week ago)"
_REL = relations.RELATION
_NAME = r"[A-Z][\w'’-]*[a-zà-ÿ]"
_WHO = rf"(?P<who>(?:(?:my|our) (?i:{_REL})|{_NAME}|I|i|me|he|she|{_REL}))"
_SUBJECT = rf"(?P<who>(?:my|our) (?i:{_REL})|{_NAME}|I|i)"
_OWNER = rf"(?P<who>(?:my|our) (?i:{_REL})(?=[’']s )|{_NAME}(?=[’']s )|my|our)(?:[’']s)?"

_SIMPLE: tuple[tuple[str, Request], ...] = (
    (r"(?:let's|can we|i (?:want|need|would like) to|i'd like to) (?:talk|speak|chat|have a (?:private )?(?:talk|conversation))(?: about something)?(?: in)? (?:privately|private|off the record|in private)|(?:start|begin|turn on|switch on|go into|go|make this)(?: a| an)? private(?: conversation| mode| talk)?|(?:let's|can we|please)?(?: have)?(?: a)? ?private conversation|off the record|stop remembering(?: things)?|don't (?:keep|record|save|remember) anything(?: from now on)?|nothing of this (?:is|should be) kept", Private(True)),
    (r"(?:end|stop|leave|turn off|switch off)(?: the| this)? private(?: conversation| mode| talk)?|(?:you can|you may)? ?(?:start )?remember(?:ing)?(?: things)? again|back on the record|on the record(?: again)?|you (?:can|may) keep things again|not private any ?more", Private(False)),
    (r"(?:don't|do not|please don't|never) (?:remember|keep|store|save|note|write down) (?:this|what i'm (?:saying|about to say))|this (?:is|stays) (?:just )?between us|this one (?:isn't|is not) to be kept", DontKeep(True)),
    (r"(?:don't|do not) (?:remember|keep|store|save|note|write down) (?:that|it|what i (?:just )?(?:said|told you))|forget (?:i (?:ever |just )?(?:said|told you|mentioned) (?:that|it|anything)|what i (?:just )?(?:said|told you))|strike that(?: from (?:your|the) memory)?", DontKeep()),
    (r"forget (?:that|this|about (?:that|this|it)|it all|that one|that again)(?: again| completely| for good)?|(?:delete|erase|remove) (?:that|this|it)(?: (?:memory|one))?(?: from (?:your )?memory)?", Forget()),
    (r"undo(?: that| it| the forgetting)?|(?:bring|get|put) (?:it|that|them) back|(?:don't|do not) forget (?:it|that|them)(?: after all)?|keep (?:it|that|them) after all|take that back", TakeBack()),
    (r"(?:how|why) (?:do|did|would|could) you (?:know|say|think|remember|come to know|get) (?:that|this|it|so)|who told you(?: that| this)?|where (?:do|did) you (?:get|have|know|hear) (?:that|this|it)(?: from)?|when did i (?:tell you|say) (?:that|this|it|so)|did i (?:tell you|say) (?:that|this)|what makes you (?:think|say) (?:that|so)|what's your source(?: for that)?|since when do you know (?:that|this)", Why()),
)  # fmt: skip
_COMPILED = tuple((re.compile(rf"(?i)(?:{pattern})"), request) for pattern, request in _SIMPLE)

_KEEP_NOT = re.compile(
    r"(?i)(?:please )?(?:don't|do not) (?:remember|keep|store|save|note) (?:this|what i'm (?:about to say|saying))[:,.;!-]? ?\S|(?:off the record|between us|just between us)[:,]? \S"
)
_NOT_THAT = re.compile(
    r"(?i)(?:please )?(?:don't|do not|never) (?:remember|keep|store|save|note|write down) (?:(?:that |what )?i (?:said|told you|mentioned)(?: that| about)?|that) (?P<what>\S+ .+)"
)
_FORGET_ALL = re.compile(
    r"(?i)(?:forget|delete|erase|remove) (?:everything|anything|all(?: of (?:it|that))?|every memory|all (?:the )?memories|whatever)(?: (?:that )?(?:you (?:know|have|remember|kept|heard)|i(?:'ve| have)? (?:ever )?(?:said|told you|mentioned)))? (?:about|of|on|to do with|concerning) (?P<what>.+)"
)
_FORGET = re.compile(
    r"(?i)(?:forget|delete|erase|remove) (?:the (?:memory|note|fact|thing)s? )?(?:(?:that i (?:told you|said)(?: that)?|what (?:i (?:told you|said)|you know)) (?:about )?|(?:that|about|of) )(?P<what>(?!it\b|that\b|me\b|to\b|you\b).+)"
)
_WRONG = re.compile(
    rf"(?i)(?:no,? )?(?:that's|that is|this is|you're|you are|you've got (?:that|it)|you got (?:that|it)|it's|that was|not) (?:not (?:right|true|correct)|wrong|incorrect|mistaken|false|quite right)(?: about that)?(?:[\s,.;:!-]+(?:it's|it is|it was|(?:his|her|its|their|the|my) (?:name|{_REL}'s name|\w+)(?: is|'s)|(?:he|she|they|i) (?:lives? in|works? (?:at|for|in)|(?:comes?|is|am) from)|(?:he|she|they)(?:'s| is| are)(?: called| named)?|i said|i meant|i(?:'m| am)|the right \w+ is|it should be) ?(?P<right>.+))?"
)
_NOT_THIS = re.compile(
    r"(?i)no,? (?:it's|it is|(?:his|her|its) name is|(?:he|she)(?:'s| is) called) (?P<right>[^,.]+?)(?:,? not (?P<wrong>[^,.]+))?|(?:it's|it is|(?:his|her|its) name is|(?:he|she)(?:'s| is) called) (?P<right2>[^,.]+?),? not (?P<wrong2>[^,.]+)"
)
_ABOUT = re.compile(
    rf"(?:[Ww]hat (?:all |else )?(?:do|did) you (?:know|remember|recall)(?: by now)?|[Ww]hat (?:have|did) I (?:told|tell|said|say)(?: to)? you|[Ww]hat (?:can you tell me|have you (?:got|kept|learnt|learned|noted))|(?:[Kk]now|[Rr]emember) anything|[Dd]o you (?:know|remember) anything|[Aa]nything you know) (?:about|of|on) (?P<who>.+)|[Ww]ho(?:'s| is) (?P<name>{_NAME}|my (?i:{_REL}))"
)
_TALKED = re.compile(
    rf"(?i)what (?:did|have) (?:we|i|you and i) (?:talk(?:ed)?|discuss(?:ed)?|speak|spoken|chat(?:ted)?|say|said|tell you)(?: about| of)?(?: (?P<when>{_WHEN}))?|what (?:was|were) (?:we|i) (?:talking|on) about (?P<when2>{_WHEN})"
)
_SURE = re.compile(
    r"(?i)(?:do|can|don't) you (?:still )?(?:remember|recall) (?P<what>(?:that|what|when|where|who|which|how|if|whether|my|the|our|anything).+)|what did i (?:say|tell you) about (?P<about>.+)|(?:have|did) i (?:ever )?(?:told|tell|mentioned|mention)(?: to)? you (?P<told>(?:about|that|what|where|how|who) .+)"
)
_ASK: tuple[tuple[str, tuple[str, ...], str], ...] = (
    (rf"(?:what|who)(?:'s| is) {_OWNER} name", ("name",), "the name of {whose}"),
    (rf"what(?:'s| is) {_SUBJECT} (?:called|named)", ("name",), "what {who} is called"),
    (rf"where (?:do|does|did) {_SUBJECT} live(?: now)?", ("lives in",), "where {who} live{s}"),
    (rf"(?:where|for whom|who) (?:do|does|did) {_SUBJECT} work(?: for| at)?", ("works at", "job"), "where {who} work{s}"),
    (rf"what (?:do|does) {_SUBJECT} (?:do for (?:a living|work)|work as|do)", ("job", "works at", "studies"), "what {who} do{es}"),
    (rf"(?:what(?:'s| is)) {_OWNER} (?:job|profession|work|occupation)", ("job", "works at"), "what {whose} work is"),
    (rf"how old (?:am|is|are) {_SUBJECT}", ("age",), "how old {who} {is}"),
    (rf"what (?:am|is|are) {_SUBJECT} allergic to|(?:do|does) {_SUBJECT.replace('who>', 'who2>')} have (?:any )?allergies", ("allergy",), "anything {who} {is} allergic to"),
    (rf"where (?:am|is|are) {_SUBJECT} from|where (?:do|does|did) {_SUBJECT.replace('who>', 'who2>')} (?:come from|grow up)", ("from", "born"), "where {who} come{s} from"),
    (rf"(?:when|where) (?:was|were) {_SUBJECT} born", ("born", "birthday"), "when {who} {was} born"),
    (rf"what (?:do|does) {_SUBJECT} (?:like|love|enjoy)(?: most| best)?", ("likes",), "what {who} like{s}"),
    (rf"what (?:do|does) {_SUBJECT} (?:hate|dislike)|what (?:don't|do not|doesn't) {_SUBJECT.replace('who>', 'who2>')} like", ("dislikes",), "what {who} do{es} not like"),
    (rf"(?:what|which) (?:instrument|sport|game)s? (?:do|does) {_SUBJECT} play", ("plays",), "what {who} play{s}"),
    (rf"(?:what|which) languages? (?:do|does) {_SUBJECT} speak", ("speaks", "learns"), "which languages {who} speak{s}"),
    (rf"what (?:am|is|are) {_SUBJECT} (?:learning|studying)", ("learns", "studies"), "what {who} {is} learning"),
    (rf"what (?:do|does|did) {_SUBJECT} study", ("studies",), "what {who} stud{ies}"),
    (rf"what (?:am|is|are) {_SUBJECT} (?:afraid|scared|frightened) of", ("afraid of",), "what {who} {is} afraid of"),
    (rf"(?:who|whom) (?:am|is|are) {_SUBJECT} married to", ("married to",), "whom {who} {is} married to"),
    (rf"what (?:do|does) {_SUBJECT} (?:drive|collect)", ("drives", "collects"), "what {who} drive{s}"),
    (rf"(?:what|when|which|where|how \w+)(?:'s| is| are) {_OWNER} (?P<noun>favou?rite [\w ]+|[a-z][\w '’-]{{2,40}})", ("*",), "{whose} {noun}"),
    (rf"(?:when|where) (?:do|does) {_SUBJECT} (?:start|begin|have|get|go to|leave for) (?P<noun>.+)", ("+",), "that"),
    (r"who(?:'s| is| was) (?:my|our) (?P<noun2>\w+)", ("-",), "that"),
)  # fmt: skip
_ASKS = tuple((re.compile(pattern), aspects, missing) for pattern, aspects, missing in _ASK)


def request(text: str) -> Request | None:
    """What `text` asks of the memory; None when it is not for the memory."""
    whole = " ".join(text.replace("’", "'").split()).strip(" .!?")
    plain = _TAIL.sub("", _LEAD.sub("", whole)).strip(" .!?,")
    for pattern, found in _COMPILED:
        if pattern.fullmatch(plain) or pattern.fullmatch(whole):
            return found
    if _KEEP_NOT.match(whole):
        return DontKeep(this=True)
    if match := _NOT_THAT.fullmatch(plain):
        return DontKeep(what=match["what"])
    if match := _FORGET_ALL.fullmatch(plain):
        return Forget(match["what"], all_of=True)
    if match := _FORGET.fullmatch(plain):
        return Forget(match["what"])
    if match := (_WRONG.fullmatch(whole) or _WRONG.fullmatch(plain)):
        right = re.sub(r"(?i),? not .+$", "", match["right"] or "")
        return Wrong(re.sub(r"(?i)^(?:called|named) ", "", right.strip(" .,!")), _of_what(whole))
    if match := (_NOT_THIS.fullmatch(whole) or _NOT_THIS.fullmatch(plain)):
        return Wrong((match["right"] or match["right2"] or "").strip(" .,!"), _of_what(whole))
    if match := (_ABOUT.fullmatch(plain) or _ABOUT.fullmatch(whole)):
        who = (match["who"] or match["name"]).strip(" ?.")
        return About(whom(who), who)
    if match := _TALKED.fullmatch(plain):
        return Talked((match["when"] or match["when2"] or "").lower())
    return _asked(plain) or _sure(plain) or _sure(whole)


def _of_what(whole: str) -> str:
    """Which aspect a correction is said to be of: "name", "lives in" …; "" when it does not tell."""
    for aspect, pattern in (
        ("name", r"\b(?:name|named|called)\b"),
        ("lives in", r"\b(?:lives?|town|city|address|it's in)\b"),
        ("works at", r"\bworks? (?:at|for|in)\b"),
        ("from", r"\bfrom\b"),
        ("job", r"\b(?:job|works? as|(?:she|he)(?:'s| is) an? )"),
    ):
        if re.search(pattern, whole, re.IGNORECASE):
            return aspect
    return ""


def _asked(plain: str) -> Request | None:
    low = plain[:1].lower() + plain[1:]
    for pattern, usual, missing in _ASKS:
        match = pattern.fullmatch(low)
        if not match:
            continue
        parts, aspects = match.groupdict(), usual
        if aspects in {("+",), ("-",)}:
            return AskAny(plain)
        who = parts.get("who") or parts.get("who2") or ""
        about = whom(who) if who not in {"my", "our"} else YOU
        said = "you" if about == YOU else about if about[:1].isupper() else f"your {about}"
        whose = "your" if about == YOU else f"{said}'s"
        noun = (parts.get("noun") or "").strip().replace("favorite", "favourite")
        if aspects == ("*",):
            if about == YOU and (relation := _relation(noun)):
                return About(relation, f"my {relation}")
            aspects = (noun,)
        bent = {"s": "", "es": "", "is": "are", "was": "were", "ies": "y"} if about == YOU else {
            "s": "s", "es": "es", "is": "is", "was": "was", "ies": "ies"}  # fmt: skip
        owner = "you" if about == YOU else said
        whose = owner if "of {whose}" in missing else whose
        return Ask(about, aspects, missing.format(who=owner, whose=whose, noun=noun, **bent))
    return None


def _sure(plain: str) -> Request | None:
    match = _SURE.fullmatch(plain)
    if not match:
        return None
    return AskAny(match["what"] or match["about"] or match["told"], sure=True)


def _relation(noun: str) -> str:
    return relations.plain(noun) if re.fullmatch(rf"(?i){_REL}", noun) else ""


def whom(words: str) -> str:
    """ "my sister" is "sister", "Anna" is "Anna", "me" is YOU; other words as they are."""
    low = words.lower().strip()
    if low in {"i", "me", "myself", "us", "we"}:
        return YOU
    bare = re.sub(r"(?i)^(?:my|our) ", "", words.strip())
    return _relation(bare) or (bare if bare[:1].isupper() else words.strip())
