//go:build unix

package main

import (
	"path/filepath"
	"testing"

	"ep-benchmark/cmd/internal/cli"
	"ep-benchmark/cmd/internal/project"
)

// The dashboard says that a project file is not applied. Once it is, the project's
// workload has a lane.
func TestDashboardOfAProject(t *testing.T) {
	t.Parallel()
	p := openPane(t, 120, 44)
	p.write(filepath.Join(p.folder, project.Name), "[workload.naps]\nkind = \"command\"\ntitle = \"Naps\"\ncommand = \"sleep 0.0{n}\"\nworkers = 2\n")
	p.start(shortRun("--rounds", "1", "--fail-on", "none", "--no-save")...)
	p.shows(`ep-benchmark.toml is not applied: see 'ep-benchmark trust --show'`)
	p.shows(finished)
	p.press("q")
	p.ends(cli.ExitOK)
	p.start(shortRun("naps", "--rounds", "1", "--fail-on", "none", "--no-save", "--allow-commands")...)
	p.shows(finished + `(?s:.*)Naps +1 run`)
	p.hides(`not applied`)
	p.press("q")
	p.ends(cli.ExitOK)
}
