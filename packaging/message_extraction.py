"""Find the messages in the program's source."""

import ast
from pathlib import Path

from babel.messages.catalog import Catalog
from babel.messages.extract import extract_from_dir

# What each argument of our functions is: a number is a text, "c" marks the context.
KEYWORDS: dict[str, tuple[int | tuple[int, str], ...] | None] = {
    "_": None,
    "N_": None,
    "N_p": ((1, "c"), 2),
    "pgettext": ((1, "c"), 2),
    "ngettext": (1, 2),
}


def extract(package: Path) -> Catalog:
    """Return a catalogue of all messages in a package, without translations."""
    catalogue = Catalog(project="kpidesk", fuzzy=False)
    found = extract_from_dir(
        package, method_map=[("**.py", "python")], keywords=KEYWORDS
    )
    for name, _line, message, _comments, context in sorted(found, key=_place):
        # Lines would change with every edit; the file is enough to find a message.
        location = (f"{package.name}/{Path(name).as_posix()}", 0)
        catalogue.add(message, locations=[location], context=context)
    return catalogue


def misuses(package: Path) -> list[str]:
    """Return the places where a message is built or hidden inside an f-string.

    Extraction does not look into f-strings, and an f-string is no constant id.
    """
    return [
        f"{file.relative_to(package.parent)}:{line}: a message and an f-string"
        for file in sorted(package.rglob("*.py"))
        for line in _misuses_in(ast.parse(file.read_text(encoding="utf-8")))
    ]


def _place(found: tuple[object, ...]) -> tuple[str, str]:
    """Sort by file, keeping the order within it."""
    return str(found[0]), ""


def _misuses_in(tree: ast.AST) -> list[int]:
    strings = [node for node in ast.walk(tree) if isinstance(node, ast.JoinedStr)]
    hidden = [
        string.lineno
        for string in strings
        if any(_has_argument(call, ast.Constant) for call in _our_calls(string))
    ]
    built = [
        call.lineno for call in _our_calls(tree) if _has_argument(call, ast.JoinedStr)
    ]
    return hidden + built


def _our_calls(tree: ast.AST) -> list[ast.Call]:
    return [
        node
        for node in ast.walk(tree)
        if isinstance(node, ast.Call)
        and isinstance(node.func, ast.Name)
        and node.func.id in KEYWORDS
    ]


def _has_argument(call: ast.Call, kind: type[ast.expr]) -> bool:
    return any(isinstance(argument, kind) for argument in call.args)
