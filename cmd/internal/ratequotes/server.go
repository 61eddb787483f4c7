package ratequotes

import (
	"context"
	"errors"
	"fmt"
	"io"
	"os"
	"os/exec"

	"ep-benchmark/cmd/internal/cli"
	"ep-benchmark/cmd/internal/process"
	"ep-benchmark/workloads/child"
	"ep-benchmark/workloads/quotes/redis"
	"ep-benchmark/workloads/quotes/redisserver"
	"ep-benchmark/workloads/quotes/standin"
)

// ServerCommand runs a Redis server, or miniredis. It is not a command for users:
// measuring caches starts it.
const ServerCommand = "serve-cache"

// RunServer is that command: miniredis, or the path of a redis-server. It prints where
// it listens, and ends with its standard input. It returns the exit code.
func RunServer(args []string, in io.Reader, out io.Writer) int {
	announce := func(address string) error {
		_, err := fmt.Fprintf(out, "{\"address\":%q}\n", address)
		return err
	}
	err := errors.New("expected miniredis or the path of a redis-server")
	switch {
	case len(args) == 1 && args[0] == standIn:
		err = standin.Serve(in, announce)
	case len(args) == 1:
		err = redisserver.Serve(args[0], in, os.Environ(), announce)
	}
	if err != nil {
		fmt.Fprintf(os.Stderr, "ep-benchmark %s: measuring caches starts it: %v\n", ServerCommand, err)
		return cli.ExitFailed
	}
	return cli.ExitOK
}

// kind is where the Redis server comes from.
type kind int

const (
	named kind = iota + 1 // by the user
	found                 // on this machine, and started for the run
	stood                 // miniredis
)

// way is which Redis server is asked, and what is to be said of it. The zero way is
// none.
type way struct {
	kind    kind
	address redis.Address // of a named one
	program string        // that is started
	warning string
}

// own tells whether the server is started by us.
func (w *way) own() bool { return w.kind == found || w.kind == stood }

// find reads which server is asked.
func (f *Flags) find(env process.Environment) (w way, err error) {
	switch f.redis {
	case cli.Auto:
		if program, err := exec.LookPath(redisserver.Program); err == nil {
			return way{kind: found, program: program}, nil
		}
		return way{kind: stood, program: standIn, warning: "Redis is not measurable here: there is no redis-server, and miniredis, which is not Redis, stands in; get it by apt-get install redis-server or brew install redis, or name a server by --redis"}, nil
	case standIn:
		return way{kind: stood, program: standIn, warning: "miniredis, which is not Redis, stands in for it, as --redis asks for"}, nil
	}
	w.kind = named
	if w.address, err = redis.ParseAddress(f.redis); err != nil {
		return w, cli.Usagef("--redis: %w", err)
	}
	switch password := env.Getenv(process.RedisVariable); {
	case w.address.Password != "":
		env.Tell("warning: --redis has a password in it, which others on this machine can read there: %s is the place for it", process.RedisVariable)
	default:
		w.address.Password = password
	}
	env.Keys.Add(w.address.Password)
	if err := w.address.Check(); err != nil {
		return w, cli.Usagef("--redis %w", err)
	}
	return w, nil
}

// start starts the server as a child process.
func (w *way) start(ctx context.Context, env process.Environment) (*child.Process, error) {
	executable, err := env.Executable()
	if err != nil {
		return nil, fmt.Errorf("starting the Redis server: %w", err)
	}
	return child.Start(ctx, "Redis server", []string{executable, ServerCommand, w.program}, env.ChildEnvironment(), nil)
}

// said is which server answers, in words.
func (w *way) said(about *redis.About) string {
	switch w.kind {
	case found:
		return "redis-server " + about.Version + ", started for the run"
	case stood:
		return "miniredis " + standin.Version() + ", which is not Redis, started for the run"
	}
	return "Redis " + about.Version + " at " + w.address.String()
}

// explained is the error of a server that can't be used, with what to do about it.
func (w *way) explained(err error, env process.Environment) error {
	if w.kind != named {
		return fmt.Errorf("the Redis server of this run: %w", err)
	}
	var access *redis.AccessError
	if errors.As(err, &access) {
		text := "it wants a password: set " + process.RedisVariable
		if w.address.Password != "" {
			text = "it does not accept the password: check " + process.RedisVariable + ", and the user in --redis"
		}
		return fmt.Errorf("--redis %s: %w: %s", w.address, err, text)
	}
	return fmt.Errorf("--redis %s: %s: expected a Redis server that answers there, or --redis auto, which starts one", w.address, env.Keys.Hide(err.Error()))
}
