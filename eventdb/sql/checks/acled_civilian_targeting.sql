-- error: civilian targeting agrees with the type
SELECT event_id_cnty, event_type, sub_event_type, civilian_targeting FROM acled_event
WHERE (event_type = 'Violence against civilians' AND civilian_targeting IS NULL)
    OR (sub_event_type = 'Excessive force against protesters' AND civilian_targeting IS NULL)
    OR (event_type IN ('Battles', 'Strategic developments') AND civilian_targeting IS NOT NULL)
