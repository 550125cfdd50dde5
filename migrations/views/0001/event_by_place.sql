-- Events and deaths by place, with first and last day.
SELECT
    e.iso3,
    c.name AS country,
    e.admin1,
    e.location,
    min(e.latitude) AS latitude,
    min(e.longitude) AS longitude,
    count(*) AS events,
    min(e.event_date) AS first_day,
    max(e.event_date) AS last_day,
    CAST(sum(coalesce(e.fatalities_low, 0)) AS bigint) AS fatalities_low,
    CAST(sum(coalesce(e.fatalities_best, e.fatalities_low, 0)) AS bigint) AS fatalities_best,
    CAST(sum(coalesce(e.fatalities_high, e.fatalities_best, e.fatalities_low, 0)) AS bigint)
        AS fatalities_high
FROM event AS e
JOIN country AS c ON c.iso3 = e.iso3
GROUP BY e.iso3, c.name, e.admin1, e.location
