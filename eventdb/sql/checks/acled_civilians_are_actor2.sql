-- error: actor2 is "Civilians (X)" in Violence against civilians
SELECT event_id_cnty, actor2, inter2 FROM acled_event
WHERE event_type = 'Violence against civilians'
    AND NOT (actor2 LIKE 'Civilians (%' AND inter2 = 'Civilians')
