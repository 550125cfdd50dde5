-- Properties of a feature a located event, in the columns of events.csv and ACLED's parties.
SELECT
    a.event_id_cnty AS event_id,
    a.event_date,
    e.first_date,
    e.last_date,
    a.time_precision,
    a.event_type,
    a.sub_event_type,
    a.actor1,
    a.assoc_actor_1,
    a.actor2,
    a.assoc_actor_2,
    a.country,
    a.admin1,
    a.admin2,
    a.location,
    a.geo_precision,
    a.fatalities,
    e.fatalities_low,
    e.fatalities_high,
    e.independent_sources,
    e.confidence,
    a.source,
    a.notes,
    a.latitude,
    a.longitude
FROM acled_event AS a
JOIN event AS e ON e.event_id = a.event_id_cnty
WHERE a.latitude IS NOT NULL AND is_selected(a.event_id_cnty)
ORDER BY a.event_date, a.event_id_cnty
