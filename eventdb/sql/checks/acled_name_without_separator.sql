-- error: no semicolon stands inside a name
SELECT event_id_cnty, actor1, actor2, location FROM acled_event
WHERE actor1 LIKE '%;%' OR actor2 LIKE '%;%' OR location LIKE '%;%'
