"""Whether authored text can be shown, said before anybody sees it."""

import html
import re
from typing import Final

from .authored import to_html

UNSET: Final = re.compile(r'<code class="unset">(.*?)</code>', re.DOTALL)


def fault(source: str) -> str | None:
    """A sentence that names the first formula that cannot be set; None where all can."""
    found = UNSET.search(to_html(source))
    return f"The formula “{html.unescape(found[1])}” cannot be shown." if found else None
