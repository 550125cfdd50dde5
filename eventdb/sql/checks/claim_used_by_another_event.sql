-- error: an event rests on claims of its own candidates only
SELECT ev.event_id, ev.field, ev.claim_id, m.event_id AS other_event
FROM event_claim AS ev
JOIN claim AS k ON k.claim_id = ev.claim_id
LEFT JOIN event_member AS m ON m.candidate_id = k.candidate_id
WHERE m.event_id IS NULL OR m.event_id <> ev.event_id
