-- Casualties of each event by kind and group of victims, across all that assert a count.
-- low, high: lowest and highest bound that anybody states; open_claims: how many leave the high open.
SELECT
    m.event_id,
    e.event_date,
    e.country,
    e.location,
    k.claim_kind,
    coalesce(k.victim_group, 'not stated') AS victim_group,
    min(k.low) AS low,
    min(k.best) AS best_low,
    max(k.best) AS best_high,
    max(coalesce(k.high, k.best, k.low)) AS high,
    sum(CASE WHEN k.high IS NULL THEN 1 ELSE 0 END) AS open_claims,
    count(*) AS claims,
    count(DISTINCT k.report_id) AS reports
FROM claim AS k
JOIN event_member AS m ON m.candidate_id = k.candidate_id
JOIN event AS e ON e.event_id = m.event_id
WHERE k.claim_kind IN ('killed', 'wounded', 'abducted', 'detained', 'missing', 'displaced')
    AND k.count_scope IN ('event', 'subset')
    AND k.stance <> 'denies'
GROUP BY
    m.event_id, e.event_date, e.country, e.location, k.claim_kind,
    coalesce(k.victim_group, 'not stated')
