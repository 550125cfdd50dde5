-- Sides of events that UCDP would record: state-based 1, non-state 2, one-sided 3.
-- A state stands first, the perpetrator in one-sided violence; "Civilians" stands second.
SELECT
    p.event_id,
    CASE
        WHEN p.inter2 IN (6, 7) OR p.inter1 IN (6, 7) THEN 3
        WHEN p.inter1 IN (1, 8) OR p.inter2 IN (1, 8) THEN 1
        ELSE 2
    END AS type_of_violence,
    CASE WHEN p.inter1 IN (6, 7) OR (p.inter2 IN (1, 8) AND p.inter1 NOT IN (1, 8))
        THEN p.actor2 ELSE p.actor1 END AS side_a,
    CASE
        WHEN p.inter2 IN (6, 7) OR p.inter1 IN (6, 7) THEN 'Civilians'
        WHEN p.inter2 IN (1, 8) AND p.inter1 NOT IN (1, 8) THEN p.actor1
        ELSE p.actor2
    END AS side_b,
    CASE WHEN p.inter1 IN (6, 7) OR (p.inter2 IN (1, 8) AND p.inter1 NOT IN (1, 8))
        THEN p.inter2 ELSE p.inter1 END AS kind_a,
    CASE
        WHEN p.inter2 IN (6, 7) OR p.inter1 IN (6, 7) THEN 7
        WHEN p.inter2 IN (1, 8) AND p.inter1 NOT IN (1, 8) THEN p.inter1
        ELSE p.inter2
    END AS kind_b,
    (
        SELECT min(ea.iso3) FROM event_actor AS ea
        WHERE ea.event_id = p.event_id AND ea.actor_name =
            CASE WHEN p.inter1 IN (6, 7) OR (p.inter2 IN (1, 8) AND p.inter1 NOT IN (1, 8))
                THEN p.actor2 ELSE p.actor1 END
    ) AS iso3_a,
    (
        SELECT min(ea.iso3) FROM event_actor AS ea
        WHERE ea.event_id = p.event_id AND ea.actor_name =
            CASE WHEN p.inter2 IN (1, 8) AND p.inter1 NOT IN (1, 8) THEN p.actor1 ELSE p.actor2 END
    ) AS iso3_b
FROM acled_parties AS p
JOIN event AS e ON e.event_id = p.event_id
WHERE e.event_type <> 'Strategic developments'
    AND (
        (p.inter1 IN (1, 2, 3, 4, 8) AND p.inter2 IN (1, 2, 3, 4, 6, 7, 8))
        OR (p.inter1 IN (6, 7) AND p.inter2 IN (1, 2, 3, 4, 8))
    )
