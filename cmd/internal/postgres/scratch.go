package postgres

import (
	"context"
	"encoding/json"
	"fmt"
	"time"

	"ep-benchmark/cmd/internal/process"
	"ep-benchmark/workloads/child"
	"ep-benchmark/workloads/database/scratch"
)

// readyWithin is how long making and starting a server may take.
const readyWithin = 90 * time.Second

// startServer starts a server of ours, in a process that removes it when this one
// ends.
func startServer(ctx context.Context, o scratch.Order, env process.Environment) (*child.Process, error) {
	executable, err := env.Executable()
	if err != nil {
		return nil, fmt.Errorf("starting PostgreSQL: %w", err)
	}
	text, err := json.Marshal(o)
	if err != nil {
		return nil, err
	}
	environment := []string{"PATH=" + env.Getenv("PATH")} // it needs nothing else of ours
	return child.StartWithin(ctx, readyWithin, "PostgreSQL", []string{executable, ServeCommand, string(text)}, environment, nil)
}

// toGet says how a program is got that was not found.
const (
	toGet        = "'apt-get install postgresql' on Debian and Ubuntu, 'brew install postgresql@17' on macOS"
	toGetBouncer = "'apt-get install pgbouncer' on Debian and Ubuntu, 'brew install pgbouncer' on macOS"
)
