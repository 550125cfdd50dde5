-- warning: a merged id leads to an event or to another redirect
SELECT q.old_event_id, q.new_event_id FROM id_redirect AS q
LEFT JOIN event AS e ON e.event_id = q.new_event_id
LEFT JOIN id_redirect AS onward ON onward.old_event_id = q.new_event_id
WHERE q.reason = 'merged' AND e.event_id IS NULL AND onward.old_event_id IS NULL
