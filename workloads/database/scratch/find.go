package scratch

import (
	"cmp"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strconv"
	"strings"
)

// Programs are paths of programs; "" for those that were not found.
type Programs struct {
	Postgres string `json:"postgres"`
	Initdb   string `json:"initdb"`
	Bouncer  string `json:"pgbouncer,omitempty"`
}

// serverPlaces are where packages of Debian, Red Hat, Homebrew, Postgres.app and
// MacPorts put a server's programs, with a version in the path.
var serverPlaces = []string{
	"/usr/lib/postgresql/*/bin", "/usr/pgsql-*/bin", "/usr/lib/postgresql*/bin",
	"/opt/homebrew/opt/postgresql*/bin", "/usr/local/opt/postgresql*/bin", "/home/linuxbrew/.linuxbrew/opt/postgresql*/bin",
	"/Applications/Postgres.app/Contents/Versions/*/bin", "/opt/local/lib/postgresql*/bin", "/usr/local/pgsql/bin",
}

var bouncerPlaces = []string{"/usr/sbin", "/usr/local/sbin", "/usr/local/bin", "/opt/homebrew/bin", "/opt/homebrew/opt/pgbouncer/bin", "/usr/local/opt/pgbouncer/bin"}

// Find looks for the programs: in the folders of a PATH, then where packages put them,
// the newest version first. Root is before each of these places; "" for none.
func Find(path, root string) Programs {
	folders := filepath.SplitList(path)
	var found Programs
	for _, folder := range slices.Concat(folders, versions(root)) {
		postgres, initdb := filepath.Join(folder, "postgres"), filepath.Join(folder, "initdb")
		if runs(postgres) && runs(initdb) {
			found.Postgres, found.Initdb = postgres, initdb
			break
		}
	}
	for _, folder := range folders {
		found.Bouncer = cmp.Or(found.Bouncer, program(folder, "pgbouncer"))
	}
	for _, folder := range bouncerPlaces {
		found.Bouncer = cmp.Or(found.Bouncer, program(root+folder, "pgbouncer"))
	}
	return found
}

// versions are the folders with a server's programs, the newest version first.
func versions(root string) []string {
	var all []string
	for _, place := range serverPlaces {
		matches, _ := filepath.Glob(root + place) // the patterns are right
		all = append(all, matches...)
	}
	slices.SortStableFunc(all, func(a, b string) int { return cmp.Compare(versionIn(b[len(root):]), versionIn(a[len(root):])) })
	return all
}

var firstNumber = regexp.MustCompile(`[0-9]+(\.[0-9]+)?`)

// versionIn is the version in a path; 0 for none.
func versionIn(path string) float64 {
	version, _ := strconv.ParseFloat(firstNumber.FindString(path), 64)
	return version
}

func program(folder, name string) string {
	if path := filepath.Join(folder, name); runs(path) {
		return path
	}
	return ""
}

// runs tells whether a path is that of a program.
func runs(path string) bool {
	about, err := os.Stat(path)
	return err == nil && about.Mode().IsRegular() && about.Mode().Perm()&0o111 != 0 && !strings.HasPrefix(filepath.Base(path), ".")
}
