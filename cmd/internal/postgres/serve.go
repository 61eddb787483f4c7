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

	"ep-benchmark/cmd/internal/cli"
	"ep-benchmark/workloads/database/scratch"
)

// ServeCommand runs a server of ours. It is not a command for users: measuring a
// database starts it.
const ServeCommand = "serve-database"

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
