-- Counts on which independent sources contradict one another: one row a claim that was used.
SELECT
    e.event_id,
    e.event_date,
    e.country,
    e.location,
    e.sub_event_type,
    f.field,
    CASE f.field WHEN 'injured' THEN e.injured_low ELSE e.fatalities_low END AS event_low,
    CASE f.field WHEN 'injured' THEN e.injured_best ELSE e.fatalities_best END AS event_best,
    CASE f.field WHEN 'injured' THEN e.injured_high ELSE e.fatalities_high END AS event_high,
    k.low,
    k.best,
    k.high,
    k.words,
    k.attributed_to,
    k.speaker_kind,
    s.name AS source,
    k.report_id,
    k.claim_id
FROM event_field AS f
JOIN event AS e ON e.event_id = f.event_id
LEFT JOIN event_claim AS ev ON ev.event_id = f.event_id AND ev.field = f.field
LEFT JOIN claim AS k ON k.claim_id = ev.claim_id
LEFT JOIN report AS r ON r.report_id = k.report_id
LEFT JOIN source AS s ON s.source_id = r.source_id
WHERE f.is_disputed AND f.field IN ('fatalities', 'injured')
