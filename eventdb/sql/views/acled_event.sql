-- Events in ACLED's columns and words, one row an event.
-- fatalities: the fused best number; vague words by vague_number; otherwise the lowest figure; 0.
-- timestamp: the newest report or correction that the event rests on.
-- Codes are joined from the left, though none is ever missing, so that SQLite begins with the events.
SELECT
    e.event_id AS event_id_cnty,
    e.event_date,
    CAST(substr(CAST(e.event_date AS text), 1, 4) AS integer) AS year,
    e.time_precision,
    s.disorder_type,
    e.event_type,
    e.sub_event_type,
    p.actor1,
    p.assoc_actor_1,
    k1.label AS inter1,
    p.actor2,
    p.assoc_actor_2,
    nullif(k2.label, '') AS inter2,
    i.label AS interaction,
    CASE
        WHEN e.event_type = 'Violence against civilians'
            OR e.sub_event_type = 'Excessive force against protesters' THEN 'Civilians targeted'
        WHEN e.event_type IN ('Explosions/Remote violence', 'Riots')
            AND e.is_civilian_targeting THEN 'Civilians targeted'
    END AS civilian_targeting,
    c.iso_code AS iso,
    c.region,
    c.name AS country,
    e.admin1,
    e.admin2,
    CAST(NULL AS text) AS admin3,
    e.location,
    e.latitude,
    e.longitude,
    e.geo_precision,
    coalesce(
        (
            SELECT string_agg(named.name, '; ')
            FROM (
                SELECT replace(coalesce(src.name, 'Unknown'), ';', ',') AS name
                FROM event_member AS m
                JOIN event_candidate AS ec ON ec.candidate_id = m.candidate_id
                JOIN report AS r ON r.report_id = ec.report_id
                LEFT JOIN source AS src ON src.source_id = r.source_id
                WHERE m.event_id = e.event_id
                GROUP BY src.name
                ORDER BY src.name IS NULL, src.name
            ) AS named
        ),
        'Unknown'
    ) AS source,
    coalesce(
        (
            SELECT CASE WHEN narrow.code = wide.code THEN narrow.code
                ELSE narrow.code || '-' || wide.code END
            FROM (
                SELECT min(sc.rank) AS narrow_rank, max(sc.rank) AS wide_rank
                FROM event_member AS m
                JOIN event_candidate AS ec ON ec.candidate_id = m.candidate_id
                JOIN report AS r ON r.report_id = ec.report_id
                JOIN source AS src ON src.source_id = r.source_id
                JOIN source_scale AS sc ON sc.code = src.scale
                WHERE m.event_id = e.event_id
            ) AS scales
            JOIN source_scale AS narrow ON narrow.rank = scales.narrow_rank
            JOIN source_scale AS wide ON wide.rank = scales.wide_rank
        ),
        'Other'
    ) AS source_scale,
    e.notes,
    coalesce(
        e.fatalities_best,
        (
            SELECT v.value FROM vague_number AS v
            WHERE v.scheme = 'acled' AND v.low = e.fatalities_low AND v.high = e.fatalities_high
        ),
        e.fatalities_low,
        0
    ) AS fatalities,
    CASE WHEN e.event_type IN ('Protests', 'Riots') THEN 'crowd size=no report' END AS tags,
    greatest(
        coalesce(
            (
                SELECT max(unix_seconds(r.published_at))
                FROM event_member AS m
                JOIN event_candidate AS ec ON ec.candidate_id = m.candidate_id
                JOIN report AS r ON r.report_id = ec.report_id
                WHERE m.event_id = e.event_id
            ),
            unix_seconds(e.last_date)
        ),
        coalesce(
            (
                SELECT max(unix_seconds(k.corrected_at))
                FROM correction AS k
                WHERE k.event_id = e.event_id
            ),
            0
        )
    ) AS timestamp
FROM event AS e
JOIN acled_parties AS p ON p.event_id = e.event_id
LEFT JOIN sub_event_type AS s ON s.sub_event_type = e.sub_event_type
LEFT JOIN actor_kind AS k1 ON k1.code = p.inter1
LEFT JOIN actor_kind AS k2 ON k2.code = p.inter2
LEFT JOIN interaction AS i ON i.code = p.interaction
LEFT JOIN country AS c ON c.iso3 = e.iso3
