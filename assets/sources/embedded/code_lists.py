"""Writes lists of codes carried over as the ministry hands them out.

Each function writes the files of one dataset into a folder of its name, from the carried table of the same name
(`carried.py`).
"""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path

from assets.sources.embedded.carried import carried
from assets.sources.embedded.files import own_folder, write_sheet

LEGAL_HEAD = ("법정동코드", "시도명", "시군구명", "읍면동명", "동리명", "생성일자", "말소일자")
ADMIN_HEAD = ("행정동코드", "시도명", "시군구명", "읍면동명", "법정동코드", "동리명", "생성일자", "말소일자")


def write_legal_dong_code(folder: Path) -> None:
    """Two layouts: the workbook `KIKcd_B` with days, and the whole list, tabs between, with what has ended."""
    target = own_folder(folder, "legal_dong_code")
    rows = carried("legal_dong_code").rows
    body = (
        (int(row["code"]), row["sido"], row["sigungu"] or None, row["emd"] or None, None, int(row["created"]), None)
        for row in rows.to_dict("records")
    )
    write_sheet(target / "KIKcd_B.20260301.xlsx", [LEGAL_HEAD, *body], "KIKcd_B")
    ended = {"0": "존재", "1": "폐지"}
    codes = carried("legal_dong_list").rows.to_dict("records")
    lines = ["법정동코드\t법정동명\t폐지여부", *("\t".join((row["code"], row["name"], ended[row["ended"]])) for row in codes)]
    text = "".join(f"{line}\r\n" for line in lines)
    (target / "법정동코드 전체자료.txt").write_bytes(text.encode("cp949"))


def write_admin_dong_code(folder: Path) -> None:
    """The workbook `KIKmix`: a legal dong in an administrative one a row."""
    rows = carried("admin_dong_code").rows
    body = (
        (
            int(row["code"]),
            row["sido"],
            row["sigungu"] or None,
            row["emd"] or None,
            int(row["legal_code"]),
            row["legal_name"] or None,
            int(row["created"]),
            None,
        )
        for row in rows.to_dict("records")
    )
    write_sheet(own_folder(folder, "admin_dong_code") / "KIKmix.20260301.xlsx", [ADMIN_HEAD, *body], "KIKmix")


def write_region_code(folder: Path) -> None:
    """A sigungu an object, its name before that of each place in it."""
    rows = carried("region_code").rows
    places: dict[tuple[str, str], list[str]] = {}
    for code, name, place in zip(rows["code"], rows["name"], rows["place"], strict=True):
        # The gu of Bucheon are printed with a blank behind their names.
        places.setdefault((code, name), []).append(f"{name.rstrip()} {place}" if place else name)
    regions = [{"code": code, "name": name, "names": names} for (code, name), names in places.items()]
    document = {"source": "https://www.code.go.kr/etc/codeFullDown.do", "retrieved_at": "2026-10-08", "regions": regions}
    path = own_folder(folder, "region_code") / "regions_20261008.json"
    path.write_text(json.dumps(document, ensure_ascii=False, separators=(",", ":")), encoding="utf-8")


def write_renumbered_code(folder: Path) -> None:
    """Codes on the eve and on the day, which the head of the column names."""
    rows = carried("renumbered_code").rows
    text = rows.rename(columns={"old_code": "mois5_old", "new_code": "mois5_new_20260701", "name": "name_ko"}).to_csv(
        index=False, lineterminator="\n"
    )
    (own_folder(folder, "renumbered_code") / "renumbered_codes_20260701.csv").write_text(text, encoding="utf-8")


WRITERS: tuple[Callable[[Path], None], ...] = (
    write_legal_dong_code,
    write_admin_dong_code,
    write_region_code,
    write_renumbered_code,
)
