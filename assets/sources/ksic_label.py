"""Sections of the industrial classification by the names that publishers print: KSIC 9 and 10, spelled in many ways.

A name says the section, not the revision: several sido print names of KSIC 10 above figures of KSIC 9.
"""

from __future__ import annotations

import re

ALL_SECTIONS = "total"
# Names without blanks, commas, points and 및; two or more where revisions or publishers differ.
NAMES = {
    "A": ("농업임업어업",),
    "B": ("광업",),
    "C": ("제조업",),
    "D": ("전기가스증기공기조절공급업", "전기가스증기수도사업"),
    "E": ("수도하수폐기물처리원료재생업", "하수폐기물처리원료재생환경복원업"),
    "F": ("건설업",),
    "G": ("도매소매업",),
    "H": ("운수창고업", "운수업"),
    "I": ("숙박음식점업",),
    "J": ("정보통신업", "출판영상방송통신정보서비스업"),
    "K": ("금융보험업",),
    "L": ("부동산업", "부동산업임대업", "부동산임대업"),
    "M": ("전문과학기술서비스업",),
    "N": (
        "사업시설관리사업지원임대서비스업",
        "사업시설관리사업지원서비스업",
        "사업시설관리사업지원서비스",
        "사업시설관리지원임대서비스업",
    ),
    "O": ("공공행정국방사회보장행정",),
    "P": ("교육서비스업",),
    "Q": ("보건업사회복지서비스업", "보건사회복지서비스업"),
    "R": ("예술스포츠여가관련서비스업",),
    "S": ("협회단체수리기타개인서비스업",),
    "T": ("가구내고용활동달리분류되지않은자가소비", "가구내고용활동달리분류되지않은자가소비생산활동"),
    "U": ("국제외국기관",),
    ALL_SECTIONS: ("합계", "계", "소계", "전체", "전체산업"),
}
_SECTIONS = {name: section for section, names in NAMES.items() for name in names}
_SPELLING = re.compile(r"[\s,.·ㆍ‧・/]|및")


def section_of(label: str) -> str | None:
    """Letter of the section that a printed name means, `total` for all sections, None when it means none."""
    return _SECTIONS.get(_SPELLING.sub("", label))
