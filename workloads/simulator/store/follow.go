package store

import (
	"time"

	"ep-benchmark/workloads/simulator/objects"
)

// mostFollowed bounds the parcels whose scans are sent as they happen.
const mostFollowed = 1000

// Follow has the webhooks told when a travelling parcel is scanned again, for as long as there is a webhook. A parcel
// too many is not followed; looking at it shows its scans all the same.
func (st *Store) Follow(t *objects.Tracker) {
	stops := t.Stops(st.IDs)
	if len(stops) == 0 || len(st.hooks()) == 0 {
		return
	}
	if st.followed.Add(1) > mostFollowed {
		st.followed.Add(-1)
		return
	}
	st.next(t, stops, 0)
}

// next waits for the first of the stops that are left; gone is how long the parcel has travelled already.
func (st *Store) next(t *objects.Tracker, stops []time.Duration, gone time.Duration) {
	st.Courier.After(stops[0]-gone, func() {
		if st.Trackers.Get(t.Number) != nil {
			st.Emit("tracker.updated", time.Now(), func(b []byte) []byte { return t.Append(b, st.IDs) })
		}
		if len(stops) == 1 {
			st.followed.Add(-1)
			return
		}
		st.next(t, stops[1:], stops[0])
	})
}
