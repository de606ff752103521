"""Makes the bold faces and the tables of letters anew, after a new version of the house font."""

from pipeline.fonts import faces, kerning, tables

for face in faces.MADE_OF:
    faces.make(face, faces.bold(face))
for slant in tables.SLANTS:
    (faces.DATA / f"{slant}.json").write_text(tables.make(slant), encoding="ascii")
(faces.DATA / "kerning.json").write_text(kerning.make() + "\n", encoding="ascii")
