package comparing

import (
	"ep-benchmark/baselines/compare"
	"ep-benchmark/cmd/internal/process"
	"ep-benchmark/cmd/internal/screen"
	"ep-benchmark/ui/config"
	"ep-benchmark/ui/tui"
	"ep-benchmark/ui/tui/pages"
)

// ScreenOptions returns the dashboard's options with what the run is compared
// with.
func ScreenOptions(env process.Environment, settings config.Config, by *Comparer) (tui.Options, error) {
	o, err := screen.Options(env, settings, load)
	if err != nil || by == nil || by.named == nil {
		return o, err
	}
	o.With = by.named
	for i := range by.evidence {
		o.Past = append(o.Past, pages.Kept{Side: *by.named, Report: by.evidence[i]})
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
