package analytics

import "time"

// StatusDelivered is the one status that counts as a success. It is compared exactly: letter case matters.
const StatusDelivered = "delivered"

const secondsPerDay = 24 * 60 * 60

// Record is one shipment in the form a person reads. The workload itself runs on [Records].
type Record struct {
	ID                  string
	Carrier, Service    string
	CostCents           int64 // postage, in cents
	Zone                int
	Created             time.Time // only its calendar date in UTC is kept
	Origin, Destination string    // state or city
	Status              string    // see StatusDelivered
	DeliveryDays        int       // days from creation to delivery; negative means unknown; read only when delivered
}

// Day is a calendar date in UTC, counted in days since 1 January 1970.
type Day int64

// DayOf returns the date in UTC on which t falls.
func DayOf(t time.Time) Day {
	seconds := t.Unix()
	day := seconds / secondsPerDay
	if seconds%secondsPerDay < 0 {
		day-- // before 1970, division rounds towards the wrong midnight
	}
	return Day(day)
}

// Time returns the first instant of the day, in UTC.
func (d Day) Time() time.Time { return time.Unix(int64(d)*secondsPerDay, 0).UTC() }

// String returns the day as in 2026-01-31.
func (d Day) String() string { return d.Time().Format(time.DateOnly) }
