-- Stands on who acted in an event, in the order of their first report: claims beside charges and denials.
SELECT
    q.event_id,
    q.position,
    e.event_date,
    e.sub_event_type,
    e.country,
    e.location,
    e.grade,
    q.actor_name AS actor,
    q.responsibility_kind,
    q.stated_by,
    q.first_published_at,
    q.independent_sources,
    (
        SELECT count(*)
        FROM event_responsibility_statement AS t
        WHERE t.event_id = q.event_id AND t.position = q.position
    ) AS statements
FROM event_responsibility AS q
JOIN event AS e ON e.event_id = q.event_id
