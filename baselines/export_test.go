package baselines

import (
	"database/sql"

	"ep-benchmark/engine"
)

// DB lets tests reach what no method does.
func (s *Store) DB() *sql.DB { return s.db }

// SaveAll saves many reports in one change, which takes seconds for ten
// thousand where Save would take minutes.
func (s *Store) SaveAll(count int, report func(i int) engine.Report) error {
	return s.write(func(tx *sql.Tx) error {
		for i := range count {
			r := report(i)
			p, err := pack(&r)
			if err != nil {
				return err
			}
			if _, err := p.save(tx); err != nil {
				return err
			}
		}
		return nil
	})
}

// MayNotWrite makes the store believe that this user may only read.
func MayNotWrite(restore func(func())) {
	writable = func(string) bool { return false }
	restore(func() { writable = mayWrite })
}
