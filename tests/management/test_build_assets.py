import io

import pytest
from django.core.management import call_command
from fontTools.ttLib import TTFont

from questions.management import maths_font


@pytest.fixture(scope="module")
def font(tmp_path_factory):
    target = tmp_path_factory.mktemp("fonts") / "questions" / "maths.woff2"
    maths_font.build(target)
    return target


def test_the_font_leaves_room_for_the_page(font):
    assert font.stat().st_size < 128_000


def test_the_font_can_still_set_formulas(font):
    built = TTFont(font)
    assert "MATH" in built
    assert {ord("x"), 0x1D465, 0x2207, 0x2202, 0x222B} <= built.getBestCmap().keys()


def test_a_prime_is_drawn_as_in_a_superscript(font):
    built, whole = TTFont(font), TTFont(maths_font.source())
    prime = built["glyf"][built.getBestCmap()[0x2032]]
    assert prime.yMax == whole["glyf"]["minute.ssty"].yMax != whole["glyf"]["minute"].yMax


def test_a_combining_arrow_takes_room(font):
    built = TTFont(font)
    for code in maths_font.ACCENTS:
        assert built["hmtx"][built.getBestCmap()[code]][0] > 0


def test_every_sign_of_the_root_is_as_wide_as_the_low_one(font):
    """Chromium leaves the room of the widest one behind every root."""
    built = TTFont(font)
    variants = built["MATH"].table.MathVariants
    place = variants.VertGlyphCoverage.glyphs.index(built.getBestCmap()[maths_font.ROOT])
    signs = variants.VertGlyphConstruction[place].MathGlyphVariantRecord
    assert len(signs) > 2
    assert len({built["hmtx"][one.VariantGlyph][0] for one in signs}) == 1


def test_a_second_run_does_nothing(settings, tmp_path):
    settings.FONT_DIR = tmp_path / "fonts"
    settings.STATICFILES_DIRS = [settings.FONT_DIR]
    settings.STATIC_ROOT = tmp_path / "static"
    settings.STORAGES = {
        **settings.STORAGES,
        "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.ManifestStaticFilesStorage"},
    }
    first, second = io.StringIO(), io.StringIO()
    call_command("build_assets", stdout=first)
    call_command("build_assets", stdout=second)
    assert "maths font" in first.getvalue()
    assert second.getvalue() == ""
    assert list((tmp_path / "static" / "questions").glob("stix-two-math.*.woff2"))
