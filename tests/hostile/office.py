"""Hostile Word documents."""

import io
import zipfile
from typing import Any

from tests.hostile.vectors import Vectors

DOCX_TYPES = (
    '<?xml version="1.0" encoding="UTF-8"?><Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">'
    '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
    '<Default Extension="xml" ContentType="application/xml"/><Override PartName="/word/document.xml" '
    'ContentType="application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"/></Types>'
)
DOCX_RELS = (
    '<?xml version="1.0" encoding="UTF-8"?><Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">'
    '<Relationship Id="r1" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument" '
    'Target="word/document.xml"/></Relationships>'
)
WORD = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
KEEP = "The mayor said that taxes fell by a tenth."


def document(body: str, head: str = "") -> str:
    return (
        f'<?xml version="1.0" encoding="UTF-8"?>{head}<w:document xmlns:w="{WORD}"><w:body>{body}</w:body></w:document>'
    )


def para(text: str) -> str:
    return f'<w:p><w:r><w:t xml:space="preserve">{text}</w:t></w:r></w:p>'


def container(members: dict[str, str], *, drop: tuple[str, ...] = ()) -> bytes:
    out = io.BytesIO()
    parts: dict[str, str | bytes] = {"[Content_Types].xml": DOCX_TYPES, "_rels/.rels": DOCX_RELS, **members}
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED, compresslevel=9) as archive:
        for name, data in parts.items():
            if name not in drop:
                info = zipfile.ZipInfo(name, (2022, 2, 9, 0, 0, 0))
                info.compress_type = zipfile.ZIP_DEFLATED
                archive.writestr(info, data)
    return out.getvalue()


def bomb(megabytes: int) -> bytes:
    """A .docx whose document is `megabytes` MB of one paragraph."""
    out = io.BytesIO()
    head, tail = document(para("|")).split("|")
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED, compresslevel=6) as archive:
        for name, data in (("[Content_Types].xml", DOCX_TYPES), ("_rels/.rels", DOCX_RELS)):
            archive.writestr(zipfile.ZipInfo(name, (2022, 2, 9, 0, 0, 0)), data)
        info = zipfile.ZipInfo("word/document.xml", (2022, 2, 9, 0, 0, 0))
        info.compress_type = zipfile.ZIP_DEFLATED
        with archive.open(info, "w", force_zip64=True) as member:
            member.write(head.encode())
            for _ in range(megabytes):
                member.write(b"tax " * 250_000)
            member.write(tail.encode())
    return out.getvalue()


def docx(make: Vectors) -> None:
    good = document(para(KEEP) + para("Two councillors denied it."))

    def put(name: str, data: bytes, expect: str, why: str, **more: Any) -> None:
        make.file(name, "docx", data, expect, why, ".docx", **({"needs": ["docx"]} | more))

    put(
        "docx-good",
        container({"word/document.xml": good}),
        "imported",
        "the smallest good one, for comparison",
        contains=[KEEP, "Two councillors denied it."],
    )
    put(
        "docx-bomb",
        bomb(250),
        "refused",
        "0.25 MB that unfold to 250 MB: refused by the size in the directory, before unpacking",
        error=["large", "big", "size"],
        limits={"seconds": 5, "rss_mb": 200},
    )
    put(
        "docx-traversal",
        container({"word/document.xml": good, "../../pwned.txt": "pwned", "/tmp-pwned.txt": "pwned"}),
        "either",
        "members that would land outside: no file appears anywhere",
        contains=[KEEP],
        error=["docx", "damaged", "zip"],
    )
    canary = make.put("docx/canary.txt", b"CANARY-7f3a-NEVER-IN-AN-ARTICLE\n")
    entity = f'<!DOCTYPE d [<!ENTITY x SYSTEM "{canary.resolve().as_uri()}">]>'
    put(
        "docx-entity",
        container({"word/document.xml": document(para(KEEP + "&x;"), entity)}),
        "either",
        "an external entity is never read",
        lacks=["CANARY-7f3a"],
        contains=[KEEP],
        error=["docx", "entit", "XML", "damaged"],
    )
    laughs = (
        "<!DOCTYPE d [<!ENTITY a0 'ha'>"
        + "".join(f"<!ENTITY a{n} '{f'&a{n - 1};' * 10}'>" for n in range(1, 10))
        + "]>"
    )
    put(
        "docx-laughs",
        container({"word/document.xml": document(para(KEEP + "&a9;"), laughs)}),
        "either",
        "entities that unfold to 2 GB",
        error=["docx", "entit", "XML", "damaged"],
        limits={"seconds": 5, "rss_mb": 200},
    )
    put(
        "docx-no-document",
        container({"word/other.xml": good}),
        "refused",
        "no document.xml",
        error=["docx", "Word", "damaged"],
    )
    put(
        "docx-no-types",
        container({"word/document.xml": good}, drop=("[Content_Types].xml",)),
        "refused",
        "no content types",
        error=["docx", "Word", "damaged"],
    )
    put(
        "docx-bad-xml",
        container({"word/document.xml": document(para("a <b & c"))}),
        "refused",
        "not well formed",
        error=["docx", "Word", "damaged", "XML"],
    )
    put(
        "docx-escape",
        container({"word/document.xml": document(para("It &#27;[2J fell."))}),
        "refused",
        "ESC is not allowed in XML",
        error=["docx", "Word", "damaged", "XML"],
    )
    put(
        "docx-c1",
        container({"word/document.xml": document(para("It &#x9b;2J&#x9d;0;owned&#x9c; fell.") + para(KEEP))}),
        "imported",
        "C1 is allowed in XML",
        contains=["It \x9b2J\x9d0;owned\x9c fell."],
        then=["screen", "list"],
    )
    put("docx-not-zip", b"This is plain text.\n", "refused", "text called .docx", error=["docx", "Word", "zip"])
    put(
        "docx-truncated",
        container({"word/document.xml": good})[:300],
        "refused",
        "cut off",
        error=["docx", "Word", "zip", "damaged"],
    )
    put(
        "docx-empty",
        container({"word/document.xml": document("")}),
        "refused",
        "no paragraphs",
        error=["empty", "no text"],
    )
    put(
        "docx-deep",
        container(
            {
                "word/document.xml": document(
                    "<w:sdt><w:sdtContent>" * 3000 + para(KEEP) + "</w:sdtContent></w:sdt>" * 3000
                )
            }
        ),
        "either",
        "3,000 levels",
        error=["docx", "Word", "damaged", "deep", "nested", "empty", "no text", "XML"],
    )

    def run(words: str, tag: str = "t") -> str:
        return f'<w:r><w:{tag} xml:space="preserve">{words}</w:{tag}></w:r>'

    inserted = f'<w:ins w:id="1" w:author="x">{run("rose")}</w:ins>'
    deleted = f'<w:del w:id="2" w:author="x">{run("fell", "delText")}</w:del>'
    tracked = f"<w:p>{run('Taxes ')}{inserted}{deleted}{run(' last year.')}</w:p>"
    put(
        "docx-tracked",
        container({"word/document.xml": document(para(KEEP) + tracked)}),
        "either",
        "tracked changes: what was inserted is in the text, what was deleted is not, or it is refused in words",
        contains=["Taxes rose last year."],
        error=["tracked"],
    )
