-- error: every event has a candidate
SELECT e.event_id FROM event AS e
LEFT JOIN event_member AS m ON m.event_id = e.event_id
WHERE m.event_id IS NULL
