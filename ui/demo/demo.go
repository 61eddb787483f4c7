// Package demo holds the recording that `ep-benchmark demo` plays.
//
// Its opinion: a user can see what a run looks like without waiting for one, and
// nobody may take a made-up run for a measured one. The recording in the tree is
// made by a generator, and its plan says so; everything that shows it repeats that.
// A recording of a real machine takes its place under the same name.
package demo

import (
	"bytes"
	_ "embed"

	"ep-benchmark/ui/recording"
)

//go:generate go run ./generate run.events.gz

//go:embed run.events.gz
var compressed []byte

// Recording reads the recording.
func Recording() (recording.Log, error) { return recording.Read(bytes.NewReader(compressed)) }
