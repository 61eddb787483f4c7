package simulator

import (
	"errors"
	"math"
	"strings"
	"time"
)

// Profile is a rule for how late the simulator answers. The zero value is Fixed.
type Profile uint8

const (
	// Fixed answers after the same time always: 100 ms for a new shipment, 50 ms for everything else and 42 ms for an
	// error.
	Fixed Profile = iota
	// Recorded draws each delay from the log-normal distribution of that endpoint in EasyPost's recorded traffic,
	// never above the longest delay recorded there.
	Recorded
	// None answers as soon as the answer is ready.
	None
)

var profileNames = [...]string{Fixed: "fixed", Recorded: "recorded", None: "none"}

// String returns the name that ParseProfile accepts.
func (p Profile) String() string {
	if int(p) < len(profileNames) {
		return profileNames[p]
	}
	return "unknown"
}

// ParseProfile reads the name of a latency profile; the error says which names there are.
func ParseProfile(name string) (Profile, error) {
	for i, known := range profileNames {
		if name == known {
			return Profile(i), nil
		}
	}
	return Fixed, errors.New("unknown latency profile " + quote(name) + ": want " + strings.Join(profileNames[:], ", "))
}

// spread is a log-normal distribution with a cap.
type spread struct {
	median  time.Duration
	sigma   float64 // of the natural logarithm
	longest time.Duration
}

// Of the report that the project reproduces: 100 ms for a shipment, 50 ms for a tracker and for rates. The other
// endpoints are not in it; they take 50 ms too, our choice, so that there are two figures to remember and not ten.
// Errors take the recorded median.
const (
	fixedShipment = 100 * time.Millisecond
	fixedOther    = 50 * time.Millisecond
	fixedError    = 42 * time.Millisecond
)

// Server-side times of recorded traffic. Marked with * is what was never recorded: our choice is the nearest kin.
var recordedSpreads = [endpoints]spread{
	createShipment:         milliseconds(658, 0.56, 3931),
	buyInOneCall:           milliseconds(1018, 0.19, 1873), // median and p95 recorded; * the rest as for buying alone
	getShipment:            milliseconds(154, 0.31, 170),
	listShipments:          milliseconds(609, 0.52, 2097),
	buyShipment:            milliseconds(970, 0.19, 1873),
	rerateShipment:         milliseconds(712, 0.60, 936),
	refundShipment:         milliseconds(154, 0.31, 170), // * as looking at a shipment
	insureShipment:         milliseconds(154, 0.31, 170), // * as looking at a shipment
	getRate:                milliseconds(66, 0.12, 79),   // * as a tracker
	createTracker:          milliseconds(84, 0.30, 173),
	getTracker:             milliseconds(66, 0.12, 79),
	listTrackers:           milliseconds(190, 0.71, 1183),
	deleteTracker:          milliseconds(66, 0.12, 79), // * as looking at it
	createAddress:          milliseconds(46, 0.75, 837),
	createAndVerifyAddress: milliseconds(46, 0.75, 837),   // * as without verifying
	verifyAddress:          milliseconds(46, 0.75, 837),   // * as making it
	getAddress:             milliseconds(66, 0.12, 79),    // * as a tracker
	listAddresses:          milliseconds(190, 0.71, 1183), // * as the trackers
	createParcel:           milliseconds(32, 0.42, 141),
	getParcel:              milliseconds(66, 0.12, 79), // * as a tracker
	createBatch:            milliseconds(44, 0.40, 290),
	getBatch:               milliseconds(66, 0.12, 79),    // * as a tracker
	listBatches:            milliseconds(190, 0.71, 1183), // * as the trackers
	addToBatch:             milliseconds(44, 0.40, 290),   // * as making one
	removeFromBatch:        milliseconds(44, 0.40, 290),   // * as making one
	buyBatch:               milliseconds(64, 0.18, 115),
}

// recordedErrors has the recorded median; spread and cap are our choice.
var recordedErrors = milliseconds(42, 0.30, 150)

func milliseconds(median int, sigma float64, longest int) spread {
	return spread{median: time.Duration(median) * time.Millisecond, sigma: sigma, longest: time.Duration(longest) * time.Millisecond}
}

// delay returns how long after its arrival a request is answered. The draw is any 64 random bits; a health check is
// never delayed.
func (p Profile) delay(e endpoint, failed bool, draw uint64) time.Duration {
	if e == health {
		return 0
	}
	switch p {
	case Fixed:
		return fixedDelay(e, failed)
	case Recorded:
		if failed {
			return recordedErrors.draw(draw)
		}
		return recordedSpreads[e].draw(draw)
	default:
		return 0
	}
}

func fixedDelay(e endpoint, failed bool) time.Duration {
	switch {
	case failed:
		return fixedError
	case e == createShipment, e == buyInOneCall:
		return fixedShipment
	default:
		return fixedOther
	}
}

// draw turns 64 random bits into a delay. The normal deviate is Box and Muller's, from two derived uniforms.
func (s spread) draw(bits uint64) time.Duration {
	const unit = 1.0 / (1 << 53)
	first := (float64(mix(bits)>>11) + 1) * unit // in (0, 1]: its logarithm is finite
	second := float64(mix(bits^multiplier1)>>11) * unit
	deviate := math.Sqrt(-2*math.Log(first)) * math.Cos(2*math.Pi*second)
	d := time.Duration(float64(s.median) * math.Exp(s.sigma*deviate))
	return min(d, s.longest)
}
