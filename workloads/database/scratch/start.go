package scratch

import (
	"bytes"
	"fmt"
	"os"
	"path/filepath"
	"time"
)

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
