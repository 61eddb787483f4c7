package simulator

import "sync"

// trackers is a ring in which each code and carrier occurs only once.
type trackers struct {
	*shelf[tracker]
	mu    sync.Mutex
	byKey map[trackerKey]*tracker
}

func newTrackers(id identity, size int) *trackers {
	return &trackers{shelf: newShelf(id, size, trackerSerial), byKey: make(map[trackerKey]*tracker)}
}

// findOrMake returns the tracker of a code and carrier, and whether it is a new one.
func (t *trackers) findOrMake(key trackerKey, m mode, now int64) (*tracker, bool) {
	t.mu.Lock()
	defer t.mu.Unlock()
	if known, ok := t.byKey[key]; ok {
		return known, false
	}
	made := &tracker{number: t.reserve(), created: now, key: key, journey: journeyOf(key.code, m), mode: m}
	t.byKey[key] = made
	t.place(made)
	return made, true
}

// add makes the tracker of a bought shipment visible. A tracker that was made before by the same code keeps its place.
func (t *trackers) add(made *tracker) {
	t.mu.Lock()
	defer t.mu.Unlock()
	if _, known := t.byKey[made.key]; !known {
		t.byKey[made.key] = made
	}
	t.place(made)
}

// place puts a tracker in the ring, where it displaces the oldest one.
func (t *trackers) place(made *tracker) {
	if displaced := t.put(made); displaced != nil {
		t.forget(displaced)
	}
}

func (t *trackers) forget(gone *tracker) {
	if t.byKey[gone.key] == gone {
		delete(t.byKey, gone.key)
	}
}

// drop removes the tracker with an id and reports whether there was one.
func (t *trackers) drop(id []byte) bool {
	t.mu.Lock()
	defer t.mu.Unlock()
	known := t.find(id)
	if known == nil || !t.remove(known) {
		return false
	}
	t.forget(known)
	return true
}
