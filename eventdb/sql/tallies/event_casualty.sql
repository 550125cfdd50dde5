-- Claims of harm to people, by event, kind of harm and group; counts beyond the event are left out.
SELECT
    m.event_id,
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
WHERE k.claim_kind IN ('killed', 'wounded', 'abducted', 'detained', 'missing', 'displaced')
    AND k.count_scope IN ('event', 'subset')
    AND k.stance <> 'denies'
GROUP BY m.event_id, k.claim_kind, coalesce(k.victim_group, 'not stated')
