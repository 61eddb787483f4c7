package main

import (
	"context"
	"errors"
	"fmt"
	"io"
	"slices"
	"strings"
	"time"

	"github.com/charmbracelet/colorprofile"
	"github.com/spf13/cobra"
	"github.com/spf13/pflag"

	"ep-benchmark/baselines"
	"ep-benchmark/cmd/internal/cli"
	"ep-benchmark/cmd/internal/comparing"
	"ep-benchmark/cmd/internal/files"
	"ep-benchmark/cmd/internal/process"
	"ep-benchmark/cmd/internal/screen"
	"ep-benchmark/engine"
	"ep-benchmark/ui/config"
	"ep-benchmark/ui/export"
	"ep-benchmark/ui/recording"
	"ep-benchmark/ui/tui"
)

// newReplay returns the command that shows a recording as it was live.
func newReplay(env process.Environment) *cobra.Command {
	view := replayScreen{command: "replay"}
	var flags replayFlags
	command := &cobra.Command{
		Use:   "replay run.events",
		Short: "Show a recorded run in the dashboard, as it was live",
		Long: `replay shows a run that was recorded with --record in the dashboard: you can
pause it, seek in it, and play it faster or slower.`,
		Example: `  Record a run, and see it again
    ep-benchmark --quick --record run.events
    ep-benchmark replay run.events --speed 4x

  Make a picture of it, without a terminal
    ep-benchmark replay run.events --picture run.svg --at 12s --size 120x40

  Make one that moves, of ten seconds of it
    ep-benchmark replay run.events --picture moving.svg --at 5s --for 10s`,
		Args: func(cmd *cobra.Command, args []string) error {
			if len(args) != 1 {
				hint := ""
				if len(args) > 1 {
					hint = cli.Hint(cli.ValueApart(cmd.Flags(), args[len(args)-1]))
				}
				return cli.Usagef("replay: expected one recording, as ep-benchmark --record run.events writes it%s", hint)
			}
			return nil
		},
		RunE: func(cmd *cobra.Command, args []string) error {
			return flags.replay(cmd.Context(), args[0], view, env)
		},
	}
	set := command.Flags()
	flags.set = set
	set.SortFlags = false
	view.register(set)
	screen.RegisterConfig(set, &flags.config)
	flags.compared.RegisterCompare(set)
	flags.keep.Register(set)
	return command
}

// replayFlags are the flags of replay, except those of the picture.
type replayFlags struct {
	config   string
	compared comparing.Flag
	keep     files.StoreFlag
	set      *pflag.FlagSet
}

// replayScreen says how a recording is shown.
type replayScreen struct {
	speed   string
	picture string // path of an SVG, instead of the dashboard
	at      time.Duration
	lasts   time.Duration // how much of the run an animated picture shows; 0 for a still one
	size    string
	theme   string
	view    string // that is shown first
	set     *pflag.FlagSet
	command string
}

func (r *replayScreen) register(set *pflag.FlagSet) {
	r.set = set
	set.StringVar(&r.speed, "speed", "1x", "how fast it plays")
	cli.Describe(set, "speed", screen.Group, "factor", "a factor, such as 4x or 0.5x")
	set.StringVar(&r.picture, "picture", "", "write a moment of it as SVG instead; - for stdout")
	cli.Describe(set, "picture", screen.Group, "file", "a path that can be written, or - for stdout")
	set.DurationVar(&r.at, "at", time.Hour, "the moment of the picture, since the run's start; its end by default")
	cli.Describe(set, "at", screen.Group, "time", "a time, such as 12s")
	set.DurationVar(&r.lasts, "for", 0, "animate the picture: this much of the run from --at on; still by default")
	cli.Describe(set, "for", screen.Group, "time", "a time up to 60s, such as 10s")
	set.StringVar(&r.size, "size", "120x40", "columns and rows of the picture")
	cli.Describe(set, "size", screen.Group, "CxR", "columns and rows, such as 120x40")
	set.StringVar(&r.view, "view", "run", "the view that is shown first, and of the picture")
	cli.Describe(set, "view", screen.Group, "name", strings.Join(tui.Views(), ", "))
	set.StringVar(&r.theme, "theme", "", "the colours, in place of the configured theme: "+themes())
	cli.Describe(set, "theme", screen.Group, "name", themes())
}

// themes are the names that --theme accepts.
func themes() string { return strings.Join(config.Theme.Words(""), ", ") }

// check rejects flags that would do nothing.
func (r *replayScreen) check() error {
	switch {
	case r.set.Changed("picture") && r.picture == "":
		return cli.WrongValue(r.set, "picture")
	case !slices.Contains(tui.Views(), r.view):
		return cli.WrongValue(r.set, "view")
	case r.set.Changed("for") && r.picture == "":
		return cli.Usagef("--for animates a picture: expected --picture beside it")
	case r.lasts < 0 || r.lasts > longestAnimation || r.set.Changed("for") && r.lasts == 0:
		return cli.WrongValue(r.set, "for")
	}
	return nil
}

// longestAnimation keeps an animated picture at a size that a page can have.
const longestAnimation = time.Minute

// replay shows the recording at the path.
func (f *replayFlags) replay(ctx context.Context, path string, view replayScreen, env process.Environment) error {
	if err := view.check(); err != nil {
		return err
	}
	if err := files.Apart(f.uses(path, view.picture, env)); err != nil {
		return err
	}
	at, err := view.seat(env)
	if err != nil {
		return err
	}
	defer at.Close()
	factor, err := recording.ParseSpeed(view.speed)
	if err != nil {
		return cli.WrongUsage(err)
	}
	log, err := recording.Open(path)
	if err != nil {
		return err
	}
	if f.compared.Given() && isGenerated(log) {
		return fmt.Errorf("replay: %s is %s: it is compared with nothing", path, engine.NeverMeasured)
	}
	store, by, err := f.references(env.Getenv)
	if err != nil {
		return err
	}
	if store != nil {
		defer func() { _ = store.Close() }() // it was read only
	}
	o, err := view.options(f.config, by, env)
	if err != nil {
		return err
	}
	if store != nil {
		o.Store = store
	}
	return view.show(ctx, withWarning(log), factor, o, at, env)
}

// show plays a recording in the dashboard, or makes a picture of it.
func (r *replayScreen) show(ctx context.Context, log recording.Log, factor float64, o tui.Options, at *screen.Seat, env process.Environment) error {
	o.Player = recording.NewPlayer(log)
	if err := o.Player.SetSpeed(factor); err != nil {
		return cli.WrongUsage(err)
	}
	if r.picture != "" {
		return r.draw(o, env.Stdout)
	}
	_, err := at.Show(ctx, env, o)
	return err
}

// uses are the files of a replay.
func (f *replayFlags) uses(recording, picture string, env process.Environment) []files.Use {
	all := append([]files.Use{files.Reads("replay", recording)}, f.compared.Uses()...)
	all = append(all, files.ConfigUses(f.config, env)...)
	all = append(all, f.keep.Uses(env.Getenv, false)...)
	all = append(all, files.WritesOutput("--picture", picture)...)
	return append(all, files.StandardUses(env)...)
}

// references returns the store and what a recording is compared with. Without
// --compare it returns neither, so that a recording shows the same everywhere.
func (f *replayFlags) references(getenv func(string) string) (*baselines.Store, *comparing.Comparer, error) {
	if !f.compared.Given() {
		return nil, nil, nil
	}
	store, err := f.keep.OpenToCompare(getenv)
	if err != nil {
		return nil, nil, err
	}
	by, err := f.compared.Comparer(store)
	if err != nil && store != nil {
		err = errors.Join(err, store.Close())
	}
	return store, by, err
}

// seat returns where the dashboard is shown; nil for a picture.
func (r *replayScreen) seat(env process.Environment) (*screen.Seat, error) {
	if r.picture != "" {
		return nil, nil
	}
	if !process.IsTerminal(env.Stdout) {
		return nil, fmt.Errorf("%s: stdout is not a terminal, and a recording is shown in the dashboard; --picture FILE makes a picture without one", r.command)
	}
	at, err := screen.FindSeat(env, true)
	if err != nil {
		return nil, fmt.Errorf("%s: %w; --picture FILE makes a picture without the dashboard", r.command, err)
	}
	return at, nil
}

// options returns the dashboard's options, with the chosen theme.
func (r *replayScreen) options(path string, by *comparing.Comparer, env process.Environment) (tui.Options, error) {
	settings, err := files.LoadConfig(path, env.Getenv)
	if err != nil {
		return tui.Options{}, err
	}
	switch {
	case r.theme == "":
	case slices.Contains(config.Theme.Words(""), r.theme):
		settings.Theme = config.Theme(r.theme)
	default:
		return tui.Options{}, cli.WrongValue(r.set, "theme")
	}
	o, err := comparing.ScreenOptions(env, settings, by)
	o.View = r.view
	if r.picture != "" {
		o.NoColour, o.Profile = settings.Theme == config.ThemeNone, colorprofile.TrueColor // a picture has all colours
	}
	return o, err
}

// draw writes the picture.
func (r *replayScreen) draw(o tui.Options, stdout io.Writer) error {
	columns, rows := 0, 0
	if n, err := fmt.Sscanf(r.size, "%dx%d", &columns, &rows); n != 2 || err != nil || columns < 1 || rows < 1 || columns > 400 || rows > 200 {
		return cli.Usagef("--size %q: expected columns and rows, such as 120x40, of 400x200 at most", r.size)
	}
	var picture []byte
	if r.lasts > 0 {
		picture = tui.Animation(o, r.start(o.Player), r.lasts, columns, rows)
	} else {
		picture = tui.Picture(o, r.at, columns, rows)
	}
	if export.IsStream(r.picture) {
		_, err := stdout.Write(picture)
		return err
	}
	return export.WriteFile(r.picture, picture)
}

// start is when an animated picture begins: where --at is not given, so that it ends
// with the recording.
func (r *replayScreen) start(p *recording.Player) time.Duration {
	if r.set.Changed("at") {
		return r.at
	}
	return max(p.Length()-r.lasts, 0)
}

// isGenerated tells whether a recording is of a run that was never measured.
func isGenerated(log recording.Log) bool {
	begun, ok := log.Events[0].(engine.RunStarted)
	return ok && begun.Plan.Generated
}

// withWarning appends a warning to the events of a recording that breaks off.
func withWarning(log recording.Log) recording.Log {
	if last := len(log.Events) - 1; log.CutShort != "" && last >= 0 {
		text := "the recording ends before its run did: " + log.CutShort
		log.Events = append(log.Events, engine.Warned{At: engine.At(log.Events[last].When()), Text: text})
	}
	return log
}
