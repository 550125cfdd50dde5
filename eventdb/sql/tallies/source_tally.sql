-- Candidates, events and copied reports by the source that they came from.
SELECT
    s.source_id,
    coalesce(c.candidates, 0) AS candidates,
    coalesce(c.events, 0) AS events,
    coalesce(c.events_borne_out, 0) AS events_borne_out,
    coalesce(c.events_with_disputed_counts, 0) AS events_with_disputed_counts,
    coalesce(d.reports, 0) AS reports_in_dispatches
FROM source AS s
LEFT JOIN (
    SELECT
        told.source_id,
        sum(told.candidates) AS candidates,
        count(e.event_id) AS events,
        count(CASE WHEN e.independent_sources > 1 THEN 1 END) AS events_borne_out,
        count(f.event_id) AS events_with_disputed_counts
    FROM (
        SELECT r.source_id, m.event_id, count(*) AS candidates
        FROM event_candidate AS ec
        JOIN report AS r ON r.report_id = ec.report_id
        LEFT JOIN event_member AS m ON m.candidate_id = ec.candidate_id
        GROUP BY r.source_id, m.event_id
    ) AS told
    LEFT JOIN event AS e ON e.event_id = told.event_id
    LEFT JOIN (
        SELECT DISTINCT event_id
        FROM event_field
        WHERE is_disputed AND field IN ('fatalities', 'injured')
    ) AS f ON f.event_id = told.event_id
    GROUP BY told.source_id
) AS c ON c.source_id = s.source_id
LEFT JOIN (
    SELECT r.source_id, count(*) AS reports
    FROM dispatch_copy AS copied
    JOIN report AS r ON r.report_id = copied.report_id
    GROUP BY r.source_id
) AS d ON d.source_id = s.source_id
WHERE c.candidates > 0 OR d.reports > 0
