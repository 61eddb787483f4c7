package serve

import (
	"fmt"
	"io"
	"maps"
	"slices"
	"strconv"
	"strings"
	"text/tabwriter"
	"time"

	"ep-benchmark/engine/units"
	"ep-benchmark/workloads/simulator/metrics"
)

// writeServed prints what the simulator has served, by endpoint: the latency
// that it was set to add to each request, and the time that it took besides.
func writeServed(out io.Writer, served metrics.Summary) error {
	if len(served) == 0 {
		_, err := fmt.Fprintln(out, "The simulator was asked nothing.")
		return err
	}
	table := tabwriter.NewWriter(out, 0, 0, 2, ' ', 0)
	fmt.Fprintln(table, "Served\trequests\tanswers\tinjected p50\tp95\toverhead p50\tp99\tfaults")
	for i := range served {
		fmt.Fprintln(table, strings.Join(servedRow(&served[i]), "\t"))
	}
	return table.Flush()
}

func servedRow(s *metrics.EndpointSummary) []string {
	row := []string{s.Endpoint, strconv.FormatInt(s.Requests, 10), answersOf(s)}
	for _, d := range []time.Duration{s.Injected.P50, s.Injected.P95, s.Overhead.P50, s.Overhead.P99} {
		text := "-"
		if s.Overhead.Count > 0 {
			text = units.Duration(d)
		}
		row = append(row, text)
	}
	return append(row, faultsOf(s))
}

// answersOf counts answers by status: "201 x 1200, 500 x 34".
func answersOf(s *metrics.EndpointSummary) string {
	var parts []string
	for _, status := range slices.Sorted(maps.Keys(s.Answers)) {
		name := strconv.Itoa(status)
		if status == 0 {
			name = "none"
		}
		parts = append(parts, fmt.Sprintf("%s x %d", name, s.Answers[status]))
	}
	return strings.Join(parts, ", ")
}

// faultsOf counts the intended faults, including those of the rate limit.
func faultsOf(s *metrics.EndpointSummary) string {
	var parts []string
	for _, kind := range slices.Sorted(maps.Keys(s.Faults)) {
		parts = append(parts, fmt.Sprintf("%s x %d", kind, s.Faults[kind]))
	}
	if s.Limited > 0 {
		parts = append(parts, fmt.Sprintf("over the limit x %d", s.Limited))
	}
	if parts == nil {
		return "-"
	}
	return strings.Join(parts, ", ")
}
