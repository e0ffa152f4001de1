"""Exam presets in the admin: refused at the field and the place, with nothing lost."""

import json

import pytest
from django.urls import reverse

from questions.models import ExamPreset
from tests import factories

pytestmark = pytest.mark.django_db
ADD = reverse("admin:questions_exampreset_add")


def written(**other):
    row = {"name": "Finals", "slug": "finals", "minutes": 60, "position": 1, "source": "Ours."}
    return {**row, "rules": json.dumps(factories.preset_rules()), **other}


def test_a_preset_is_written_and_shown_in_words_with_its_history(as_admin):
    assert as_admin.post(ADD, written()).status_code == 302
    preset = ExamPreset.objects.get()
    assert preset.rules == factories.preset_rules()
    assert preset.history.count() == 1
    page = as_admin.get(reverse("admin:questions_exampreset_change", args=[preset.pk]))
    assert "the first 2 answered count: +2, wrong −2/3" in page.content.decode()


def test_wrong_rules_are_refused_at_their_place_and_what_was_written_stays(as_admin):
    rules = factories.preset_rules()
    rules["sections"][1]["parts"][0]["wrong"] = -0.33
    page = as_admin.post(ADD, written(rules=json.dumps(rules)))
    told = page.context["adminform"].form.errors["rules"][0]
    assert "sections[1].parts[0].wrong" in told
    assert "-0.33" in page.content.decode()
    assert not ExamPreset.objects.exists()


def test_what_is_no_json_is_refused_with_its_line(as_admin):
    page = as_admin.post(ADD, written(rules='{"version": 1,\n "sections": [,]}'))
    assert page.context["adminform"].form.errors["rules"][0].startswith("Line 2, column 15")


def test_a_second_editor_is_told_and_overwrites_nothing(as_admin):
    preset = factories.PresetFactory()
    address = reverse("admin:questions_exampreset_change", args=[preset.pk])
    seen = as_admin.get(address).context["adminform"].form.initial["seen"]
    as_admin.post(address, written(seen=seen, name="First"))
    page = as_admin.post(address, written(seen=seen, name="Second"))
    assert "Somebody else changed this" in page.content.decode()
    assert ExamPreset.objects.get().name == "First"
