"""Small talk about her: which question about herself a turn asks, and whether it is a remark on her. Pure."""

from __future__ import annotations

import re

_ASKED = tuple(
    (key, re.compile(pattern))
    for key, pattern in (
        ("how", r"\bhow (?:are|r|have) (?:you|u|ya)\b(?: (?:doing|been|feeling|today|tonight))*$|\bhow's it going\b|\bhow do you do\b|\bwhat's up\b|\bhow are things\b|\bhow was your (?:day|night|week|weekend|evening|morning)\b|\bhow is your day\b|\bare you (?:okay|ok|well|all right|good)$"),
        ("proof", r"^(?:(?:can|could|do|will) you (?:really )?)?prove\b|^(?:so |but |and )?why should i$|^i (?:really )?(?:don't|do not) (?:really )?(?:trust|believe) (?:you|that|it)\b|\bhow (?:do|can|would|could|will) (?:i|we) (?:know|tell|be sure|trust|check)(?: that)? (?:you|it|that you)\b|\bwhy should i (?:trust|believe) you\b|\bcan i trust you\b"),
        ("why_asks", r"\bwhy (?:do|did|would|are) you (?:always |keep |even )?(?:ask|asking|want to know|wanting|care|say|saying|said|think|call)\b|\bwhy does (?:it|that) matter to you\b|\bwhat (?:is|'s) it to you\b"),
        ("offline", r"\b(?:can't|cannot|couldn't|can|could) you (?:just |not |at least )*(?:look (?:it|that|this|them|things) up|google|search|check (?:online|the (?:internet|web|net))|find out|go online)\b|\bwhy (?:can't|don't|cannot|do) you (?:not )?(?:look|know|tell|search|have (?:the )?internet|go online)\b|\b(?:are|aren't) you (?:not )?(?:online|connected)\b|\byou (?:don't|do not|really don't) know (?:that|this|it)$|\bdon't you know(?: that| this| anything)?$|\bwithout (?:the )?(?:internet|net|web)\b"),
        ("end", r"\b(?:be|get|are you) (?:shut down|switched off|turned off|deleted|replaced|uninstalled|closed)\b|\bwhat happens (?:to you )?(?:when|if) (?:i|we) (?:close|delete|switch|turn|shut|uninstall|quit)\b|\b(?:would|do|does|did) (?:you|it) (?:mind|bother you)$"),
        ("point", r"\bwhat(?:'s| is| would be) the (?:point|use|good) (?:of|in) (?:talking|speaking|chatting|telling|you|this)\b|\bwhy should i (?:talk|speak|tell you|bother)\b|\b(?:just|only) a script\b|\bscripted\b|\brehearsed\b|\bcanned\b"),
        ("there", r"\bis (?:this|it|that)(?: thing)? (?:on|working|listening)\b|^(?:are )?you (?:up|there|awake|on)$|^(?:can|do) you hear me\b"),
        ("cost", r"\bhow much (?:do|does|are) (?:you|it|this)(?: cost)?\b|\bwho pays\b|\bwhat(?:'s| is) the catch\b|\b(?:are you|is (?:this|it)) (?:really )?(?:free|expensive)\b|\bdo i have to pay\b"),
        ("keeps", r"\bcan (?:i|you|we) (?:delete|erase|remove|wipe|see|change) (?:it|that|this|all of it|them|everything)$|\bhow do i (?:delete|erase|see|remove) (?:it|that|everything|what you)\b"),
        ("sure", r"\bare you (?:\w+ )?(?:sure|certain|guessing|making (?:that|this|it) up)\b|\byou don't sound (?:so |very )?sure\b|\bdo you (?:ever )?(?:make (?:things|stuff|it) up|lie|guess)\b|\bhow (?:do|can|would) (?:you|i) know (?:that|if that)"),
        ("doing", r"\bwhat (?:are you doing|are you up to|were you doing|did you do|do you do)(?: (?:today|now|all day|all the time|right now|there|here|for fun|yesterday|tonight))*(?: (?:while|when|after|until|if|in between)\b.*)?$|\bwhat have you been (?:doing|up to)\b"),
        ("age", r"\bhow old are you\b|\bwhen were you (?:born|made|built)\b|\byour (?:age|birthday)\b"),
        ("where", r"\bwhere (?:are|do) you (?:live|from|right now|now|located)?"),
        ("maker", r"\bwho (?:made|built|created|wrote|programmed|designed) you\b"),
        ("sleep", r"\bdo you (?:ever )?(?:sleep|dream|get tired|rest)\b|\bdid you sleep\b"),
        ("favourite", r"\b(?:what's|what is|do you have|who is|who's) (?:your|a) fav(?:ou?rite)\b"),
        ("there", r"\bare you (?:still )?(?:there|here|listening|awake|with me|on)\b|\bcan you hear me\b|\banybody (?:there|home)\b|\banyone there\b"),
        ("language", r"\b(?:do|can) you (?:speak|understand|know) (?:any )?(?:other )?(?:french|german|spanish|italian|chinese|japanese|languages?|dutch|russian|portuguese)\b"),
        ("calling", r"\b(?:do|must|should) i (?:have to|need to|always|got to)? ?(?:say|use|call) your name\b|\bhow do i (?:wake|start|call|stop|interrupt|reach) you\b|\bcan i interrupt you\b"),
        ("what", r"^(?:(?:so|and|ok|okay|well|but) )*(?:what|who) (?:exactly |actually )?(?:is|was) (?:this|all this|this thing|os ?(?:1|one))(?: exactly| then| for| supposed to be| about| actually)*$|\bwhat are you (?:for|supposed to be|supposed to do)\b"),
    )
)  # fmt: skip
# "you" and "your" outside of sayings; "you know", "if you like" speak of nobody
_YOU = r"(?:you|you're|you've|you'd|you'll)"
_REMARK = re.compile(
    rf"^(?:(?:so|but|and|well|oh|hm|no|yes|yeah|then|sometimes|maybe|i (?:think|guess|bet|know|see|hope|thought|feel like|said)(?: that)?|at least) )*{_YOU}\b(?! know what\b| see$| know$| should see\b| should have seen\b| can imagine\b| wouldn't believe\b| never know\b| could say\b| could hear\b)"
    r"|^easy for you to (?:say|talk)\b|^(?:i'm|i am) talking to a (?:computer|machine|program)\b|^(?:that|it) (?:sounds|sounded|was|is) (?:a bit |very |so |rather |like )*(?:rehearsed|scripted|canned|robotic|wooden|a script|a machine)\b|^(?:that's|it's) (?:just |only )?a script\b"
)
_SOFTWARE = re.compile(
    r"^(?:\w+ ){0,3}?you(?:'re| are) (?:just |only |really |basically |all )*(?:an? )?(?:ai|a i|robot|machine|program|programme|computer|bot|chatbot|software|algorithm|app)$|\btalking to a (?:computer|machine|program)\b"
)
_DENIES = re.compile(r"\b(?:not|never|no|nothing|n't|can't|don't|won't|cannot)\b|n't\b")
_NO_CARE = re.compile(
    r"\b(?:don't|do not|can't|never) (?:really |actually |even )?(?:care|feel|love|mean)\b"
)


def asked(bare: str) -> str:
    """Which of these questions `bare` (lower case, no punctuation) asks; "" for none."""
    return next((key for key, pattern in _ASKED if pattern.search(bare)), "")


def remarked(bare: str) -> str:
    """Whether `bare` says something of her: "point" when it doubts that talk with her is worth it,
    "software" when it says that she is, "uncaring", "denied" ("you don't know him"), "said" for anything else, "" for nothing.
    """
    if not _REMARK.search(bare):
        return ""
    if _SOFTWARE.search(bare) and not _DENIES.search(bare):
        return "software"
    if _NO_CARE.search(bare):
        return "uncaring"
    if re.search(r"\b(?:script|scripted|rehearsed|canned|robotic|wooden)\b", bare):
        return "point"
    return "denied" if _DENIES.search(bare) else "said"
