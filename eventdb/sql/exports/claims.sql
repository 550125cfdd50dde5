-- Every claim with its words, and the columns of the event that rest on it.
SELECT
    k.claim_id,
    k.event_id,
    (
        SELECT string_agg(listed.field, '; ')
        FROM (
            SELECT ev.field FROM event_claim AS ev
            WHERE ev.claim_id = k.claim_id
            ORDER BY ev.field
        ) AS listed
    ) AS used_for,
    k.claim_kind,
    k.low,
    k.best,
    k.high,
    k.value,
    k.role,
    k.victims,
    k.victim_group,
    k.count_scope,
    k.stance,
    k.attributed_to,
    k.speaker_kind,
    k.words,
    k.part,
    k.start_char,
    k.end_char,
    k.report_id,
    k.source,
    k.title,
    utc_text(k.published_at) AS published_at,
    k.language,
    k.url,
    k.dispatch,
    k.extractor_version
FROM claim_record AS k
WHERE is_selected(k.event_id)
ORDER BY k.report_id, k.candidate_id, k.position
