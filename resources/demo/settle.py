"""Office files that come out the same in every build: fixed times inside, fixed order."""

import re
import zipfile
from io import BytesIO

from resources.demo.shared import MADE

_STAMP = MADE.timetuple()[:6]
_DATES = re.compile(rb"(<dcterms:(?:created|modified)[^>]*>)[^<]*(</dcterms)")


def settle_zip(raw: bytes) -> bytes:
    """The same zip with every time in it set to when the demo was made."""
    target = BytesIO()
    with zipfile.ZipFile(BytesIO(raw)) as old, zipfile.ZipFile(target, "w") as new:
        for name in old.namelist():
            content = old.read(name)
            if name == "docProps/core.xml":
                content = _DATES.sub(
                    rb"\g<1>" + f"{MADE:%Y-%m-%dT%H:%M:%SZ}".encode() + rb"\2", content
                )
            entry = zipfile.ZipInfo(name, _STAMP)
            entry.compress_type = zipfile.ZIP_DEFLATED
            entry.external_attr = 0o644 << 16
            new.writestr(entry, content)
    return target.getvalue()
