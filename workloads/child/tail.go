package child

import (
	"io"
	"strings"
	"sync"
)

// tailSize is how much of a child's standard error an error quotes, in bytes.
const tailSize = 4096

// tail passes on what is written and remembers the end of it.
type tail struct {
	next io.Writer
	mu   sync.Mutex
	last []byte
}

// Write never fails, so that a parent's closed terminal does not stop the child from writing.
func (t *tail) Write(p []byte) (int, error) {
	t.mu.Lock()
	defer t.mu.Unlock()
	t.last = append(t.last, p...)
	if len(t.last) > tailSize {
		t.last = append(t.last[:0], t.last[len(t.last)-tailSize:]...)
	}
	if t.next != nil {
		_, _ = t.next.Write(p)
	}
	return len(p), nil
}

// quoted returns the end as an addition to an error message, or nothing.
func (t *tail) quoted() string {
	t.mu.Lock()
	defer t.mu.Unlock()
	text := strings.TrimSpace(string(t.last))
	if text == "" {
		return ""
	}
	return "; it printed: " + text
}
