"""Leave out what somebody says while looking for words ("um", a word begun twice), and put back lost apostrophes. Pure."""

from __future__ import annotations

import re

# a comma around it goes with it; "uh-huh" and "mm-hm" are answers
_SOUND = re.compile(r"(?i)(?:^|(?<=\s)),?\s*\b(?:u+m+|u+h+|e+r+m+|er|ehm+)\b(?!-)[,.…]*(?=\s|$)")
_AGAIN = (
    r"i|i'm|i've|i'd|i'll|you|he|she|it|it's|he's|she's|we|they|my|your|his|our|their|the|a|an|and|but|or|if|"
    r"at|on|in|to|of|for|from|with|what|where|who|how|when|why|can|could|would|will"
)
_WORD_TWICE = re.compile(rf"(?i)\b(?P<word>{_AGAIN})(?:[,…-]* (?P=word))+\b(?!')")
# "I was, I was thinking", "she is she's not been well"
_START_TWICE = re.compile(
    rf"(?i)\b(?P<start>(?:{_AGAIN})(?: (?:{_AGAIN}|is|are|was|were|am|not|have|had))+)[,…-]* (?P=start)\b"
)
_BEGUN_AGAIN = re.compile(
    r"(?i)\b(?P<who>i|you|he|she|it|we|they|that|there) (?:is|am|are|was|has|have|had|will|would)[,…-]* (?P<again>(?P=who)(?:'s|'m|'re|'ve|'d|'ll|n't)? )"
)


# what people type in haste and some recognisers write
_APOSTROPHES = {
    "im": "I'm", "ive": "I've", "dont": "don't", "cant": "can't", "didnt": "didn't", "doesnt": "doesn't", "isnt": "isn't",
    "wasnt": "wasn't", "wont": "won't", "thats": "that's", "whats": "what's", "youre": "you're", "hes": "he's",
    "shes": "she's", "theyre": "they're", "couldnt": "couldn't", "wouldnt": "wouldn't", "shouldnt": "shouldn't",
    "havent": "haven't", "hasnt": "hasn't", "arent": "aren't", "werent": "weren't", "theres": "there's",
}  # fmt: skip
_BARE = re.compile(rf"(?i)(?<![\w'-])(?:{'|'.join(_APOSTROPHES)})(?![\w'-])")
_ITS = re.compile(
    r"(?i)\bits (?=(?:a|an|the|my|her|his|our|been|not|so|too|just|ok|okay|fine|really|very|about|because|all|only|always|never|good|bad|nice|hard|late|cold|hot|getting|going)\b)"
)


def _apostrophe(found: re.Match[str]) -> str:
    whole = _APOSTROPHES[found[0].lower()]
    return whole[0].upper() + whole[1:] if found[0][0].isupper() else whole


def fluent(text: str) -> str:
    """`text` as it was meant to be said; as it is when nothing would be left."""
    said = " ".join(_SOUND.sub("", text).split())
    said = _START_TWICE.sub(r"\g<start>", said)
    said = _BEGUN_AGAIN.sub(r"\g<again>", said)
    said = _WORD_TWICE.sub(r"\g<word>", said)
    said = _ITS.sub("it's ", _BARE.sub(_apostrophe, said))
    said = re.sub(r"(?i)(?<=\w)[ ,]+i mean[.]?$", "", said)
    said = " ".join(said.split()).lstrip(" ,.…")
    if said == text:
        return text
    if text[:1].isupper():
        said = said[:1].upper() + said[1:]
    return said if any(char.isalnum() for char in said) else text
