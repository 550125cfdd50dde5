-- Actors of events, registered or not, with how often each takes part.
SELECT
    a.actor_id,
    a.name,
    k.label AS kind,
    a.iso3,
    CASE WHEN a.is_registered THEN 'true' ELSE 'false' END AS is_registered,
    count(DISTINCT ea.event_id) AS events,
    min(e.event_date) AS first_day,
    max(e.event_date) AS last_day
FROM actor AS a
JOIN actor_kind AS k ON k.code = a.actor_kind
JOIN event_actor AS ea ON ea.actor_id = a.actor_id
JOIN event AS e ON e.event_id = ea.event_id
WHERE is_selected(e.event_id)
GROUP BY a.actor_id, a.name, k.label, a.iso3, a.is_registered
ORDER BY a.actor_id
