package report

import (
	"io"
	"strings"
	"time"

	"ep-benchmark/engine"
	"ep-benchmark/engine/units"
)

// shownFunctions is how many functions of a profile the report names; the
// profile itself has all of them.
const shownFunctions = 5

// WriteProfiles writes what a report's CPU profiles showed, and the folder
// that they are in.
func WriteProfiles(w io.Writer, r *engine.Report, folder string, style Style) error {
	p := &page{style: style}
	p.heading("Profiles", text("of legs that were run once more, alone and unmeasured"))
	written := map[string]bool{}
	for i := range r.Results {
		result := &r.Results[i]
		if written[result.Spec.Name] { // under another schedule: the profiles are the same
			continue
		}
		written[result.Spec.Name] = true
		for k := range result.Profiles {
			p.profile(result.Spec.Title, &result.Profiles[k])
		}
	}
	p.row("folder", text("%s", folder))
	p.row("", text("README.txt in it says what the files are, and which command opens each."))
	_, err := io.WriteString(w, p.text.String())
	return err
}

// leastProfiled is how much CPU time a profile needs to show where the time
// went. A profile has 100 samples a second, and of fewer than twenty samples
// each is worth more than 5 %.
const leastProfiled = 200 * time.Millisecond

// profile writes the functions of one summary with the most time of their own.
func (p *page) profile(title string, s *engine.ProfileSummary) {
	p.indented(labelColumn, coloured(bold, title), text("%s, %s of CPU time", s.Kind, units.Duration(s.CPU)))
	if s.CPU < leastProfiled || len(s.Functions) == 0 {
		p.indented(2*labelColumn, text("too little to tell which functions it went to"))
		return
	}
	shown := s.Functions[:min(len(s.Functions), shownFunctions)]
	widest := 0
	for i := range shown {
		widest = max(widest, columns(printable(brief(shown[i].Function))))
	}
	for i := range shown {
		p.function(&shown[i], widest)
	}
}

// function writes one function's line. Where it takes several, those after
// the first stand below the name.
func (p *page) function(f *engine.FunctionShare, widest int) {
	const share = 6 // columns
	values := []value{text("%*s", share, units.Percent(f.Flat)), text("%s", brief(f.Function)).padded(widest)}
	if f.File != "" {
		values = append(values, coloured(faint, f.File))
	}
	p.pad(2 * labelColumn)
	p.flow(2*labelColumn+share+between, values)
}

// brief is a function's name without the folders of its package:
// shipping.(*columns).split.
func brief(function string) string {
	name := function
	if end := strings.IndexAny(name, "(["); end >= 0 { // what follows may have folders of its own
		name = name[:end]
	}
	return function[strings.LastIndexByte(name, '/')+1:]
}
