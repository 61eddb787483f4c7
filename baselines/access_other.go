//go:build !unix

package baselines

import "os"

// mayWrite tells whether a file may be written, as far as its mode tells.
func mayWrite(path string) bool {
	about, err := os.Stat(path)
	return err == nil && about.Mode().Perm()&0o200 != 0
}
