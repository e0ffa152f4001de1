"""Whether authored text can be shown, said before anybody sees it."""

import html
import re
from typing import Final

from .authored import to_html
from .mathml import unknown_command

UNSET: Final = re.compile(r'<code class="unset">(.*?)</code>', re.DOTALL)
SET: Final = re.compile(r"<(math|code)\b.*?</\1>", re.DOTALL)
STRAY_DOLLAR: Final = (
    "A dollar sign would be shown as it is. A formula stands between two dollar signs, with no "
    "space next to them on the inside; for a price, write \\$."
)


def fault(source: str) -> str | None:
    """A sentence that names the command that is not known, or else the first formula that cannot be
    set; None where all can.
    """
    shown = to_html(source)
    found = UNSET.search(shown)
    if found:
        source = html.unescape(found[1])
        if command := unknown_command(source):
            return f"A formula cannot be shown: the command “{command}” is not known here."
        return f"The formula “{source}” cannot be shown."
    dollars = SET.sub("", shown).count("$")
    return STRAY_DOLLAR if dollars > source.count("\\$") else None
