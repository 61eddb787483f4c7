//go:build unix

package main

import (
	"path/filepath"
	"testing"

	"ep-benchmark/cmd/internal/cli"
	"ep-benchmark/cmd/internal/project"
)

const napping = "[workload.naps]\nkind = \"command\"\ntitle = \"Naps\"\ncommand = \"sleep 0.0{n}\"\nworkers = 2\n"

// The dashboard says that a project file is not applied.
func TestDashboardBesideAnUntrustedProject(t *testing.T) {
	t.Parallel()
	p := openPane(t, 120, 44)
	p.write(filepath.Join(p.folder, project.Name), napping)
	p.start(shortRun("--fail-on", "none", "--no-save")...)
	p.shows(`ep-benchmark.toml is not applied: see 'ep-benchmark trust --show'`)
	p.shows(finished)
	p.press("q")
	p.ends(cli.ExitOK)
}

// A project's workload has a lane in the dashboard.
func TestDashboardOfAProject(t *testing.T) {
	t.Parallel()
	p := openPane(t, 120, 44)
	p.write(filepath.Join(p.folder, project.Name), napping)
	p.start(shortRun("naps", "--fail-on", "none", "--no-save", "--allow-commands")...)
	p.shows(finished + `(?s:.*)Naps +1 run`)
	p.hides(`not applied`)
	p.press("q")
	p.ends(cli.ExitOK)
}
