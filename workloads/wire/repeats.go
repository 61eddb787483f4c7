package wire

import (
	"hash/maphash"
	"net/http"
	"strings"
	"sync"
)

// mostRemembered is how many answers a transport remembers.
const mostRemembered = 1 << 15

// repeats finds answers that did not come from the server, but from a cache
// between it and the client: those that a cache marks, and those whose request
// id was seen before, in this leg or an earlier one.
type repeats struct {
	field  string // of the request id; "" for none
	mutex  sync.Mutex
	seed   maphash.Seed
	known  map[uint64]struct{}
	oldest int
	ring   []uint64
}

func newRepeats(field string) *repeats {
	return &repeats{field: field, seed: maphash.MakeSeed(), known: map[uint64]struct{}{}}
}

// cached tells whether an answer came from a cache.
func (r *repeats) cached(fields http.Header) bool {
	if age := fields["Age"]; len(age) == 1 && strings.Trim(age[0], "0") != "" {
		return true
	}
	if mark := fields["X-Cache"]; len(mark) == 1 && strings.HasPrefix(strings.ToUpper(mark[0]), "HIT") {
		return true
	}
	if r.field == "" {
		return false
	}
	id := fields[r.field]
	return len(id) == 1 && id[0] != "" && r.seen(id[0])
}

// seen tells whether a request id was seen before, and remembers it. When there
// are too many ids, the oldest is forgotten.
func (r *repeats) seen(id string) bool {
	hash := maphash.String(r.seed, id)
	r.mutex.Lock()
	defer r.mutex.Unlock()
	if _, again := r.known[hash]; again {
		return true
	}
	r.known[hash] = struct{}{}
	if len(r.ring) < mostRemembered {
		r.ring = append(r.ring, hash)
		return false
	}
	delete(r.known, r.ring[r.oldest])
	r.ring[r.oldest] = hash
	r.oldest = (r.oldest + 1) % mostRemembered
	return false
}
