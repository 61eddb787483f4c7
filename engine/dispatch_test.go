package engine

import "testing"

func TestParseDispatch(t *testing.T) {
	for text, want := range map[string]Dispatch{
		"pool": {}, "semaphore:16": {Semaphore, 16}, "chunks:8": {Chunks, 8}, "window:1": {Window, 1},
	} {
		if got, err := ParseDispatch(text); err != nil || got != want || got.String() != text {
			t.Errorf("%s: %+v, %v", text, got, err)
		}
	}
	for _, text := range []string{"", "pool:4", ":4", "chunks", "chunks:", "chunks:0", "chunks:-1", "window:x", "others:4"} {
		if got, err := ParseDispatch(text); err == nil {
			t.Errorf("%q is %+v", text, got)
		}
	}
}
