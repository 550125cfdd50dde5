-- Pairs of actors of one event, the name that sorts first in actor_a; a lone actor has no actor_b.
SELECT
    CASE WHEN p.actor2 IS NULL OR p.actor1 <= p.actor2 THEN p.actor1 ELSE p.actor2 END AS actor_a,
    CASE WHEN p.actor2 IS NULL OR p.actor1 <= p.actor2 THEN p.actor2 ELSE p.actor1 END AS actor_b,
    i.label AS interaction,
    count(*) AS events,
    min(e.event_date) AS first_day,
    max(e.event_date) AS last_day,
    CAST(sum(coalesce(e.fatalities_low, 0)) AS bigint) AS fatalities_low,
    CAST(sum(coalesce(e.fatalities_best, e.fatalities_low, 0)) AS bigint) AS fatalities_best,
    CAST(sum(coalesce(e.fatalities_high, e.fatalities_best, e.fatalities_low, 0)) AS bigint)
        AS fatalities_high
FROM event AS e
JOIN acled_parties AS p ON p.event_id = e.event_id
JOIN interaction AS i ON i.code = p.interaction
GROUP BY
    CASE WHEN p.actor2 IS NULL OR p.actor1 <= p.actor2 THEN p.actor1 ELSE p.actor2 END,
    CASE WHEN p.actor2 IS NULL OR p.actor1 <= p.actor2 THEN p.actor2 ELSE p.actor1 END,
    i.label
