-- warning: an event known to a region alone does not stand at a town
SELECT e.event_id, e.location, e.geo_precision, p.kind
FROM event AS e
JOIN place AS p ON p.place_id = e.place_id
WHERE e.geo_precision = 3 AND p.kind IN ('town', 'village', 'district', 'camp')
