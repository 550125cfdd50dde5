-- What changed in this database and when: events as they stand, and ids that changed their meaning.
SELECT
    e.event_id,
    'written' AS change,
    CAST(NULL AS text) AS leads_to,
    e.changed_at
FROM event AS e
UNION ALL
SELECT
    q.old_event_id,
    q.reason,
    q.new_event_id,
    q.changed_at
FROM id_redirect AS q
