-- warning: an event lies within the years of its actors' names
SELECT ea.event_id, e.event_date, ea.actor_name, a.valid_from, a.valid_to
FROM event_actor AS ea
JOIN event AS e ON e.event_id = ea.event_id
JOIN actor AS a ON a.actor_id = ea.actor_id
WHERE CAST(substr(CAST(e.event_date AS text), 1, 4) AS integer) < a.valid_from
    OR CAST(substr(CAST(e.event_date AS text), 1, 4) AS integer) > a.valid_to
