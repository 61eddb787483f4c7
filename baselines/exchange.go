package baselines

import (
	"cmp"
	"database/sql"
	"encoding/json"
	"io"
	"maps"
	"slices"
	"time"
)

// Export writes baselines with their runs' whole reports as one JSON document,
// all of them if none is named. The same baselines give the same bytes,
// whatever else is in the store. The error of a name that is not there is
// [ErrNoBaseline].
func (s *Store) Export(w io.Writer, names ...string) error {
	d := document{Kind: documentKind, Schema: documentSchema, Baselines: []exportedBaseline{}, Runs: []exportedRun{}}
	err := s.read(func(tx *sql.Tx) error {
		chosen, err := named(tx, names)
		if err != nil {
			return err
		}
		return d.fill(tx, chosen)
	})
	if err != nil {
		return err
	}
	encoder := json.NewEncoder(w)
	encoder.SetEscapeHTML(false)
	encoder.SetIndent("", "  ")
	return encoder.Encode(d)
}

func named(tx *sql.Tx, names []string) ([]Baseline, error) {
	if len(names) == 0 {
		return baselines(tx)
	}
	var chosen []Baseline
	for _, name := range slices.Compact(slices.Sorted(slices.Values(names))) {
		b, err := baseline(tx, name)
		if err != nil {
			return nil, err
		}
		chosen = append(chosen, b)
	}
	return chosen, nil
}

// held is a run with the id by which all stores know it.
type held struct {
	id        string
	startedAt time.Time
	text      []byte // the report as it is kept
}

// inOrder is the order of runs in a document; it is the same for every store.
func (h held) inOrder(other held) int {
	return cmp.Or(h.startedAt.Compare(other.startedAt), cmp.Compare(h.id, other.id))
}

func (d *document) fill(tx *sql.Tx, chosen []Baseline) error {
	all := map[int64]held{}
	for i := range chosen {
		b := &chosen[i]
		runs, err := heldBy(tx, b, all)
		if err != nil {
			return err
		}
		exported := exportedBaseline{Name: b.Name, SavedAt: b.SavedAt, Pinned: b.Pinned}
		for _, h := range runs {
			exported.Runs = append(exported.Runs, h.id)
		}
		d.Baselines = append(d.Baselines, exported)
	}
	for _, h := range slices.SortedFunc(maps.Values(all), held.inOrder) {
		d.Runs = append(d.Runs, exportedRun{ID: h.id, Report: asRead(h.text)})
	}
	return nil
}

// heldBy reads a baseline's runs, those that were not read before.
func heldBy(tx *sql.Tx, b *Baseline, known map[int64]held) ([]held, error) {
	var runs []held
	for _, e := range b.Runs {
		h, found := known[e.Number]
		if !found {
			var err error
			if h, err = holding(tx, &e); err != nil {
				return nil, err
			}
			known[e.Number] = h
		}
		runs = append(runs, h)
	}
	slices.SortFunc(runs, held.inOrder)
	return runs, nil
}

// holding reads a run's text, and computes its id, which every import checks.
func holding(tx *sql.Tx, e *Entry) (held, error) {
	body, err := bodyOf(tx, e.Number)
	if err != nil {
		return held{}, err
	}
	text, err := decompressed(body)
	if err == nil {
		text, err = asKept(text)
	}
	if err != nil {
		return held{}, unreadable(e.Number, err)
	}
	return held{id: idOf(text), startedAt: e.StartedAt, text: text}, nil
}

// Import adds what [Store.Export] has written, all or nothing, and returns the
// document's baselines as they are then in the store. It rejects a run whose
// report does not match its id. A baseline of the same name and the same runs
// stays as it is. One of the same name with other runs is rejected without
// replace. A pin in the document takes effect if no baseline of the fingerprint
// is pinned here.
func (s *Store) Import(r io.Reader, replace bool) ([]Baseline, error) {
	d, err := readDocument(r)
	if err != nil {
		return nil, err
	}
	packedRuns, err := d.pack()
	if err != nil {
		return nil, err
	}
	var all []Baseline
	err = s.write(func(tx *sql.Tx) error {
		numbers, err := saveAll(tx, packedRuns)
		if err != nil {
			return err
		}
		for _, b := range d.Baselines {
			imported, err := b.put(tx, numbers, replace)
			if err != nil {
				return err
			}
			all = append(all, imported)
		}
		return nil
	})
	if err != nil {
		return nil, err
	}
	return all, nil
}
