-- From any column of an event to the words that support it: column, rule, claim, words, report.
SELECT
    f.event_id,
    f.field,
    f.rule,
    f.is_disputed,
    ev.position,
    ev.claim_id,
    k.claim_kind,
    k.low,
    k.best,
    k.high,
    k.value,
    k.words,
    k.attributed_to,
    k.speaker_kind,
    k.stance,
    k.report_id,
    k.part,
    k.start_char,
    k.end_char,
    s.name AS source,
    r.title,
    r.published_at,
    r.url
FROM event_field AS f
LEFT JOIN event_claim AS ev ON ev.event_id = f.event_id AND ev.field = f.field
LEFT JOIN claim AS k ON k.claim_id = ev.claim_id
LEFT JOIN report AS r ON r.report_id = k.report_id
LEFT JOIN source AS s ON s.source_id = r.source_id
