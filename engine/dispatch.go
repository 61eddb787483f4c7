package engine

import (
	"fmt"
	"strconv"
	"strings"
	"time"
)

// DispatchKind is a way in which operations are handed to workers.
type DispatchKind string

// The ways of dispatch. All but the pool have a size: how many operations may be
// under way at once.
const (
	Pool      DispatchKind = ""          // each worker takes the next operation when its last has ended
	Semaphore DispatchKind = "semaphore" // all operations are started at once, and wait for one of the places
	Chunks    DispatchKind = "chunks"    // K are started, and all of them awaited before the next K
	Window    DispatchKind = "window"    // an operation begins when all but the last K before it have ended
)

// Dispatch is how the operations of a pass are handed to the workers. The zero
// value is the pool.
type Dispatch struct {
	Kind DispatchKind
	Size int
}

// DispatchExpected describes what ParseDispatch reads.
const DispatchExpected = "pool, semaphore:16, chunks:8 or window:16"

// poolName is the pool's name in text.
const poolName = "pool"

// ParseDispatch reads a dispatch, such as "pool" or "chunks:8".
func ParseDispatch(text string) (Dispatch, error) {
	if text == poolName {
		return Dispatch{}, nil
	}
	name, size, _ := strings.Cut(text, ":")
	n, err := strconv.Atoi(size)
	switch kind := DispatchKind(name); {
	case err != nil || n < 1:
	case kind == Semaphore, kind == Chunks, kind == Window:
		return Dispatch{kind, n}, nil
	}
	return Dispatch{}, fmt.Errorf("the dispatch %q: expected %s", text, DispatchExpected)
}

// String is the text that ParseDispatch reads.
func (d Dispatch) String() string {
	if d.Kind == Pool {
		return poolName
	}
	return string(d.Kind) + ":" + strconv.Itoa(d.Size)
}

// DispatchEvidence is what a dispatch other than the pool cost in a leg.
type DispatchEvidence struct {
	Dispatch string `json:"dispatch"` // "chunks:8"
	Chunks   int64  `json:"chunks,omitempty"`
	// Barrier is what waiting for the slowest of each chunk cost: the sum over
	// chunks of the longest operation less the mean one.
	Barrier time.Duration `json:"barrier_ns,omitempty"`
}
