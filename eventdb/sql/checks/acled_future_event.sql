-- warning: an event does not happen after all reports that tell it
SELECT e.event_id, e.first_date, max(utc_day(r.published_at)) AS last_published
FROM event AS e
JOIN event_member AS m ON m.event_id = e.event_id
JOIN event_candidate AS ec ON ec.candidate_id = m.candidate_id
JOIN report AS r ON r.report_id = ec.report_id
GROUP BY e.event_id, e.first_date
HAVING e.first_date > max(utc_day(r.published_at))
