-- warning: the same actors, place, day and sub-event type come once
SELECT
    event_date, sub_event_type, country, location, actor1, actor2, count(*) AS events,
    min(event_id_cnty) AS first_event
FROM acled_event
GROUP BY event_date, sub_event_type, country, location, actor1, actor2
HAVING count(*) > 1
