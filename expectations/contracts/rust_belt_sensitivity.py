"""mart.rust_belt_sensitivity: which choice of the composite's design moves its ranks."""

from expectations.contract import Column, TableContract

RUST_BELT_SENSITIVITY = TableContract(
    name="rust_belt_sensitivity",
    schema="mart",
    ko="러스트벨트 순위의 민감도",
    en="What moves the ranks of the rust belt",
    description=(
        "Shares of the variance of ranks over all designs (draws of the figures, 2 normalisations, 3 weightings, 2 aggregations, none or one indicator "
        "left out). Jobs are over the years common to all."
    ),
    grain="a choice",
    columns=(
        Column("choice", "VARCHAR", "선택", "Choice", allowed=("input", "normalisation", "weighting", "aggregation", "left_out_indicator", "interactions"), caveat="input: figures drawn within what is known of them, as for mart.rust_belt.rank_low"),
        Column(
            "variance_share", "DOUBLE", "분산 비중", "Share of the variance of ranks", unit="ratio", minimum=-1e-9, maximum=1 + 1e-9,
            formula="variance of mean ranks by level of the choice / variance of ranks, averaged over hubs", measure="intensive",
            caveat="first order; what choices do only together is in interactions, so that shares sum to 1",
        ),
        Column("designs", "INTEGER", "설계 수", "Designs", unit="designs", minimum=1),
        Column("units", "INTEGER", "거점 수", "Hubs with a rank", unit="units", minimum=1),
    ),
    key=("choice",),
    source="mart.rust_belt, mart.manufacturing_jobs, core.sigungu_value_added",
    citation="Saisana, Saltelli & Tarantola (2005), Journal of the Royal Statistical Society A 168",
    min_rows=0,
)  # fmt: skip
