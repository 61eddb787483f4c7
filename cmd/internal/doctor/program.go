package doctor

import (
	"os"
	"runtime"
	"runtime/debug"

	"github.com/charmbracelet/colorprofile"
	"golang.org/x/term"

	"ep-benchmark/cmd/internal/process"
)

// programFacts are what doctor reports about the program itself.
type programFacts struct {
	Version string            `json:"version"`
	Go      string            `json:"go"`
	OS      string            `json:"os"`
	Arch    string            `json:"arch"`
	Build   map[string]string `json:"build,omitempty"`
}

// toldSettings are the build settings that doctor reports. Other settings may
// hold paths of the machine that built the program.
var toldSettings = []string{"-race", "-trimpath", "CGO_ENABLED", "GOAMD64", "GOARM64", "GOEXPERIMENT", "vcs.revision", "vcs.time", "vcs.modified"}

func programOf() programFacts {
	facts := programFacts{Version: process.Version(), Go: runtime.Version(), OS: runtime.GOOS, Arch: runtime.GOARCH}
	build, known := debug.ReadBuildInfo()
	if !known {
		return facts
	}
	facts.Build = map[string]string{}
	for _, setting := range build.Settings {
		for _, told := range toldSettings {
			if setting.Key == told && setting.Value != "" {
				facts.Build[setting.Key] = setting.Value
			}
		}
	}
	return facts
}

// terminalFacts are what doctor reports about the terminal. It shows the values
// of TERM and COLORTERM. Of other variables it shows only whether they are set,
// or their effect.
type terminalFacts struct {
	Stdin     bool   `json:"stdin"` // is a terminal
	Stdout    bool   `json:"stdout"`
	Stderr    bool   `json:"stderr"`
	Columns   int    `json:"columns,omitempty"`
	Rows      int    `json:"rows,omitempty"`
	Term      string `json:"term"`
	ColorTerm string `json:"colorterm"`
	Colours   string `json:"colours"` // the colour profile that the variables select
	UTF8      bool   `json:"utf8"`
	NoColor   bool   `json:"no_color"` // NO_COLOR is set
	CI        bool   `json:"ci"`
	Tmux      bool   `json:"tmux"`
	Screen    bool   `json:"screen"`
	SSH       bool   `json:"ssh"`
}

func terminalOf(env process.Environment) terminalFacts {
	set := func(name string) bool { return env.Getenv(name) != "" }
	facts := terminalFacts{
		Stdout: process.IsTerminal(env.Stdout), Stderr: process.IsTerminal(env.Stderr),
		Term: env.Getenv("TERM"), ColorTerm: env.Getenv("COLORTERM"),
		Colours: colorprofile.Env(os.Environ()).String(), UTF8: process.SpeaksUTF8(env.Getenv),
		NoColor: set("NO_COLOR"), CI: set("CI"), Tmux: set("TMUX"), Screen: set("STY"),
		SSH: set("SSH_CONNECTION") || set("SSH_TTY"),
	}
	if in, isFile := env.Stdin.(*os.File); isFile {
		facts.Stdin = term.IsTerminal(int(in.Fd()))
	}
	for _, stream := range []any{env.Stdout, env.Stderr, env.Stdin} {
		if file := process.FileOf(stream); file != nil && facts.Columns == 0 {
			// A stream that is no terminal has no size.
			facts.Columns, facts.Rows, _ = term.GetSize(int(file.Fd()))
		}
	}
	return facts
}
