"""How far apart colours are, and what each kind of colour vision makes of them."""

from __future__ import annotations

from math import atan2, cos, degrees, exp, hypot, radians, sin, sqrt

Triple = tuple[float, float, float]

# Machado, Oliveira and Fernandes 2009, full severity, on linear RGB.
VISIONS: dict[str, tuple[Triple, Triple, Triple]] = {
    "normal": ((1, 0, 0), (0, 1, 0), (0, 0, 1)),
    "protan": (
        (0.152286, 1.052583, -0.204868),
        (0.114503, 0.786281, 0.099216),
        (-0.003882, -0.048116, 1.051998),
    ),
    "deutan": (
        (0.367322, 0.860646, -0.227968),
        (0.280085, 0.672501, 0.047413),
        (-0.011820, 0.042940, 0.968881),
    ),
    "tritan": (
        (1.255528, -0.076749, -0.178779),
        (-0.078411, 0.930809, 0.147602),
        (0.004733, 0.691367, 0.303900),
    ),
}


def _linear(color: str) -> Triple:
    parts = [int(color[at : at + 2], 16) / 255 for at in (1, 3, 5)]
    red, green, blue = (
        p / 12.92 if p <= 0.04045 else ((p + 0.055) / 1.055) ** 2.4 for p in parts
    )
    return red, green, blue


def _times(matrix: tuple[Triple, Triple, Triple], color: Triple) -> Triple:
    first, second, third = (
        sum(weight * part for weight, part in zip(row, color, strict=True))
        for row in matrix
    )
    return first, second, third


def seen_by(color: str, vision: str) -> Triple:
    """A colour as CIE Lab (D65), after a kind of vision."""
    linear = _times(VISIONS[vision], _linear(color))
    red, green, blue = (min(max(part, 0.0), 1.0) for part in linear)
    xyz = _times(
        (
            (0.4124564, 0.3575761, 0.1804375),
            (0.2126729, 0.7151522, 0.0721750),
            (0.0193339, 0.1191920, 0.9503041),
        ),
        (red, green, blue),
    )
    white = (0.95047, 1.0, 1.08883)
    x, y, z = (
        t ** (1 / 3) if t > 216 / 24389 else (24389 / 27 * t + 16) / 116
        for t in (part / full for part, full in zip(xyz, white, strict=True))
    )
    return 116 * y - 16, 500 * (x - y), 200 * (y - z)


def _hue(a: float, b: float) -> float:
    return degrees(atan2(b, a)) % 360 if a or b else 0.0


def distance(one: Triple, other: Triple) -> float:
    """CIEDE2000 of two colours of CIE Lab (Sharma, Wu and Dalal 2005)."""
    mean = (hypot(*one[1:]) + hypot(*other[1:])) / 2
    stretch = 1 + 0.5 * (1 - sqrt(mean**7 / (mean**7 + 25**7)))
    a1, a2 = one[1] * stretch, other[1] * stretch
    c1, c2 = hypot(a1, one[2]), hypot(a2, other[2])
    h1, h2 = _hue(a1, one[2]), _hue(a2, other[2])
    turn = 0.0
    middle = h1 + h2
    if c1 * c2:
        turn = (h2 - h1 + 180) % 360 - 180
        middle = (h1 + h2) / 2
        if abs(h1 - h2) > 180:
            middle += 180 if h1 + h2 < 360 else -180
    light, chroma = other[0] - one[0], c2 - c1
    hue = 2 * sqrt(c1 * c2) * sin(radians(turn / 2))
    level, strength = (one[0] + other[0]) / 2, (c1 + c2) / 2
    weight = (
        1
        - 0.17 * cos(radians(middle - 30))
        + 0.24 * cos(radians(2 * middle))
        + 0.32 * cos(radians(3 * middle + 6))
        - 0.20 * cos(radians(4 * middle - 63))
    )
    s_light = 1 + 0.015 * (level - 50) ** 2 / sqrt(20 + (level - 50) ** 2)
    s_chroma = 1 + 0.045 * strength
    s_hue = 1 + 0.015 * strength * weight
    spread = 30 * exp(-(((middle - 275) / 25) ** 2))
    twist = -sin(radians(2 * spread)) * 2 * sqrt(strength**7 / (strength**7 + 25**7))
    parts = light / s_light, chroma / s_chroma, hue / s_hue
    return sqrt(sum(part**2 for part in parts) + twist * parts[1] * parts[2])
