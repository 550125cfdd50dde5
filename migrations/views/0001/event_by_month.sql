-- Events and deaths by month, country and event type; deaths low and high sum what is stated.
SELECT
    substr(CAST(e.event_date AS text), 1, 7) AS month,
    e.iso3,
    c.name AS country,
    e.event_type,
    count(*) AS events,
    CAST(sum(coalesce(e.fatalities_low, 0)) AS bigint) AS fatalities_low,
    CAST(sum(coalesce(e.fatalities_best, e.fatalities_low, 0)) AS bigint) AS fatalities_best,
    CAST(sum(coalesce(e.fatalities_high, e.fatalities_best, e.fatalities_low, 0)) AS bigint)
        AS fatalities_high,
    sum(CASE WHEN e.fatalities_low IS NULL THEN 1 ELSE 0 END) AS events_without_statement
FROM event AS e
JOIN country AS c ON c.iso3 = e.iso3
GROUP BY substr(CAST(e.event_date AS text), 1, 7), e.iso3, c.name, e.event_type
