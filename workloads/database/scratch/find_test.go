package scratch

import (
	"os"
	"path/filepath"
	"testing"
)

// place makes programs below a root.
func place(t *testing.T, root string, paths ...string) {
	t.Helper()
	for _, path := range paths {
		path = filepath.Join(root, path)
		if err := os.MkdirAll(filepath.Dir(path), 0o755); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(path, []byte("#!/bin/sh\n"), 0o755); err != nil {
			t.Fatal(err)
		}
	}
}

func TestFind(t *testing.T) {
	const debian = "/usr/lib/postgresql/"
	for name, test := range map[string]struct {
		path     string // below the root
		there    []string
		postgres string
		bouncer  string
	}{
		"nothing":            {},
		"without initdb":     {there: []string{debian + "15/bin/postgres"}},
		"Debian, newest":     {there: []string{debian + "9.6/bin/postgres", debian + "9.6/bin/initdb", debian + "15/bin/postgres", debian + "15/bin/initdb", debian + "13/bin/postgres", debian + "13/bin/initdb"}, postgres: debian + "15/bin/postgres"},
		"Homebrew":           {there: []string{"/opt/homebrew/opt/postgresql@17/bin/postgres", "/opt/homebrew/opt/postgresql@17/bin/initdb"}, postgres: "/opt/homebrew/opt/postgresql@17/bin/postgres"},
		"PATH before all":    {path: "/own", there: []string{"/own/postgres", "/own/initdb", debian + "15/bin/postgres", debian + "15/bin/initdb"}, postgres: "/own/postgres"},
		"half of it in PATH": {path: "/own", there: []string{"/own/postgres", debian + "15/bin/postgres", debian + "15/bin/initdb"}, postgres: debian + "15/bin/postgres"},
		"pgbouncer":          {there: []string{"/usr/sbin/pgbouncer"}, bouncer: "/usr/sbin/pgbouncer"},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			root := t.TempDir()
			place(t, root, test.there...)
			path := ""
			if test.path != "" {
				path = root + test.path
			}
			found := Find(path, root)
			below := func(path string) string {
				if path == "" {
					return ""
				}
				return root + path
			}
			if found.Postgres != below(test.postgres) || found.Bouncer != below(test.bouncer) {
				t.Errorf("found %+v below %s", found, root)
			}
		})
	}
}

func TestVersionIn(t *testing.T) {
	for path, want := range map[string]float64{
		"/usr/lib/postgresql/15/bin": 15, "/usr/pgsql-9.6/bin": 9.6, "/opt/homebrew/opt/postgresql@17/bin": 17, "/usr/local/pgsql/bin": 0,
	} {
		if got := versionIn(path); got != want {
			t.Errorf("%s: %v, want %v", path, got, want)
		}
	}
}

func TestURLs(t *testing.T) {
	const want = "postgres://ep_benchmark@/postgres?sslmode=disable&port=5432&host=/tmp/a%20b%26c"
	if got := ServerURL("/tmp/a b&c"); got != want {
		t.Errorf("got %s", got)
	}
	if got := BouncerURL("/tmp/x"); got != "postgres://ep_benchmark@/postgres?sslmode=disable&port=5432&host=/tmp/x/bouncer" {
		t.Errorf("got %s", got)
	}
}
