package analytics

// timings are the delivery days of one carrier's delivered shipments, sorted by being counted.
type timings struct {
	counted []uint32       // shipments by days, from 0
	beyond  []longDelivery // all others, ascending, each longer than any counted
}

func (t timings) total() int {
	total := len(t.beyond)
	for _, shipments := range t.counted {
		total += int(shipments)
	}
	return total
}

// percentile returns the nearest-rank percentile of total timings: the smallest number of days within which at least
// percent of a hundred shipments arrived. It is always a number of days that occurred; nothing is interpolated. 0 when
// there are no timings.
func (t timings) percentile(percent, total int) int {
	if total == 0 {
		return 0
	}
	rank := nearestRank(percent, total)
	for days, shipments := range t.counted {
		rank -= int(shipments)
		if rank <= 0 {
			return days
		}
	}
	return int(t.beyond[rank-1].days)
}

// nearestRank returns the rank, from 1, of a percentile among total sorted values: percent/100 of total, rounded up.
func nearestRank(percent, total int) int { return (percent*total + 99) / 100 }
