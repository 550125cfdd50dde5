-- Claims by event, kind and kind of speaker.
SELECT
    m.event_id,
    k.claim_kind,
    k.speaker_kind,
    count(*) AS claims,
    count(DISTINCT k.report_id) AS reports,
    count(*) OVER (PARTITION BY m.event_id, k.claim_kind) AS speaker_kinds
FROM claim AS k
JOIN event_member AS m ON m.candidate_id = k.candidate_id
GROUP BY m.event_id, k.claim_kind, k.speaker_kind
