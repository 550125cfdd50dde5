-- Every closed vocabulary with its codes.
SELECT vocabulary, code, label, meaning
FROM (
    SELECT 'event_type' AS vocabulary, rank, event_type AS code, event_type AS label, meaning
    FROM event_type
    UNION ALL
    SELECT 'sub_event_type', rank, sub_event_type, event_type || ': ' || sub_event_type, meaning
    FROM sub_event_type
    UNION ALL
    SELECT 'actor_kind', code, CAST(code AS text), label, meaning FROM actor_kind
    UNION ALL
    SELECT 'interaction', code, CAST(code AS text), label, '' FROM interaction
    UNION ALL
    SELECT 'time_precision', code, CAST(code AS text), label, meaning FROM time_precision
    UNION ALL
    SELECT 'geo_precision', code, CAST(code AS text), label, meaning FROM geo_precision
    UNION ALL
    SELECT 'claim_kind', rank, code, code, meaning FROM claim_kind
    UNION ALL
    SELECT 'count_scope', rank, code, code, meaning FROM count_scope
    UNION ALL
    SELECT 'party_role', rank, code, code, meaning FROM party_role
    UNION ALL
    SELECT 'responsibility_kind', rank, code, code, meaning FROM responsibility_kind
    UNION ALL
    SELECT 'source_scale', rank, code, code, meaning FROM source_scale
    UNION ALL
    SELECT 'speaker_kind', rank, code, code, meaning FROM speaker_kind
    UNION ALL
    SELECT 'stance', rank, code, code, meaning FROM stance
    UNION ALL
    SELECT 'vague_number ' || scheme, low, CAST(low AS text) || '-' || CAST(high AS text),
        CAST(value AS text), words || ': ' || reason
    FROM vague_number
) AS codes
ORDER BY vocabulary, rank, code
