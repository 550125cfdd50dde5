-- Reports and what they told, by source and day of publication; days without reports are absent.
SELECT
    coalesce(s.name, 'Unknown') AS source,
    utc_day(r.published_at) AS published_day,
    r.language,
    count(DISTINCT r.report_id) AS reports,
    count(DISTINCT CASE WHEN ec.candidate_id IS NOT NULL THEN r.report_id END)
        AS reports_with_events,
    count(DISTINCT ec.candidate_id) AS candidates
FROM report AS r
LEFT JOIN source AS s ON s.source_id = r.source_id
LEFT JOIN event_candidate AS ec ON ec.report_id = r.report_id
GROUP BY coalesce(s.name, 'Unknown'), utc_day(r.published_at), r.language
