"""The page about mal-rules says what the catalogue says."""

from pathlib import Path

from questions.management.mal_rules import page
from questions.maths import CATALOGUE


def test_the_page_is_in_step_with_the_catalogue():
    """Run `manage.py document_mal_rules` after a change of the catalogue."""
    assert Path("docs/mal-rules.md").read_text(encoding="utf-8") == page()


def test_every_mal_rule_is_on_the_page():
    text = page()
    assert all(f"(`{name}`)" in text for name in CATALOGUE)
