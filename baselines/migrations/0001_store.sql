-- A run is kept in three tables, so that a list of ten thousand runs reads none
-- of their figures, and a comparison none of their reports.

-- Times are text in UTC with nine decimals: they sort, and a person can read
-- them. Lists are JSON.
CREATE TABLE runs (
	number      INTEGER PRIMARY KEY AUTOINCREMENT, -- a deleted run's is never given again
	content     TEXT    NOT NULL UNIQUE,           -- SHA-256 of the report as it was saved
	started_at  TEXT    NOT NULL,
	version     TEXT    NOT NULL,
	fingerprint TEXT    NOT NULL,
	machine     TEXT    NOT NULL,
	schedule    TEXT    NOT NULL,
	workloads   TEXT    NOT NULL,
	clean       INTEGER NOT NULL,
	doubts      TEXT    NOT NULL
);
CREATE INDEX runs_by_start ON runs (started_at, number);
CREATE INDEX runs_by_fingerprint ON runs (fingerprint, clean, started_at, number);

-- What a comparison needs of a run, as JSON.
CREATE TABLE summaries (
	number INTEGER PRIMARY KEY REFERENCES runs (number) ON DELETE CASCADE,
	run    TEXT NOT NULL
);

-- The whole report, as JSON compressed by gzip.
CREATE TABLE reports (
	number INTEGER PRIMARY KEY REFERENCES runs (number) ON DELETE CASCADE,
	body   BLOB NOT NULL
);

CREATE TABLE baselines (
	name        TEXT    PRIMARY KEY,
	saved_at    TEXT    NOT NULL,
	fingerprint TEXT    NOT NULL,
	pinned      INTEGER NOT NULL DEFAULT 0
) WITHOUT ROWID;
CREATE UNIQUE INDEX one_pinned ON baselines (fingerprint) WHERE pinned;

-- A run that a baseline holds can't be deleted.
CREATE TABLE baseline_runs (
	baseline TEXT    NOT NULL REFERENCES baselines (name) ON DELETE CASCADE,
	number   INTEGER NOT NULL REFERENCES runs (number),
	PRIMARY KEY (baseline, number)
) WITHOUT ROWID;
CREATE INDEX baselines_by_run ON baseline_runs (number);

CREATE TABLE calibrations (
	number      INTEGER PRIMARY KEY,
	fingerprint TEXT    NOT NULL,
	made_at     TEXT    NOT NULL,
	runs        INTEGER NOT NULL
);
CREATE INDEX calibrations_by_fingerprint ON calibrations (fingerprint, made_at, number);

CREATE TABLE floors (
	calibration INTEGER NOT NULL REFERENCES calibrations (number) ON DELETE CASCADE,
	workload    TEXT    NOT NULL,
	metric      TEXT    NOT NULL,
	change      REAL    NOT NULL,
	deviation   REAL    NOT NULL,
	PRIMARY KEY (calibration, workload, metric)
) WITHOUT ROWID;
