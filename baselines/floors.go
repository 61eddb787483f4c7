package baselines

import (
	"cmp"
	"database/sql"
	"errors"
	"fmt"
	"math"
	"slices"
	"time"

	"ep-benchmark/baselines/compare"
)

// A Calibration is what runs of the same program on the same machine showed of
// how much its figures change without a cause.
type Calibration struct {
	Fingerprint string // of the runs
	MadeAt      time.Time
	Runs        int
	Floors      []Floor // by workload and metric
}

// A Floor is the noise floor of one figure.
type Floor struct {
	Workload  string
	Metric    compare.Metric
	Change    float64 // below which nothing is claimed, relative: 0.03 is 3 %
	Deviation float64 // standard deviation among runs, of logarithms
}

// SaveCalibration keeps a calibration. The newest of a fingerprint counts.
func (s *Store) SaveCalibration(c Calibration) error {
	if err := c.check(); err != nil {
		return fmt.Errorf("the calibration can't be kept: %w", err)
	}
	return s.write(func(tx *sql.Tx) error {
		var number int64
		err := tx.QueryRow("INSERT INTO calibrations (fingerprint, made_at, runs) VALUES (?, ?, ?) RETURNING number",
			c.Fingerprint, timeText(c.MadeAt), c.Runs).Scan(&number)
		if err != nil {
			return err
		}
		for _, f := range c.Floors {
			_, err := tx.Exec("INSERT INTO floors (calibration, workload, metric, change, deviation) VALUES (?, ?, ?, ?, ?)",
				number, f.Workload, string(f.Metric), f.Change, f.Deviation)
			if err != nil {
				return err
			}
		}
		return nil
	})
}

func (c *Calibration) check() error {
	if c.Fingerprint == "" || len(c.Floors) == 0 {
		return errors.New("expected a fingerprint and a noise floor at least")
	}
	seen := map[compare.Key]bool{}
	for _, f := range c.Floors {
		key := compare.Key{Workload: f.Workload, Metric: f.Metric}
		if seen[key] {
			return fmt.Errorf("%s of %s is in it twice", f.Metric, f.Workload)
		}
		seen[key] = true
		for _, figure := range []float64{f.Change, f.Deviation} {
			if !(figure >= 0) || math.IsInf(figure, 1) {
				return fmt.Errorf("%s of %s is %v: expected 0 or more", f.Metric, f.Workload, figure)
			}
		}
	}
	return nil
}

// Calibration returns the newest calibration of a fingerprint, if there is
// one.
func (s *Store) Calibration(fingerprint string) (c Calibration, found bool, err error) {
	err = s.read(func(tx *sql.Tx) error {
		c, err = calibration(tx, fingerprint)
		if errors.Is(err, sql.ErrNoRows) {
			return nil
		}
		found = err == nil
		return err
	})
	return c, found, err
}

func calibration(tx *sql.Tx, fingerprint string) (Calibration, error) {
	c := Calibration{Fingerprint: fingerprint}
	var number int64
	var madeAt string
	err := tx.QueryRow(`SELECT number, made_at, runs FROM calibrations WHERE fingerprint = ?
		ORDER BY made_at DESC, number DESC LIMIT 1`, fingerprint).Scan(&number, &madeAt, &c.Runs)
	if err != nil {
		return Calibration{}, err
	}
	if err := setTime(madeAt, &c.MadeAt); err != nil {
		return Calibration{}, fmt.Errorf("the calibration of %s is damaged in the store: %w", fingerprint, err)
	}
	c.Floors, err = rows(tx, func(from *sql.Rows) (f Floor, err error) {
		err = from.Scan(&f.Workload, &f.Metric, &f.Change, &f.Deviation)
		return f, err
	}, "SELECT workload, metric, change, deviation FROM floors WHERE calibration = ?", number)
	slices.SortFunc(c.Floors, func(a, b Floor) int {
		return cmp.Or(cmp.Compare(a.Workload, b.Workload), cmp.Compare(a.Metric, b.Metric))
	})
	return c, err
}
