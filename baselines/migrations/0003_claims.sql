-- Accounts of claims that were put to the test, the newest with the largest number.
CREATE TABLE accounts (
	number   INTEGER PRIMARY KEY AUTOINCREMENT,
	ledger   TEXT    NOT NULL,
	machine  TEXT    NOT NULL,
	began_at TEXT    NOT NULL,
	body     TEXT    NOT NULL
);
CREATE INDEX accounts_by_ledger ON accounts (ledger, machine, number);
