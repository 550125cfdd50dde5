-- warning: an event lies within 5 degrees of other places of its country
SELECT e.event_id, e.country, e.location, e.latitude, e.longitude
FROM event AS e
JOIN (
    SELECT iso3, min(latitude) - 5 AS south, max(latitude) + 5 AS north,
        min(longitude) - 5 AS west, max(longitude) + 5 AS east
    FROM place
    WHERE kind IN ('admin1', 'admin2')
    GROUP BY iso3
) AS box ON box.iso3 = e.iso3
WHERE e.latitude < box.south OR e.latitude > box.north
    OR e.longitude < box.west OR e.longitude > box.east
