-- What independent sources say where they exclude one another, on any field of an event; one row a value and report.
SELECT
    d.event_id,
    e.event_date,
    e.sub_event_type,
    e.country,
    e.location,
    d.field,
    f.rule,
    d.value,
    d.candidate_id,
    ec.report_id,
    s.name AS source,
    r.published_at,
    r.is_published_inferred
FROM event_dispute AS d
JOIN event AS e ON e.event_id = d.event_id
JOIN event_candidate AS ec ON ec.candidate_id = d.candidate_id
JOIN report AS r ON r.report_id = ec.report_id
LEFT JOIN source AS s ON s.source_id = r.source_id
LEFT JOIN event_field AS f ON f.event_id = d.event_id AND f.field = d.field
