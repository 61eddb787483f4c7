package export

import (
	"strings"
	"testing"
)

// TestHugeFile holds that reading stops at the largest size.
func TestHugeFile(t *testing.T) {
	endless := &spaces{}
	_, err := decodeUpTo(endless, 1<<20)
	if err == nil || !strings.Contains(err.Error(), "more than 1 MB") {
		t.Errorf("an endless file gives %v", err)
	}
	if endless.given > 2<<20 {
		t.Errorf("%d bytes were read", endless.given)
	}
}

// spaces is a file without end.
type spaces struct{ given int }

func (s *spaces) Read(p []byte) (int, error) {
	for i := range p {
		p[i] = ' '
	}
	s.given += len(p)
	return len(p), nil
}
