-- Casualties of each event by kind and group of victims, across all that assert a count.
-- low, high: lowest and highest bound that anybody states; open_claims: how many leave the high open.
SELECT
    c.event_id,
    e.event_date,
    e.country,
    e.location,
    c.claim_kind,
    c.victim_group,
    c.low,
    c.best_low,
    c.best_high,
    c.high,
    c.open_claims,
    c.claims,
    c.reports
FROM event_casualty AS c
JOIN event AS e ON e.event_id = c.event_id
