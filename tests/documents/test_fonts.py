"""The fonts of the papers: built once, found again, and honest about what they cannot print."""

import os
import subprocess
from io import StringIO
from pathlib import Path

import pytest
from django.core.management import CommandError, call_command

from cases import fonts


def test_built_fonts_are_recognised_and_left_alone() -> None:
    conf = fonts.prepare()
    before = {path: path.stat().st_mtime_ns for path in (conf, conf.parent / "manifest.json")}
    assert fonts.is_prepared()
    assert fonts.prepare() == conf
    assert before == {path: path.stat().st_mtime_ns for path in before}


def test_activation_leads_this_process_to_our_fonts(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("FONTCONFIG_FILE", raising=False)
    assert os.environ.get("FONTCONFIG_FILE") is None
    conf = fonts.activate()
    assert os.environ["FONTCONFIG_FILE"] == str(conf)


def test_a_damaged_or_moved_folder_is_not_taken_for_prepared(tmp_path: Path) -> None:
    assert not fonts.is_prepared(tmp_path)
    source = fonts.prepare().parent
    subprocess.run(["cp", "-R", f"{source}/.", str(tmp_path)], check=True)
    # The copy's fonts.conf still points at the first folder.
    assert not fonts.is_prepared(tmp_path)


def test_common_text_is_covered() -> None:
    assert fonts.uncovered("调解协议书〔2026〕第1号：“甲—乙”·¥€×√①Ⅳ、àáǎēü\n\t") == []


def test_uncovered_characters_come_once_in_order() -> None:
    assert fonts.uncovered("陈\U0001f600a\U0001f601\U0001f600") == ["\U0001f600", "\U0001f601"]


def test_the_cut_font_knows_the_dash_and_the_dot_of_names() -> None:
    assert {0x2014, 0xB7} <= fonts.characters()


def test_without_a_font_the_command_says_in_one_sentence_what_to_install(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setattr(fonts, "default_folder", lambda: tmp_path)
    monkeypatch.setattr(fonts, "_installed", lambda: iter(()))
    with pytest.raises(CommandError) as refused:
        call_command("prepare_fonts", stdout=StringIO())
    assert refused.value.returncode == 1
    assert fonts.INSTALL in str(refused.value) and "\n" not in str(refused.value)


def test_missing_libraries_are_named_with_their_remedy(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(fonts, "LIBRARIES", dict.fromkeys(fonts.LIBRARIES, (("libnothing.so.9",),)))
    found = fonts.problems()
    assert len(found) == 2
    assert all(fonts.INSTALL in sentence for sentence in found)


def test_the_command_reports_that_all_is_ready() -> None:
    out = StringIO()
    call_command("prepare_fonts", stdout=out)
    assert "fonts" in out.getvalue()
