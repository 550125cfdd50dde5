-- error: Battles and Violence against civilians have a second actor
SELECT event_id_cnty, event_type, actor1 FROM acled_event
WHERE event_type IN ('Battles', 'Violence against civilians') AND actor2 IS NULL
