"""What people write for the program, and what lies in archives, spoilt, seeded: catalogues, scenario files, zip files."""

from __future__ import annotations

import io
import random
import re
import struct
import warnings
import zipfile

from tests.spoilt_sources import spoilt_bytes

# A catalogue of an archive and a plain file, as an entry may have them.
CATALOGUE = """[publisher.t]
name = "T"
licence = "none"
url = "https://example.org"

[[file]]
dataset = "mois_boundary"
archive = "a.zip"
path = "a.shp"
publisher = "t"
encoding = "cp949"
crs = "EPSG:5179"
scheme = "mois"
level = "sigungu"
vintage = 2024-02-01
optional = false
schematic = true
known_faults = { null_geometry = 0 }
options = { extent = "11", columns = { code = "SIG_CD", name = "SIG_KOR_NM" } }

[[file]]
dataset = "kosis_population"
path = "b.json"
publisher = "t"
encoding = "utf-8"
scheme = "mois"
vintage = 2024-02-01
licence = "x"
fit_for = "maps"
"""
SCENARIO = """name: a-scenario
title_ko: 가
title_en: A scenario
description: What it supposes.
levers:
  - kind: relocate_jobs
    jobs: {value: 800, source: assumption}
    from: [sido:seoul, sido:gyeonggi]
    to: sido:busan
    year: +6
    staff_share: {uniform: [0.2, 0.5], source: assumption}
    family_share: {triangular: [0.2, 0.3, 0.5], source: assumption}
    household_size: {normal: [2.4, 0.1], source: assumption}
    multiplier: {value: 0.5, source: assumption}
  - kind: retain_youth
    regions: set:at_risk
    share: {value: 0.2, source: assumption}
    ages: 20-34
    from_year: 2030
  - kind: fertility
    regions: [sido:busan]
    factor: {value: 1.1, source: assumption}
    from_year: +5
reverse:
  regions: [sido:busan]
  year: +10
  from_year: +5
  ages: 20-34
  hold: [youth]
  at_risk: half
"""
# What a hand writes behind a key, for both languages.
_ODD = [
    "3", "-1", "1.5", "1e400", "nan", "inf", "-inf", '"x"', '""', '" "', "[]", "[1]", '["a"]', "{}", "true", "false", "null", "~",
    "2024-02-01", "2024-02-30", "2024-02-01T10:00:00", "10:00:00", "yes", "0o17", "1_000", "1,000", "١٢", "２０２４", "\t", "#",
    "", '"**"', '"a**"',
    '"**/*.shp"', '"*"', '"dir"', '"."', '".."', '"/etc/passwd"', '"loop"', '"[z-a]"', '"["', '"?"', '"a.shp/x"',
    '"C:/x"', '"~"', '"EPSG:99999999"', '"+proj=x"', '"hex"', '"undefined"', '"idna"', '"false"', '"no"', '"yes"', '"[/red]"',
    '"가.shp"', '"con"', '"00"', "1" * 5000, "0x" + "f" * 500, "9223372036854775808", "*", "&a", "*a", "<<: x", "!!int ''",
    "!!float x", "!!bool x", "!!timestamp x", "!!binary x", "!!python/object:os.system x", "{a: 1}", "[a, b", "{a", "'", '"', "|",
    ">", "- x", "? x", "set:nobody", "sido:nowhere", "0-0", "99-20", "+0", "+100", "{value: 1}", "{value: 1, source: ''}",
    "{normal: [1, -1], source: a}", "{uniform: [2, 1], source: a}", "{value: .nan, source: a}", '"' + "a" * 5000 + '"',
    "'''x\ny'''", '"\\u202e"', '"\\u0000"', "[" * 500 + "]" * 500, "{a: " * 300 + "1" + "}" * 300,
]  # fmt: skip
_TEXTS = [
    "file = 3", "file = [1]", "[file]\na = 1", "publisher = 3", "publisher = []\n[[file]]", "[publisher]\nt = 3", "[publisher.t]",
    "[[publisher]]", '"" = 1', "[a.b.c]\n", "a.b = 1\na.c = 2", "", "\0", "#", "x", "[[file]]\n" * 300, "- a\n- b", "a: &x [*x]",
    "a: &a [x]\nb: &b [*a, *a]\nc: [*b, *b]", "---\na: 1\n---\nb: 2", "%YAML 9.9\n---\na", "!!set {a, b}", "? [a]\n: b",
    "\ufeff", "a = 1\na = 2", "a: 1\na: 2", "levers: []", "name: 3", "[" * 5000, "{" * 5000, "a:\n" + " - " * 3000,
    "x = " + "[" * 3000 + "]" * 3000,
]  # fmt: skip


def spoilt_text(text: str, dice: random.Random) -> tuple[str, bytes]:
    """A configuration file with one fault, and what it is."""
    fault = dice.choice(["value", "value", "value", "value", "key", "lost", "twice", "moved", "bytes", "bytes", "whole", "saved"])
    lines = text.splitlines()
    at = dice.choice([number for number, line in enumerate(lines) if re.search(r"\w\s*[=:]", line)])
    said = re.match(r"([\s-]*[\w.]+)(\s*[=:]\s*)", lines[at])
    head, sign = said.groups() if said else ("x", " = ")
    if fault == "bytes":
        name, data = spoilt_bytes(text.encode(), dice)
        return name, data
    if fault == "whole":
        return "another text", dice.choice([*_TEXTS, text + dice.choice(_TEXTS)]).encode()
    if fault == "saved":
        saved = [text.encode(name) for name in ("utf-16", "utf-8-sig", "cp949")]
        return "saved", dice.choice([*saved, text.replace("\n", "\r").encode(), (text * 3).encode()])
    if fault == "value":
        lines[at] = f"{head}{sign}{dice.choice(_ODD)}"
    elif fault == "key":
        lines[at] = lines[at].replace(head, f"{head}x", 1)
    elif fault == "lost":
        del lines[at]
    elif fault == "twice":
        lines.insert(at, lines[at])
    else:
        lines.insert(dice.randrange(len(lines)), lines.pop(at))
    return fault, "\n".join([*lines, ""]).encode()


def spoilt_archive(members: dict[str, bytes], dice: random.Random) -> tuple[str, bytes]:
    """A zip file of these members with one fault, and what it is."""
    odd_names = [
        "../x", "/x", "C:/x", "a/../../x", "a\\..\\..\\x", "", "/", "a/", "x" * 300, "a" * 200 + "/" + "b" * 300, "a\0b", "con",
        "a:b", *members, "A.SHP", ".", "..", "a//b", "\u202etxt", next(iter(members)) + "/x",
    ]  # fmt: skip
    stream = io.BytesIO()
    fault = dice.choice(["bytes", "bytes", "name", "name", "kind", "empty", "folders", "link", "fields", "again"])
    kind = dice.choice([zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED, zipfile.ZIP_BZIP2, zipfile.ZIP_LZMA])
    with warnings.catch_warnings(), zipfile.ZipFile(stream, "w", kind) as archive:
        warnings.simplefilter("ignore")  # of a name twice
        for name, data in {} if fault == "empty" else members.items():
            archive.writestr(f"{name}/" if fault == "folders" else name, b"" if fault == "folders" else data)
        if fault == "name":
            archive.writestr(zipfile.ZipInfo(dice.choice(odd_names) or "x"), b"1")
        if fault == "again":
            archive.writestr(zipfile.ZipInfo(dice.choice(list(members))), b"2")
        if fault == "link":
            link = zipfile.ZipInfo(dice.choice(["link", "a.shp/link"]))
            link.external_attr = 0o120777 << 16
            archive.writestr(link, dice.choice(["/etc/passwd", "../..", "link"]))
    data = stream.getvalue()
    if fault == "bytes":
        name, data = spoilt_bytes(data, dice)
        return f"zip {name}", data
    if fault == "fields":
        data = _another_field(data, dice)
    return f"zip {fault}", data


def _another_field(data: bytes, dice: random.Random) -> bytes:
    """One field of a member's heads set to what it may not be: flags, kind of compression, sizes, lengths of names."""
    changed = bytearray(data)
    for head, fields in ((b"PK\x03\x04", (6, 8, 18, 22, 26, 28)), (b"PK\x01\x02", (8, 10, 20, 24, 28, 30, 42))):
        if (at := changed.find(head)) >= 0:
            field = dice.choice(fields)
            changed[at + field : at + field + 2] = struct.pack("<H", dice.choice([0, 1, 9, 97, 255, 0xFFFF]))
    return bytes(changed)
