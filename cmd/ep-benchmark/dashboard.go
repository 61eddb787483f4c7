package main

import (
	"context"
	"errors"
	"os"
	"strings"
	"time"

	"github.com/charmbracelet/colorprofile"

	"ep-benchmark/baselines"
	"ep-benchmark/baselines/compare"
	"ep-benchmark/cmd/internal/cli"
	"ep-benchmark/cmd/internal/process"
	"ep-benchmark/ui/config"
	"ep-benchmark/ui/tui"
	"ep-benchmark/ui/tui/pages"
)

// dashboardOptions returns the options that a live run and a recording share.
func dashboardOptions(env process.Environment, settings config.Config, y *yardstick) (tui.Options, error) {
	o := tui.Options{
		Config: settings, NoColour: env.Getenv("NO_COLOR") != "",
		Load: load, Now: time.Now,
		Environment: os.Environ(),
	}
	profile := colorprofile.Env(o.Environment)
	o.BasicColours = profile == colorprofile.ANSI
	o.NoColour = o.NoColour || profile <= colorprofile.ASCII
	o.Light = strings.HasSuffix(env.Getenv("COLORFGBG"), ";15")
	if o.Config.Glyphs == config.GlyphsAuto && !process.SpeaksUTF8(env.Getenv) {
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
	return at.show(ctx, s.env, o)
}

// leave writes what the dashboard leaves on the normal screen: the frame that
// the user kept, or the report. It does so even if a later run or the dashboard
// failed.
func (f *runFlags) leave(outcome tui.Outcome, s *session, files files) error {
	if outcome.Report == nil {
		if outcome.Err != nil {
			return outcome.Err
		}
		return cli.WithCode(cli.ExitInterrupted, errors.New("no run was finished"))
	}
	files.frame = outcome.Frame
	err := present(outcome.Report, outcome.Comparison, files, s.env)
	if err = errors.Join(outcome.Err, err, s.unrecorded); err != nil {
		return err
	}
	counting := outcome.Comparison
	if files.yardstick == nil {
		counting = nil // without --compare, it does not decide the exit code
	}
	return s.verdict(outcome.Report, counting, files.counts)
}
