-- Every column of every file: its place, meaning, values, and the rule that fills it.
SELECT
    dataset, position, column_name, meaning, allowed_values, rule, value_type, presence, vocabulary,
    lowest, highest, public, acled, ucdp
FROM column_meaning
ORDER BY dataset, position
