//go:build unix

package main

import (
	"encoding/csv"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"syscall"
	"testing"

	"ep-benchmark/cmd/internal/cli"
)

// bulkUnderWay starts a bulk run of 400 lines, slow enough to be ended, and
// waits until some of them are created.
func bulkUnderWay(t *testing.T) *launched {
	t.Helper()
	p := launch(t, func(command *exec.Cmd) {
		if err := os.WriteFile(filepath.Join(command.Dir, "orders.tsv"), []byte(orders(400)), 0o600); err != nil {
			t.Fatal(err)
		}
	}, "bulk-creation", "--input", "orders.tsv", "--results", "out.csv", "--workers", "2")
	p.await(`bulk-creation ([1-9]|\d\d+)/400`)
	return p
}

// recorded reads the results: how many lines were created, and the errors.
func (p *launched) recorded() (created int, errors []string) {
	p.t.Helper()
	file, err := os.Open(filepath.Join(p.command.Dir, "out.csv"))
	if err != nil {
		p.t.Fatal(err)
	}
	defer func() { _ = file.Close() }()
	rows, err := csv.NewReader(file).ReadAll()
	if err != nil {
		p.t.Fatal(err)
	}
	for i, row := range rows[1:] {
		if row[0] != fmt.Sprint(i+1) {
			p.t.Errorf("row %d is of line %s", i+1, row[0])
		}
		if row[1] != "" {
			created++
		} else {
			errors = append(errors, row[len(row)-1])
		}
	}
	return created, errors
}

// An interrupted bulk run has recorded the finished lines and those under way.
func TestInterruptedBulkRun(t *testing.T) {
	t.Parallel()
	p := bulkUnderWay(t)
	p.signal(os.Interrupt)
	if code := p.end(); code != cli.ExitInterrupted {
		t.Errorf("exit code %d", code)
	}
	created, errors := p.recorded()
	if created == 0 || created > 300 || len(errors) > 2 {
		t.Errorf("%d created, errors %q", created, errors)
	}
	for _, text := range errors {
		if !strings.Contains(text, "may have been created") {
			t.Errorf("%q", text)
		}
	}
	if want := fmt.Sprintf("%d of 400 shipments", created); !strings.Contains(p.out.String(), want) {
		t.Errorf("%q is not in the report:\n%s", want, p.out.String())
	}
}

// A killed bulk run has recorded the finished lines, except a few rows that
// waited for others.
func TestKilledBulkRun(t *testing.T) {
	t.Parallel()
	p := bulkUnderWay(t)
	p.signal(syscall.SIGKILL)
	p.end()
	if created, errors := p.recorded(); created == 0 || len(errors) > 0 {
		t.Errorf("%d created, errors %q", created, errors)
	}
}
