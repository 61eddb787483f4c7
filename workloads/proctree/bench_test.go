//go:build unix

package proctree

import (
	"os"
	"slices"
	"testing"
)

// BenchmarkTrue is what a run costs beside the command itself. The figures
// in µs are the times that are measured; ns/op has the guardian's work before and
// after it too.
func BenchmarkTrue(b *testing.B) {
	g, err := Start([]string{os.Args[0], "guardian"}, os.Getenv("PATH"))
	if err != nil {
		b.Fatal(err)
	}
	defer func() { _ = g.Close() }()
	var all []float64
	for b.Loop() {
		o, err := g.Run(b.Context(), Invocation{Args: []string{"/bin/true"}})
		if err != nil || o.Failure(false) != "" {
			b.Fatal(o, err)
		}
		all = append(all, 1e6*o.Elapsed.Seconds())
	}
	slices.Sort(all)
	b.ReportMetric(all[len(all)/2], "median-command-µs")
	b.ReportMetric(all[0], "least-command-µs")
}
