"""From phonemes to the tokens of the model."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assistant.voice.house import Accent
from assistant.voice.respelt import for_espeak
from assistant.voice.tokens import MOST_TOKENS, VOCABULARY, kokoro_spelling, parts, tokens


@pytest.mark.parametrize(
    ("ipa", "accent", "expected"),
    [
        ("həlˈo^ʊ", Accent.AMERICAN, "həlˈO"),
        ("həlˈə^ʊ", Accent.BRITISH, "həlˈQ"),
        ("wˈɔːɾɚ", Accent.AMERICAN, "wˈɔTəɹ"),
        ("wˈɔːtə", Accent.BRITISH, "wˈɔːtə"),
        ("bˈʌɾɚɹ ɪz", Accent.AMERICAN, "bˈʌTəɹ ɪz"),
        ("t^ʃˈɜːt^ʃ", Accent.AMERICAN, "ʧˈɜɹʧ"),
        ("t^ʃˈɜːt^ʃ", Accent.BRITISH, "ʧˈɜːʧ"),
        ("hˈe^ə", Accent.BRITISH, "hˈɛː"),
        ("bˈʌʔn\u0329", Accent.AMERICAN, "bˈʌtᵊn"),
        ("ɐ dˈe^ɪ ɐbˌa^ʊt", Accent.AMERICAN, "ɐ dˈA əbˌWt"),
        ("ʘ☃", Accent.AMERICAN, ""),
    ],
)
def test_espeak_is_respelt_as_the_model_learned_it(ipa: str, accent: Accent, expected: str) -> None:
    assert kokoro_spelling(ipa, accent) == expected


@given(st.text(max_size=60), st.sampled_from(Accent))
def test_whatever_comes_only_known_tokens_go_on(ipa: str, accent: Accent) -> None:
    spelling = kokoro_spelling(ipa, accent)
    assert len(tokens(spelling)) == len(spelling)


@given(st.text(alphabet=sorted(VOCABULARY), max_size=2000), st.integers(10, MOST_TOKENS))
def test_long_utterances_are_split_within_the_limit(spelling: str, most: int) -> None:
    pieces = parts(spelling, most)
    assert all(0 < len(piece) <= most for piece in pieces)
    assert "".join("".join(pieces).split()) == "".join(spelling.split())


def test_a_split_falls_on_punctuation_where_there_is_some() -> None:
    assert parts("aaaa aaaa, bbbb bbbb", 14) == ["aaaa aaaa,", "bbbb bbbb"]


def test_small_sounds_are_not_spelt_out() -> None:
    assert for_espeak("Hm. Mm-hm, plan A is a plan") == "hum. um-hum, plan eh is a plan"
