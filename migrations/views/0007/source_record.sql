-- Sources, what came from each, and how often another one bears its events out.
-- All but reports and days: as of the last reconciliation.
SELECT
    s.source_id,
    s.name,
    s.scale,
    s.kind,
    s.is_registered,
    coalesce(r.reports, 0) AS reports,
    coalesce(t.reports_in_dispatches, 0) AS reports_in_dispatches,
    utc_day(r.first_at) AS first_day,
    utc_day(r.last_at) AS last_day,
    coalesce(t.candidates, 0) AS candidates,
    coalesce(t.events, 0) AS events,
    coalesce(t.events_borne_out, 0) AS events_borne_out,
    coalesce(t.events_with_disputed_counts, 0) AS events_with_disputed_counts,
    coalesce(g.beside_others, 0) AS candidates_beside_others,
    coalesce(g.borne_out, 0) AS candidates_borne_out,
    coalesce(g.copied, 0) AS candidates_copied,
    coalesce(g.letter, 'F') AS reliability
FROM source AS s
LEFT JOIN (
    SELECT
        source_id,
        count(*) AS reports,
        min(published_at) AS first_at,
        max(published_at) AS last_at
    FROM report
    GROUP BY source_id
) AS r ON r.source_id = s.source_id
LEFT JOIN source_tally AS t ON t.source_id = s.source_id
LEFT JOIN source_grade AS g ON g.source_id = s.source_id
