"""Preferences survive a restart, a crash while writing and a damaged file."""

import json
import os
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kpidesk.preferences import (
    RECENT_FILES_KEPT,
    Preferences,
    load_preferences,
    preferences_path,
    save_preferences,
)

CHOSEN = Preferences(
    language="pt_PT",
    region="BR",
    theme="dark",
    text_size=125,
    reduce_motion=True,
    recent_files=("/b.kpidesk", "/a.kpidesk"),
    last_file="/b.kpidesk",
)


def test_what_is_saved_is_read_back(tmp_path: Path) -> None:
    path = tmp_path / "new folder" / "preferences.json"

    save_preferences(CHOSEN, path)

    assert load_preferences(path) == CHOSEN
    assert [file.name for file in path.parent.iterdir()] == [path.name]


def test_the_usual_place_is_the_configuration_folder(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setenv("KPIDESK_CONFIG_DIR", str(tmp_path))

    save_preferences(CHOSEN)

    assert preferences_path().parent == tmp_path
    assert load_preferences() == CHOSEN


def test_no_file_means_defaults(tmp_path: Path) -> None:
    assert load_preferences(tmp_path / "none.json") == Preferences()


@pytest.mark.parametrize("content", [b"", b"{", b"[1]", b"null", b"\xff\xfe\x00"])
def test_a_damaged_file_means_defaults(content: bytes, tmp_path: Path) -> None:
    path = tmp_path / "preferences.json"
    path.write_bytes(content)

    assert load_preferences(path) == Preferences()


def test_one_damaged_choice_does_not_cost_the_others(tmp_path: Path) -> None:
    path = tmp_path / "preferences.json"
    written = {
        "language": "tlh",
        "region": "br",
        "theme": "pink",
        "text_size": 900,
        "reduce_motion": "yes",
        "recent_files": ["/a.kpidesk", 3],
        "last_file": None,
        "from_a_later_version": 1,
    }
    path.write_text(json.dumps(written), encoding="utf-8")

    assert load_preferences(path) == Preferences(
        region="BR", recent_files=("/a.kpidesk",)
    )


def test_a_failed_write_keeps_the_old_file(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    path = tmp_path / "preferences.json"
    save_preferences(CHOSEN, path)

    def full_disk(_handle: int) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(os, "fsync", full_disk)
    with pytest.raises(OSError, match="No space"):
        save_preferences(Preferences(), path)

    assert load_preferences(path) == CHOSEN
    assert list(tmp_path.iterdir()) == [path]


def test_opening_a_file_puts_it_first_once(tmp_path: Path) -> None:
    files = [tmp_path / f"{n}.kpidesk" for n in range(RECENT_FILES_KEPT + 2)]
    preferences = Preferences()
    for file in [*files, files[-2]]:
        preferences = preferences.with_recent_file(file)

    assert preferences.last_file == str(files[-2])
    assert preferences.recent_files[:2] == (str(files[-2]), str(files[-1]))
    assert len(preferences.recent_files) == RECENT_FILES_KEPT


json_values = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(max_size=5),
    lambda inner: st.lists(inner, max_size=3),
    max_leaves=5,
)
names = st.sampled_from(["language", "region", "theme", "text_size", "recent_files"])


@given(st.dictionaries(names, json_values))
def test_any_content_gives_usable_preferences(
    tmp_path_factory: pytest.TempPathFactory, content: dict[str, object]
) -> None:
    path = tmp_path_factory.mktemp("any") / "preferences.json"
    path.write_text(json.dumps(content), encoding="utf-8")

    loaded = load_preferences(path)

    assert loaded.text_size in range(90, 151)
    assert loaded.theme in {"system", "light", "dark"}
    assert all(isinstance(file, str) for file in loaded.recent_files)
