package scratch

import (
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"runtime"
	"strings"
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

// User is the database's superuser. The server trusts whoever may enter its folder.
const User = "ep_benchmark"

// An Order is what is to be started.
type Order struct {
	Programs
	Folder      string   `json:"folder"`             // in which a new one is made
	Connections int      `json:"connections"`        // max_connections
	Pool        int      `json:"pool,omitempty"`     // of pgbouncer
	Settings    []string `json:"settings,omitempty"` // more of them, each as name=value
}

// noSpace is what PostgreSQL's programs print where a disk is full.
const noSpace = "No space left on device"

// OutOfRoom tells whether a server that was announced has found its disk full.
func OutOfRoom(folder string) bool {
	return strings.Contains(textOf(filepath.Join(folder, "log")), noSpace)
}

// ServerURL and BouncerURL are those of what listens in a folder that was announced.
func ServerURL(folder string) string { return urlOf(folder) }

// BouncerURL is that of pgbouncer.
func BouncerURL(folder string) string { return urlOf(filepath.Join(folder, "bouncer")) }

func urlOf(folder string) string {
	return "postgres://" + User + "@/postgres?sslmode=disable&port=5432&host=" + escaped(folder)
}

// escaped is a folder within a URL.
func escaped(folder string) string {
	var b strings.Builder
	for _, c := range []byte(folder) {
		if c == '/' || c == '-' || c == '_' || c == '.' || c >= '0' && c <= '9' || c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z' {
			b.WriteByte(c)
		} else {
			fmt.Fprintf(&b, "%%%02X", c)
		}
	}
	return b.String()
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

// initialise makes the files of an empty server. They are not flushed to the disk,
// since nothing of them is kept.
func (r *running) initialise() error {
	made, err := r.as.run(r.folder, "", []string{
		r.order.Initdb, "-D", r.path("data"), "-U", User, "-A", "trust", "-E", "UTF8", "-N",
	})
	if err != nil {
		return err
	}
	select {
	case <-made.done:
	case <-r.gone:
		made.kill()
		return errGone
	}
	if made.exit != nil {
		return r.roomAdvice("initdb", made.why(), made.output.String())
	}
	return nil
}

// roomAdvice is the error of a program with the end of what it printed, and what to do
// where the disk is full.
func (r *running) roomAdvice(name, why, printed string) error {
	printed = lastLines(printed)
	if strings.Contains(printed, noSpace) {
		return fmt.Errorf("%s: the disk of the scratch folder %s is full: expected room for a server, about 100 MB: name another folder by the environment variable TMPDIR", name, r.folder)
	}
	if strings.Contains(printed, "Permission denied") {
		printed += fmt.Sprintf(" (it runs as the user %s, who has to be able to enter %s: another folder can be named by the environment variable TMPDIR)", r.as.name, r.folder)
	}
	return fmt.Errorf("%s: %s: %s", name, why, printed)
}

// startServer starts the server, and waits until it says in its file of the process
// that it is ready, as pg_ctl does.
func (r *running) startServer() error {
	settings := append([]string{
		"listen_addresses=", "unix_socket_directories=" + r.folder, "unix_socket_permissions=0700", "port=5432",
		fmt.Sprintf("max_connections=%d", r.order.Connections),
		"wal_level=minimal", "max_wal_senders=0", "fsync=off", "full_page_writes=off", "synchronous_commit=off", "logging_collector=off", "log_destination=stderr", "lc_messages=C",
	}, r.order.Settings...)
	line := []string{r.order.Postgres, "-D", r.path("data")}
	for _, setting := range settings {
		line = append(line, "-c", setting)
	}
	var err error
	if r.server, err = r.as.run(r.folder, r.path("log"), line); err != nil {
		return err
	}
	return r.await(r.server, "postgres", "log", func() bool {
		text, err := os.ReadFile(r.path("data/postmaster.pid"))
		lines := bytes.Split(text, []byte("\n"))
		const status = 7 // the line, counted from 0
		return err == nil && len(lines) > status && bytes.HasPrefix(bytes.TrimSpace(lines[status]), []byte("ready"))
	})
}

// startBouncer starts pgbouncer, which lets transactions share the connections of its
// pool.
func (r *running) startBouncer() error {
	folder := r.path("bouncer")
	text := fmt.Sprintf(`[databases]
* = host=%s port=5432 user=%s
[pgbouncer]
listen_addr =
listen_port = 5432
unix_socket_dir = %s
unix_socket_mode = 0700
auth_type = any
pool_mode = transaction
default_pool_size = %d
max_client_conn = 2000
ignore_startup_parameters = extra_float_digits
`, r.folder, User, folder, r.order.Pool)
	ini := r.path("pgbouncer.ini")
	if err := os.WriteFile(ini, []byte(text), 0o600); err != nil {
		return err
	}
	if err := r.as.own(ini); err != nil {
		return err
	}
	var err error
	if r.bouncer, err = r.as.run(r.folder, r.path("bouncer.log"), []string{r.order.Bouncer, "-q", ini}); err != nil {
		return err
	}
	return r.await(r.bouncer, "pgbouncer", "bouncer.log", func() bool {
		_, err := os.Stat(filepath.Join(folder, serverSocket))
		return err == nil
	})
}

// await waits until a daemon is ready.
func (r *running) await(d *daemon, name, log string, ready func() bool) error {
	tick, over := time.NewTicker(lookEvery), time.After(startTimeout)
	defer tick.Stop()
	for !ready() {
		select {
		case <-tick.C:
		case <-d.done:
			return r.roomAdvice(name, "it ended at once: "+d.why(), textOf(r.path(log)))
		case <-over:
			return fmt.Errorf("%s is not ready after %v%s", name, startTimeout, logged(r.path(log)))
		case <-r.gone:
			return errGone
		}
	}
	return nil
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

func textOf(path string) string {
	text, _ := os.ReadFile(path)
	return string(text)
}

// logged is the end of a log as an addition to an error.
func logged(path string) string {
	if text := lastLines(textOf(path)); text != "" {
		return "; it printed: " + text
	}
	return ""
}

// lastLines is the end of a text as one line.
func lastLines(text string) string {
	const most = 600
	text = strings.Join(strings.Fields(text), " ")
	return strings.ToValidUTF8(text[max(0, len(text)-most):], "")
}
