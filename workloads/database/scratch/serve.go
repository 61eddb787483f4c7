package scratch

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"runtime"
	"time"
)

const (
	startTimeout = 30 * time.Second
	stopTimeout  = 3 * time.Second
	lookEvery    = 10 * time.Millisecond
	// longestSocket is how long a socket's path may be, on the systems with the
	// shortest.
	longestSocket = 103
	prefix        = "ep-pg-"
	serverSocket  = ".s.PGSQL.5432"
)

// An Order is what is to be started.
type Order struct {
	Programs
	Folder      string   `json:"folder"`             // in which a new one is made
	Connections int      `json:"connections"`        // max_connections
	Pool        int      `json:"pool,omitempty"`     // of pgbouncer
	Settings    []string `json:"settings,omitempty"` // more of them, each as name=value
}

// Serve starts what the order says, announces the folder as {"address": …}, and
// serves until the context ends. Then it stops the server and removes the folder. What
// can't be started is announced as {"error": …}. It is an error if the server ends
// before the context.
func Serve(ctx context.Context, order Order, output io.Writer) (err error) {
	// The server is told when the thread that started it ends.
	runtime.LockOSThread()
	r := &running{order: order, gone: ctx.Done()}
	defer func() { err = errors.Join(err, r.stop()) }()
	if err := r.start(); errors.Is(err, errGone) {
		return nil
	} else if err != nil {
		return json.NewEncoder(output).Encode(announcement{Error: err.Error()})
	}
	if err := json.NewEncoder(output).Encode(announcement{Address: r.folder}); err != nil {
		return err
	}
	select {
	case <-ctx.Done():
		return nil
	case <-r.server.done:
		return fmt.Errorf("the PostgreSQL server ended: %s%s", r.server.why(), logged(r.path("log")))
	}
}

// announcement is the line that the parent waits for.
type announcement struct {
	Address string `json:"address,omitempty"`
	Error   string `json:"error,omitempty"`
}

// errGone is that the context ended meanwhile.
var errGone = errors.New("not wanted any more")

// running is what was started so far.
type running struct {
	order           Order
	gone            <-chan struct{}
	folder          string // "" before it was made
	as              *account
	server, bouncer *daemon // nil before they were started
}

func (r *running) path(name string) string { return filepath.Join(r.folder, name) }

func (r *running) start() error {
	var err error
	if r.as, err = unprivileged(); err != nil {
		return err
	}
	if err = r.makeFolder(); err != nil {
		return err
	}
	if err = r.initialise(); err != nil {
		return err
	}
	if err = r.startServer(); err != nil {
		return err
	}
	if r.order.Bouncer == "" {
		return nil
	}
	return r.startBouncer()
}

func (r *running) makeFolder() error {
	folder, err := os.MkdirTemp(r.order.Folder, prefix)
	if err != nil {
		return fmt.Errorf("a scratch folder for PostgreSQL: %w", err)
	}
	r.folder = folder
	if longest := len(filepath.Join(folder, "bouncer", serverSocket)); longest > longestSocket {
		return fmt.Errorf("the scratch folder %s is too long for a socket, by %d characters: expected a shorter one in the environment variable TMPDIR", folder, longest-longestSocket)
	}
	if err := os.Mkdir(r.path("bouncer"), 0o700); err != nil {
		return err
	}
	return errors.Join(r.as.own(folder), r.as.own(r.path("bouncer")))
}

// stop ends everything at once, since nothing is kept, and removes the folder.
func (r *running) stop() error {
	for _, d := range []*daemon{r.bouncer, r.server} {
		if d != nil {
			d.end(stopTimeout)
		}
	}
	if r.folder == "" {
		return nil
	}
	return os.RemoveAll(r.folder)
}
