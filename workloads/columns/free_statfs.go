//go:build linux || darwin

package columns

import "golang.org/x/sys/unix"

// freeBytes is the room that this user has on a directory's file system; false where it is not known.
func freeBytes(directory string) (free uint64, known bool) {
	var s unix.Statfs_t
	if err := unix.Statfs(directory, &s); err != nil {
		return 0, false
	}
	return s.Bavail * uint64(s.Bsize), true
}
