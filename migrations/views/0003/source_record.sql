-- Sources, what came from each, and how often another one bears its events out.
SELECT
    s.source_id,
    s.name,
    s.scale,
    s.kind,
    s.is_registered,
    count(DISTINCT r.report_id) AS reports,
    count(DISTINCT d.report_id) AS reports_in_dispatches,
    min(utc_day(r.published_at)) AS first_day,
    max(utc_day(r.published_at)) AS last_day,
    count(DISTINCT ec.candidate_id) AS candidates,
    count(DISTINCT m.event_id) AS events,
    count(DISTINCT CASE WHEN e.independent_sources > 1 THEN e.event_id END) AS events_borne_out,
    count(DISTINCT f.event_id) AS events_with_disputed_counts,
    coalesce(max(g.beside_others), 0) AS candidates_beside_others,
    coalesce(max(g.borne_out), 0) AS candidates_borne_out,
    coalesce(max(g.copied), 0) AS candidates_copied,
    coalesce(max(g.letter), 'F') AS reliability
FROM source AS s
LEFT JOIN report AS r ON r.source_id = s.source_id
LEFT JOIN dispatch_copy AS d ON d.report_id = r.report_id
LEFT JOIN event_candidate AS ec ON ec.report_id = r.report_id
LEFT JOIN source_grade AS g ON g.source_id = s.source_id
LEFT JOIN event_member AS m ON m.candidate_id = ec.candidate_id
LEFT JOIN event AS e ON e.event_id = m.event_id
LEFT JOIN event_field AS f
    ON f.event_id = m.event_id AND f.is_disputed AND f.field IN ('fatalities', 'injured')
GROUP BY s.source_id, s.name, s.scale, s.kind, s.is_registered
