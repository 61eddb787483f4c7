package scratch

import (
	"fmt"
	"os"
	"path/filepath"
	"strings"
)

// noSpace is what PostgreSQL's programs print where a disk is full.
const noSpace = "No space left on device"

// OutOfRoom tells whether a server that was announced has found its disk full.
func OutOfRoom(folder string) bool {
	return strings.Contains(textOf(filepath.Join(folder, "log")), noSpace)
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
