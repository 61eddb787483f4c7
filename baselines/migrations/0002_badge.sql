-- A run's badge: clean, fair (rounds were gated, and are left out) or poor. Of
-- runs kept before, the summary tells: poor is what has doubts of its own.
ALTER TABLE runs ADD COLUMN badge TEXT NOT NULL DEFAULT '';
UPDATE runs SET badge = CASE
	WHEN clean THEN 'clean'
	WHEN EXISTS (
		SELECT 1 FROM summaries
		WHERE summaries.number = runs.number AND json_valid(run) AND json_array_length(run, '$.doubts') > 0
	) THEN 'poor'
	ELSE 'fair'
END;
