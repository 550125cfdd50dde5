-- Claims with their words, speaker, report and source, and the event that they came to.
SELECT
    k.claim_id,
    m.event_id,
    k.candidate_id,
    k.report_id,
    k.position,
    k.claim_kind,
    k.low,
    k.best,
    k.high,
    k.value,
    k.role,
    k.victims,
    k.victim_group,
    k.count_scope,
    k.words,
    k.part,
    k.start_char,
    k.end_char,
    k.attributed_to,
    k.speaker_kind,
    k.stance,
    s.name AS source,
    r.title,
    r.published_at,
    r.language,
    r.url,
    d.group_id AS dispatch,
    k.extractor_version
FROM claim AS k
JOIN report AS r ON r.report_id = k.report_id
LEFT JOIN source AS s ON s.source_id = r.source_id
LEFT JOIN event_member AS m ON m.candidate_id = k.candidate_id
LEFT JOIN dispatch_copy AS d ON d.report_id = k.report_id
