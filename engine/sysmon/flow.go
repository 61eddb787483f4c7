package sysmon

import (
	"slices"
	"time"

	"ep-benchmark/engine"
)

// transfer is what one device, a disk or a network interface, has carried
// since it came up, in bytes.
type transfer struct {
	device  string
	in, out uint64
}

// flowRate holds what the devices of one kind were last seen to carry.
type flowRate struct {
	at     time.Time
	before []transfer
	flow   *engine.Flow
}

// update records a reading. The flow is unknown until there are two readings,
// where the devices can't be read, and where a counter went backwards. The
// reading after an unreadable one covers all the time between.
//
// Each device is compared with itself. So a device that came or went does not
// add all its bytes to the rate, or subtract them.
func (f *flowRate) update(now time.Time, after []transfer, err error) {
	f.flow = nil
	wall := now.Sub(f.at)
	if err != nil || wall <= 0 {
		return
	}
	in, out, ok := moved(f.before, after)
	if ok {
		f.flow = &engine.Flow{In: float64(in) / wall.Seconds(), Out: float64(out) / wall.Seconds()}
	}
	f.at, f.before = now, after
}

// moved is what the devices of both readings carried between them; false
// where there are none or one went backwards.
func moved(before, after []transfer) (in, out uint64, ok bool) {
	for i, a := range after {
		b, found := sameDevice(before, a.device, i)
		if !found {
			continue
		}
		if a.in < b.in || a.out < b.out {
			return 0, 0, false
		}
		in, out, ok = in+a.in-b.in, out+a.out-b.out, true
	}
	return in, out, ok
}

// sameDevice finds a device, most likely where it was before.
func sameDevice(before []transfer, device string, at int) (transfer, bool) {
	if at < len(before) && before[at].device == device {
		return before[at], true
	}
	i := slices.IndexFunc(before, func(t transfer) bool { return t.device == device })
	if i < 0 {
		return transfer{}, false
	}
	return before[i], true
}
