-- Events with deaths in the columns of UCDP GED; ids of conflicts, dyads and sides are UCDP's own and stay empty.
-- Deaths of civilians: all in one-sided violence, otherwise the most that a claim used states for them.
SELECT
    c.iso_code * 10000000 + CAST(substr(e.event_id, 4) AS bigint) AS id,
    substr(e.event_id, 1, 3) || '-' || substr(CAST(e.event_date AS text), 1, 4)
        || '-' || CAST(t.type_of_violence AS text) || '-' || substr(e.event_id, 4) AS relid,
    CAST(substr(CAST(e.first_date AS text), 1, 4) AS integer) AS year,
    CAST(NULL AS integer) AS active_year,
    CASE WHEN e.geo_precision = 3 OR e.time_precision = 3 OR e.independent_sources < 1
        THEN 'Check' ELSE 'Clear' END AS code_status,
    t.type_of_violence,
    CAST(NULL AS bigint) AS conflict_dset_id,
    CAST(NULL AS bigint) AS conflict_new_id,
    CASE WHEN t.type_of_violence = 1 THEN c.name ELSE t.side_a || ' - ' || t.side_b END
        AS conflict_name,
    CAST(NULL AS bigint) AS dyad_dset_id,
    CAST(NULL AS bigint) AS dyad_new_id,
    t.side_a || ' - ' || t.side_b AS dyad_name,
    CAST(NULL AS bigint) AS side_a_dset_id,
    CAST(NULL AS bigint) AS side_a_new_id,
    t.side_a,
    CAST(NULL AS bigint) AS side_b_dset_id,
    CAST(NULL AS bigint) AS side_b_new_id,
    t.side_b,
    e.independent_sources AS number_of_sources,
    (
        SELECT string_agg(listed.entry, ';')
        FROM (
            SELECT replace(
                coalesce(src.name, 'Unknown') || ',' || coalesce(CAST(utc_day(r.published_at) AS text), '')
                || ',' || coalesce(r.title, ''), ';', ',') AS entry
            FROM event_member AS m
            JOIN event_candidate AS ec ON ec.candidate_id = m.candidate_id
            JOIN report AS r ON r.report_id = ec.report_id
            LEFT JOIN source AS src ON src.source_id = r.source_id
            WHERE m.event_id = e.event_id
            ORDER BY ec.report_id, ec.candidate_id
        ) AS listed
    ) AS source_article,
    (
        SELECT string_agg(listed.entry, ';')
        FROM (
            SELECT replace(coalesce(src.name, 'Unknown'), ';', ',') AS entry
            FROM event_member AS m
            JOIN event_candidate AS ec ON ec.candidate_id = m.candidate_id
            JOIN report AS r ON r.report_id = ec.report_id
            LEFT JOIN source AS src ON src.source_id = r.source_id
            WHERE m.event_id = e.event_id
            ORDER BY ec.report_id, ec.candidate_id
        ) AS listed
    ) AS source_office,
    (
        SELECT string_agg(listed.entry, ';')
        FROM (
            SELECT coalesce(CAST(utc_day(r.published_at) AS text), '') AS entry
            FROM event_member AS m
            JOIN event_candidate AS ec ON ec.candidate_id = m.candidate_id
            JOIN report AS r ON r.report_id = ec.report_id
            WHERE m.event_id = e.event_id
            ORDER BY ec.report_id, ec.candidate_id
        ) AS listed
    ) AS source_date,
    (
        SELECT string_agg(listed.entry, ';')
        FROM (
            SELECT replace(coalesce(r.title, ''), ';', ',') AS entry
            FROM event_member AS m
            JOIN event_candidate AS ec ON ec.candidate_id = m.candidate_id
            JOIN report AS r ON r.report_id = ec.report_id
            WHERE m.event_id = e.event_id
            ORDER BY ec.report_id, ec.candidate_id
        ) AS listed
    ) AS source_headline,
    (
        SELECT string_agg(listed.entry, ';')
        FROM (
            SELECT replace(k.attributed_to, ';', ',') AS entry
            FROM event_claim AS ev
            JOIN claim AS k ON k.claim_id = ev.claim_id
            WHERE ev.event_id = e.event_id AND ev.field = 'fatalities'
                AND k.attributed_to IS NOT NULL
            GROUP BY k.attributed_to
            ORDER BY k.attributed_to
        ) AS listed
    ) AS source_original,
    CASE
        WHEN e.geo_precision = 1 THEN 1
        WHEN e.geo_precision = 2 THEN 2
        WHEN pl.kind IN ('country') THEN 6
        WHEN pl.kind IN ('water') THEN 7
        WHEN pl.kind IN ('admin2', 'district') THEN 3
        WHEN pl.kind IN ('region', 'road', 'field') THEN 5
        ELSE 4
    END AS where_prec,
    e.location AS where_coordinates,
    e.location || coalesce(', ' || e.admin2, '') || coalesce(', ' || e.admin1, '')
        || ', ' || c.name AS where_description,
    e.admin1 AS adm_1,
    e.admin2 AS adm_2,
    e.latitude,
    e.longitude,
    'POINT (' || decimal_text(e.longitude) || ' ' || decimal_text(e.latitude) || ')' AS geom_wkt,
    whole(e.latitude * 2 + 180) * 720 + whole(e.longitude * 2 + 360) + 1 AS priogrid_gid,
    c.name AS country,
    c.gw_code AS country_id,
    c.ged_region AS region,
    CASE WHEN e.time_precision = 3 OR e.geo_precision = 3 THEN 2 ELSE 1 END AS event_clarity,
    CASE
        WHEN day_number(e.last_date) - day_number(e.first_date) = 0 THEN 1
        WHEN day_number(e.last_date) - day_number(e.first_date) <= 5 THEN 2
        WHEN day_number(e.last_date) - day_number(e.first_date) = 6 THEN 3
        WHEN day_number(e.last_date) - day_number(e.first_date) <= 30 THEN 4
        ELSE 5
    END AS date_prec,
    e.first_date AS date_start,
    e.last_date AS date_end,
    0 AS deaths_a,
    0 AS deaths_b,
    d.civilians AS deaths_civilians,
    d.best - d.civilians AS deaths_unknown,
    d.best,
    greatest(coalesce(e.fatalities_high, d.best), d.best) AS high,
    least(coalesce(e.fatalities_low, d.best), d.best) AS low,
    CASE WHEN t.kind_a IN (1, 8) THEN sa.gw_code END AS gwnoa,
    CASE WHEN t.kind_b IN (1, 8) THEN sb.gw_code END AS gwnob
FROM event AS e
JOIN ged_pair AS t ON t.event_id = e.event_id
JOIN ged_deaths AS d ON d.event_id = e.event_id
JOIN country AS c ON c.iso3 = e.iso3
LEFT JOIN place AS pl ON pl.place_id = e.place_id
LEFT JOIN country AS sa ON sa.iso3 = t.iso3_a
LEFT JOIN country AS sb ON sb.iso3 = t.iso3_b
WHERE greatest(coalesce(e.fatalities_high, d.best), d.best) >= 1
