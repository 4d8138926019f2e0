"""mart.spatial_division_break: is there a break in the gap between the capital region and the rest?"""

from expectations.contract import Column, TableContract

SPATIAL_DIVISION_BREAK = TableContract(
    name="spatial_division_break",
    schema="mart",
    ko="공간분업 구조변화 검정",
    en="Test for a break in the spatial division of labour",
    description="Yearly gaps between the capital region and the rest, tested for a break in level and slope of a linear trend. A break dates a change; it names no cause, and a revision of the accounts can look like one.",
    grain="a series, test and year",
    columns=(
        Column("series", "VARCHAR", "계열", "Series", allowed=("professional_share", "manufacturing_share", "division"), caveat="capital region minus rest, shares of value added at current prices"),
        Column("test", "VARCHAR", "검정", "Test", allowed=("chow", "sup_f", "sup_f_2010_2015"), caveat="chow: at that year; sup_f: the largest F of all years; sup_f_2010_2015: of those six"),
        Column("break_year", "INTEGER", "변화 연도", "First year of the new trend", minimum=1985, maximum=2100),
        Column("f", "DOUBLE", "F 통계량", "F statistic", unit="F (2, n - 4)", minimum=0),
        Column("p_independent", "DOUBLE", "p (독립 오차)", "p, errors taken as independent", unit="ratio", nullable=True, minimum=0, maximum=1, caveat="too small where errors are autocorrelated; empty for a year that was searched for"),
        Column("p_bootstrap", "DOUBLE", "p (부트스트랩)", "p, bootstrap with AR(1) errors", unit="ratio", minimum=0, maximum=1, caveat="1,999 replications with a fixed seed; of chow each year for itself, not corrected for looking at several"),
        Column("p_random_walk", "DOUBLE", "p (확률보행)", "p, bootstrap of a random walk with drift", unit="ratio", minimum=0, maximum=1, caveat="the careful one where autocorrelation is near 1: a walk wanders into what looks like breaks"),
        Column("autocorrelation", "DOUBLE", "자기상관", "Autocorrelation of the errors around one trend", unit="coefficient", minimum=-1, maximum=1),
        Column("n", "INTEGER", "연수", "Years", unit="years", minimum=1),
        Column("first_year", "INTEGER", "첫 해", "First year", minimum=1985, maximum=2100),
        Column("last_year", "INTEGER", "끝 해", "Last year", minimum=1985, maximum=2100),
    ),
    key=("series", "test", "break_year"),
    source="mart.spatial_division",
    citation="Chow (1960), Econometrica 28; Andrews (1993), Econometrica 61",
    min_rows=0,
)  # fmt: skip
