-- warning: a part of a count is not larger than the event's highest
SELECT g.event_id, g.claim_kind, g.victim_group, g.best_high, e.fatalities_high
FROM casualty_by_group AS g
JOIN event AS e ON e.event_id = g.event_id
WHERE g.claim_kind = 'killed' AND g.best_high > e.fatalities_high
