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
        SELECT DISTINCT source, published_day FROM coverage WHERE published_day IS NOT NULL
    ) AS covered
) AS gap
WHERE day_number(gap.day_after) - day_number(gap.day_before) > 1
