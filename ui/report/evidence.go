package report

import (
	"bytes"
	"encoding/json"
	"fmt"
	"maps"
	"slices"
	"text/tabwriter"

	"ep-benchmark/baselines/diagnose"
	"ep-benchmark/engine"
	"ep-benchmark/engine/stats"
)

// Evidence returns what the diagnosis reads, by workload, and then every figure
// of the measured legs, as text.
func Evidence(r *engine.Report) ([]byte, error) {
	var b bytes.Buffer
	written := map[string]bool{}
	for i := range r.Results {
		if name := r.Results[i].Spec.Name; !written[name] { // a workload may have results under two schedules
			written[name] = true
			entryTable(&b, name, diagnose.Evidence(r, name, nil))
		}
	}
	for i := range r.Results {
		if err := figureTable(&b, &r.Results[i]); err != nil {
			return nil, err
		}
	}
	return b.Bytes(), nil
}

// entryTable writes the evidence for the diagnosis of one workload.
func entryTable(b *bytes.Buffer, workload string, entries []diagnose.Entry) {
	fmt.Fprintf(b, "%s: what the diagnosis reads, as medians over legs\n\n", workload)
	t := tabwriter.NewWriter(b, 0, 0, 3, ' ', 0)
	fmt.Fprintf(t, "evidence\t%s\t%s\tunit\tsource\n", engine.Sequential, engine.Parallel)
	for i := range entries {
		e := &entries[i]
		fmt.Fprintf(t, "%s\t%s\t%s\t%s\t%s\n", e.Name, entryValue(e.Sequential), entryValue(e.Parallel), e.Unit, e.Source)
	}
	fmt.Fprintln(t)
	_ = t.Flush() // a write to a buffer does not fail
}

func entryValue(value *float64) string {
	if value == nil {
		return "-"
	}
	return fmt.Sprintf("%.6g", *value)
}

// figureTable writes every figure of a result's legs that are timings: the
// median, the least and the most. The names are those of the exported JSON, so
// that one can be looked up in the other.
func figureTable(b *bytes.Buffer, r *engine.Result) error {
	figures := map[engine.LegKind]map[string][]float64{engine.Sequential: {}, engine.Parallel: {}}
	names := map[string]bool{}
	for i := range r.Samples {
		s := &r.Samples[i]
		if !s.Timed() {
			continue
		}
		flat, err := flattened(s)
		if err != nil {
			return err
		}
		for name, value := range flat {
			names[name] = true
			figures[s.Kind][name] = append(figures[s.Kind][name], value)
		}
	}
	fmt.Fprintf(b, "%s, %s: every figure of its legs, median (least to most)\n\n", r.Spec.Name, r.Schedule)
	t := tabwriter.NewWriter(b, 0, 0, 3, ' ', 0)
	fmt.Fprintf(t, "figure\t%s\t%s\n", engine.Sequential, engine.Parallel)
	for _, name := range slices.Sorted(maps.Keys(names)) {
		fmt.Fprintf(t, "%s\t%s\t%s\n", name, spread(figures[engine.Sequential][name]), spread(figures[engine.Parallel][name]))
	}
	fmt.Fprintln(t)
	return t.Flush()
}

// spread returns the median of values, with the least and the most if they
// differ.
func spread(values []float64) string {
	if len(values) == 0 {
		return "-"
	}
	median, least, most := stats.Median(values), slices.Min(values), slices.Max(values)
	if least == most {
		return fmt.Sprintf("%.6g", median)
	}
	return fmt.Sprintf("%.6g (%.6g to %.6g)", median, least, most)
}

// flattened returns every number of a sample by its path in the JSON form, such
// as evidence.process.gc_cpu_ns.
func flattened(s *engine.Sample) (map[string]float64, error) {
	text, err := json.Marshal(s)
	if err != nil {
		return nil, err
	}
	var tree any
	if err := json.Unmarshal(text, &tree); err != nil {
		return nil, err
	}
	flat := map[string]float64{}
	flatten(flat, "", tree)
	return flat, nil
}

func flatten(flat map[string]float64, path string, node any) {
	switch node := node.(type) {
	case float64:
		flat[path] = node
	case map[string]any:
		for name, below := range node {
			flatten(flat, fieldPath(path, name), below)
		}
	case []any:
		for i, below := range node {
			flatten(flat, fmt.Sprintf("%s.%d", path, i), below)
		}
	}
}

func fieldPath(path, name string) string {
	if path == "" {
		return name
	}
	return path + "." + name
}
