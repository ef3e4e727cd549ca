"""What somebody asks of her manner: more, less, hold still, as at first, how and why, what not to guess. Pure."""

from __future__ import annotations

import re
from dataclasses import dataclass

from assistant.dialogue.guessing import FEELINGS
from assistant.dialogue.text import bare
from assistant.growth.manner import Trait


@dataclass(frozen=True, slots=True)
class Wish:
    """`by` is -2, -1, 1 or 2."""

    trait: Trait
    by: int


@dataclass(frozen=True, slots=True)
class Still:
    on: bool


@dataclass(frozen=True, slots=True)
class Restore:
    pass


@dataclass(frozen=True, slots=True)
class Changed:
    pass


@dataclass(frozen=True, slots=True)
class Why:
    """None: of what was spoken of last."""

    trait: Trait | None = None


@dataclass(frozen=True, slots=True)
class Undo:
    """`sure`: it can mean nothing but her manner."""

    sure: bool


@dataclass(frozen=True, slots=True)
class Dial:
    to: str


@dataclass(frozen=True, slots=True)
class Wrong:
    """A feeling was guessed that is not there; "" for the one she guessed last."""

    feeling: str = ""


@dataclass(frozen=True, slots=True)
class GuessAgain:
    pass


Request = Wish | Still | Restore | Changed | Why | Undo | Dial | Wrong | GuessAgain

_LEAD = re.compile(
    r"^(?:(?:can|could|would|will) you |i(?:'d| would) (?:like|prefer) (?:you to|it if you(?:'d| were| would)?) |i (?:want|need) you to |"
    r"(?:you )?(?:can|could|should|may|might|must|need to|have to) |you(?:'d| had) better |try (?:and|to) |try being |just |please |from now on |and |but |maybe |perhaps |from here on )+"
)
_TAIL = re.compile(
    r"(?: (?:with me|to me|towards me|please|from (?:now|here) on|now|in future|in general|again|when we talk|in your (?:answers|replies)|in what you say|okay|will you|ok|if you (?:can|would|don't mind|please)|and that's that|would you))+$"
)
_Q = r"(?:(?:a (?:bit|little|lot|touch|tad)|much|way|far|slightly|somewhat|even|so|too|quite|rather|really|very|any|some|such an?|all|more) )*"
_END = r"(?: (?:a (?:bit|little|lot)|at all|any ?more|so (?:much|often|many)|(?:as|too) (?:much|often|many)|all the time|all day|as a rule|so|more|less))*"
_STOP = r"(?:stop|quit|cut|drop|no more|enough (?:with|of)|leave out|leave off|spare me|never mind)"
_MUCH = re.compile(
    r"\b(?:much|a lot|way|far|at all|any ?more|stop|quit|never|no|enough|all the time|always|completely|totally)\b"
)
_PLAIN_NEGATION = re.compile(r"\b(?:don't|do not) .*\bso (?:much|often|many)\b|\bfewer\b|\bless\b")

# each: the trait, the direction, and what is said for it after the polite beginning
_WISHES: tuple[tuple[Trait, int, str], ...] = (
    (Trait.TALKATIVENESS, -1, rf"(?:be|get|keep (?:it|your (?:answers|replies)|things)|make your (?:answers|replies|sentences)) {_Q}(?:shorter|short|brief(?:er)?|concise|less (?:chatty|talkative|wordy|verbose)|snappier|terser?)"),
    (Trait.TALKATIVENESS, -1, rf"(?:talk|say|speak) {_Q}less|(?:use )?(?:fewer|less) words|{_Q}shorter (?:answers|replies|sentences)|(?:give me |use )?{_Q}shorter (?:answers|replies|sentences)"),
    (Trait.TALKATIVENESS, -1, r"(?:don't|do not) (?:talk|say|ramble|go on|chatter)(?: so)?(?: much)?|you(?:'re| are)? (?:talk(?:ing)? too much|too (?:chatty|wordy|talkative|long-winded)|ramble|rambling)(?: too much)?|(?:your (?:answers|replies) are|that was|you're) (?:much |far |way )?too (?:long|wordy)"),
    (Trait.TALKATIVENESS, 1, rf"(?:be|get) {_Q}(?:chattier|chatty|talkative|longer|less (?:brief|short|terse|curt))|(?:talk|say|speak) {_Q}more|(?:give me |use )?{_Q}longer (?:answers|replies|sentences)|more words|(?:don't|do not) be so (?:brief|short|terse|curt)|you(?:'re| are) too (?:brief|short|terse|curt)"),
    (Trait.HUMOUR, -1, rf"(?:make |tell |crack )?{_Q}(?:less|fewer) (?:jokes|joking|humou?r|dry remarks|funny remarks)|no (?:more )?(?:jokes|joking|humou?r)|{_STOP} (?:the |your |with the )?(?:jokes|joking|being funny|trying to be funny|kidding)|(?:don't|do not) (?:joke|be (?:so )?funny|make (?:so many )?jokes|crack jokes)"),
    (Trait.HUMOUR, -1, rf"be {_Q}(?:serious|less (?:funny|silly|playful))|joke {_Q}less|you (?:joke|kid) too much|you make too many jokes"),
    (Trait.HUMOUR, 1, rf"(?:be|get) {_Q}(?:funn(?:y|ier)|playful|less serious|witt(?:y|ier)|light-hearted|lighter|silly|sillier)|joke {_Q}more|{_Q}more (?:jokes|humou?r|fun)|(?:make |tell ){_Q}more jokes|lighten up|(?:don't|do not) be so serious|you(?:'re| are) (?:too|so) serious|have more humou?r"),
    (Trait.QUESTIONS, -1, rf"(?:don't|do not) (?:ask|question)(?: me)?(?: so| that)?(?: many)?(?: questions| things)?|(?:ask |with )?(?:me )?{_Q}(?:less|fewer) questions|ask (?:me )?{_Q}less|no (?:more )?questions|{_STOP} (?:asking|questioning|with the questions|the questions|all the questions|all these questions)(?: me)?(?: so)?(?: many)?(?: questions)?|not so many questions"),
    (Trait.QUESTIONS, -1, r"you(?:'re| are)? (?:ask|asking|keep asking)(?: me)? (?:(?:so|too|very|an awful|a|really) )*(?:many|much|lot)(?: of)?(?: questions)?|(?:so|too) many questions|always (?:with )?(?:the |these )?questions"),
    (Trait.QUESTIONS, 1, rf"ask (?:me )?{_Q}(?:more|questions)(?: questions)?|{_Q}more questions|be {_Q}(?:curious|more curious|more interested)|you (?:never|hardly) ask(?: me)?(?: anything| questions)?"),
    (Trait.DIRECTNESS, 1, rf"be {_Q}(?:direct|blunt|frank|straight|straightforward|honest|plain|outspoken|less (?:gentle|careful|soft))|(?:don't|do not) (?:sugar ?coat|beat about the bush|beat around the bush|mince (?:your )?words|spare me|tiptoe|be so (?:gentle|careful|soft))(?: it| this| anything| around me| around)?|(?:just )?(?:give it to me straight|talk straight|speak plainly)"),
    (Trait.DIRECTNESS, -1, rf"be {_Q}(?:gentle|gentler|soft|kinder|kind|nicer|tactful|less (?:direct|blunt|harsh|hard))|(?:don't|do not) be {_Q}(?:harsh|blunt|direct|hard(?: on me)?|mean|rude)|go (?:easy|easier) on me|you(?:'re| are) (?:too|so) (?:harsh|blunt|direct|hard on me)"),
    (Trait.FORMALITY, 1, rf"(?:be|sound) {_Q}(?:formal|polite|proper|correct|courteous|less (?:casual|chummy|familiar))|(?:speak|talk) {_Q}(?:formally|politely|properly)|(?:don't|do not) be so (?:casual|chummy|familiar)|you(?:'re| are) too (?:casual|chummy|familiar)"),
    (Trait.FORMALITY, -1, rf"(?:be|sound) {_Q}(?:casual|informal|relaxed|easy-going|less (?:formal|polite|stiff|proper))|(?:speak|talk) {_Q}(?:casually|informally)|(?:don't|do not) be so (?:formal|stiff|polite|proper)|loosen up|you(?:'re| are) too (?:formal|stiff|polite)"),
    (Trait.NICKNAMES, -1, rf"(?:don't|do not) (?:use|say|keep saying|call me by) my (?:nick)?name|{_STOP} (?:using|saying|with|calling me by) my (?:nick)?name|(?:use|say) my (?:nick)?name {_Q}less|you (?:say|use) my name too (?:much|often)"),
    (Trait.NICKNAMES, 1, rf"(?:use|say) my (?:nick)?name(?: {_Q}(?:more|often|sometimes|now and then))?(?: often)?|call me by my (?:nick)?name|you never (?:say|use) my name"),
)  # fmt: skip
_COMPILED = tuple((trait, way, re.compile(f"(?:{said}){_END}")) for trait, way, said in _WISHES)

_STILL = re.compile(
    r"(?:hold still|stop (?:changing|adapting|learning (?:about|from) me)|(?:don't|do not) (?:change|adapt)(?: any ?more| yourself| your manner| a thing| further)?|(?:stay|remain|keep) (?:exactly )?(?:as|like|the way) you are|stay like (?:this|that)|no more changes|freeze your (?:manner|personality))"
)
_LOOSE = re.compile(
    r"(?:you (?:can|may) (?:change|adapt|grow)|(?:you can )?(?:start|go on|keep) (?:changing|adapting|growing)|(?:don't|do not|stop) hold(?:ing)? still(?: any ?more)?|you (?:needn't|don't (?:have|need) to) hold still(?: any ?more)?)(?: again| a (?:bit|little))*"
)
_RESTORE = re.compile(
    r"(?:be|become) (?:your(?:self| old self)|like you were|as you were|the way you were|how you were)(?: again)?(?: (?:at|in|on|from) (?:first|the (?:start|beginning|first day|very start)|day (?:one|zero)))?(?: again)?"
    r"|go back to (?:how|the way|what|who) you (?:were|used to be)(?: (?:at|in|on) (?:first|the (?:start|beginning|first day)|day (?:one|zero)))?|reset your(?:self| manner| personality)|go back to (?:the start|day (?:one|zero)|your old self|being yourself)|i want (?:the old you|you as you were|you back(?: as you were)?)(?: back)?"
)
_CHANGED = re.compile(
    r"(?:how|in what way|in which ways|what) (?:have|has|did) (?:you |in you |about you )?chang(?:ed|e)(?: (?:about you|in you|with you|since .*|lately|so far|at all|over time|yourself))*|(?:have|did) you chang(?:ed|e)(?: (?:since .*|lately|at all|over time|so far|because of me))*|how (?:are|have) you (?:been )?(?:different|changing)(?: .*)?|are you (?:any )?different (?:from|than|to) (?:before|at first|when we (?:met|started))|what have you learned about (?:how to talk|talking) to me|how have you grown|have you grown"
)
_WHY = re.compile(
    r"(?:and )?why(?: (?:is|was) (?:that|it)| did (?:you|that)(?: change| happen)?| have you(?: changed)?| did you change| so)?|how come|what (?:made|makes) you(?: change| do that)?|because of what|what was the reason|since when and why"
)
_WHY_THIS = re.compile(
    r"why (?:are you|did you (?:become|get)|have you become|do you|don't you|have you)(?: being)? (?P<what>.+)|why did you change (?P<trait>.+)"
)
_UNDO_SURE = re.compile(
    r"(?:undo|take back|reverse|revert) (?:that|your|the) (?:last |latest )?change(?: (?:in|of) (?:you|yourself|your manner))?|change (?:yourself )?back|undo (?:the )?(?:last )?change in (?:you|your manner)"
)
_UNDO = re.compile(
    r"(?:no )?(?:undo(?: (?:that|it|this))?|take (?:that|it) back|put (?:that|it) back|(?:change|turn) (?:that|it) back|not that|go back|leave that as it was|leave it as it was)"
)
_OFF = re.compile(
    r"(?:(?:don't|do not|stop|quit|no more|never) (?:try(?:ing)? to )?(?:guess(?:ing)?|tell(?:ing)? me|say(?:ing)?|interpret(?:ing)?|read(?:ing)?|name|naming|analys(?:e|ing)|analyz(?:e|ing))(?: at| into)? (?:how i(?:'m| am)? (?:feel(?:ing)?)|what i(?:'m| am)? (?:feel(?:ing)?)|my (?:feelings|emotions|mood))|(?:don't|do not|stop) guess(?:ing)? feelings|(?:leave|keep out of) my feelings(?: alone| out of it)?|no (?:more )?guess(?:es|ing)(?: about (?:my feelings|how i feel))?)"
)
_MORE = re.compile(
    r"(?:(?:go ahead and )?guess (?:more|how i(?:'m)? feel(?:ing)?|what i(?:'m)? feel(?:ing)?|my (?:feelings|mood))(?: more)?(?: often)?|guess more often|tell me (?:more often )?what you think i(?:'m)? feel(?:ing)?|be more (?:empathetic|sensitive)|more empathy)"
)
_LIGHT = re.compile(
    r"(?:guess (?:a (?:bit|little) |less |seldom|now and then|less often|only sometimes)*(?:how i feel|my feelings|feelings)?|be (?:a (?:bit|little) )?less (?:empathetic|sensitive)|less empathy|guess less(?: often)?)"
)
_F = "|".join(sorted(FEELINGS | {"down", "low", "alone", "mad", "blue", "cross"}))
_WRONG = re.compile(
    rf"(?:(?:no|nope|nah|well|oh|actually|you're wrong|that's wrong|wrong) )*(?:i(?:'m| am) (?:really |certainly |definitely |actually )?not|i(?:'m| am)n't|i (?:don't|do not) feel|i never said i (?:was|felt|am)|i (?:wasn't|was not)|not|don't (?:say|call me|think) (?:i'm )?) ?(?:at all |in the least |feeling |that |very |really )*(?P<feeling>{_F})(?: at all| really| about (?:it|that|this)| actually| just| you know)*"
)
_WRONG_LAST = re.compile(
    r"(?:no|nope|nah|not (?:really|at all|quite|exactly|that)|no not (?:really|at all)|wrong|that's (?:wrong|not (?:it|right|true|how i feel))|you(?:'re| are) (?:wrong|off|way off)|not even close|no i'm (?:fine|good|okay|ok|all right)|i(?:'m| am) not|i don't(?: feel (?:that|so|like that))?|far (?:off|from it)|you are (?:mistaken|wrong)|no you're (?:off|wrong))(?: (?:at all|really|there|no|i'm fine))*"
)
_GUESS_AGAIN = re.compile(
    r"(?:you (?:can|may) )?guess (?:anything|everything|all of (?:it|them)|freely) again|forget (?:the|my|all|all the|all my) (?:wrong guesses|corrections)(?: about (?:my )?feelings)?"
)
_OF_TRAIT = (
    (Trait.TALKATIVENESS, r"brief|short|terse|quiet|curt|chatty|talkative|wordy|long|say(?:ing)? (?:so )?(?:much|little)|talk(?:ing)?"),
    (Trait.HUMOUR, r"funny|serious|jok|humou?r|dry|playful"),
    (Trait.QUESTIONS, r"ask|question|curious"),
    (Trait.DIRECTNESS, r"blunt|direct|gentle|soft|harsh|plain|straight"),
    (Trait.FORMALITY, r"formal|casual|stiff|polite|relaxed"),
    (Trait.PACE, r"slow|fast|quick|pace|speed"),
    (Trait.NICKNAMES, r"name"),
)  # fmt: skip


_BARE = re.compile(  # "a bit less formal": the same as with "be" before it
    r"(?:(?:a (?:bit|little|lot)|much|way|far|slightly|somewhat) )*(?:less|more) (?:formal|casual|direct|blunt|serious|playful|talkative|chatty|brief|gentle|polite|concise|wordy|harsh|relaxed)"
)


def request(text: str, *, spoken_of: bool = False) -> Request | None:
    """What these words ask of her manner; `spoken_of`: her last reply was about it."""
    plain = bare(text)
    if not plain or len(plain) > 120:
        return None
    if found := _plainly(plain, spoken_of=spoken_of):
        return found
    core = _TAIL.sub("", _LEAD.sub("", plain))
    core = f"be {core}" if _BARE.fullmatch(core) else core
    for trait, way, pattern in _COMPILED:
        if pattern.fullmatch(core) or pattern.fullmatch(_TAIL.sub("", plain)):
            return Wish(trait, 2 * way if _much(core) else way)
    return _about(core, plain)


def wrong_guess(text: str, guessed: str, named: frozenset[str]) -> Wrong | None:
    """Whether these words take back a feeling she guessed, or that she `named` in her last reply."""
    plain = bare(text)
    if found := _WRONG.fullmatch(plain):
        feeling = found["feeling"]
        return Wrong(feeling) if guessed or feeling in named else None
    first = re.split(r"[.,;!] ?", text.strip().lower().replace("’", "'"), maxsplit=1)[0]
    if guessed and (_WRONG_LAST.fullmatch(plain) or _WRONG_LAST.fullmatch(first.strip())):
        return Wrong(guessed)
    return None


def _plainly(plain: str, *, spoken_of: bool) -> Request | None:
    core = _TAIL.sub("", _LEAD.sub("", plain)) or plain
    whole = _TAIL.sub("", plain)
    match True:
        case _ if _GUESS_AGAIN.fullmatch(whole):
            return GuessAgain()
        case _ if _CHANGED.fullmatch(plain):
            return Changed()
        case _ if _STILL.fullmatch(core) or _STILL.fullmatch(whole):
            return Still(True)
        case _ if _RESTORE.fullmatch(core):
            return Restore()
        case _ if _UNDO_SURE.fullmatch(core):
            return Undo(True)
        case _ if spoken_of and _UNDO.fullmatch(plain):
            return Undo(False)
        case _ if spoken_of and _WHY.fullmatch(plain):
            return Why()
        case _ if _LOOSE.fullmatch(plain):
            return Still(False)
        case _:
            return None


def _about(core: str, plain: str) -> Request | None:
    if _OFF.fullmatch(core):
        return Dial("off")
    if _MORE.fullmatch(core):
        return Dial("more")
    if _LIGHT.fullmatch(core):
        return Dial("light")
    if found := _WHY_THIS.fullmatch(plain):
        what = found["what"] or found["trait"] or ""
        for trait, pattern in _OF_TRAIT:
            if len(what.split()) <= 5 and re.search(rf"\b(?:{pattern})", what):
                return Why(trait)
    return None


def _much(core: str) -> bool:
    """Two steps are meant, not one; a complaint is about one."""
    if core.startswith("you") or not _MUCH.search(core):
        return False
    mild = _PLAIN_NEGATION.search(core)
    return not mild or bool(
        re.search(r"\b(?:much|a lot|way|far) (?:less|fewer)\b|\bno more\b", core)
    )
