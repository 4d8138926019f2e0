"""Names of sections as publishers spell them, of both revisions; a name that means none is none."""

from __future__ import annotations

import pytest

from assets.sources.activity_workers import NAMES, section_of


@pytest.mark.parametrize(
    ("label", "section"),
    [
        ("농업  임업 및 어업", "A"),
        ("농업·임업 및 어업", "A"),
        ("전기가스증기 및 수도사업", "D"),
        ("전기, 가스, 증기 및 공기조절공급업", "D"),
        ("하수·폐기물처리, 원료재생 및 환경복원업", "E"),
        ("수도,하수 및 폐기물 처리, 원료 재생업", "E"),
        ("출판, 영상,방송통신 및 정보서비스업", "J"),
        ("부동산 및 임대업", "L"),
        ("사업시설관리, 지원 및 임대서비스업", "N"),
        ("사업 시설관리 및 사업 지원 서비스", "N"),
        ("공공행정·국방 및 사회보장행정", "O"),
        ("협회 및 단체, 수리 기타 개인서비스업", "S"),
        ("합 계", "total"),
        ("전체 산업", "total"),
    ],
)
def test_every_spelling_is_its_section(label: str, section: str) -> None:
    assert section_of(label) == section


@pytest.mark.parametrize("label", ["식료품 제조업", "광업 및 제조업", "전기장비 제조업", "남", ""])
def test_divisions_and_other_words_are_no_section(label: str) -> None:
    assert section_of(label) is None


def test_no_name_means_two_sections() -> None:
    names = [name for spellings in NAMES.values() for name in spellings]
    assert len(set(names)) == len(names)
