-- error: sub-event type belongs to event type, disorder type follows from it
SELECT a.event_id_cnty, a.event_type, a.sub_event_type, a.disorder_type
FROM acled_event AS a
LEFT JOIN sub_event_type AS s
    ON s.sub_event_type = a.sub_event_type AND s.event_type = a.event_type
    AND s.disorder_type = a.disorder_type
WHERE s.sub_event_type IS NULL
