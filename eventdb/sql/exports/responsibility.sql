-- Who is said to have acted, by whom, in which words.
SELECT
    q.event_id,
    q.event_date,
    q.sub_event_type,
    q.country,
    q.location,
    q.actor,
    q.responsibility_kind,
    q.stated_by,
    q.words,
    q.part,
    q.start_char,
    q.end_char,
    q.report_id,
    q.source,
    utc_text(q.published_at) AS published_at
FROM responsibility_record AS q
WHERE is_selected(q.event_id)
ORDER BY q.report_id, q.candidate_id, q.position
