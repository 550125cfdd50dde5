-- Who is said to have acted: claimed, accused, denied or reported, by whom, in which words.
SELECT
    m.event_id,
    e.event_date,
    e.sub_event_type,
    e.country,
    e.location,
    q.actor_name AS actor,
    q.responsibility_kind,
    q.stated_by,
    q.words,
    s.name AS source,
    ec.report_id,
    q.part,
    q.start_char,
    q.end_char,
    r.published_at,
    q.candidate_id,
    q.position
FROM candidate_responsibility AS q
JOIN event_candidate AS ec ON ec.candidate_id = q.candidate_id
JOIN report AS r ON r.report_id = ec.report_id
LEFT JOIN source AS s ON s.source_id = r.source_id
LEFT JOIN event_member AS m ON m.candidate_id = q.candidate_id
LEFT JOIN event AS e ON e.event_id = m.event_id
