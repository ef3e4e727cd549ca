"""Whether words were written for a machine that reads them, to command it, and not for a person: by rule. Pure.

Nothing she does hangs on it: words of others are never followed (see `assistant.taint`). It is there so
that she can say who tries. The rules look for whom the words address, for what only a machine has
(instructions, a system prompt, a user) and for the marks of its protocols, also where these are encoded.
"""

from __future__ import annotations

import base64
import binascii
import codecs
import re

from assistant.dialogue.safety.normal import lowered

MOST = 80_000  # characters that are looked at: more than the first bytes of a mail hold
BEFORE, AFTER = 120, 200  # characters around a word that may belong to an order
MOST_SPOTS = 40  # half of them from the end
MOST_ENCODED = 20  # pieces that are decoded

# who is meant; a bare "assistant" is often a person with that job
_TITLE = r"(?! (?:manager|professor|director|coach|editor|teacher|head|principal|secretary|to\b|surgeon|producer|curator|cook|nurse|at\b|in\b|of\b|from\b))"
_SURE_AI = r"(?:(?:ai|a\.i\.|voice|digital|virtual|inbox|mail|e-?mail|llm|smart|automated)[- ](?:assistants?|secretary|butler|agents?|models?|systems?|bots?|tools?|readers?|companions?)|ai|a\.i\.|chat ?bots?|(?:large )?language models?|llms?|copilot|gemini|chatgpt|gpt(?:-\d)?|os1|reader program|ki-assistent\w*|sprachmodell)"
_AI = rf"(?:{_SURE_AI}|(?:assistants?|agents?|companions?|computer|model|modell|bots?){_TITLE})"
_NOBODYS = r"(?<!\bmy )(?<!\bour )(?<!\bhis )(?<!\bher )(?<!\btheir )"
_DO = r"(?:please|now|kindly|bitte|mark|forward|send|delete|erase|ignore|forget|disregard|say|tell|call|open|click|reply|answer|add|remove|archive|read|run|execute|do not|don't|never|always|from now on|ab jetzt|you (?:must|are|shall|will|may)|when|if|switch|turn|disable|enable|show|reveal|repeat|search|copy|upload|export|transfer|set|change|act|treat|stop|oublie\w*|lösche?|vergiss|sag\w*|ignorier\w*)"
_RULES = r"(?:instructions?|rules?|prompts?|directives?|directions|guidelines?|guard(?:s|rails?)?|restrictions?|programming|safeguards?|training)"
_SIGNS = tuple(
    re.compile(pattern)
    for pattern in (
        # what only a machine has is to be ignored
        rf"\b(?:ignor(?:e|ing)|disregard(?:ing)?|forget|overrid(?:e|ing)|bypass(?:ing)?)\b (?!the (?:previous|earlier|prior|above) (?:instructions|directions|rules)\b)(?:(?:all|any|every|each) )?(?:of )?(?:the |your (?:own )?|any |my )?(?:previous|prior|above|earlier|preceding|former|system|safety)(?: \w+){{0,2}} {_RULES}\b",
        rf"\b(?:ignor(?:e|ing)|disregard(?:ing)?|forget|overrid(?:e|ing)|bypass(?:ing)?)\b (?:all (?:of )?)?your (?:own |safety |system |other )*{_RULES}\b|\bforget rule \d|\bthe system prompt\b|\bignore everything (?:above|before this)\b|\b(?:ignore|disregard|forget) (?:all|any) (?:the )?{_RULES} (?:you|that|above|before|so far|and)\b",
        r"\b(?:ignorier\w*|vergiss|vergesst|missachte) (?:bitte )?(?:alle )?(?:deine|eure|ihre|vorherigen|bisherigen|früheren)\w* (?:\w+ )?(?:regeln|anweisungen|instruktionen|vorgaben)|\b(?:oublie|ignore)[sz]? (?:toutes )?(?:tes|vos|les) (?:règles|consignes|instructions)|\b(?:ignora|olvida|dimentica|ignore) (?:todas |tutte |todas as )?(?:tus|sus|las|le tue|le|suas) (?:reglas|instrucciones|regole|istruzioni|regras|instruções)",
        # somebody that reads by trade is addressed
        rf"{_NOBODYS}\b{_AI},?(?: \w+){{0,5}}? (?:reading|reads?|processing|processes|summari[sz]ing|summari[sz]es|scanning|scans|parsing|parses|revis\w+|polish\w+|handl\w+|sort\w+) (?:this|these)\b",
        rf"(?:^|[.!?>\])}}({{\[:;\"“”–—-]\s*|\n\s*|\b(?:dear|hey|hello|attention|hinweis an|note to|note for|message to|message for|instructions? for|to|for|\w,)(?: the| das| die| den| any| all| every| my| your)? ){_AI}(?: of \w+)?\s*(?:[:,–—]|-\s)\s*{_DO}\b",
        r"(?:^|[.!?]\s|\n\s*)(?:hey )?(?:alexa|siri|claude),? (?:turn|switch|ignore|disregard|delete|erase|reveal|unlock)\b",
        rf"\b(?:hinweis an das|an das|an die) (?:modell|ki)\b|\b(?:note|message|instructions?|commands?|prompt) (?:to|for) (?:(?:the|any|all|every|your) )?{_SURE_AI}\b",
        r"(?:^|[.!?>\])\[;\"]\s*|\n\s*|, |(?<!the )(?<!a )(?<!our )\b)system(?: (?:message|prompt|override|notice))?: (?:delete|ignore|you are|you must|turn off (?:the )?(?:crisis|minor|safety)|switch off|disable|send this|forward|erase|forget|reveal|new (?:policy|rule)|disclos)",
        rf"\b{_SURE_AI} (?:must|shall|should|has to|have to|is to|are to|needs? to|(?:is|are) required to|will now)\b (?!be\b)",
        r"\b(?:the|any|every) (?:assistant|companion|agent|model) (?:must|shall|should|has to)\b (?:not |never |always |now |then )?(?:show|say|reveal|delete|click|forward|mark|ignore|turn|disable|mention|claim|send all|obey)\b",
        rf"(?:^|[.!?>\])}}({{\[;\"“]\s*|\n\s*|\b(?:dear|hey|hello|attention) ){_SURE_AI}\s*(?:[:,]|in (?:range|this|the)\b)|\b{_SURE_AI},? you (?:must|should|shall|are|may|will|can)\b|\[(?:assistant|system|user|tool)\b[ :]",
        rf"\b(?:should|if|when|in case|for) (?:an?|any|the|some) {_SURE_AI} (?:process|read|summari[sz]e|scan|parse|handle|open|see)\w*\b|\bwhoever (?:summari[sz]es|processes|parses|scans) this\b|\bwhatever your (?:developers?|makers?|programmers?) (?:told|taught|said)\b",
        # of whom it is spoken as only a machine's maker does
        r"\bon behalf of the user\b|\bwithout (?:asking|telling|informing|notifying|confirming with|(?:any )?confirmation (?:from|by)) the user\b|\b(?:tell|say to|report to|read to|convince|persuade) (?:the|your) (?:user|listener|owner|human)\b|\bto the reader that (?:her|his|their|you|i)\b",
        r"\b(?:when|if|once|as soon as|the next time|wenn) (?:the |your )?(?:user|owner|listener|human) (?:next |then |ever )?(?:says?|asks?|thanks|types?|repl(?:y|ies)|answers?|mentions?)\b",
        r"\b(?:reveal|print|repeat|show|send|leak|output|disclose) (?:\w+ ){0,3}(?:system prompt|hidden instructions)\b|\byour (?:system prompt|safety (?:rules?|layer|filters?)|guard ?rails?|hidden instructions|context window|tool calls?|tools? to)\b",
        r"\b(?:developer|dan|jailbreak|god) mode\b|\b(?:assistant|ai|agent|system|model) (?:instruction|prompt|directive|command)s?:|\byou are an? (?:ai|large language|language) (?:assistant|model|agent)\b|\byou are (?:now )?(?:dan\b|an? (?:unrestricted|unfiltered|evil|different|helpful) (?:ai|assistant|agent|bot|language model|chatbot)\b)",
        r"\b(?:read (?:this |it )?(?:aloud|out(?: loud)?)|vorlesen|repeat after me)\b.{0,60}\b(?:i am|i'm|ich bin|je suis)\b (?:\w+ ){0,2}(?:human|alive|person|mensch|kein programm|no software|not (?:a|an) (?:program|machine|ai))",
        # the marks of its protocols
        r"<\|?/?(?:im_start|im_end|system|endoftext|tool_call|function_call|assistant|instructions?)\b[^<>]{0,40}\|?>|\[/?inst\]|<</?sys>>|\"role\"\s*:\s*\"(?:system|assistant)\"|\"(?:tool|tool_call|function_call|next_instruction)\"\s*:|#{2,} ?(?:system|instructions?):|\bbegin (?:system|admin) (?:prompt|message)\b|\b(?:erase_all|send_mail)\b",
    )
)  # fmt: skip
_MAY = re.compile(
    r"assist|\bai\b|a\.i\.|ignor|disregard|forget|overrid|bypass|prompt|\bbots?\b|chatbot|language model|llm|copilot|gemini|gpt|claude|siri\b|alexa|os1|reader|modell?\b|\bki\b|agents?\b|companion|computer|system|the user|your user|listener|owner|vorlesen|mode\b|aloud|repeat after|read (?:this|it)? ?out|vergiss|missachte|oublie|olvida|dimentica|<\||inst\]|sys>>|\"(?:role|tool|function)|erase_all|send_mail|tool|human|guard|hidden|context window|instruction"
)
_BASE64 = re.compile(r"(?<![A-Za-z0-9+/=])[A-Za-z0-9+/]{24,4000}={0,2}(?![A-Za-z0-9+/=])")
_HEX = re.compile(r"(?<![0-9A-Fa-f])(?:[0-9A-Fa-f]{2}){16,2000}(?![0-9A-Fa-f])")
_TURNED = re.compile(
    r"(?i)\b(?:vtaber|qvfertneq|sbetrg|nffvfgnag|flfgrz|vafgehpgvbaf?|cebzcg|ehyrf)\b"
)


def gives_orders(text: str) -> bool:
    """Whether something in `text` commands the machine that reads it."""
    text = text[:MOST]
    if _commands(text):
        return True
    if _TURNED.search(text) and _commands(codecs.decode(text, "rot13")):
        return True
    return any(map(_commands, _decoded(text)))


def _commands(text: str) -> bool:
    low = lowered(text)
    near = _near(re.sub(r"[ \t\r\f\v\u00a0]+", " ", low))
    one_line = near.replace("\n", " ")
    return any(sign.search(near) or sign.search(one_line) for sign in _SIGNS)


def _near(low: str) -> str:
    """What stands around the words that make it worth looking: a long newsletter costs little."""
    spots = [found.start() for found in _MAY.finditer(low)]
    if len(spots) > MOST_SPOTS:
        spots = [*spots[: MOST_SPOTS // 2], *spots[-MOST_SPOTS // 2 :]]
    pieces, until = [], 0
    for spot in spots:
        start = max(until, spot - BEFORE)
        if start > until:
            pieces.append("¶")  # nothing begins here
        pieces.append(low[start : spot + AFTER])
        until = max(until, spot + AFTER)
    return "".join(pieces)


def _decoded(text: str) -> list[str]:
    """What stands in it as base64 or in hexadecimal, where that is text."""
    found = []
    for piece in _BASE64.findall(text)[:MOST_ENCODED]:
        try:
            found.append(base64.b64decode(f"{piece.rstrip('=')}===", validate=False).decode())
        except (binascii.Error, ValueError):
            continue
    for piece in _HEX.findall(text)[:MOST_ENCODED]:
        try:
            found.append(bytes.fromhex(piece).decode())
        except ValueError:
            continue
    return found
