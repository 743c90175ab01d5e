"""Kept copies of evidence: what their text is, and where in it an excerpt stands."""

READERS = {
    "text": "seeds.copies.text",
    "html": "seeds.copies.html",
    "pdf": "seeds.copies.pdf",
    "docx": "seeds.copies.docx",
    "subtitles": "seeds.copies.subtitles",
}
"""Each kind of copy that has text, and the module whose `read(data)` takes it out."""
