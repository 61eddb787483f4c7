package baselines

import (
	"database/sql"
	"encoding/json"
	"fmt"

	"ep-benchmark/baselines/claims"
)

// SaveAccount keeps what became of a ledger's claims.
func (s *Store) SaveAccount(a *claims.Account) error {
	body, err := json.Marshal(a)
	if err != nil {
		return err
	}
	return s.write(func(tx *sql.Tx) error {
		_, err := tx.Exec("INSERT INTO accounts (ledger, machine, began_at, body) VALUES (?, ?, ?, ?)", a.Key(), a.Machine, timeText(a.Began), string(body))
		return err
	})
}

// Accounts are those of a ledger, by its key, on all machines, the newest first, and at most so
// many; 0 is all.
func (s *Store) Accounts(ledger string, most int) ([]claims.Account, error) {
	if most <= 0 {
		most = -1 // as SQLite has it
	}
	var all []claims.Account
	err := s.read(func(tx *sql.Tx) (err error) {
		all, err = rows(tx, scanAccount, "SELECT number, body FROM accounts WHERE ledger = ? ORDER BY number DESC LIMIT ?", ledger, most)
		return err
	})
	return all, err
}

func scanAccount(from *sql.Rows) (a claims.Account, err error) {
	var number int64
	var body string
	if err := from.Scan(&number, &body); err != nil {
		return a, err
	}
	if err := json.Unmarshal([]byte(body), &a); err != nil {
		return a, fmt.Errorf("account %d: %w", number, err)
	}
	return a, nil
}

// LastEntry is the newest entry of a claim on a machine that rests on a measurement.
func (s *Store) LastEntry(ledger, machine, id string) (e claims.Entry, found bool, err error) {
	all, err := s.Accounts(ledger, 0)
	for i := range all {
		if all[i].Machine != machine {
			continue
		}
		for _, e := range all[i].Entries {
			if e.Claim.ID == id && e.Rests() {
				return e, true, err
			}
		}
	}
	return claims.Entry{}, false, err
}
