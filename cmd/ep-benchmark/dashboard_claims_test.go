//go:build unix

package main

import (
	"path/filepath"
	"strings"
	"testing"

	"ep-benchmark/cmd/internal/cli"
)

// TestDashboardOfClaims puts a ledger to the test in the dashboard, reads the evidence,
// and finds the report and the page when it is closed.
func TestDashboardOfClaims(t *testing.T) {
	t.Parallel()
	p := openPane(t, 100, 36)
	p.write(filepath.Join(p.folder, "claims.toml"), twoClaims)
	p.start("claims", "check", "claims.toml", "first", "--rounds=6", "--export=html:page.html", "--store=runs.db", "--fail-on=none")
	p.shows(`first +< 1 h|first +< 3,600 s`)
	p.shows(`FINISHED(?s:.*)first .* confirmed`)
	p.press("j", "Enter")
	p.shows(`repeat it with`)
	p.press("q")
	p.ends(cli.ExitOK)
	if text := p.screen(); !strings.Contains(text, "exported to page.html") || !strings.Contains(text, "score 3 of 3") {
		t.Errorf("no report is left:\n%s", text)
	}
}
