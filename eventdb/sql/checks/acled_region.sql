-- error: iso and region are those of the country
SELECT a.event_id_cnty, a.country, a.iso, a.region FROM acled_event AS a
JOIN event AS e ON e.event_id = a.event_id_cnty
JOIN country AS c ON c.iso3 = e.iso3
WHERE a.iso <> c.iso_code OR a.region <> c.region OR a.country <> c.name
