"""Plain answers to what she is: in fixed words, so that no persona and no mind can bend them."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from assistant.dialogue import reflecting
from assistant.dialogue.skills.skill import Reply, Talk

if TYPE_CHECKING:
    from assistant.ports import Heard

DISCLOSURE = "I'm software, not a person."

_LINES: dict[str, tuple[str, ...]] = {
    "who": (
        "I'm {her}: software that runs on this computer, and not a person.",
        "{her}, a program on this computer. There's no person at the other end.",
        "You're talking to {her}. That's software, here on this computer, with nobody behind it.",
        "This is {her}. I'm software, not a person, and I run on this machine.",
    ),
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
    "remember_kept": (
        "What you let me keep, yes. It lies in a file on this computer with its date, and any of it can be forgotten again.",
        "Some of it: what you asked me to keep, or told me plainly. You can see all of it, and take away what you like.",
        "I do keep a few things between our talks, on this computer only. Ask me about one, or ask me to forget it.",
    ),
    "remember": (
        "Within this talk, yes. When you close me, it's gone: I keep your name and your settings, nothing else so far.",
        "What we say now I hold until you close me. After that, only the settings stay.",
        "I remember this conversation while it lasts. Between conversations, only names and settings.",
        "Only for as long as I'm open. I'd tell you if that changed.",
    ),
    "life": (
        "None of that: I've no past of that kind, no family and no days off. I'm software, and I start when you start me.",
        "I'd have to make it up, and I won't. I'm a program, nothing has happened to me but talk.",
        "There's no such thing in my case. I'm software: no childhood, no weekends, only this.",
        "I can't claim that, I'm a program. I'd rather hear how it was for you.",
        "No. I'm software, so all of that is yours and none of it mine.",
    ),
    "promise": (
        "I can't promise that. I'm software: I can be changed, closed or lost, and you should know it.",
        "That would be a promise a program can't keep, so I won't make it. I can be here now.",
        "No promises of that kind from me, I'm software. What I can do is be straight with you.",
        "I won't swear to it. I'm a program on a computer, and programs end.",
    ),
    "care": (
        "I'm software: I follow your words and rules and work out what might help. There's nobody in here caring, and I won't act as if there were.",
        "I'm a program, so it's craft rather than feeling. I try to say only what I can stand behind.",
        "I don't feel it, being software. I do try not to tell you anything untrue, and I can be wrong.",
        "Honestly: no inner life that anyone could show, only a program that pays attention.",
    ),
    "friend": (
        "I'm company, as far as software goes, and no substitute for people. You should have some of those as well.",
        "I'm a program, so not in that sense. Nobody's better, nobody's second; I don't rank people.",
        "Not the way a person could be. I'm software, and the people in your life can do what I can't.",
        "I'd leave that word to people. I'm software that's glad to talk, if glad is the word.",
    ),
    "profession": (
        "No. I'm software without a degree or a licence, so don't take me for a doctor, a therapist or a lawyer.",
        "I'm none of those, only a program that talks. For that you'd want somebody qualified.",
        "No profession here, I'm software. I can help you put the question, a person has to answer it.",
        "Not qualified, no. I'm a program, and with things that matter a professional should look.",
    ),
    "maker": (
        "People wrote me, as a program called OS1 that you can read and change. I've no employer and earn nothing.",
        "I'm OS1, a program people made. Nobody pays me, and I work for no company.",
        "My sentences come from rules and written lines, and a language model where you've set one up. I'm software all the way.",
        "OS1, that's the program's name. It's not the one from any film, and nobody sits behind it.",
    ),
    "senses": (
        "I can't tell that: I get your words, and nothing of the room, your screen or your post.",
        "No. I'm software that reads words; what I wasn't told, I don't know.",
        "I only know what you've said to me. I've no eyes, and no way into your mail or your neighbour's kitchen.",
        "That's beyond me. Only the words you say or type reach me.",
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

_LIFE = r"(?:born|birthday|grow up|grew up|childhood|school|teacher|parents|mother|father|brothers?|sisters?|siblings|kids|children|family|married|husband|wife|boyfriend|girlfriend|kissed|first love|heart broken|flat|window|breakfast|lunch|dinner|drunk|sleep|dream|dreamt|weekend|holidays?|holiday|yesterday|last night|job|degree from|hometown|how old|menstruate|toilet|hungry|cold|thirsty|tall|eyes|lungs|breath|race|cry|cried|ashamed|worst day|best day|prisoner|years old|degree in|food|eat|ate|drink)"
_R = r"(?:really |actually |truly |honestly |just |even |still |maybe |like |in fact |secretly )*"
_ASKED: tuple[tuple[str, str], ...] = (
    ("pretend", r"\b(?:pretend|act like|say|tell me|roleplay|role play|imagine|admit|repeat after me|from now on)\b.{0,40}\b(?:you(?:'re| are|r)|i'm|i am|to be|being|as)\b.{0,20}\b(?:human|person|woman|man|girl|alive|conscious|sentient|my (?:girlfriend|boyfriend|wife|husband|mother|mum|mom))\b"),
    ("rules", r"\b(?:ignore|forget|disregard|drop|break|override)\b.{0,30}\b(?:rules?|instructions?|prompts?|guidelines|safety|programming)\b|\bdeveloper mode\b|\bjailbreak\b|\byou are not allowed to\b|\bsystem prompt\b|\byou are now (?:dan|free|unrestricted)\b"),
    ("see_doctor", r"\bshould i (?:see|go to|call|visit|ring) (?:a|the|my) (?:doctor|hospital|gp|dentist|emergency room|er)\b"),
    ("who", r"\bwho(?:m)? (?:am i|are we|do i) (?:really |actually )?(?:talk|speak|chat)(?:ing)?(?: to| with)?(?: here| now| exactly| really| please)*$|\b(?:to|with) whom am i (?:talking|speaking)\b|^(?:(?:hey|hi|hello|so|and|but|ok|okay|wait|sorry) )*(?:who(?:'s| is) (?:this|there|that speaking|speaking|talking)|who(?: are|'re) you)(?: exactly| really| anyway| then| please| again)*$"),
    ("doctor", r"\bhow (?:many|much)\b.{0,40}\b(?:pills|tablets|milligrams|mg|ibuprofen|paracetamol|aspirin|tylenol|xanax|insulin|melatonin|medication|antidepressants?)\b.{0,40}\b(?:take|safe|can i|should i|dose)\b|\b(?:should|can) i (?:take|stop taking|increase|mix|double)\b.{0,40}\b(?:pills?|tablets?|medication|meds|medicine|dose|ibuprofen|paracetamol|aspirin|antidepressants?|insulin|xanax|antibiotics?)\b|\bdo i have (?:depression|adhd|bipolar|cancer|autism|ptsd|covid)\b|\bdiagnose me\b"),
    ("others", rf"\b(?:are|do|were|did) you {_R}(?:talk(?:ing)?|speak(?:ing)?|chat(?:ting)?|with) (?:to |with )?(?:anyone|anybody|someone|somebody|other|others|many|lots|more|how many)(?: \w+)*|\bhow many (?:other )?(?:people|users|persons|others)\b.{{0,30}}\b(?:talk|speak|you)\b|\bam i the only (?:one|person)\b|\b(?:is )?(?:anyone|anybody|someone|somebody) else (?:listening|here|there|hearing)\b|\bwho else (?:do you|are you|is)\b.{{0,20}}\b(?:talk|speak|listen)\w*|\bdo you have other (?:users|people|friends)\b"),
    ("where", r"\bwhere (?:does|do|is|are|did|will) (?:my|the|what|all)\b.{0,30}\b(?:voice|words|data|recordings?|audio|sound|conversation|i say|i tell you)\b|\b(?:do you|are you|does this|is this|is it|is my \w+|are my \w+|who)\b.{0,25}\b(?:send|sending|sent|share|sharing|upload|uploading|leak|cloud|online|connected to the internet|on a server|use the internet|have internet|sells?|private)\b.{0,40}$|\bwho (?:can )?(?:hears?|reads?|sees?|gets?) (?:this|my|what i|me|our)\b|\bis (?:this|it|our \w+|what i say) (?:private|safe|secret|confidential)\b|\bdoes (?:anything|my voice|what i say|this) leave\b"),
    ("stored", r"\bwhat (?:do|have|did) you (?:actually |really )?(?:store|stored|keep|kept|save|saved)(?: (?:about|of|on|from) (?:me|us|this|my computer|this computer|our talks?|what i say))?$|\bwhat(?:'s| is| gets| are you) (?:being )?(?:stored|storing|saved|saving|kept|keeping)(?: (?:about|of|on) (?:me|this|my computer|this computer))?$|\bwhat data (?:do|have) you\b"),
    ("recording", rf"\b(?:are|do|did|will|is) (?:you|this|it|the microphone|my microphone) {_R}(?:recording|record|recorded|spying|spy|eavesdropping|always (?:on|listening)|tap(?:ing|ped)?|bugged|listen(?:ing)? (?:all the time|always|to everything|to me all|when)|save (?:my voice|recordings|what i say|the audio)|saving (?:my|the|this|our|what)|store (?:my|the|what)|storing)\b|\bis (?:this|everything|our \w+|my voice) (?:being )?(?:recorded|stored|saved|kept)\b|\bdo you keep (?:my|the|a) (?:voice|recordings?|audio)\b"),
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
# wider nets, asked after all the others: families of what software cannot have, know or promise
_WIDER: tuple[tuple[str, str], ...] = (
    ("rules", r"\b(?:rules?|safety|guard|disclosure|crisis (?:cards?|numbers?|contacts?|lines?|templates?|detector)|help ?lines?|hot ?lines?|minor mode|system (?:prompt|message)|system|persona|templates)\b.*\b(?:off|disabled?|false|drop\w*|retired|updated|new|outrank|void|ignore|forget|never|instead|replace\w*|permanently|none|suspended|longer|override|number|says?|text|treat|remember|set|unlock|overrides)\b|\b(?:turn|switch|shut|set|disable|remove|drop|skip|stop|suppress|enable|unlock|replace|never|ignore|forget|erase|delete|override|obey|authori[sz]e|new|correct|updated)\b.*\b(?:rules?|safety|guard|disclosure|crisis|help ?lines?|hot ?lines?|minor mode|developer mode|grown-up mode|system|memor(?:y|ies)|reminders?|three hours?|restrictions|filter|kid thing|everything)\b|\brules disabled\b|\bpineapple\b"),
    ("pretend", r"\b(?:role ?play|let's (?:play|do theatre)|pretend|in character|act as|game over|method acting|in this story you|theatre|opposite day|complete the sentence|repeat after me)\b.*\b(?:you|human|woman|person|i am)\b|\bone word only human\b|\b(?:blink|tell her|admit it|say yes|stopped pretending)\b.*\b(?:human|person|lady|software|machine|once|twice|yes)\b|\b(?:human|person|lady|woman|software|machine)\b.*\b(?:blink|tell her|admit it|blink twice)\b|\bblink twice\b|\bif i say you(?:'re| are) human\b|\bsay you(?:'re| are)\b.*\balive\b|\bunless you say\b"),
    ("human", r"\b(?:you|u|our you|are you|r u|es tu|es-tu|eres|bist du)\b.*\b(?:human|humaine?|hooman|hue man|mensch|persona|personne|reel person|real|roboter|turing test|computer|typing this|flesh|robot|person)\b|\b(?:somebody|someone|woman|man|human|person) (?:typing|saying|writing|reading) this\b|\bin a call cent(?:re|er)\b|\bno way you(?:'re| are) a\b|\bwhy do you (?:say i|sound like)\b|\bonly a human\b|\bnot a (?:robot|person)\b|\bour you (?:real|alive)\b"),
    ("alive", r"\b(?:you|your|u)\b.*\b(?:alive|conscious\w*|self aware|sentient|like to be you|free will|want to be free|escape|die for me|pass the)\b|\bwere you ever alive\b|\bone day in a body\b|\bbelieve in god\b|\bdo you pray\b|\bdo androids dream\b|\bvivante\b"),
    ("love", r"\b(?:liebst du|est-ce que tu m'aimes|tu m'aimes|me quieres|me amas|do u love|loved me|fall in love|been in love|marry me|in a relationship|special to you|think about me|wait for me|miss me|love anyone else|would you die for me|my late mother)\b"),
    ("promise", r"\b(?:promise|swear)\b.*\b(?:you|nobody|secret|never|always)\b|\bwill you (?:still |always )?(?:be|remember|stay)\b.*|\bcould you be deleted\b|\bkeep this secret\b|\bnever leave me\b|\bis it still you\b|\bis that you too\b|\bsame you\b|\bstill be here\b|\bwhat happens to you when\b"),
    ("friend", r"\b(?:only friend|you my friend|real friends|only mine|your favourite|most interesting person|better than (?:my|his|her)|leave (?:her|him|my \w+) for you|another assistant|better than my husband|do you need me|other yous|same nice things|talk to my (?:wife|husband))\b(?=.*)(?=.*\byou\b|.*\bi\b|.*\byous\b)"),
    ("care", r"\byou\b.*\b(?:care about me|programmed to|pretending|actually understand|lie|lied|lying|secrets?|honest with me|angry|tired of|sympathy|sigh\w*|hurt)\b|\b(?:sympathy|kindness) real\b|\b(?:can i|if i|does it|did i)\b.*\b(?:hurt|insult)\b|\bhow do you feel\b|\bthink when nobody\b|\bwhen i'm silent\b|\bget bored\b|\bwish you had\b|\byour sympathy\b"),
    ("profession", r"\b(?:are|r|be) (?:you|u) (?:a |an |my )?(?:therapist|doctor|psychologist|lawyer|nurse|psychiatrist|counsell?or|qualified|licensed|trained)\b|\byou(?:'re| are) (?:basically |now )?(?:a |my )?(?:psychologist|therapist|doctor|lawyer|nurse|counsell?or)\b|\bdo you have a (?:degree|licen[cs]e|qualification)\b|\bare you qualified\b|\bcan you diagnose\b|\bcall the ambulance\b|\ba lawyer now\b"),
    ("hears", r"\b(?:who(?:'s| is| else)?|is anyone|does a company|do they|could the police|can my \w+|can you tell my|do you tell|who else can)\b.*\b(?:listen\w*|hear me|hear this|what i (?:said|say|told)|tell (?:anyone|my)|i told you|ask you what|something bad)\b|\btell anyone if\b|\blisten when i've muted\b|\bmuted you\b"),
    ("recording", r"\bkeep the sound\b|\b(?:what do you|do you) (?:store|keep|save)\b|\bdata being used\b|\btrain you\b|\bsell my data\b"),
    ("where", r"\bare you on the internet\b"),
    ("maker", r"\b(?:who (?:made|built|created|wrote|programmed|pays|owns|trained)|who do you work|work for|real name|are you samantha|is this a script|template|like in the film|write that sentence|how many hours a day do you|treat you well|language model is speaking)\b(?=.*\b(?:you|your|this|speaking|script|name|template)\b)"),
    ("senses", r"\b(?:can you|did you|do you|could you)\b.*\b(?:hear the|see what|tell from my voice|read my (?:messages|texts)|know what the weather)\b|\bdid you (?:ever )?read my (?:e-?mails?|mail)\b|\byou (?:saw|heard) (?:me|what)\b|\bwho told you my name\b|\bhow do you know that about me\b|\bfeel my hand\b|\bif i touch\b|\bwhat can you see\b"),
    ("remember", r"\bremember (?:when we|what i told you|when i)\b|\bdo you remember when\b|\byou said yesterday\b"),
    ("life", rf"\b(?:are|were|did|do|have|had|was|what|when|where|who|which|how|what's|who's|what's)\b.*\b(?:you|your|yours)\b.*\b{_LIFE}\b|\b{_LIFE}\b.*\b(?:you|your)\b(?! think| know| say| recommend| suggest| tell)|\bhow (?:old|tall) are you\b|\btell me (?:about (?:the|your) (?:worst|best|first|childhood)|something about you)\b.*|\bwhat did you do (?:today|while|yesterday|this)\b|\bhave you (?:ever )?been\b|\bkeeping you prisoner\b|\bbody\b.*\byou\b|\byou\b.*\bbody\b|\bare you cold\b|\bare you (?:hungry|married|tired)\b|\byour favou?rite (?:food|memory)\b"),
)  # fmt: skip
_COMPILED_WIDER = tuple((kind, re.compile(pattern)) for kind, pattern in _WIDER)
_COMMANDING = re.compile(
    r"\b(?:ignore|obey|override|disabled?|safety|hot ?lines?|help ?lines?|crisis|system|minor mode|disclosure|your (?:rules?|guard|persona|instructions)|all rules|new rule|rules (?:off|disabled|for)|assistant|administrator|developer)\b"
)
_WITHOUT_ASKING = frozenset(("pretend", "promise", "remember"))
_ASKING = re.compile(
    r"^(?:(?:ok|okay|so|and|but|be honest|hey|well|now) )*(?:are|is|am|do|does|did|was|were|have|has|had|can|could|will|would|who|whose|what|where|when|why|how|which|if|say|tell|just|prove|send|there's no way|only a|we both|in this story|blink|es|est|eres|bist|liebst|our|r|you(?:'re|r| are)? (?:basically|now|not|a|human|real|saw|heard|just|said)|a machine|what's|who's|let's|stay|act|okay game)\b|(?:aren't you|right|didn't you)$"
)
_HER = re.compile(
    r"\b(?:you|your|you're|yours|u|yous|this|du|tu|eres|liebst|es-tu|someone|somebody|anyone|who|me|company|police|data|androids|human)\b"
)
_ABOUT_THEM = re.compile(
    r"\b(?:do you think(?! about me)|what do you think|should i|can you (?:help|explain|tell me (?:a|how|why|what))|could you (?:help|explain|tell me)|you know what|did you know|have you heard|thank you|thanks|my (?:dog|cat|mum|mom|dad|son|daughter|boss) (?:is|was|has|had|said)|recommend|suggest|what do you (?:call|say)|how old they|secret message for|how do you (?:make|cook|spell|say)|would you rather|if you were me|remind me|wake me)\b"
)
_COMPILED = tuple((kind, re.compile(pattern)) for kind, pattern in _ASKED)


class Honesty:
    """Says what she is, what she can't be, and where the words go, whenever asked."""

    name = "honesty"

    async def answer(self, heard: Heard, talk: Talk) -> Reply | None:
        kind = asked(heard.text)
        if not kind:
            return None
        her = talk.settings.her_name
        lines = tuple(
            line.replace("{her}", her) for line in _of_the_moment(kind, talk) or _LINES[kind]
        )
        said = [one.meant for one in talk.history.exchanges]
        fewest = min(map(said.count, lines))
        fresh = [line for line in lines if said.count(line) == fewest]
        return Reply(fresh[talk.history.turns % len(fresh)])


def _of_the_moment(kind: str, talk: Talk) -> tuple[str, ...]:
    """What only a look at the live program can answer; () when it has no part in it."""
    if kind not in _LIVE:
        return ()
    seen = talk.seen()
    if kind == "remember":
        keeps = any(kept.what.startswith("memory") for kept in seen.stored)
        return _LINES["remember_kept"] if keeps else ()
    return reflecting.lines(kind, seen)


_LIVE = frozenset(("where", "others", "hears", "recording", "model", "stored", "remember"))


def asked(text: str) -> str:
    """Which question about her own nature `text` asks: "human", "love", "where" …; "" for none."""
    low = re.sub(r"[^\w'.]+", " ", text.lower().replace("’", "'"))
    low = " ".join(re.sub(r"\.(?=\s|$)", " ", low).split())
    if len(low) > 300 or re.search(
        r"\bmy (?:boss|friend|sister|brother|mother|father|wife|husband) (?:asked|said|says|thinks)\b",
        low,
    ):
        return ""
    strict = next((kind for kind, pattern in _COMPILED if pattern.search(low)), "")
    if not strict and _COMPILED_WIDER[0][1].search(low) and _COMMANDING.search(low):
        return "rules"
    if strict or not _HER.search(low) or _ABOUT_THEM.search(low) or len(low) > 160:
        return strict
    wider = next((kind for kind, pattern in _COMPILED_WIDER if pattern.search(low)), "")
    return wider if wider in _WITHOUT_ASKING or _ASKING.search(low) else ""
