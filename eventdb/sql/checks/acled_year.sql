-- error: year is the year of event_date
SELECT event_id_cnty, event_date, year FROM acled_event
WHERE CAST(year AS text) <> substr(CAST(event_date AS text), 1, 4)
