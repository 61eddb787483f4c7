package database

import (
	"errors"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/jackc/pgx/v5"

	"ep-benchmark/workloads/database/scratch"
)

// schemas are those of the database that are the program's.
func schemas(t *testing.T) (names []string) {
	t.Helper()
	conn, err := pgx.Connect(t.Context(), scratch.ServerURL(folder))
	if err != nil {
		t.Fatal(err)
	}
	defer func() { _ = conn.Close(t.Context()) }()
	rows, err := conn.Query(t.Context(), "SELECT nspname::text FROM pg_namespace WHERE nspname NOT LIKE 'pg\\_%' AND nspname NOT IN ('information_schema', 'public')")
	if err != nil {
		t.Fatal(err)
	}
	names, err = pgx.CollectRows(rows, pgx.RowTo[string])
	if err != nil {
		t.Fatal(err)
	}
	return names
}

func TestFillAndDrop(t *testing.T) {
	s, err := Connect(t.Context(), options(t))
	if err != nil {
		t.Fatal(err)
	}
	before := len(schemas(t))
	if f := &s.Facts; f.Number < oldest || f.MaxConnections != 60 || f.WorkMem != 4<<20 || f.PerGather != 2 || !f.MayCreate || f.Free() < 1 || f.Free() > 57 {
		t.Errorf("facts: %+v", f)
	}
	if err := s.Fill(t.Context()); err != nil {
		t.Fatal(err)
	}
	if names := schemas(t); len(names) != before+1 || s.Bytes() < 8192 {
		t.Errorf("schemas %v, a table of %d bytes", names, s.Bytes())
	}
	conn, err := s.connect(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	defer func() { _ = conn.Close(t.Context()) }()
	for id := int64(1); id <= 500; id += 83 {
		if err := s.look(t.Context(), conn, id); err != nil {
			t.Error(err)
		}
	}
	if err := s.sum(t.Context(), conn); err != nil {
		t.Error(err)
	}
	var grams, zones int64
	if err := conn.QueryRow(t.Context(), "SELECT sum(weight_g), sum(zone) FROM "+s.table()+" WHERE created >= '2025-01-01' AND created < '2026-01-02'").Scan(&grams, &zones); err != nil {
		t.Fatal(err)
	}
	for id := int64(1); id <= 500; id++ {
		row := shipmentOf(7, id)
		grams, zones = grams-int64(row.grams), zones-int64(row.zone)
	}
	if grams != 0 || zones != 0 {
		t.Errorf("the rows are not those that were made: %d g and %d zones too many", grams, zones)
	}
	if err := errors.Join(s.Drop(), s.Drop()); err != nil {
		t.Fatal(err)
	}
	if names := schemas(t); len(names) != before {
		t.Errorf("left: %v", names)
	}
}

// A wrong answer fails, though it came.
func TestWrongAnswers(t *testing.T) {
	s := filled(t)
	execute(t, "UPDATE "+s.table()+" SET price = price + 0.01 WHERE id = 3")
	conn, err := s.connect(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	defer func() { _ = conn.Close(t.Context()) }()
	for name, err := range map[string]error{"one row": s.look(t.Context(), conn, 3), "sum": s.sum(t.Context(), conn)} {
		if !errors.As(err, new(*AnswerError)) {
			t.Errorf("%s: got %v", name, err)
		}
	}
	if err := s.look(t.Context(), conn, 4); err != nil {
		t.Error(err)
	}
	if _, is := errors.AsType[*QueryError](s.look(t.Context(), conn, 501)); !is {
		t.Error("a row that is not there is an answer")
	}
}

// reached is the URL of the tests' server for another user and database.
func reached(user, password, database string) string {
	return "postgres://" + user + ":" + password + "@/" + database + "?sslmode=disable&port=5432&host=" + folder
}

// askForPasswords has the server ask everybody but its superuser for one.
func askForPasswords(t *testing.T) {
	t.Helper()
	const rules = "local all " + scratch.User + " trust\nlocal all all scram-sha-256\n"
	file := filepath.Join(folder, "data/pg_hba.conf")
	if err := os.WriteFile(file, []byte(rules), 0o600); err != nil {
		t.Fatal(err)
	}
	execute(t, "SELECT pg_reload_conf()")
}

// What is wrong with a server's name is said with what to do, and never with the
// password.
func TestRefusedConnections(t *testing.T) {
	o := options(t)
	t.Setenv("PGPASSFILE", filepath.Join(t.TempDir(), "none"))
	t.Setenv("PGPASSWORD", "")
	askForPasswords(t)
	execute(t, "CREATE ROLE rich LOGIN PASSWORD 'sesame-open'", "CREATE ROLE poor LOGIN PASSWORD 'sesame-open'", "GRANT CREATE ON DATABASE postgres TO rich", "CREATE ROLE alone LOGIN CONNECTION LIMIT 0 PASSWORD 'sesame-open'")
	for name, test := range map[string]struct{ url, want string }{
		"wrong password":  {reached("rich", "not-that-one", "postgres"), "expected the password of the user rich in the environment variable PGPASSWORD"},
		"no password":     {reached("rich", "", "postgres"), "expected the password of the user rich"},
		"no right":        {reached("poor", "sesame-open", "postgres"), `GRANT CREATE ON DATABASE "postgres" TO "poor"`},
		"no database":     {reached("rich", "sesame-open", "nowhere"), "expected the name of a database that exists"},
		"all in use":      {reached("alone", "sesame-open", "postgres"), "all connections are in use"},
		"nothing there":   {"postgres://rich:sesame-open@/postgres?host=" + folder + "/data", "can't be reached: no such file or directory"},
		"nobody answers":  {"postgres://rich:sesame-open@127.0.0.1:1/postgres", "can't be reached: connection refused"},
		"unreadable":      {"postgres://rich:sesame-open@127.0.0.1:port/postgres", "can't be read"},
		"another program": {"mysql://rich:sesame-open@127.0.0.1/x", "is not a URL such as"},
	} {
		o.URL = test.url
		s, err := Connect(t.Context(), o)
		if err == nil {
			t.Errorf("%s: connected to %s", name, s.Name())
			continue
		}
		if !strings.Contains(err.Error(), test.want) {
			t.Errorf("%s: got %q, want %q in it", name, err, test.want)
		}
		if text := err.Error(); strings.Contains(text, "sesame") || strings.Contains(text, "not-that-one") {
			t.Errorf("%s: the password is in %q", name, text)
		}
	}
	t.Setenv("PGPASSWORD", "sesame-open")
	o.URL = reached("rich", "", "postgres")
	if s, err := Connect(t.Context(), o); err != nil || s.Password() != "sesame-open" {
		t.Errorf("the password of the environment: %v", err)
	}
}

// Errors of a run's queries have kinds, by which they are counted.
func TestKindsOfFailures(t *testing.T) {
	s := filled(t)
	conn, err := s.connect(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	defer func() { _ = conn.Close(t.Context()) }()
	execute(t, "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE backend_type = 'client backend' AND pid <> pg_backend_pid()")
	first := s.look(t.Context(), conn, 1)
	if failed, is := errors.AsType[*QueryError](first); !is || failed.Kind() != "server stopped" && failed.Kind() != "connection lost" {
		t.Errorf("a server that ended its session: %v", first)
	}
	if failed, is := errors.AsType[*QueryError](s.look(t.Context(), conn, 1)); !is || failed.Kind() != "connection lost" {
		t.Errorf("a connection that is gone: %v", failed)
	}
}

func TestWhereServersAre(t *testing.T) {
	for url, want := range map[string]struct {
		name string
		here bool
	}{
		"postgres://me@127.0.0.1:5433/shop":                 {"127.0.0.1:5433/shop", true},
		"postgres://me@[::1]:5433/shop":                     {"[::1]:5433/shop", true},
		"postgres://me@localhost:5432/shop":                 {"localhost:5432/shop", true},
		"postgres://me:secret-word@db.example.com/shop":     {"db.example.com:5432/shop", false},
		"postgresql://me@/shop?host=/run/postgresql&port=5": {"/run/postgresql/shop", true},
	} {
		config, err := configOf(url)
		if err != nil {
			t.Errorf("%s: %v", url, err)
			continue
		}
		s := &Server{config: config}
		if s.Name() != want.name || s.Here() != want.here {
			t.Errorf("%s: %s, %v", url, s.Name(), s.Here())
		}
	}
}
