"""Small documents, made here."""

import io
from collections.abc import Mapping, Sequence
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

_PAGE = "<</Type/Page/Parent 2 0 R/MediaBox[0 0 600 800]/Contents %d 0 R/Resources<</Font<</F 3 0 R>>>>>>"
_LOCKED = f"/ID[<00><00>]/Encrypt<</Filter/Standard/V 1/R 2/P -4/O<{'41' * 32}>/U<{'42' * 32}>>>"


def pdf(*pages: Sequence[str], locked: bool = False) -> bytes:
    """A PDF with these lines on its pages; `locked`, it asks for a password."""
    kids = " ".join(f"{4 + 2 * n} 0 R" for n in range(len(pages)))
    objects = [
        "<</Type/Catalog/Pages 2 0 R>>",
        f"<</Type/Pages/Kids[{kids}]/Count {len(pages)}>>",
        "<</Type/Font/Subtype/Type1/BaseFont/Helvetica/Encoding/WinAnsiEncoding>>",
    ]
    for number, lines in enumerate(pages):
        shown = "".join(f"({line})Tj T* " for line in lines)
        stream = f"BT /F 12 Tf 14 TL 50 700 Td {shown}ET"
        objects += [_PAGE % (5 + 2 * number), f"<</Length {len(stream)}>>stream\n{stream}\nendstream"]
    body = "".join(f"{number} 0 obj\n{one}\nendobj\n" for number, one in enumerate(objects, 1))
    return f"%PDF-1.4\n{body}trailer<</Root 1 0 R{_LOCKED if locked else ''}>>".encode("cp1252")


def zipped(files: Mapping[str, str | bytes]) -> bytes:
    """A ZIP file with these files."""
    stream = io.BytesIO()
    with ZipFile(stream, "w", ZIP_DEFLATED) as archive:
        for name, content in files.items():
            archive.writestr(ZipInfo(name), content, ZIP_DEFLATED)  # made at no time: the same bytes always
    return stream.getvalue()


def word(body: str, head: str = "", **notes: str) -> bytes:
    """A Word document with this XML as its body, `head` before it, and notes by the name of their part."""
    parts = {"document": f"<w:body>{body}</w:body>", **notes}
    xml = '<?xml version="1.0"?>{}<w:document xmlns:w="urn:w" xmlns:mc="urn:mc">{}</w:document>'
    return zipped({f"word/{name}.xml": xml.format(head, part) for name, part in parts.items()})


def paragraphs(*texts: str) -> str:
    """Word's XML of paragraphs with these texts."""
    return "".join(f"<w:p><w:r><w:t>{text}</w:t></w:r></w:p>" for text in texts)
