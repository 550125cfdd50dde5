-- warning: an event lies in the box round its country
SELECT e.event_id, e.country, e.location, e.latitude, e.longitude
FROM event AS e
JOIN country AS c ON c.iso3 = e.iso3
WHERE e.latitude < c.south OR e.latitude > c.north
    OR e.longitude < c.west OR e.longitude > c.east
