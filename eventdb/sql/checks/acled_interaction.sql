-- error: interaction follows from inter1 and inter2
SELECT p.event_id, p.inter1, p.inter2, p.interaction FROM acled_parties AS p
WHERE p.interaction <> CASE
    WHEN p.inter2 = 0 THEN p.inter1 * 10
    WHEN p.inter1 <= p.inter2 THEN p.inter1 * 10 + p.inter2
    ELSE p.inter2 * 10 + p.inter1
END
