-- What a PLOVER record needs of each event that PLOVER has a type for.
SELECT
    e.event_id,
    e.event_date,
    e.first_date,
    e.last_date,
    e.event_type,
    e.sub_event_type,
    t.plover_type,
    t.mode,
    t.contexts,
    t.quad_code,
    p.actor1,
    p.assoc_actor_1,
    p.inter1,
    p.actor2,
    p.assoc_actor_2,
    p.inter2,
    k1.plover_sector AS sector1,
    k2.plover_sector AS sector2,
    e.iso3,
    e.country,
    e.admin1,
    e.admin2,
    e.location,
    e.place_id,
    e.latitude,
    e.longitude,
    e.geo_precision,
    coalesce(
        e.fatalities_best,
        (
            SELECT v.value FROM vague_number AS v
            WHERE v.scheme = 'plover' AND v.low = e.fatalities_low AND v.high = e.fatalities_high
        ),
        e.fatalities_low
    ) AS dead,
    coalesce(
        e.injured_best,
        (
            SELECT v.value FROM vague_number AS v
            WHERE v.scheme = 'plover' AND v.low = e.injured_low AND v.high = e.injured_high
        ),
        e.injured_low
    ) AS injured,
    e.notes
FROM event AS e
JOIN plover_type AS t ON t.sub_event_type = e.sub_event_type
JOIN acled_parties AS p ON p.event_id = e.event_id
LEFT JOIN actor_kind AS k1 ON k1.code = p.inter1
LEFT JOIN actor_kind AS k2 ON k2.code = p.inter2
WHERE is_selected(e.event_id)
ORDER BY e.event_date, e.event_id
