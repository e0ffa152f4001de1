"""The page about families says what the registry says."""

from pathlib import Path

from questions.management.families import page
from questions.problems import FAMILIES


def test_the_page_is_in_step_with_the_registry():
    """Run `manage.py document_families` after a change of a family."""
    assert Path("docs/families.md").read_text(encoding="utf-8") == page()


def test_every_family_and_level_is_on_the_page():
    text = page()
    assert all(f"(`{name}`)" in text for name in FAMILIES)
    assert all(meaning in text for one in FAMILIES.values() for meaning in one.levels.values())
