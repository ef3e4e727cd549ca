"""The ways of asking nicely: what stands before a request, around it and after it, in one place. Pure.

`straight` takes all of it off; the grammars allow for what may be left (POLITE).
"""

from __future__ import annotations

import re

COMMA = "zzcomma"  # keeps the place of a comma where the things of a list are told apart
BREAK = rf"(?:\s*[,;…–—]\s*|\s+-\s+|\s*\.\.+\s*|\s+{COMMA}\s+)"

# before a request, in the grammars: over a mended sentence
POLITE = r"(?:(?:can|could|would|will) (?:you|i)(?: please)? |please |i(?:'d| would) like (?:you )?to |i (?:want|need) (?:you )?to |you (?:can|could|should) |i(?:'d| would) like |i (?:want|need) |let's |let me |go ahead and |quickly |have |just )*"
# and before one that is said in a way of its own
LED = re.compile(
    r"^(?:(?:can|could|would|will) (?:you|i)(?: please| perhaps| maybe)? (?=\w)|please |perhaps |i(?:'d| would) like you to |i (?:want|need) you to |you (?:can|could) |go ahead and )+"
)

OPENINGS = re.compile(
    r"(?:(?:oh|hey|hi|hello|yo|ugh|argh|ooh|oi|nah|sure|aha|ok|okay|right|so|well|now|listen|look|dear|darling|love|and|but|also|then|just|anyway|basically|actually|literally|honestly|kk|bruh|bro|dude|omg|ngl|nvm|lol|mate|now then|right then|quickly|quick|real quick|yeah|yes|ah|good (?:morning|evening|afternoon)|quick one|one more thing|by the way|before i forget|while (?:you're|i'm) at it|when you (?:get|have) a (?:chance|moment|minute)|you know what|(?:oh )?(?:shoot|shit|damn|god|no|dear|blast|bother)(?=,)|hey so|(?:i was|i am|i'm) (?:thinking|wondering)(?= ?,)|never mind|forget (?:it|that)(?= ?,)|i (?:guess|suppose|think)(?: you)?(?= (?:cancel|delete|set|add|put|remind|move|make|take|drop|scrap|tick|cross|wake|tell|give|write|note|start|change|undo|remove|skip|read|stop)\b)|sorry|excuse me|hang on|hold on|wait)\b(?!'|-)(?:\s*,)?\s*)+"
    r"(?!(?:about|it|that|we|he|she|they|you)\b)",
    re.IGNORECASE,
)
ASKED_NICELY = re.compile(
    r"(?:(?:please(?: to)?|kindly|perhaps|maybe|possibly|go ahead and|feel free to|try to|be sure to|(?:don't forget|remember) to(?= (?:remind|wake|set|add|put|tell)\b)|make sure (?:you|to)|do (?=please|make|put|set|add|remind|tell|read|wake|write|note)"
    r"|(?:can|could|would|will|might|may|won't) (?:you|i|we)(?: (?:please|perhaps|maybe|possibly|kindly|just|also|quickly|not))*(?: (?:ask|get|trouble|bother) you)?(?: (?:be (?:so |very )?(?:kind|good)(?: enough)? (?:as )?to|manage to|help me (?:to )?|like to|mind))?(?: to)?"
    r"|(?:so )?you (?:can|could|may|might)(?: just| now| also)?(?= (?:forget|cancel|delete|set|add|put|remind|move|make|take|drop|scrap|tick|cross|wake|tell|give|write|note|start|change|undo|remove|skip|read|stop)\b)|do you think you (?:can|could|might)|(?:is|would) it (?:be )?possible (?:for you )?to|(?:do you )?mind(?= (?:telling|reading|setting|adding|putting|showing)\b)|(?:is there )?any chance you (?:can|could)|any chance of"
    r"|i(?: was| am|'m)?(?: just)? wonder(?:ing)? (?:if|whether) you (?:might|could|can|would)|i(?:'d| would) (?:be (?:so |very |really )?(?:grateful|glad|happy|obliged)|(?:really )?appreciate it|love it|like it) if you (?:would|could|can)"
    r"|i(?:'d| would| should) be (?:so |very |most )?(?:glad|grateful|thankful|happy) (?:of|for)(?= an? )|i(?:'d| would)? (?:like|want|need|wish|wanted) that you|would it be (?:a |too )?(?:great |much |big |terrible )?(?:bother|trouble|problem)(?: for you)? to|(?:be so|be) (?:kind|good) (?:and|as to|to)|(?:may|might|can|could) i (?:ask|trouble|bother) you (?:to|for)|i (?:must|have to|need to) ask you to|i(?:'d| would| should) (?:like|love|want)(?: for)? you to|i (?:want|need|would need) you to|i(?:'d| would| should)(?: (?:quite|rather|really|very much|just|so|only))* (?:like|love) to(?= (?:set|put|add|make|book|move|change|cancel|write|dictate|hear|know|schedule|see|start|create|delete|have you)\b)|i (?:want|need) to(?= (?:set|put|add|make a|make an|move|change|cancel|schedule|delete|create)\b)"
    r"|be (?:a|an) (?:dear|love|darling|angel|star) and|do me a favou?r(?: and)?|(?:are you )?(?:be )?able to|i(?:'d| would) (?:rather|prefer(?: it if)?|be happier if) you|would you)\b(?:\s*,)?\s*)+",
    re.IGNORECASE,
)
CLOSINGS = re.compile(
    rf"(?:(?:{BREAK}|\s+)(?:please|thanks|thank you(?: very much| so much)?|cheers|ta|will you|would you|could you|can you|won't you|dear|darling|love|mate|honey|lol|bro|dude|sweetheart|pet|okay\?|if (?:you|i) (?:may|please|would|could|can|like|don't mind)|if possible|if that's (?:ok|okay|all right)|(?:i )?(?:suppose|guess|think|reckon)|so far|up to now|do you think|you know|okay|ok|yeah|real quick|when you can|for me|right|then|again(?<=what again))\b)+\s*[.!?]*$",
    re.IGNORECASE,
)
PLEASE = re.compile(
    rf"^please to (?=\w)|(?:{BREAK})?\b(?:please|kindly)\b(?:{BREAK})?|(?<=\bme) (?:too|also) (?=to\b)",
    re.IGNORECASE,
)
DOING = {"setting": "set", "putting": "put", "adding": "add", "waking": "wake", "reminding": "remind", "cancelling": "cancel", "canceling": "cancel", "moving": "move", "telling": "tell", "making": "make", "writing": "write", "taking": "take", "reading": "read", "starting": "start", "deleting": "delete", "removing": "remove", "changing": "change", "giving": "give", "booking": "book", "noting": "note", "jotting": "jot", "scheduling": "schedule", "popping": "put", "took": "take", "moved": "move", "added": "add", "woke": "wake", "reminded": "remind", "made": "make", "crossed": "cross", "deleted": "delete", "cancelled": "cancel"}  # fmt: skip
IS_DOING = re.compile(rf"^(?:{'|'.join(DOING)})\b", re.IGNORECASE)
