-- Runs of days without a report of a source, between two days that have one; days: how many are missing.
SELECT
    gap.source,
    gap.day_before AS last_day_with_reports,
    gap.day_after AS next_day_with_reports,
    day_number(gap.day_after) - day_number(gap.day_before) - 1 AS days
FROM (
    SELECT
        covered.source,
        covered.published_day AS day_before,
        lead(covered.published_day) OVER (
            PARTITION BY covered.source ORDER BY covered.published_day
        ) AS day_after
    FROM (
        SELECT DISTINCT coalesce(s.name, 'Unknown') AS source, utc_day(r.published_at) AS published_day
        FROM report AS r
        LEFT JOIN source AS s ON s.source_id = r.source_id
        WHERE r.published_at IS NOT NULL
    ) AS covered
) AS gap
WHERE day_number(gap.day_after) - day_number(gap.day_before) > 1
