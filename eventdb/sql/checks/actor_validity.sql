-- warning: an event lies within the years of its actors' names
SELECT ea.event_id, e.event_date, ea.actor_name, n.valid_from, n.valid_to
FROM event_actor AS ea
JOIN event AS e ON e.event_id = ea.event_id
JOIN actor_name AS n ON n.actor_id = ea.actor_id AND n.name = ea.actor_name
WHERE CAST(substr(CAST(e.event_date AS text), 1, 4) AS integer) < n.valid_from
    OR CAST(substr(CAST(e.event_date AS text), 1, 4) AS integer) > n.valid_to
