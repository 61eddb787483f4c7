package main

import (
	"context"
	"errors"
	"os"
	"strings"
	"time"

	"ep-benchmark/baselines"
	"ep-benchmark/baselines/compare"
	"ep-benchmark/ui/config"
	"ep-benchmark/ui/tui"
	"ep-benchmark/ui/tui/pages"
	"github.com/charmbracelet/colorprofile"
)

// dashboardOptions returns the options that a live run and a recording share.
func dashboardOptions(world surroundings, settings config.Config, y *yardstick) (tui.Options, error) {
	o := tui.Options{
		Config: settings, NoColour: world.getenv("NO_COLOR") != "",
		Load: load, Now: time.Now, StopPatience: stopTime - keepTime,
		Environment: os.Environ(),
	}
	profile := colorprofile.Env(o.Environment)
	o.BasicColours = profile == colorprofile.ANSI
	o.NoColour = o.NoColour || profile <= colorprofile.ASCII
	o.Light = strings.HasSuffix(world.getenv("COLORFGBG"), ";15")
	if o.Config.Glyphs == config.GlyphsAuto && !speaksUTF8(world.getenv) {
		o.Config.Glyphs = config.GlyphsASCII
	}
	claims, err := baselines.Claims()
	if err != nil {
		return tui.Options{}, err
	}
	o.Past = []pages.Kept{{Side: claims}}
	if y != nil && y.named != nil {
		o.With = y.named
		for i := range y.evidence {
			o.Past = append(o.Past, pages.Kept{Side: *y.named, Report: &y.evidence[i]})
		}
	}
	return o, nil
}

// speaksUTF8 reports whether the locale uses UTF-8. It returns true if no
// locale is set, since that is usual today.
func speaksUTF8(getenv func(string) string) bool {
	for _, name := range []string{"LC_ALL", "LC_CTYPE", "LANG"} {
		if value := strings.ToUpper(getenv(name)); value != "" {
			return strings.Contains(value, "UTF-8") || strings.Contains(value, "UTF8")
		}
	}
	return true
}

// load opens an exported run.
func load(path string) (pages.Kept, error) {
	report, err := readReport(path)
	if err != nil {
		return pages.Kept{}, err
	}
	return pages.Kept{Side: compare.SideOf(compare.RunOf(path, &report)), Report: &report}, nil
}

// watch runs the order in the dashboard, and returns the outcome when the
// dashboard is closed.
func (s *session) watch(ctx context.Context, at *seat, o tui.Options) (tui.Outcome, error) {
	o.Start, o.Workloads, o.Once = s.run, names(s.order.entries), s.order.plan.Once
	return at.show(ctx, s.world, o)
}

// leave writes what the dashboard leaves on the normal screen: the frame that
// the user kept, or the report. It does so even if a later run or the dashboard
// failed.
func (f *runFlags) leave(outcome tui.Outcome, s *session, files files) error {
	if outcome.Report == nil {
		if outcome.Err != nil {
			return outcome.Err
		}
		return codedError{exitInterrupted, errors.New("no run was finished")}
	}
	files.frame = outcome.Frame
	err := present(outcome.Report, outcome.Comparison, files, s.world)
	if err = errors.Join(outcome.Err, err, s.unrecorded); err != nil {
		return err
	}
	counting := outcome.Comparison
	if files.yardstick == nil {
		counting = nil // without --compare, it does not decide the exit code
	}
	return s.verdict(outcome.Report, counting, files.counts)
}
