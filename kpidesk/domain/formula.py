"""Formulas as one template with three renderings: words, numbers, a result.

``{lost} ÷ {opening} × 100`` reads "clients lost ÷ clients at the start × 100" with
labels put in, "3 ÷ 128 × 100" with numbers, and computes 2.34375. The grammar is
``+ − × ÷ ( )``, numbers, ``{names}``, ``min(a; b)`` and ``max(a; b)``.
"""

from __future__ import annotations

import ast
import operator
import re
from collections.abc import Callable, Mapping

_SIGNS = str.maketrans({"÷": "/", "×": "*", "−": "-", ";": ","})
_NAME = re.compile(r"\{(\w+)\}")
_OPERATIONS: dict[type[ast.operator], Callable[[float, float], float]] = {
    ast.Add: operator.add,
    ast.Sub: operator.sub,
    ast.Mult: operator.mul,
    ast.Div: operator.truediv,
}
_FUNCTIONS: dict[str, Callable[..., float]] = {"min": min, "max": max}


def names(template: str) -> list[str]:
    """The part keys a template names, in order, each once."""
    return list(dict.fromkeys(_NAME.findall(template)))


def render(template: str, texts: Mapping[str, str]) -> str:
    """The template with each name replaced by its text."""
    return _NAME.sub(lambda match: texts[match[1]], template)


def evaluate(template: str, values: Mapping[str, float]) -> float | None:
    """Compute the template; ``None`` when something is divided by zero.

    Raises:
        KeyError: A name has no value.
        ValueError: The template is not in the grammar.
    """
    source = _NAME.sub(r"\1", template).translate(_SIGNS)
    try:
        tree = ast.parse(source, mode="eval")
        return _value(tree.body, values)
    except ZeroDivisionError:
        return None
    except SyntaxError as error:
        raise ValueError(template) from error


def _value(node: ast.expr, values: Mapping[str, float]) -> float:
    match node:
        case ast.Constant(value=int() | float() as number):
            return float(number)
        case ast.Name(id=name):
            return values[name]
        case ast.UnaryOp(op=ast.USub(), operand=operand):
            return -_value(operand, values)
        case ast.BinOp(left=left, op=op, right=right) if type(op) in _OPERATIONS:
            return _OPERATIONS[type(op)](_value(left, values), _value(right, values))
        case ast.Call(func=ast.Name(id=name), args=args) if name in _FUNCTIONS:
            return _FUNCTIONS[name](*(_value(arg, values) for arg in args))
    raise ValueError(ast.dump(node))
