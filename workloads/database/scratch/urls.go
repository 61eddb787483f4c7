package scratch

import (
	"fmt"
	"path/filepath"
	"strings"
)

// User is the database's superuser. The server trusts every user who may enter its folder.
const User = "ep_benchmark"

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
