package objects

import "time"

// Tracking codes with a meaning, and the journey that each of them stands for. Status and number of details are
// recorded, but for a return and a failure, where the number is our choice; so are most messages and places.

// scan is one event on a journey.
type scan struct {
	message, status, detail string
	after                   time.Duration // since the journey began
	place                   *place
}

type place struct{ city, state, zip string }

var (
	origin      = &place{"HOUSTON", "TX", "77063"}
	sorting     = &place{"NORTH HOUSTON", "TX", "77315"}
	hub         = &place{"COLUMBIA", "SC", "29201"}
	destination = &place{"CHARLESTON", "SC", "29407"}
)

// toDoor is a delivery from the label to the letter box; the other journeys follow it for a while.
var toDoor = [...]scan{
	{"Pre-Shipment Info Sent to USPS", "pre_transit", "status_update", 0, nil},
	{"Shipping Label Created", "pre_transit", "status_update", 12*time.Hour + 37*time.Minute, origin},
	{"Arrived at Post Office", "in_transit", "arrived_at_facility", 22*time.Hour + 42*time.Minute, origin},
	{"Arrived at USPS Origin Facility", "in_transit", "arrived_at_facility", 24*time.Hour + 17*time.Minute, sorting},
	{"Departed USPS Facility", "in_transit", "departed_facility", 26*time.Hour + 55*time.Minute, sorting},
	{"Arrived at USPS Facility", "in_transit", "arrived_at_facility", 51*time.Hour + 18*time.Minute, hub},
	{"Out for Delivery", "out_for_delivery", "out_for_delivery", 60*time.Hour + 3*time.Minute, destination},
	{"Delivered", "delivered", "arrived_at_destination", 65*time.Hour + 24*time.Minute, destination},
}

const underway = 6 // the scans of toDoor until the last sorting

// journey is what a tracker shows.
type journey struct {
	status, detail string
	signedBy       string
	scans          []scan
	fault          bool // the carrier could not be asked: a ProcessingError
}

var (
	unknownJourney = &journey{status: "unknown", detail: "unknown"}
	faultyJourney  = &journey{status: "error", detail: "unknown", fault: true, scans: []scan{{message: testCodesOnly, status: "error"}}}
)

// Recorded.
const (
	testCodesOnly = "In test mode, only test tracking numbers are valid. Test tracking numbers are EZ1000000001, " +
		"EZ2000000002, ... , EZ7000000007"
	johnTester = "John Tester"
)

// labelled is the journey of a parcel that the carrier waits for.
var labelled = &journey{status: "pre_transit", detail: "status_update", scans: toDoor[:2]}

var journeys = map[string]*journey{
	"EZ1000000001": labelled,
	"EZ2000000002": {status: "in_transit", detail: "arrived_at_facility", scans: toDoor[:underway]},
	"EZ3000000003": {status: "out_for_delivery", detail: "out_for_delivery", scans: toDoor[:underway+1]},
	"EZ4000000004": {status: "delivered", detail: "arrived_at_destination", signedBy: johnTester, scans: toDoor[:]},
	"EZ5000000005": endedBy("return_to_sender", "return", "Undeliverable, Return to Sender"),
	"EZ6000000006": endedBy("failure", "failed_delivery", "Delivery Failed"),
	"EZ7000000007": unknownJourney,
}

// endedBy is the delivery's journey up to the last sorting, and then a scan with another ending.
func endedBy(status, detail, message string) *journey {
	last := scan{message, status, detail, 61*time.Hour + 40*time.Minute, destination}
	return &journey{status: status, detail: detail, scans: append(append([]scan(nil), toDoor[:underway]...), last)}
}

// firstJourney is how far a parcel has come whose label was just bought. Recorded for test mode; in production mode no
// carrier will ever scan it, our choice.
func firstJourney(m Mode) *journey {
	if m == ProductionMode {
		return unknownJourney
	}
	return labelled
}

// journeyOf finds what a code stands for. A code without a meaning is an error in test mode, as recorded. In production
// mode, where the simulator has no carrier to ask, it stands for a parcel without a scan, our choice.
func journeyOf(code string, m Mode) *journey {
	if known, ok := journeys[code]; ok {
		return known
	}
	if m == ProductionMode {
		return unknownJourney
	}
	return faultyJourney
}
