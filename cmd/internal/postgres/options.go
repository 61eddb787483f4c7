package postgres

import (
	"ep-benchmark/cmd/internal/order"
	"ep-benchmark/workloads/database"
)

// Options say which database is measured, and what takes turns in a run.
type Options struct {
	Server        string // a URL, or [cli.Auto] for a server of ours
	Rows, Queries int
	// Vary is the setting that takes turns, and Alone the only way there is where none
	// does.
	Vary  order.Dimension
	Alone string
}

// sums tells whether the query is over all rows.
func (o *Options) sums() bool { return o.Vary.Name == database.ParallelSetting }

// values are those that take turns, or the only one.
func (o *Options) values() []string {
	if o.Alone != "" {
		return []string{o.Alone}
	}
	return o.Vary.Values
}
