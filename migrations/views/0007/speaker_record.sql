-- Whose word each event rests on: claims by event, kind of claim and kind of speaker.
-- speaker_kinds: how many kinds of speakers claim something of that kind of the event.
SELECT
    k.event_id,
    e.event_date,
    e.country,
    e.location,
    e.sub_event_type,
    k.claim_kind,
    k.speaker_kind,
    k.claims,
    k.reports,
    k.speaker_kinds
FROM event_speaker AS k
LEFT JOIN event AS e ON e.event_id = k.event_id
