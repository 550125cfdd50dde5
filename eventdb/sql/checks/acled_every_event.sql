-- error: every event stands in the view acled_event
SELECT e.event_id FROM event AS e
LEFT JOIN acled_event AS a ON a.event_id_cnty = e.event_id
WHERE a.event_id_cnty IS NULL
