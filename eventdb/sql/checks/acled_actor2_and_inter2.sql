-- error: actor2 is blank if and only if inter2 is blank
SELECT event_id_cnty, actor2, inter2 FROM acled_event
WHERE (actor2 IS NULL) <> (inter2 IS NULL)
