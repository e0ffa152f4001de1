"""A teacher writes a template and watches ten seeds while writing."""

import pytest
from playwright.sync_api import expect

from questions.models import Question
from tests.browser.looking import look

pytestmark = pytest.mark.django_db(transaction=True)


def test_ten_seeds_follow_what_is_written_and_an_error_stands_at_its_field(
    page, site, complaints, sign_in, admin
):
    sign_in(page, admin)
    question = Question.objects.get(slug="gradient-of-a-sum")
    page.goto(f"{site}/admin/questions/question/{question.pk}/change/")
    page.get_by_role("button", name="Preview ten seeds").click()
    rows = page.locator("#preview tbody tr")
    expect(rows).to_have_count(10)
    expect(rows.first).to_contain_text("sin")
    definitions = page.get_by_label("Definitions")
    written = definitions.input_value()
    definitions.fill(written.replace("sin", "ln"))
    definitions.blur()
    expect(rows.first).to_contain_text("ln")
    expect(rows).to_have_count(10)
    # While the next ten are on their way the old ones are pale.
    expect(page.locator(".htmx-request")).to_have_count(0)
    look(page, "template-ten-seeds", sizes=[(1280, "light")])
    definitions.fill("f(x, y) = a*x^2*q")
    definitions.blur()
    fault = page.locator("#preview").get_by_role("alert")
    expect(fault).to_contain_text("“q” is not a name used here")
    expect(rows).to_have_count(0)
    error = page.locator(".field-definitions .errorlist")
    expect(error).to_contain_text("at “q”")
    expect(definitions).to_have_attribute("aria-invalid", "true")
    definitions.fill(written)
    definitions.blur()
    expect(rows).to_have_count(10)
    expect(error).to_have_count(0)
    expect(definitions).not_to_have_attribute("aria-invalid", "true")
    definitions.fill("f(x, y) = a*x^2*q")
    definitions.blur()
    expect(error).to_have_count(1)
    page.get_by_role("button", name="Save and make ready").click()
    expect(error).to_contain_text("at “q”")
    assert definitions.input_value() == "f(x, y) = a*x^2*q", "nothing that was written is lost"
    look(page, "template-error", sizes=[(1280, "light")])
    assert question.ready_version.content["definitions"] == written.splitlines()
