-- error: low, best and high are in order, and somebody died, in every GED event
SELECT id, low, best, high FROM ged_event
WHERE low > best OR best > high OR high < 1 OR low IS NULL
