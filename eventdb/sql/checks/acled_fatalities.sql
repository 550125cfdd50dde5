-- error: fatalities are given and not negative
SELECT event_id_cnty, fatalities FROM acled_event
WHERE fatalities IS NULL OR fatalities < 0
