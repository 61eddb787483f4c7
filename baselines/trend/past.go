package trend

import (
	"math"
	"slices"

	"ep-benchmark/baselines/compare"
)

// A Source has what the latest run of a history is compared with.
// *baselines.Store is one.
type Source interface {
	// Floors are the calibrated noise floors; none where nothing was calibrated.
	Floors(fingerprint string) (compare.Floors, error)
	// Default is the pinned baseline, or else the latest clean runs before the run
	// of that number.
	Default(fingerprint string, before int64) (compare.Side, error)
	// Rolling are the latest clean runs before the run of that number.
	Rolling(fingerprint string, before int64) ([]compare.Run, error)
}

// A Past is how the figures of runs with the same conditions went. The history
// command and the dashboard show the same one.
type Past struct {
	Fingerprint string   // of those conditions
	Runs        []string // their names, the oldest first
	Figures     []Figure // by workload and metric
	Pinned      string   // the baseline that the latest clean run is compared with; "" for none
}

// A Figure is how one figure went.
type Figure struct {
	compare.Key
	Title  string    // of the workload
	Item   string    // that times are of, singular
	Values []float64 // by run; NaN where the run has none, or an unsound one
	Series Series
	// Pinned and Rolling are the latest clean run compared with the pinned
	// baseline, and with the clean runs before it; nil without such a row.
	Pinned, Rolling *compare.Row
}

// Known tells whether any run has the figure.
func (f *Figure) Known() bool {
	return slices.ContainsFunc(f.Values, func(value float64) bool { return !math.IsNaN(value) })
}

// PastOf finds the trend of every figure over runs with a fingerprint, the oldest
// first, by the floors that were calibrated for it, and compares the latest clean
// run.
func PastOf(source Source, runs []compare.Run, fingerprint string) (Past, error) {
	floors, err := source.Floors(fingerprint)
	if err != nil {
		return Past{}, err
	}
	p := Over(runs, floors)
	p.Fingerprint = fingerprint
	for i := len(runs) - 1; i >= 0; i-- {
		if runs[i].Joins() {
			return p, p.compare(source, &runs[i], floors)
		}
	}
	return p, nil
}

// Over is [PastOf] without the comparisons.
func Over(runs []compare.Run, floors compare.Floors) Past {
	var p Past
	if len(runs) == 0 {
		return p
	}
	for i := range runs {
		p.Runs = append(p.Runs, runs[i].Name)
	}
	for _, subject := range runs[len(runs)-1].Subjects {
		for _, metric := range subject.Metrics() {
			if subject.Swept() && metric != compare.ParallelTime {
				continue
			}
			// Machines that can't count what work costs have no such figures.
			if f := figureOf(runs, subject, metric, floors); !metric.OfWork() || f.Known() {
				p.Figures = append(p.Figures, f)
			}
		}
	}
	return p
}

func figureOf(runs []compare.Run, subject compare.Subject, metric compare.Metric, floors compare.Floors) Figure {
	f := Figure{Key: compare.Key{Workload: subject.Name, Metric: metric}, Title: subject.Title, Item: subject.Item}
	for i := range runs {
		value := math.NaN()
		if figure, ok := runs[i].Figure(f.Key); ok && runs[i].Sound(metric) {
			value = figure.Value
		}
		f.Values = append(f.Values, value)
	}
	f.Series = Of(metric, f.Values, floors.Trend(f.Key))
	return f
}

// compare compares a run with the pinned baseline and with the clean runs before
// it.
func (p *Past) compare(source Source, run *compare.Run, floors compare.Floors) error {
	usual, err := source.Default(p.Fingerprint, run.Number)
	if err != nil {
		return err
	}
	rolling, err := source.Rolling(p.Fingerprint, run.Number)
	if err != nil {
		return err
	}
	if usual.Name != compare.RollingName {
		p.Pinned = usual.Name
		p.stand(run, usual, floors, func(f *Figure, row *compare.Row) { f.Pinned = row })
	}
	p.stand(run, compare.Side{Name: compare.RollingName, Runs: rolling}, floors, func(f *Figure, row *compare.Row) { f.Rolling = row })
	return nil
}

// stand compares a run with one side, and gives each figure its row.
func (p *Past) stand(run *compare.Run, side compare.Side, floors compare.Floors, set func(*Figure, *compare.Row)) {
	if len(side.Runs) == 0 {
		return
	}
	c := compare.Against(compare.SideOf(*run), side, compare.Options{Floors: floors})
	for i := range p.Figures {
		if row, ok := c.Row(p.Figures[i].Key); ok {
			set(&p.Figures[i], &row)
		}
	}
}
