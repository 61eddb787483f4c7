package screen

import (
	"os"
	"strings"
	"time"

	"github.com/charmbracelet/colorprofile"

	"ep-benchmark/baselines"
	"ep-benchmark/cmd/internal/process"
	"ep-benchmark/ui/config"
	"ep-benchmark/ui/tui"
	"ep-benchmark/ui/tui/pages"
)

// Options returns the options that a live run and a recording share.
func Options(env process.Environment, settings config.Config, load func(path string) (pages.Kept, error)) (tui.Options, error) {
	o := tui.Options{
		Config: settings, NoColour: env.Getenv("NO_COLOR") != "",
		Load: load, Now: time.Now, StopPatience: process.StopTime - process.KeepTime,
		Environment: os.Environ(),
	}
	o.Profile = colorprofile.Env(o.Environment)
	o.NoColour = o.NoColour || o.Profile <= colorprofile.ASCII
	o.Light = strings.HasSuffix(env.Getenv("COLORFGBG"), ";15")
	if o.Config.Glyphs == config.GlyphsAuto && !process.SpeaksUTF8(env.Getenv) {
		o.Config.Glyphs = config.GlyphsASCII
	}
	claims, err := baselines.Claims()
	if err != nil {
		return tui.Options{}, err
	}
	o.Past = []pages.Kept{{Side: claims}}
	return o, nil
}
