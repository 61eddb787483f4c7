package analytics

import (
	"fmt"
	"slices"
)

// topRoutes is the number of routes in an answer.
const topRoutes = 10

// Answer is everything that is asked about a set of shipments. It holds integers and names only, so two answers are
// compared exactly, without a tolerance. Totals of cost beyond an int64 wrap around, in the same way for every
// chunking.
type Answer struct {
	Summary  Summary
	Carriers []CarrierLine // by shipments, descending; ties by name
	Dates    []DateLine    // ascending; days without a shipment are left out
	Routes   []RouteLine   // the first topRoutes by shipments, descending; ties by origin, then destination
}

// Summary is the answer for all shipments together.
type Summary struct {
	Shipments    int
	CostCents    int64
	AverageCents int64 // to the nearest cent, a half away from zero
	First, Last  Day   // meaningless when there are no shipments
}

// CarrierLine is the answer for one carrier.
type CarrierLine struct {
	Carrier      string
	Shipments    int
	CostCents    int64
	AverageCents int64    // to the nearest cent, a half away from zero
	Share        Permille // of all shipments
	Delivered    int      // shipments with StatusDelivered
	Success      Permille // delivered of all the carrier's shipments, those under way included
	Timed        int      // delivered shipments whose days are known: what the percentiles rest on
	DaysP50      int      // nearest rank over the timed shipments, in days; 0 when none is timed
	DaysP95      int
}

// DateLine is the answer for one day.
type DateLine struct {
	Day       Day
	Shipments int
	CostCents int64
}

// RouteLine is the answer for one pair of origin and destination.
type RouteLine struct {
	Origin, Destination string
	Shipments           int
	CostCents           int64
}

// Equal tells whether two answers agree in every figure, name and order.
func (a Answer) Equal(other Answer) bool {
	return a.Summary == other.Summary &&
		slices.Equal(a.Carriers, other.Carriers) &&
		slices.Equal(a.Dates, other.Dates) &&
		slices.Equal(a.Routes, other.Routes)
}

// Diff describes the first difference in each part of two answers, one to a line; it is empty when they are equal.
func (a Answer) Diff(other Answer) string {
	return firstDifference("summary", []Summary{a.Summary}, []Summary{other.Summary}) +
		firstDifference("carriers", a.Carriers, other.Carriers) +
		firstDifference("dates", a.Dates, other.Dates) +
		firstDifference("routes", a.Routes, other.Routes)
}

func firstDifference[T comparable](part string, left, right []T) string {
	for i := range min(len(left), len(right)) {
		if left[i] != right[i] {
			return fmt.Sprintf("%s, line %d: %+v, against %+v\n", part, i+1, left[i], right[i])
		}
	}
	if len(left) != len(right) {
		return fmt.Sprintf("%s: %d lines, against %d\n", part, len(left), len(right))
	}
	return ""
}
