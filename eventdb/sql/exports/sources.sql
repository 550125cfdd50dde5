-- Sources with reports in the database, and how often others bear them out.
SELECT
    source_id, name, scale, kind,
    CASE WHEN is_registered THEN 'true' ELSE 'false' END AS is_registered,
    reports, reports_in_dispatches, first_day, last_day, candidates, events, events_borne_out,
    events_with_disputed_counts, candidates_beside_others, candidates_borne_out,
    candidates_copied, reliability
FROM source_record
WHERE reports > 0
    AND (
        is_whole()
        OR source_id IN (
            SELECT r.source_id FROM report AS r
            JOIN event_candidate AS ec ON ec.report_id = r.report_id
            JOIN event_member AS m ON m.candidate_id = ec.candidate_id
            WHERE is_selected(m.event_id)
        )
    )
ORDER BY source_id
