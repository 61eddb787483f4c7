package store

import (
	"sync"

	"ep-benchmark/workloads/simulator/objects"
	"ep-benchmark/workloads/simulator/rating"
	"ep-benchmark/workloads/simulator/ring"
)

// Trackers is a ring in which each code and carrier occurs only once.
type Trackers struct {
	*ring.Ring[objects.Tracker]
	mu    sync.Mutex
	byKey map[objects.TrackerKey]*objects.Tracker
}

func newTrackers(id ring.Identity, size int) *Trackers {
	return &Trackers{Ring: ring.New(id, size, objects.TrackerSerial), byKey: make(map[objects.TrackerKey]*objects.Tracker)}
}

// ByKey returns the tracker of a code and carrier, or nil.
func (t *Trackers) ByKey(key objects.TrackerKey) *objects.Tracker {
	t.mu.Lock()
	defer t.mu.Unlock()
	return t.byKey[key]
}

// ByCode returns the tracker of a code, whichever its carrier is, or nil.
func (t *Trackers) ByCode(code string) *objects.Tracker {
	for c := range rating.Carriers {
		if found := t.ByKey(objects.TrackerKey{Code: code, Carrier: c.String()}); found != nil {
			return found
		}
	}
	return nil
}

// FindOrMake returns the tracker of a code and carrier, and whether it is a new one.
func (t *Trackers) FindOrMake(key objects.TrackerKey, m objects.Mode, now int64) (*objects.Tracker, bool) {
	t.mu.Lock()
	defer t.mu.Unlock()
	if known, ok := t.byKey[key]; ok {
		return known, false
	}
	made := objects.NewTracker(t.Reserve(), key, m, now)
	t.byKey[key] = made
	t.place(made)
	return made, true
}

// Add makes the tracker of a bought shipment visible. A tracker that was made before by the same code keeps its place.
func (t *Trackers) Add(made *objects.Tracker) {
	t.mu.Lock()
	defer t.mu.Unlock()
	if _, known := t.byKey[made.Key]; !known {
		t.byKey[made.Key] = made
	}
	t.place(made)
}

// place puts a tracker in the ring, where it displaces the oldest one.
func (t *Trackers) place(made *objects.Tracker) {
	if displaced := t.Put(made); displaced != nil {
		t.forget(displaced)
	}
}

func (t *Trackers) forget(gone *objects.Tracker) {
	if t.byKey[gone.Key] == gone {
		delete(t.byKey, gone.Key)
	}
}

// Drop removes the tracker with an id and reports whether there was one.
func (t *Trackers) Drop(id []byte) bool {
	t.mu.Lock()
	defer t.mu.Unlock()
	known := t.Find(id)
	if known == nil || !t.Remove(known) {
		return false
	}
	t.forget(known)
	return true
}
