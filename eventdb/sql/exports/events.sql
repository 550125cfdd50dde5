-- Events in this project's own columns: intervals, ranges, and which columns are disputed or set by people.
SELECT
    e.event_id,
    e.event_type,
    e.sub_event_type,
    e.event_date,
    e.first_date,
    e.last_date,
    e.time_precision,
    e.iso3,
    e.country,
    e.admin1,
    e.admin2,
    e.location,
    e.place_id,
    e.latitude,
    e.longitude,
    e.geo_precision,
    p.actor1,
    p.assoc_actor_1,
    p.actor2,
    p.assoc_actor_2,
    e.fatalities_low,
    e.fatalities_best,
    e.fatalities_high,
    e.injured_low,
    e.injured_best,
    e.injured_high,
    CASE WHEN e.is_civilian_targeting THEN 'true' ELSE 'false' END AS is_civilian_targeting,
    (
        SELECT string_agg(listed.field, '; ')
        FROM (
            SELECT f.field FROM event_field AS f
            WHERE f.event_id = e.event_id AND f.is_disputed
            ORDER BY f.position
        ) AS listed
    ) AS disputed,
    (
        SELECT string_agg(made.words, '; ')
        FROM (
            SELECT
                CASE q.field WHEN '' THEN k.action ELSE q.field END || ' (' || k.author || ')'
                    AS words
            FROM event_correction AS q
            JOIN correction AS k ON k.correction_id = q.correction_id
            WHERE q.event_id = e.event_id
            ORDER BY k.corrected_at, k.correction_id
        ) AS made
    ) AS corrected,
    (SELECT count(DISTINCT ec.report_id) FROM event_member AS m
        JOIN event_candidate AS ec ON ec.candidate_id = m.candidate_id
        WHERE m.event_id = e.event_id) AS reports,
    e.independent_sources,
    e.grade,
    e.confidence,
    e.notes
FROM event AS e
JOIN acled_parties AS p ON p.event_id = e.event_id
WHERE is_selected(e.event_id)
ORDER BY e.event_date, e.event_id
