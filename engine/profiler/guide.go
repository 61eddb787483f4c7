package profiler

import (
	"fmt"
	"path/filepath"
	"strings"

	"ep-benchmark/engine/outfile"
)

// guide says what the files are. A word in angle brackets stands for a part of
// their names.
const guide = `Profiles of ep-benchmark %s

Each workload was run once more after the measured run, alone, and nothing of
that was measured: profilers cost time. A <leg> is sequential (one worker) or
parallel.

cpu-<workload>-<leg>.pprof     where CPU time went, 100 samples a second and CPU
block-<workload>-<leg>.pprof   where goroutines waited for one another
mutex-<workload>-<leg>.pprof   which locks others waited for, and who held them
trace-<workload>-<leg>.out     what every goroutine did when
evidence.txt                   what the diagnosis read, and every figure of the
                               measured run's legs

To open them, with a Go toolchain:

%s
Samples bear the labels workload and leg (in pprof: -tagfocus, or Tags in the
menu). What the runtime does by itself, as collecting garbage, bears none.

The files name functions, and source files with their folders on the machine
where ep-benchmark was built. They hold no request, no answer and no key.
`

// WriteGuide writes README.txt, which says what is in the folder and how to
// open it.
func (p *Profiler) WriteGuide(version string) error {
	var commands strings.Builder
	for _, t := range p.taken {
		name := t.workload + "-" + string(t.kind)
		fmt.Fprintf(&commands, "  go tool pprof -http=localhost: cpu-%s.pprof\n", name)
	}
	if len(p.taken) > 0 {
		name := p.taken[0].workload + "-" + string(p.taken[0].kind)
		fmt.Fprintf(&commands, "  go tool pprof -top block-%s.pprof\n  go tool trace trace-%s.out\n", name, name)
		fmt.Fprintf(&commands, "\nWhat changed since an earlier folder:\n\n  go tool pprof -http=localhost: -diff_base=EARLIER/cpu-%s.pprof cpu-%s.pprof\n", name, name)
	}
	text := fmt.Sprintf(guide, version, commands.String())
	err := outfile.Write(filepath.Join(p.folder, "README.txt"), []byte(text))
	p.guided = err == nil
	return err
}
