"""Spare Kokoro's decoder the silence around a clause, which would only be trimmed off afterwards.

Kokoro renders 0.3 to 0.4 s of silence before a clause and 0.5 s behind it: the frames of its first
and last tokens. Giving those tokens less time loses words, because it moves the speech. Here the
whole is timed and intoned as ever, and the outer frames are left out only before the decoder, which
does nine tenths of the work.

The model is an ONNX file, a protobuf message. In protobuf two messages written one behind the other
are merged into one, so the nodes that slice are appended to the file's bytes, and each tensor they
slice is renamed where it is made. Field numbers are those of onnx.proto (ONNX IR version 9).
"""

from __future__ import annotations

CLOSING = "closing"  # the model's added input, int64 (1,): -2 when the last sign is a mark, else -1

# in frames of 25 ms. Speech begins up to 3 frames inside the first token (measured over six voices);
# the soft end of an "f" reaches up to 2 frames into the last
LEAD = 6
TRAIL = 4

_LENGTHS = "/encoder/Gather_output_0"  # the frames of each token, int64 (tokens,)
_ASR = "/encoder/MatMul_1_output_0"  # (1, 512, frames)
_PITCH = "/encoder/Reshape_output_0"  # (1, 2 x frames)
_ENERGY = "/encoder/Reshape_1_output_0"  # (1, 2 x frames)
_CUT = (_ASR, _PITCH, _ENERGY)
_INT64 = 7


def unpadded(model: bytes) -> bytes | None:
    """The model with the input `CLOSING` and without the outer frames; None if it is another one."""
    pieces, done = [], 0
    for name, place in sorted(((n, model.find(_text(2, n))) for n in _CUT), key=lambda it: it[1]):
        if place < 0:
            return None
        made = _text(2, _whole(name))
        pieces += [model[done:place], made]
        done = place + len(made)
    return b"".join([*pieces, model[done:], _bytes(7, _slices())])


def _whole(name: str) -> str:
    """The name under which the tensor is made now, as long as the old one."""
    return name[:-1] + "W"


def _slices() -> bytes:
    """A GraphProto: constants, nodes and the input that leave the outer frames out."""
    numbers = {"zero": 0, "one": 1, "two": 2, "end": 2**31 - 1, "lead": LEAD, "trail": TRAIL}
    constants = b"".join(_bytes(5, _constant(name, value)) for name, value in numbers.items())
    nodes = (
        _node("Slice", (_LENGTHS, "zero", "one", "zero"), "first"),
        _node("Sub", ("first", "lead"), "early"),
        _node("Max", ("early", "zero"), "begin"),
        _node("Slice", (_LENGTHS, CLOSING, "end", "zero"), "last"),
        _node("ReduceSum", ("last", "zero"), "behind"),
        _node("Sub", ("behind", "trail"), "late"),
        _node("Max", ("late", "zero"), "left"),
        _node("ReduceSum", (_LENGTHS, "zero"), "all"),
        _node("Sub", ("all", "left"), "until"),
        _node("Mul", ("begin", "two"), "begin2"),
        _node("Mul", ("until", "two"), "until2"),
        _node("Slice", (_whole(_ASR), "begin", "until", "two"), _ASR),
        _node("Slice", (_whole(_PITCH), "begin2", "until2", "one"), _PITCH),
        _node("Slice", (_whole(_ENERGY), "begin2", "until2", "one"), _ENERGY),
    )
    dimension = _bytes(1, _number(1, 1))
    kind = _bytes(1, _number(1, _INT64) + _bytes(2, dimension))
    return constants + b"".join(nodes) + _bytes(11, _text(1, CLOSING) + _bytes(2, kind))


def _node(kind: str, inputs: tuple[str, ...], output: str) -> bytes:
    names = b"".join(_text(1, _own(name)) for name in inputs)
    return _bytes(1, names + _text(2, _own(output)) + _text(4, kind))


def _own(name: str) -> str:
    """Names of ours get a mark, so that none meets one of the model's."""
    return name if name.startswith("/") or name == CLOSING else f"unpadded/{name}"


def _constant(name: str, value: int) -> bytes:
    shape, kind = _number(1, 1), _number(2, _INT64)
    return shape + kind + _number(7, value) + _text(8, _own(name))


def _number(field: int, value: int) -> bytes:
    return _varint(field << 3) + _varint(value)


def _text(field: int, text: str) -> bytes:
    return _bytes(field, text.encode())


def _bytes(field: int, inner: bytes) -> bytes:
    return _varint(field << 3 | 2) + _varint(len(inner)) + inner


def _varint(value: int) -> bytes:
    """A non-negative number in protobuf's groups of seven bits, the lowest first."""
    out = bytearray()
    while value > 0x7F:
        out.append(value & 0x7F | 0x80)
        value >>= 7
    out.append(value)
    return bytes(out)
