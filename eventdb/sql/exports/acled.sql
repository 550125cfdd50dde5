-- ACLED's 31 columns. Events without coordinates are left out: ACLED does not record them.
SELECT
    event_id_cnty, event_date, year, time_precision, disorder_type, event_type, sub_event_type,
    actor1, assoc_actor_1, inter1, actor2, assoc_actor_2, inter2, interaction, civilian_targeting,
    iso, region, country, admin1, admin2, admin3, location, latitude, longitude, geo_precision,
    source, source_scale, notes, fatalities, tags, timestamp
FROM acled_event
WHERE latitude IS NOT NULL AND is_selected(event_id_cnty)
ORDER BY event_date, event_id_cnty
