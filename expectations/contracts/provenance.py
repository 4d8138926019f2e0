"""raw.source_file: provenance of every raw file."""

from expectations.contract import Column, TableContract
from expectations.extent import ALL

SOURCE_FILE_TABLE = TableContract(
    name="source_file",
    schema="raw",
    ko="원자료 파일 목록",
    en="Raw files",
    description="Provenance: what was read, from whom, under which licence, and how it was declared.",
    grain="a physical file",
    may_lose=ALL,
    columns=(
        Column("file", "VARCHAR", "파일", "Path below the source folder", caveat="with `#layer` where one of several layers is read"),
        Column("dataset", "VARCHAR", "자료", "Raw table that it feeds"),
        Column("sha256", "VARCHAR", "해시", "Digest of the content", pattern=r"^[0-9a-f]{64}$"),
        Column("bytes", "BIGINT", "크기", "Size", unit="bytes", minimum=1),
        Column("publisher", "VARCHAR", "발행처", "Publisher"),
        Column("licence", "VARCHAR", "이용허락", "Licence"),
        Column("url", "VARCHAR", "주소", "Where it is published"),
        Column("encoding", "VARCHAR", "문자 인코딩", "Declared encoding"),
        Column("crs", "VARCHAR", "좌표계", "Declared CRS", nullable=True, caveat="empty for tables"),
        Column("scheme", "VARCHAR", "코드 체계", "Declared code scheme", nullable=True),
        Column("vintage", "DATE", "기준일", "Declared vintage", nullable=True),
        Column("schematic", "BOOLEAN", "모식도 여부", "Geometry computed instead of surveyed"),
        Column(
            "reading", "VARCHAR", "읽을 때 바뀐 것", "What reading changed", nullable=True,
            caveat="codes written as numbers, heights dropped, texts cut within a letter: how many, and the first row",
        ),
        Column("read_at", "TIMESTAMP WITH TIME ZONE", "읽은 때", "When this content was first read", unit="UTC", volatile=True),
    ),
    key=("file", "dataset"),
    source="the source catalogue and the files themselves",
)  # fmt: skip
