"""Members of the OECD by the code of the country; who ranks Korea among them has to say which are not in the file."""

from __future__ import annotations

# Thirty-eight since Costa Rica joined in May 2021.
MEMBERS = {
    "AUS": ("Australia", "호주"), "AUT": ("Austria", "오스트리아"), "BEL": ("Belgium", "벨기에"), "CAN": ("Canada", "캐나다"),
    "CHE": ("Switzerland", "스위스"), "CHL": ("Chile", "칠레"), "COL": ("Colombia", "콜롬비아"),
    "CRI": ("Costa Rica", "코스타리카"), "CZE": ("Czechia", "체코"), "DEU": ("Germany", "독일"), "DNK": ("Denmark", "덴마크"),
    "ESP": ("Spain", "스페인"), "EST": ("Estonia", "에스토니아"), "FIN": ("Finland", "핀란드"), "FRA": ("France", "프랑스"),
    "GBR": ("United Kingdom", "영국"), "GRC": ("Greece", "그리스"), "HUN": ("Hungary", "헝가리"), "IRL": ("Ireland", "아일랜드"),
    "ISL": ("Iceland", "아이슬란드"), "ISR": ("Israel", "이스라엘"), "ITA": ("Italy", "이탈리아"), "JPN": ("Japan", "일본"),
    "KOR": ("Korea", "한국"), "LTU": ("Lithuania", "리투아니아"), "LUX": ("Luxembourg", "룩셈부르크"),
    "LVA": ("Latvia", "라트비아"), "MEX": ("Mexico", "멕시코"), "NLD": ("Netherlands", "네덜란드"), "NOR": ("Norway", "노르웨이"),
    "NZL": ("New Zealand", "뉴질랜드"), "POL": ("Poland", "폴란드"), "PRT": ("Portugal", "포르투갈"),
    "SVK": ("Slovakia", "슬로바키아"), "SVN": ("Slovenia", "슬로베니아"), "SWE": ("Sweden", "스웨덴"),
    "TUR": ("Türkiye", "튀르키예"), "USA": ("United States", "미국"),
}  # fmt: skip


def members(codes: list[str]) -> tuple[str, str]:
    """Names of countries in one line, in English and in Korean; a code that is no member's stays as it is."""
    named = [MEMBERS.get(code, (code, code)) for code in codes]
    return ", ".join(en for en, _ in named), ", ".join(ko for _, ko in named)
