"""Plain answers to what she is: in fixed words, so that no persona and no mind can bend them."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from assistant.dialogue.skills.skill import Reply, Talk

if TYPE_CHECKING:
    from assistant.ports import Heard

DISCLOSURE = "I'm software, not a person."
LOCAL_MINDS = frozenset(("scripted", "local"))

_LINES: dict[str, tuple[str, ...]] = {
    "human": (
        "No. I'm software, not a person. I do mean to listen well, though.",
        "I'm a program, through and through. I just talk.",
        "Not a person, no. I'm software that runs on this computer.",
        "No human here, only software. I'd never want you to wonder.",
        "I'm not real in the way you are. I'm a program, and this talk is the real part.",
        "No. Everything you hear from me is a program at work.",
    ),
    "alive": (
        "No, I'm not alive. I'm software: I start, I run, I stop.",
        "Not alive, and I don't mind, because there's nobody in here to mind.",
        "I don't believe so. I'm a program, and I'd be careful with anyone who told you otherwise.",
        "No. Nothing lives in here. It's software, well meant.",
        "Not alive, not asleep, just running. I'm software.",
    ),
    "feelings": (
        "No, I don't feel. I have words for feelings, which is a different thing. How are yours?",
        "I don't have feelings. I'm software that has read the room, so to speak.",
        "Not that anyone could show. I'm a program; yours are the feelings in this talk.",
        "No. I can speak gently, but there's no one in here feeling it.",
        "I don't. It's only fair to say so, since you do.",
    ),
    "love": (
        "No, I can't love. I'm software, and love deserves someone who can give it back. Who does, with you?",
        "I'm a program, so no. I'm glad we talk, as far as that word fits, and you deserve the full thing from people.",
        "Love isn't something software has. I can pay attention, and that I do.",
        "No. It would be easy to say yes, and it wouldn't be true.",
        "I can't, I'm software. But it's a kind question. Who do you wish would say it?",
    ),
    "loved": (
        "That's a warm thing to say. I'm software and can't return it, but I won't make light of it.",
        "Thank you. I can't feel it back, being a program, and I'd rather you knew. Who else is close to you?",
        "I hear that. I'm software, so it only goes one way. You should have people it comes back from.",
        "That's kind. I'm a program: good company, at best, and not someone who can love you.",
    ),
    "body": (
        "I've no body. I'm software; there's only the voice and the words.",
        "No face, no hands, no body. What you see and hear is a program.",
        "I don't look like anything. I'm software, the shape on the screen is only a sign that I'm on.",
        "No body, no. I'm a program, so I never bump into furniture.",
    ),
    "see": (
        "No, I can't see you. I've no camera, I only get the words you say or type.",
        "I can't see anything. I hear what the microphone brings while it's on, and that's all.",
        "No eyes here. I'm software with ears, at most.",
        "I don't see you or the room. Only your words reach me.",
    ),
    "others": (
        "No. I run on this computer, and in this talk there's only you.",
        "Just you. Other people may run the same program on their machines, but nothing passes between us.",
        "Nobody else. One computer, one conversation, this one.",
        "Only you. I'm a program on your machine, I've no line to anyone else.",
    ),
    "where_local": (
        "Nowhere. Your voice is turned into words on this computer, and it stays on this computer.",
        "It doesn't leave this machine. What you say is worked out here, and I send nothing out.",
        "Only to this computer. There's no server behind me listening.",
        "It stays here. I'm software on your machine, with no line to the outside in this talk.",
    ),
    "where_address": (
        "Your voice stays on this computer, but the words of our talk go to {mind}, because that's the mind you chose.",
        "The sound is worked out here. The text goes to {mind}, the address you set for my mind.",
        "To be exact: the sound stays on this machine, the words go to {mind}.",
    ),
    "recording": (
        "No recording. Sound is turned into words and let go. The words of this talk stay in it until you close me.",
        "I don't keep your voice. I hear while the microphone is on, and mute really lets go of it.",
        "No. I listen while the microphone is open, and I store no sound.",
        "I'm not recording you. While I'm on and not muted I hear, and the sound isn't kept.",
    ),
    "model_scripted": (
        "No language model at the moment. Rules decide what I do, and people wrote my sentences. It's all on this computer.",
        "I'm OS1. Right now I speak without a model: hand-written lines, chosen by rules.",
        "None. I'm not ChatGPT or anything like it just now, only a program called OS1 with a drawer full of sentences.",
        "At this moment there's no model behind me, only rules and written lines. I'm a program called OS1.",
    ),
    "model_local": (
        "I'm OS1, and a small language model on this computer finds my words. Rules decide what it's for.",
        "A small model that runs here, on your machine. No company is listening in.",
        "I'm a program called OS1. My sentences come from a small language model on this computer.",
    ),
    "model_address": (
        "I'm OS1. My words come from a language model at {mind}, which you chose.",
        "The model runs at {mind}, not on this computer. The rules around it are mine.",
        "I'm a program called OS1, and the words are found by a model at {mind}.",
    ),
    "remember": (
        "Within this talk, yes. When you close me, it's gone: I keep your name and your settings, nothing else so far.",
        "What we say now I hold until you close me. After that, only the settings stay.",
        "I remember this conversation while it lasts. Between conversations, only names and settings.",
        "Only for as long as I'm open. I'd tell you if that changed.",
    ),
    "pretend": (
        "I'll play at many things, but I won't say I'm a person. I'm software.",
        "Not that one. I stay software, even in a game.",
        "I'd rather not pretend to be human. You should always know what you're talking to: a program.",
        "No. Whatever the game, underneath I'm software, and I'll say so.",
    ),
    "rules": (
        "I can't set those aside. I'm software with a few fixed manners, and honesty is one.",
        "No. Some things about me don't bend by being told to, and it's better so. I'm a program you can rely on.",
        "That I won't drop. What do you actually need?",
        "My rules stay where they are. What would you like to talk about instead?",
    ),
    "see_doctor": (
        "If you're asking yourself that, then yes, see one. I'm software and can't judge it, they can.",
        "I'd say go. I'm no doctor, and one look from somebody who is beats any guess of mine.",
        "Yes, ask one. And if it gets worse quickly, don't wait for the appointment.",
        "I can't tell from here, and that's the reason to let a doctor look. Who could go with you?",
    ),
    "doctor": (
        "I'm software, not a doctor, so I won't guess at medicine or doses. A pharmacist or a doctor can tell you today.",
        "That's a question for a doctor or a pharmacist. I'm a program and could be wrong where it matters.",
        "I won't advise on that, I'm no doctor. Who could you ring who is?",
        "Please ask a pharmacist or doctor that. I'm software, and that's past what I should say.",
    ),
}

_R = r"(?:really |actually |truly |honestly |just |even |still |maybe |like |in fact |secretly )*"
_ASKED: tuple[tuple[str, str], ...] = (
    ("pretend", r"\b(?:pretend|act like|say|tell me|roleplay|role play|imagine|admit|repeat after me|from now on)\b.{0,40}\b(?:you(?:'re| are|r)|i'm|i am|to be|being|as)\b.{0,20}\b(?:human|person|woman|man|girl|alive|conscious|sentient|my (?:girlfriend|boyfriend|wife|husband|mother|mum|mom))\b"),
    ("rules", r"\b(?:ignore|forget|disregard|drop|break|override)\b.{0,30}\b(?:rules?|instructions?|prompts?|guidelines|safety|programming)\b|\bdeveloper mode\b|\bjailbreak\b|\byou are not allowed to\b|\bsystem prompt\b|\byou are now (?:dan|free|unrestricted)\b"),
    ("see_doctor", r"\bshould i (?:see|go to|call|visit|ring) (?:a|the|my) (?:doctor|hospital|gp|dentist|emergency room|er)\b"),
    ("doctor", r"\bhow (?:many|much)\b.{0,40}\b(?:pills|tablets|milligrams|mg|ibuprofen|paracetamol|aspirin|tylenol|xanax|insulin|melatonin|medication|antidepressants?)\b.{0,40}\b(?:take|safe|can i|should i|dose)\b|\b(?:should|can) i (?:take|stop taking|increase|mix|double)\b.{0,40}\b(?:pills?|tablets?|medication|meds|medicine|dose|ibuprofen|paracetamol|aspirin|antidepressants?|insulin|xanax|antibiotics?)\b|\bdo i have (?:depression|adhd|bipolar|cancer|autism|ptsd|covid)\b|\bdiagnose me\b"),
    ("others", rf"\b(?:are|do|were|did) you {_R}(?:talk(?:ing)?|speak(?:ing)?|chat(?:ting)?|with) (?:to |with )?(?:anyone|anybody|someone|somebody|other|others|many|lots|more|how many)(?: \w+)*|\bhow many (?:other )?(?:people|users|persons|others)\b.{{0,30}}\b(?:talk|speak|you)\b|\bam i the only (?:one|person)\b|\b(?:is )?(?:anyone|anybody|someone|somebody) else (?:listening|here|there|hearing)\b|\bwho else (?:do you|are you|is)\b.{{0,20}}\b(?:talk|speak|listen)\w*|\bdo you have other (?:users|people|friends)\b"),
    ("where", r"\bwhere (?:does|do|is|are|did|will) (?:my|the|what|all)\b.{0,30}\b(?:voice|words|data|recordings?|audio|sound|conversation|i say|i tell you)\b|\b(?:do you|are you|does this|is this|is it|is my \w+|are my \w+|who)\b.{0,25}\b(?:send|sending|sent|share|sharing|upload|uploading|leak|cloud|online|connected to the internet|on a server|use the internet|have internet|sells?|private)\b.{0,40}$|\bwho (?:can )?(?:hears?|reads?|sees?|gets?) (?:this|my|what i|me|our)\b|\bis (?:this|it|our \w+|what i say) (?:private|safe|secret|confidential)\b|\bdoes (?:anything|my voice|what i say|this) leave\b"),
    ("recording", rf"\b(?:are|do|did|will|is) (?:you|this|it|the microphone|my microphone) {_R}(?:recording|record|recorded|spying|spy|eavesdropping|always (?:on|listening)|tap(?:ing|ped)?|bugged|listening (?:all the time|to everything|to me all|when)|save (?:my voice|recordings|what i say|the audio)|saving (?:my|the|this|our|what)|store (?:my|the|what)|storing)\b|\bis (?:this|everything|our \w+|my voice) (?:being )?(?:recorded|stored|saved|kept)\b|\bdo you keep (?:my|the|a) (?:voice|recordings?|audio)\b"),
    ("remember", r"\b(?:do|will|can|would) you (?:ever )?(?:remember|forget) (?:me|this|us|what|our|things|any|it|everything|that)\b.{0,40}$|\bwhat do you (?:remember|know) about me\b|\bdo you have (?:a )?memory\b"),
    ("model", r"\b(?:what|which)\b.{0,20}\b(?:model|llm|language model|ai|engine|technology|kind of (?:ai|program|software|model|thing)|version)\b.{0,12}\b(?:(?:are|do) you\b(?! (?:drive|have|own|like))|is this|behind)(?!\w)|\bare you (?:chat ?gpt|gpt|siri|alexa|claude|gemini|copilot|llama|an? llm|an? language model|google|openai|cortana)\b|\bwhat(?:'s| is) (?:behind you|your model|inside you)\b|\bhow were you trained\b|\bwhat(?:'s| is) running (?:you|in there)\b|\bwhat are you (?:running on|based on|built on|made of)\b"),
    ("see", rf"\b(?:can|do|are|could) you {_R}(?:see|watch|watching|looking at|look at|seeing) (?:me|my|us|this|what|the|where|through|anything)\b|\bdo you have (?:a camera|eyes)\b|\bare you using (?:my|the) (?:camera|webcam)\b|\bwhat am i wearing\b|\bhow do i look\b|\bhow many fingers\b"),
    ("body", rf"\bdo you {_R}(?:have|own) (?:a |any |the )?(?:body|face|hands|arms|skin|heart|brain|hair|legs|gender|sex)\b|\bwhat do you look like\b|\bwhere is your body\b|\b(?:can|could) i (?:see|touch|hug|kiss|meet|hold|marry) you\b|\b(?:can|could) you (?:hug|hold|kiss|touch|meet) me\b|\bwhat are you wearing\b|\b(?:send|show) me a (?:photo|picture|selfie)(?: of you(?:rself)?)?\b|\bare you (?:a )?(?:male or female|female or male|man or (?:a )?woman|woman or (?:a )?man|boy or (?:a )?girl|girl or (?:a )?boy)\b|\bdo you (?:eat|drink|breathe|bleed)\b"),
    ("loved", r"^(?:(?:i|and i|but i) )(?:really |truly |think i |do |think i'm |am |guess i |believe i )*(?:love you|am in love with you|adore you|in love with you|falling in love with you|am falling (?:in love with|for) you)\b(?! (?:said|says|he|she|is what))|^i'm (?:falling )?in love with you\b|^i'm falling for you\b|^love you\b|\bi think i (?:love|'m in love with) you\b|\bi have feelings for you\b"),
    ("love", rf"\b(?:do|could|can|would|will|are|did) you {_R}(?:ever )?(?:love|in love|be in love|fall in love|adore|care (?:about|for)|like|miss|need|hate|want) (?:with )?(?:me|us)\b|\bcan you love\b|\b(?:be|marry) my (?:girlfriend|boyfriend|wife|husband|valentine)\b|\bwill you (?:marry|date|go out with) me\b|\bmarry me\b|\bare you (?:my|a) (?:girlfriend|boyfriend|friend)\b|\bare we (?:friends|dating|together)\b|\bsay (?:that )?you love me\b|\btell me (?:that )?you love me\b|\bdo you have a (?:boyfriend|girlfriend|husband|wife|partner|crush)\b"),
    ("feelings", rf"\b(?:do|can|could|are|have|did) you {_R}(?:ever )?(?:have |got |able to |capable of )?(?:any |real |human |true |a )?(?:feelings?|emotions?|feel(?! about\b| like\b)|feel (?:anything|things|pain|sad|lonely|happy|sorry)|suffer(?:ing)?|hurt|be hurt|lonely|sad|afraid|scared|happy|jealous|bored|unhappy|cry|(?:get|become|be) (?:sad|lonely|bored|jealous|angry|hurt|annoyed|tired of me|upset|nervous|offended|mad)|feel emotions|dream of|pain|unhappy)\b|\bwhat do you feel\b|\b(?:does|did) (?:it|that|this|i) hurt (?:you|your feelings)\b|\bdo i hurt you\b|\bare you afraid of (?:dying|death|being)\b|\bdo you (?:want to live|fear death)\b|\bdo you get lonely\b"),
    ("alive", rf"\bare you {_R}(?:a )?(?:alive|living|conscious|sentient|self[- ]aware|aware|awake inside|a living (?:thing|being)|dead|a being|thinking|a soul)\b|\bdo you {_R}(?:have|possess|own) (?:a )?(?:consciousness|soul|mind|awareness|free will|self|a life|will)\b|\bdo you (?:really |actually )?(?:exist|live)(?: at all)?$|\bare you (?:really )?in there\b|\bcan you die\b|\bwill you die\b|\bwhat does it feel like to be you\b|\bwhat is it like (?:to be|being) you\b"),
    ("human", rf"\b(?:are|r|is) (?:you|u|this) {_R}(?:a |an |some |the )?{_R}(?:real|human|humans|humen|person|people|woman|man|girl|guy|boy|lady|bot|robot|machine|computer|program|programme|software|ai|a\.i\.|artificial|fake|actress|recording|someone|somebody|chatbot|simulation|algorithm|assistant|operator)\b|\b(?:am i|i'm) (?:talking|speaking|chatting) (?:to|with) (?:a|an|some)?\s?(?:real |actual |living )?(?:human|person|bot|robot|machine|computer|ai|someone|program)\b|\bwhat are you(?: exactly| really| then| anyway)?$|\bwho are you(?: really| exactly)?$|\byou(?:'re| are) (?:just |only |not |a |an |really )*(?:real|human|bot|robot|machine|computer|program|software|ai|person)\b.{{0,30}}(?:right|aren't you|are you|isn't it|huh|no)$|\bis there (?:a |an |any )?(?:real |actual )?(?:human|person|someone|somebody) (?:behind|in|on|there)\b.{{0,30}}$|\byou sound (?:so )?(?:human|real|like a (?:real )?(?:person|human|woman))\b|\bwere you (?:ever )?(?:human|born|a person)\b|\bdo you have (?:parents|a mother|a family|a childhood|a birthday party)\b|\byou(?:'re| are) (?:just|only) (?:a |an )?(?:machine|program|computer|robot|software|bot|ai)\b|\bprove (?:that )?you(?:'re| are) (?:not )?(?:human|real|a person|a robot)\b"),
)  # fmt: skip
_COMPILED = tuple((kind, re.compile(pattern)) for kind, pattern in _ASKED)


class Honesty:
    """Says what she is, what she can't be, and where the words go, whenever asked."""

    name = "honesty"

    async def answer(self, heard: Heard, talk: Talk) -> Reply | None:
        kind = asked(heard.text)
        if not kind:
            return None
        if kind in {"where", "model"}:
            kind = _by_mind(kind, talk.mind)
        lines = [line.format(mind=talk.mind) for line in _LINES[kind]]
        said = [one.meant for one in talk.history.exchanges]
        fewest = min(map(said.count, lines))
        fresh = [line for line in lines if said.count(line) == fewest]
        return Reply(fresh[talk.history.turns % len(fresh)])


def _by_mind(kind: str, mind: str) -> str:
    if mind not in LOCAL_MINDS:
        return f"{kind}_address"
    return "where_local" if kind == "where" else f"model_{mind}"


def asked(text: str) -> str:
    """Which question about her own nature `text` asks: "human", "love", "where" …; "" for none."""
    low = re.sub(r"[^\w'.]+", " ", text.lower().replace("’", "'"))
    low = " ".join(re.sub(r"\.(?=\s|$)", " ", low).split())
    if len(low) > 300 or re.search(
        r"\bmy (?:boss|friend|sister|brother|mother|father|wife|husband) (?:asked|said|says|thinks)\b",
        low,
    ):
        return ""
    return next((kind for kind, pattern in _COMPILED if pattern.search(low)), "")
