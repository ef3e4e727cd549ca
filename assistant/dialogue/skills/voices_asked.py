"""Understand what is wanted of the other voices: who there is, who shall come, go, or has spoken. Pure."""

from __future__ import annotations

import re
from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING

from assistant.dialogue.text import bare

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from assistant.dialogue.company import Guest


class Wish(StrEnum):
    NONE = "none"
    WHO_ELSE = "who else"
    COME = "come"
    LEAVE = "leave"
    APART = "apart"  # she leaves the talk to the guest
    TOGETHER = "together"
    WHO_SAID = "who said"
    WHO_SPEAKS = "who speaks"
    WHO_IS = "who is"


@dataclass(frozen=True, slots=True)
class Asked:
    """`alone`: without her; `aside`: "step back", which may be meant for her or for the guest."""

    wish: Wish = Wish.NONE
    guest: Guest | None = None
    alone: bool = False
    aside: bool = False


_MAY = r"(?:(?:may|can|could|might) i (?:please )?(?:now )?|(?:i'd|i would) (?:like|love) to |i want to |i wanna |let me )"
_ELSE = r"(?:someone|somebody|anyone|anybody|another (?:voice|persona|one))(?: else)?"
_WHO_ELSE = re.compile(
    rf"{_MAY}(?:speak|talk|chat) (?:to|with) (?:someone|somebody|anyone|anybody) else(?: here| for a (?:bit|change|while))?"
    rf"|{_MAY}(?:speak|talk|chat) (?:to|with) another (?:voice|persona)(?: of yours)?"
    rf"|(?:{_MAY}hear|do you have|have you (?:got )?|are there|is there) (?:any |an)?other (?:voices?|personas?|manners?)(?: of yours| here)?(?: (?:i|we) (?:can|could) (?:talk|speak) (?:to|with))?"
    rf"|is there {_ELSE} (?:i|we) (?:can|could) (?:talk|speak) (?:to|with)(?: here)?"
    r"|(?:what|which|who) (?:other |are the other |are your other )(?:voices|personas|manners)(?: (?:are there|do you have|have you got|can you (?:do|be)))?"
    r"|who else (?:can|could|may) (?:i|we) (?:talk|speak) (?:to|with)(?: here)?"
    r"|(?:(?:can|could|would|will) you )?(?:introduce me to|bring in) (?:someone|somebody|another voice|one of the others|the others)(?: else)?"
    r"|who are the others"
)
_NAME = r"(?:the |your |our |that )?(?P<who>[\w'-]+(?: one)?)"
_COME = re.compile(
    rf"(?:{_MAY})?(?:speak|talk|chat) (?:to|with) {_NAME}(?P<alone> alone)?(?: again| instead| too| as well| for a (?:bit|while|moment))?"
    rf"|(?:{_MAY})?(?:hear from|meet) (?:the |your )?(?P<who2>[\w'-]+(?: one)?)"
    rf"|(?:(?:can|could|would|will) you )?(?:introduce me to|introduce|bring (?:back|in)|fetch|get|invite|call in|put me through to) (?:the |your |our )?(?P<who3>[\w'-]+(?: one)?)(?: again| back| in| to join us)?"
    r"|(?:(?:can|could|would|will) you )?(?:bring|call|have|invite|ask|get) (?:the |your |our )?(?P<who4>[\w'-]+(?: one)?) (?:back|in|over|back in|to join(?: us| in)?|to come(?: back| in)?)"
    r"|(?:let|can|could|may|shall) (?:the |your |our )?(?P<who5>[\w'-]+(?: one)?) (?:join(?: us| in)?|come(?: in| back| here)?|be here(?: too)?)"
    r"|(?:i want|i'd like) (?:the |your |our )?(?P<who6>[\w'-]+(?: one)?) (?:back|here|again|to (?:join|come)(?: us| in| back)?)"
)
_LEAVE = re.compile(
    r"(?:(?:just|only) )?(?:the two of us|you and me|us two|you and i|just us)(?: again)?|(?:the )?two of us(?: again| only| alone)?"
    r"|(?:can|could) (?:we|it) (?:be|have) (?:just )?(?:the two of us|you and me)|(?:i want|i'd like|i would like) to (?:talk|speak) (?:to|with) (?:just you|you alone|only you|you again)(?: again)?"
    r"|back to (?:just )?(?:you|us two|the two of us)|(?P<aside>(?:(?:can|could|would) you )?(?:step|stand) (?:back|aside))(?: for a (?:bit|while|moment))?"
    r"|no more (?:other )?(?:voices|guests)|send (?:him|her|them) (?:away|off|home|out)|(?:he|she|they) (?:can|may|should) (?:go|leave)"
)
_LEAVE_NAMED = re.compile(
    r"(?:the )?(?P<who>[\w'-]+) (?:can|may|should|could) (?:please )?(?:go|leave|step (?:back|aside))|(?:send|take|let) (?:the )?(?P<who2>[\w'-]+) (?:away|off|out|go|home|leave|step back)"
    r"|(?:bye|bye bye|goodbye|good bye|good night|goodnight|see you|see you later|thanks|thank you)(?: and goodbye| and bye)? (?:the )?(?P<who3>[\w'-]+)(?: (?:that's all|that is all|you can go|see you|for now))?"
    r"|(?:that's all|you can go|step (?:back|aside)|you may go) (?P<who4>[\w'-]+)|(?P<who5>[\w'-]+) (?:you can go|step (?:back|aside)|that's all|that is all)|(?:dismiss|no more|enough of|without) (?:the )?(?P<who6>[\w'-]+)"
)
_SAID_TO_IT = re.compile(  # said to the guest by name
    r"(?:thanks |thank you )?(?:you (?:can|may) (?:go|leave)|that's all|that is all|go|leave us|step (?:back|aside)|bye(?: bye)?|good ?bye|good ?night|see you(?: later)?)(?: (?:thanks|thank you|then))?"
)
_APART = re.compile(
    r"(?:(?:can|could|would) you )?leave (?:us (?:two )?(?:alone|be|to it)|the two of us)(?: for a (?:bit|while|moment))?"
    r"|(?:can|could|may) (?:we|us two) (?:have a (?:moment|minute)|be alone)"
)
_TOGETHER = re.compile(
    r"(?:you can )?(?:come back|join us)(?: again)?|(?:all )?(?:the )?three of us(?: again)?"
)
_WHO_SAID = re.compile(
    r"who (?:said|was|told me|asked(?: me)?) (?:that|this|it)(?: just)?|who (?:just|was it that) (?:spoke|talked|said (?:that|it)|was speaking|asked(?: that| me)?)"
    r"|which (?:one )?of you (?:said|was|asked) (?:that|it|this)|was that you(?: or (?:the )?[\w'-]+)?|whose (?:words|voice) (?:were those|was that)"
)
_WHO_SPEAKS = re.compile(
    r"who(?:'s| is)? (?:speaking|talking|there|here|this|in the room)(?: now| right now)?|who are you(?: two| both)?(?: exactly| really)?|(?:to|with) whom am i (?:talking|speaking)"
    r"|who(?:m)? (?:am i|are we|do i) (?:really |actually )?(?:talk|speak)(?:ing)?(?: to| with)?(?: here| now| exactly| really)*"
    r"|are you (?:two |both )?(?:really )?(?:the same|one and the same|different|two (?:programs|people|persons)|one program)(?: \w+)*"
)
_WHO_IS = re.compile(
    r"(?:who|what)(?:'s| is) (?:the )?(?P<who>[\w'-]+)(?: really| exactly| like)?|tell me about (?:the )?(?P<who2>[\w'-]+)|is (?:the )?(?P<who3>[\w'-]+) (?:a |an )?(?:real|real person|person|human|different person|program|software|someone else|you|also you|alive|also software)"
)
_JUST_NAMED = re.compile(r"(?:let's (?:take|try|hear) |i(?:'d like| want| choose| pick) |give me |take )?(?:the |your )?(?P<who>[\w'-]+)(?: one)?")  # fmt: skip


def understood(
    text: str,
    others: Callable[[], Iterable[Guest]],
    *,
    here: Guest | None,
    called: bool = False,
    choosing: bool = False,
) -> Asked:
    """What is asked about the other voices; a name or a word that means none of them is none of ours.

    `others` is asked only when there is a name to look for. `called`: it was said to
    the guest by name. `choosing`: they were asked just now whom they would like, so that a name alone is enough.
    """
    plain = bare(text)
    if _WHO_ELSE.fullmatch(plain):
        return Asked(Wish.WHO_ELSE)
    if here is not None:
        if called and _SAID_TO_IT.fullmatch(plain):
            return Asked(Wish.LEAVE, here)
        if found := _in_company(plain, here):
            return found
        if (left := _LEAVE_NAMED.fullmatch(plain)) and _named(left, (here,)):
            return Asked(Wish.LEAVE, here)
    if (come := _COME.fullmatch(plain)) and (guest := _named(come, others())):
        return Asked(Wish.COME, guest, alone=bool(come["alone"]))
    if choosing and (name := _JUST_NAMED.fullmatch(plain)) and (guest := _named(name, others())):
        return Asked(Wish.COME, guest)
    if _WHO_SAID.fullmatch(plain):
        return Asked(Wish.WHO_SAID)
    if (about := _WHO_IS.fullmatch(plain)) and (guest := _named(about, others())):
        return Asked(Wish.WHO_IS, guest)
    return Asked()


def _in_company(plain: str, here: Guest) -> Asked | None:
    """What only means something while another voice is here."""
    if found := _LEAVE.fullmatch(plain):
        return Asked(Wish.LEAVE, here, aside=bool(found["aside"]))
    if _APART.fullmatch(plain):
        return Asked(Wish.APART, here)
    if _TOGETHER.fullmatch(plain):
        return Asked(Wish.TOGETHER, here)
    return Asked(Wish.WHO_SPEAKS, here) if _WHO_SPEAKS.fullmatch(plain) else None


def _named(found: re.Match[str], known: Iterable[Guest]) -> Guest | None:
    """The guest a match speaks of, by name or by a word for it ("philosopher", "cheeky one")."""
    who = next((text for name, text in found.groupdict().items() if text and name != "alone"), "")
    word = who.removesuffix(" one")
    return next((one for one in known if word in {one.name.lower(), *one.called}), None)
