-- error: both sides are given; side b is civilians in one-sided violence
SELECT id, type_of_violence, side_a, side_b FROM ged_event
WHERE side_a IS NULL OR side_b IS NULL OR (type_of_violence = 3 AND side_b <> 'Civilians')
