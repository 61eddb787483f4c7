package baselines

import (
	"bytes"
	"database/sql"
	"encoding/json"
	"errors"
	"fmt"
	"slices"
)

// pack makes the document's runs ready to be kept, with the texts that they
// came with.
func (d *document) pack() ([]packed, error) {
	var all []packed
	for i := range d.Runs {
		p, err := packText(d.Runs[i].text, &d.Runs[i].report)
		if err != nil {
			return nil, fmt.Errorf("runs[%d]: %w", i, err)
		}
		all = append(all, p)
	}
	return all, nil
}

// saveAll keeps imported runs and returns their numbers by their ids.
func saveAll(tx *sql.Tx, runs []packed) (map[string]int64, error) {
	numbers := map[string]int64{}
	for i := range runs {
		number, err := runs[i].save(tx)
		if err == nil {
			err = runs[i].isThatOf(tx, number)
		}
		if err != nil {
			return nil, fmt.Errorf("runs[%d]: %w", i, err)
		}
		numbers[runs[i].content] = number
	}
	return numbers, nil
}

// isThatOf makes sure that what is kept under the id is this report, since the
// store may have been edited. It compares decoded reports: older versions kept
// imported reports in a text of their own.
func (p *packed) isThatOf(tx *sql.Tx, number int64) error {
	body, err := bodyOf(tx, number)
	if err != nil || bytes.Equal(body, p.body) {
		return err
	}
	kept, err := unpack(number, body)
	if err != nil {
		return err
	}
	here, err := json.Marshal(kept)
	if err != nil {
		return err
	}
	there, err := json.Marshal(p.report)
	if err != nil {
		return err
	}
	if !bytes.Equal(here, there) {
		return fmt.Errorf("run %d here has the same id, but is not the same: it was changed in the store", number)
	}
	return nil
}

// put writes an imported baseline.
func (b *exportedBaseline) put(tx *sql.Tx, numbers map[string]int64, replace bool) (Baseline, error) {
	var wanted []int64
	for _, id := range b.Runs {
		wanted = append(wanted, numbers[id])
	}
	runs, err := entries(tx, wanted)
	if err != nil {
		return Baseline{}, err
	}
	if err := joinable(runs); err != nil {
		return Baseline{}, fmt.Errorf("baseline %q: %w", b.Name, err)
	}
	old, err := baseline(tx, b.Name)
	switch {
	case err == nil && sameRuns(old.Runs, runs):
		return old, nil
	case err == nil && !replace:
		return Baseline{}, fmt.Errorf("its runs are others than the document's: %w", taken(&old))
	case err != nil && !errors.Is(err, ErrNoBaseline):
		return Baseline{}, err
	}
	if err := putBaseline(tx, b.Name, b.SavedAt, runs); err != nil {
		return Baseline{}, err
	}
	if err := b.pin(tx, runs[0].Fingerprint); err != nil {
		return Baseline{}, err
	}
	return baseline(tx, b.Name)
}

// sameRuns compares sets.
func sameRuns(a, b []Entry) bool {
	return slices.Equal(slices.Sorted(slices.Values(numbersOf(a))), slices.Sorted(slices.Values(numbersOf(b))))
}

// pin keeps the document's pin, unless a baseline here is pinned already.
func (b *exportedBaseline) pin(tx *sql.Tx, fingerprint string) error {
	if !b.Pinned {
		return nil
	}
	chosen, err := pinnedName(tx, fingerprint)
	if err != nil || chosen != "" {
		return err
	}
	return setPinned(tx, b.Name, true)
}
