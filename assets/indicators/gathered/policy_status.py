"""What was promised to each 5+3 group by regional policy, and what became of it."""

from __future__ import annotations

import duckdb

from assets.lake.asset import asset
from expectations.contracts.policy import POLICY_STATUS


@asset(contract=POLICY_STATUS)
def policy_status(
    policy_event: duckdb.DuckDBPyRelation, region: duckdb.DuckDBPyRelation, megaregion_membership: duckdb.DuckDBPyRelation
) -> duckdb.DuckDBPyRelation:
    """Promises and their state. One row per 5+3 group and kind.

    An event reaches a group by its name, through the capital region or the rest, through a unit of it on the day, or as
    part of the nation. Events before the region history are read on its first day. Only verified events tell a state; a group
    and kind without any has no row.
    """
    return duckdb.sql("""
        WITH groups AS (
            SELECT group_id, any_value(group_ko) AS name_ko, any_value(group_en) AS name_en
            FROM megaregion_membership
            WHERE scheme = 'five_plus_three'
            GROUP BY group_id
        ),
        named AS (
            SELECT *, unnest(string_split(region_ids, ';')) AS region_id,
                   greatest(event_date, (SELECT min(valid_from) FROM region)) AS day
            FROM policy_event
        ),
        units AS (
            SELECT n.event_id, n.region_id, any_value(r.megaregion) AS megaregion
            FROM named AS n
            JOIN region AS r
              ON r.level = n.level AND r.unit_id = n.region_id
             AND in_force(r.valid_from, r.valid_to, n.day)
            GROUP BY ALL
        ),
        reached AS (
            SELECT DISTINCT g.group_id, g.name_ko, g.name_en, n.event_id, n.promise_id, n.event_date, n.kind, n.act_ko, n.act_en,
                   n.status, n.verified
            FROM named AS n
            LEFT JOIN units AS u USING (event_id, region_id)
            JOIN groups AS g
              ON n.level = 'nation' OR n.level = 'megaregion' AND g.group_id = n.region_id OR g.group_id = u.megaregion
              OR n.level = 'capital_rest' AND (n.region_id = 'capital') = (g.group_id = 'capital')
        ),
        latest AS (
            SELECT *
            FROM reached
            WHERE verified
            QUALIFY row_number() OVER (PARTITION BY group_id, promise_id ORDER BY event_date DESC, event_id) = 1
        ),
        doubtful AS (
            SELECT group_id, kind, count(DISTINCT promise_id) AS unverified
            FROM reached
            WHERE NOT verified
            GROUP BY group_id, kind
        )
        SELECT group_id AS region_id, any_value(name_ko) AS name_ko, any_value(name_en) AS name_en, kind,
               count(*) AS promised,
               count(*) FILTER (status = 'done') AS done,
               count(*) FILTER (status IN ('ended', 'annulled')) AS given_up,
               count(*) FILTER (status = 'promised') AS open,
               coalesce(any_value(d.unverified), 0) AS unverified,
               max(event_date) AS latest_date,
               last(act_ko ORDER BY event_date, event_id) AS latest_act_ko,
               last(act_en ORDER BY event_date, event_id) AS latest_act_en,
               last(status ORDER BY event_date, event_id) AS latest_status
        FROM latest
        LEFT JOIN doubtful AS d USING (group_id, kind)
        GROUP BY group_id, kind
    """)
