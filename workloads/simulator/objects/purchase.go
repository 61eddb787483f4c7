package objects

import (
	"strconv"

	"ep-benchmark/workloads/simulator/wire"
)

// Buy makes the purchase of the rate with an index. The shipment has its number, and its tracker, which gets the number
// that is given, is not known yet.
func (s *Shipment) Buy(index int, trackerNumber uint64, now int64) {
	carrier := s.offer(index).Carrier
	var buffer [32]byte
	s.bought = &purchase{at: now, index: index, tracker: &Tracker{
		Number:   trackerNumber,
		Created:  now,
		Key:      TrackerKey{string(carrier.AppendTrackingCode(buffer[:0], s.Number)), carrier.String()},
		journey:  firstJourney(s.mode),
		shipment: s.Number,
		isReturn: s.isReturn,
		mode:     s.mode,
	}}
}

// AppendBought renders the answer to the purchase itself. Recorded: only there the tracker is not scanned yet.
func (s *Shipment) AppendBought(b []byte, ids *IDs) []byte {
	shown, bought, tracker := *s, *s.bought, *s.bought.tracker
	tracker.journey = unknownJourney
	bought.tracker = &tracker
	shown.bought = &bought
	return shown.Append(b, ids)
}

// Fees have five decimals, as recorded.
const feeUnits = 1000 // in a cent

// appendFees renders what was charged. Recorded: a cent for the label, and the postage. What insurance costs is our
// choice: a half percent, and half a dollar at least.
func (s *Shipment) appendFees(b []byte) []byte {
	if s.bought == nil {
		return append(b, `[]`...)
	}
	b = appendFee(append(b, '['), "LabelFee", 1*feeUnits)
	b = appendFee(append(b, ','), "PostageFee", int64(s.offer(s.bought.index).Rate)*feeUnits)
	if s.Insured > 0 {
		b = appendFee(append(b, ','), "InsuranceFee", max(50*feeUnits, s.Insured*feeUnits/200))
	}
	return append(b, ']')
}

func appendFee(b []byte, kind string, amount int64) []byte {
	const units = 100 * feeUnits
	b = strconv.AppendInt(append(b, `{"amount":"`...), amount/units, 10)
	b = wire.AppendDigits(append(b, '.'), uint64(amount%units), 5)
	b = append(append(b, `","charged":true,"object":"Fee","refunded":false,"type":"`...), kind...)
	return append(b, `"}`...)
}

// appendInsurance renders an amount as clients want it: a string or null.
func appendInsurance(b []byte, cents int64) []byte {
	if cents == 0 {
		return append(b, wire.Null...)
	}
	b = strconv.AppendInt(append(b, '"'), cents/100, 10)
	return append(wire.AppendDigits(append(b, '.'), uint64(cents%100), 2), '"')
}
