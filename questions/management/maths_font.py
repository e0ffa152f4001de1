"""The maths font: STIX Two Math (SIL Open Font License), cut down to what our pages set.

It comes with the ziamath package, whose import warns, so only its file is read. Three repairs for
Chromium, which ignores the `ssty` feature, centres an accent by its advance, and gives every root
the room that its widest sign would take:

- primes are mapped to the glyphs that `ssty` puts in a superscript;
- a combining arrow, overline and underline get the advance that their outline takes;
- tall signs of the root are made as narrow as the low one, so that no gap follows a root.
"""

from collections.abc import Iterable
from importlib.util import find_spec
from pathlib import Path
from typing import Any, Final

from fontTools.subset import Options, Subsetter
from fontTools.ttLib import TTFont

PRIMES: Final = (0x2032, 0x2033, 0x2034, 0x2035, 0x2057)
ACCENTS: Final = (0x20D7, 0x0332, 0x0305)
ROOT: Final = 0x221A
RANGES: Final = (
    (0x20, 0x7E),  # Latin letters, digits, punctuation
    (0xA0, 0xFF),
    (0x2C6, 0x2DD),  # accents that stand alone
    (0x300, 0x338),
    (0x391, 0x3F5),  # Greek
    (0x2010, 0x2057),  # dashes, quotation marks, primes
    (0x2061, 0x2064),  # invisible operators
    (0x20D6, 0x20D7),
    (0x2102, 0x2135),  # double-struck and script letters, aleph
    (0x2190, 0x21D5),  # arrows
    (0x2200, 0x22EF),  # operators and relations
    (0x2308, 0x230B),
    (0x23B0, 0x23E1),  # braces above and below
    (0x27E8, 0x27EB),
    (0x2A00, 0x2A0C),
    (0x2A7D, 0x2A7E),
)
# Mathematical alphabets: bold, italic, bold italic, script capitals, double-struck, Greek.
ALPHABETS: Final = (
    (0x1D400, 0x1D49B),
    (0x1D49C, 0x1D4B5),
    (0x1D538, 0x1D550),
    (0x1D6A4, 0x1D755),
    (0x1D7CE, 0x1D7D7),
)


def source() -> Path:
    """The font's file within the installed ziamath package."""
    package = find_spec("ziamath")
    if package is None or package.origin is None:
        raise FileNotFoundError("The package ziamath, which brings the maths font, is missing.")
    return Path(package.origin).parent / "fonts" / "STIXTwoMath-Regular.ttf"


def build(target: Path) -> None:
    """Writes the subset as woff2."""
    font = TTFont(source())
    _map_primes(font)
    _give_advance(font)
    _narrow_roots(font)
    options = Options()
    options.layout_features = ["kern", "ccmp"]
    options.hinting = False
    options.flavor = "woff2"
    options.notdef_outline = True
    options.drop_tables += ["DSIG"]
    cutter = Subsetter(options)
    cutter.populate(unicodes=_characters((*RANGES, *ALPHABETS)))
    cutter.subset(font)
    font.flavor = "woff2"
    target.parent.mkdir(parents=True, exist_ok=True)
    font.save(target)


def _characters(ranges: Iterable[tuple[int, int]]) -> list[int]:
    return [code for first, last in ranges for code in range(first, last + 1)]


def _map_primes(font: Any) -> None:
    small = _script_forms(font)
    for table in font["cmap"].tables:
        for code in PRIMES:
            name = table.cmap.get(code)
            if name in small:
                table.cmap[code] = small[name]


def _script_forms(font: Any) -> dict[str, str]:
    """What the `ssty` feature puts in the place of each glyph, in the first script size."""
    gsub = font["GSUB"].table
    records = gsub.FeatureList.FeatureRecord
    chosen = {i for one in records if one.FeatureTag == "ssty" for i in one.Feature.LookupListIndex}
    forms: dict[str, str] = {}
    for index in sorted(chosen):
        for table in gsub.LookupList.Lookup[index].SubTable:
            subtable = getattr(table, "ExtSubTable", table)
            forms |= {name: found[0] for name, found in getattr(subtable, "alternates", {}).items()}
            forms |= getattr(subtable, "mapping", {})
    return forms


def _give_advance(font: Any) -> None:
    names = font.getBestCmap()
    for name in {part for code in ACCENTS for part in _with_variants(font, names[code])}:
        outline = font["glyf"][name]
        advance, _ = font["hmtx"][name]
        if advance == 0:
            shift = -outline.xMin
            outline.coordinates.translate((shift, 0))
            outline.recalcBounds(font["glyf"])
            font["hmtx"][name] = (outline.xMax, 0)
            _move_attachment(font, name, shift)


def _narrow_roots(font: Any) -> None:
    low = font.getBestCmap()[ROOT]
    width = font["hmtx"][low][0]
    for name in _tall_forms(font, low) - {low}:
        outline = font["glyf"][name]
        advance, _ = font["hmtx"][name]
        outline.coordinates.scale((width / advance, 1))
        outline.coordinates.toInt()
        outline.recalcBounds(font["glyf"])
        font["hmtx"][name] = (width, outline.xMin)


def _tall_forms(font: Any, name: str) -> set[str]:
    """The glyphs that are drawn in the place of one as it grows, and the parts of the tallest."""
    variants = font["MATH"].table.MathVariants
    place = variants.VertGlyphCoverage.glyphs.index(name)
    construction = variants.VertGlyphConstruction[place]
    taller = {one.VariantGlyph for one in construction.MathGlyphVariantRecord}
    return taller | {part.glyph for part in construction.GlyphAssembly.PartRecords}


def _with_variants(font: Any, name: str) -> set[str]:
    """A glyph and the wider ones that are drawn in its place."""
    variants = font["MATH"].table.MathVariants
    wide = variants.HorizGlyphCoverage.glyphs
    if name not in wide:
        return {name}
    construction = variants.HorizGlyphConstruction[wide.index(name)]
    return {name} | {one.VariantGlyph for one in construction.MathGlyphVariantRecord}


def _move_attachment(font: Any, name: str, shift: int) -> None:
    attachment = font["MATH"].table.MathGlyphInfo.MathTopAccentAttachment
    if name in attachment.TopAccentCoverage.glyphs:
        index = attachment.TopAccentCoverage.glyphs.index(name)
        attachment.TopAccentAttachment[index].Value += shift
