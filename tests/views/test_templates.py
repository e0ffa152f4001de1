"""What the Content-Security-Policy and keyboards ask of every template and module."""

import re
from pathlib import Path

import pytest

QUESTIONS = Path(__file__).parent.parent.parent / "questions"
TEMPLATES = sorted((QUESTIONS / "templates").rglob("*.html"))
FORBIDDEN = {
    "an inline style": r"\sstyle=|<style",
    "an inline script": r"<script(?![^>]*\ssrc=)",
    "an event attribute": r"\son[a-z]+=|hx-on",
    "a computed value": r"js:|javascript:",
    "a trigger filter": r"hx-trigger=\"[^\"]*\[",
}


@pytest.mark.parametrize("what", FORBIDDEN)
def test_no_template_has(what):
    found = [str(path) for path in TEMPLATES if re.search(FORBIDDEN[what], path.read_text())]
    assert found == []


def test_every_htmx_request_works_without_javascript():
    """Forms and buttons have an action of their own; a preview has its button in the form."""
    for path in TEMPLATES:
        for tag in re.findall(r"<(?:form|button|a)\b[^>]*hx-(?:get|post)[^>]*>", path.read_text()):
            assert re.search(r"\s(action|formaction|href)=", tag), f"{path}: {tag}"


def test_no_template_passes_120_lines():
    long = [str(path) for path in TEMPLATES if path.read_text().count("\n") > 120]
    assert long == []


def test_pages_send_a_strict_policy(client, db):
    policy = client.get("/")["Content-Security-Policy"]
    assert "default-src 'none'" in policy
    assert "unsafe" not in policy
