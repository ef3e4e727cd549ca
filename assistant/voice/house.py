"""The house voices: her own six, each with a line for people and the accent it speaks."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from assistant.paths import RESOURCES
from assistant.ports import VoiceInfo

FOLDER = RESOURCES / "voices"
KOKORO_MODEL, KOKORO_FILE = "kokoro-v1.0-int8", "kokoro-v1.0.int8.onnx"


class Accent(StrEnum):
    """Which English the phonemes are taken from."""

    AMERICAN = "en-us"
    BRITISH = "en-gb"


@dataclass(frozen=True, slots=True)
class HouseVoice:
    """One style of the neural voice; its vectors lie in resources/voices/NAME.npy."""

    name: str
    title: str
    accent: Accent = Accent.AMERICAN
    low: bool = False  # a low voice: the system voice that stands in for it should be one too

    def info(self) -> VoiceInfo:
        return VoiceInfo(self.name, self.title, "neural", self.accent.value)


HOUSE_VOICES = (
    HouseVoice("warm", "Warm: close and friendly, her own voice"),
    HouseVoice("bright", "Bright: light and quick to smile"),
    HouseVoice("calm", "Calm: British, soft and in no hurry", Accent.BRITISH),
    HouseVoice("low", "Low: deep and settled", low=True),
    HouseVoice("clear", "Clear: British, precise and easy to follow", Accent.BRITISH, low=True),
    HouseVoice("even", "Even: between high and low, plain and steady"),
)

BY_NAME = {voice.name: voice for voice in HOUSE_VOICES}
