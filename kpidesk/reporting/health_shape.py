"""The band of a health score as a shape, so that colour is not needed."""

_GOOD, _FAIR = 76, 51


def health_shape(score: int) -> str:
    """A circle from 76 up, a square from 51 up, a triangle below."""
    return "●" if score >= _GOOD else "■" if score >= _FAIR else "▲"
