-- error: actor1 is protesters in Protests and rioters in Riots
SELECT event_id_cnty, event_type, actor1, inter1 FROM acled_event
WHERE (event_type = 'Protests' AND inter1 <> 'Protesters')
    OR (event_type = 'Riots' AND inter1 <> 'Rioters')
