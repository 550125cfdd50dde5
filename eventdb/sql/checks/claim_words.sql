-- error: the words of a claim are the passage of the report that its span points at
SELECT k.claim_id, k.report_id, k.part, k.start_char, k.end_char, k.words
FROM claim AS k
JOIN report AS r ON r.report_id = k.report_id
WHERE k.words <> substr(
    CASE k.part WHEN 'title' THEN coalesce(r.title, '') ELSE r.text END,
    CAST(k.start_char + 1 AS integer),
    CAST(k.end_char - k.start_char AS integer)
)
