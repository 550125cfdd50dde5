-- error: the words of a candidate are the passage that its span points at
SELECT c.candidate_id, c.report_id, c.part, c.start_char, c.end_char, c.words
FROM event_candidate AS c
JOIN report AS r ON r.report_id = c.report_id
WHERE c.words <> substr(
    CASE c.part WHEN 'title' THEN coalesce(r.title, '') ELSE r.text END,
    CAST(c.start_char + 1 AS integer),
    CAST(c.end_char - c.start_char AS integer)
)
