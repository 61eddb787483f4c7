package postgres

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"os"
	"os/signal"
	"syscall"
	"time"

	"ep-benchmark/cmd/internal/cli"
	"ep-benchmark/cmd/internal/process"
	"ep-benchmark/workloads/child"
	"ep-benchmark/workloads/database/scratch"
)

// ServeCommand runs a server of ours. It is not a command for users: measuring a
// database starts it.
const ServeCommand = "serve-database"

// readyWithin is how long making and starting a server may take.
const readyWithin = 90 * time.Second

// RunServer is that command, whose argument is the order as JSON. It ends with its
// standard input, which the parent alone holds open: however the parent ends, it
// follows. It returns the exit code.
func RunServer(args []string, in io.Reader, out io.Writer) int {
	if err := serve(args, in, out); err != nil {
		fmt.Fprintf(os.Stderr, "ep-benchmark %s: measuring starts it: %v\n", ServeCommand, err)
		return cli.ExitFailed
	}
	return cli.ExitOK
}

func serve(args []string, in io.Reader, out io.Writer) error {
	if len(args) != 1 {
		return errors.New("expected an order")
	}
	var o scratch.Order
	if err := json.Unmarshal([]byte(args[0]), &o); err != nil {
		return err
	}
	ctx, stop := signal.NotifyContext(context.Background(), syscall.SIGINT, syscall.SIGTERM, syscall.SIGHUP)
	defer stop()
	ctx, gone := context.WithCancel(ctx)
	go func() {
		_, _ = io.Copy(io.Discard, in)
		gone()
	}()
	return scratch.Serve(ctx, o, out)
}

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
