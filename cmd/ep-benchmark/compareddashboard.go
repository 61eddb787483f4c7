package main

import (
	"ep-benchmark/baselines/compare"
	"ep-benchmark/cmd/internal/process"
	"ep-benchmark/cmd/internal/screen"
	"ep-benchmark/ui/config"
	"ep-benchmark/ui/tui"
	"ep-benchmark/ui/tui/pages"
)

// comparedOptions returns the dashboard's options with what the run is compared
// with.
func comparedOptions(env process.Environment, settings config.Config, y *yardstick) (tui.Options, error) {
	o, err := screen.Options(env, settings, load)
	if err != nil || y == nil || y.named == nil {
		return o, err
	}
	o.With = y.named
	for i := range y.evidence {
		o.Past = append(o.Past, pages.Kept{Side: *y.named, Report: &y.evidence[i]})
	}
	return o, nil
}

// load opens an exported run.
func load(path string) (pages.Kept, error) {
	report, err := readReport(path)
	if err != nil {
		return pages.Kept{}, err
	}
	return pages.Kept{Side: compare.SideOf(compare.RunOf(path, &report)), Report: &report}, nil
}
