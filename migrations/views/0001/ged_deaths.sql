-- Best number of deaths of each event by UCDP's rules, and how many of them are civilians.
-- best: the fused one; vague words by vague_number (scheme ged); otherwise the low bound.
SELECT
    b.event_id,
    b.best,
    CASE
        WHEN t.type_of_violence = 3 THEN b.best
        ELSE least(b.best, coalesce(
            (
                SELECT max(coalesce(k.best, k.low))
                FROM event_member AS m
                JOIN claim AS k ON k.candidate_id = m.candidate_id
                WHERE m.event_id = b.event_id
                    AND k.claim_kind = 'killed'
                    AND k.count_scope IN ('event', 'subset')
                    AND k.stance <> 'denies'
                    AND k.victim_group IN (
                        'civilians', 'women', 'children', 'elderly', 'journalists', 'medical',
                        'aid_workers', 'religious', 'students', 'protesters'
                    )
            ),
            0
        ))
    END AS civilians
FROM (
    SELECT
        e.event_id,
        coalesce(
            e.fatalities_best,
            (
                SELECT v.value FROM vague_number AS v
                WHERE v.scheme = 'ged' AND v.low = e.fatalities_low AND v.high = e.fatalities_high
            ),
            e.fatalities_low
        ) AS best
    FROM event AS e
    WHERE e.fatalities_low IS NOT NULL
) AS b
JOIN ged_pair AS t ON t.event_id = b.event_id
