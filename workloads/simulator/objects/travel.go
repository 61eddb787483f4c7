package objects

import "time"

// travel is how fast bought parcels go from the label to the letter box.
type travel struct {
	scale float64 // 0 = they stay where they are
	now   func() time.Time
}

// Travel lets the bought parcels of test mode travel the given number of times faster than a clock; with 0 they do not move.
// It must be called before the first request.
func (i *IDs) Travel(scale float64, now func() time.Time) {
	if i.Mode == TestMode {
		i.travel = travel{scale, now}
	}
}

// stages are the journeys of a parcel that has had the given number of scans, from the two of its label to its delivery.
var stages = func() (all [len(toDoor) + 1]*journey) {
	for n := labelScans; n <= len(toDoor); n++ {
		last := toDoor[n-1]
		all[n] = &journey{status: last.status, detail: last.detail, scans: toDoor[:n]}
	}
	all[len(toDoor)].signedBy = johnTester
	return all
}()

// labelScans are those that come with the label.
const labelScans = 2

// at is the journey of a tracker now. That of a bought parcel goes on from its label as time goes.
func (t *Tracker) at(ids *IDs) *journey {
	if t.journey != labelled || t.shipment == 0 || ids.travel.scale == 0 {
		return t.journey
	}
	n := labelScans
	for travelled := t.travelled(ids); n < len(toDoor) && toDoor[n].after-toDoor[labelScans-1].after <= travelled; n++ {
	}
	return stages[n]
}

// travelled is how long the parcel has been under way, in the time that it travels in.
func (t *Tracker) travelled(ids *IDs) time.Duration {
	const longest = 1000 * time.Hour
	hours := ids.travel.now().Sub(time.Unix(t.Created, 0)).Hours() * ids.travel.scale
	return time.Duration(min(max(hours, 0), longest.Hours()) * float64(time.Hour))
}

// Stops are the times from now on at which a bought parcel is scanned again, as time really goes. There are none where
// parcels don't travel.
func (t *Tracker) Stops(ids *IDs) (stops []time.Duration) {
	if t.journey != labelled || t.shipment == 0 || ids.travel.scale == 0 {
		return nil
	}
	for n := labelScans; n < len(toDoor); n++ {
		after := toDoor[n].after - toDoor[labelScans-1].after
		stops = append(stops, time.Duration(float64(after)/ids.travel.scale))
	}
	return stops
}
