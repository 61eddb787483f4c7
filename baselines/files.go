package baselines

import "path/filepath"

// Files are the paths of the files that the store at a path consists of, while
// it is open or after its program was killed: SQLite keeps some beside it. The
// store's own comes first.
func Files(path string) []string {
	if path == "" {
		return nil
	}
	real := path
	if followed, err := filepath.EvalSymlinks(path); err == nil { // SQLite does so, too
		real = followed
	}
	return []string{path, real + "-wal", real + "-shm", real + "-journal"}
}
