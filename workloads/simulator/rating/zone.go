package rating

import (
	"math"
	"sort"
)

// area is the beginning of a run of ZIP codes (their first three digits) with the place they lie around.
type area struct {
	first     int // of 000 to 999
	north     float64
	west      float64
	elsewhere bool // outside the fifty states and the capital: zone 9
}

// areas lists the United States by ZIP, coarsely: a zone spans hundreds of miles.
var areas = [...]area{
	{5, 40.8, 73.1, false},
	{6, 18.3, 66.3, true},
	{10, 42.3, 71.8, false},
	{28, 41.8, 71.5, false},
	{30, 43.2, 71.5, false},
	{39, 44.3, 69.8, false},
	{50, 44.2, 72.6, false},
	{60, 41.6, 72.7, false},
	{70, 40.6, 74.3, false},
	{100, 40.8, 73.9, false},
	{120, 42.7, 73.8, false},
	{130, 43.0, 76.6, false},
	{140, 42.9, 78.5, false},
	{150, 40.5, 79.9, false},
	{170, 40.3, 76.8, false},
	{190, 40.0, 75.3, false},
	{200, 38.9, 77.1, false},
	{214, 39.2, 76.7, false},
	{220, 38.0, 78.2, false},
	{247, 38.5, 81.3, false},
	{270, 35.7, 79.5, false},
	{290, 33.9, 80.9, false},
	{300, 33.5, 84.2, false},
	{320, 29.5, 81.9, false},
	{330, 26.3, 80.5, false},
	{350, 33.0, 86.8, false},
	{370, 35.8, 86.4, false},
	{386, 32.7, 89.7, false},
	{398, 31.6, 84.2, false},
	{400, 37.8, 85.3, false},
	{430, 40.2, 82.7, false},
	{460, 39.9, 86.3, false},
	{480, 42.8, 84.0, false},
	{500, 42.0, 93.4, false},
	{530, 43.5, 89.0, false},
	{550, 45.3, 94.1, false},
	{570, 43.9, 98.5, false},
	{580, 47.2, 99.5, false},
	{590, 46.6, 110.0, false},
	{600, 41.6, 88.3, false},
	{630, 38.4, 91.5, false},
	{660, 38.7, 96.5, false},
	{680, 41.2, 97.5, false},
	{700, 30.6, 91.3, false},
	{716, 34.8, 92.3, false},
	{730, 35.5, 97.2, false},
	{750, 32.6, 97.0, false},
	{770, 29.6, 96.8, false},
	{790, 32.8, 101.9, false},
	{800, 39.4, 104.9, false},
	{820, 42.3, 106.5, false},
	{832, 43.9, 114.6, false},
	{840, 40.5, 111.8, false},
	{850, 33.4, 111.9, false},
	{870, 35.0, 106.5, false},
	{885, 31.8, 106.4, false},
	{889, 37.5, 116.8, false},
	{900, 34.0, 118.2, false},
	{936, 36.6, 119.8, false},
	{940, 37.7, 122.3, false},
	{952, 38.6, 121.4, false},
	{967, 21.3, 157.8, false},
	{969, 13.5, 215.2, true},
	{970, 44.5, 122.7, false},
	{980, 47.5, 121.5, false},
	{995, 61.2, 149.5, false},
}

// zoneLimits are the upper bounds of zones 1 to 7 in miles, as USPS publishes them; zone 8 is beyond.
var zoneLimits = [...]float64{50, 150, 300, 600, 1000, 1400, 1800}

const (
	nearestZone    = 1
	farthestZone   = 8
	elsewhereZone  = 9
	unknownZone    = 0
	earthMiles     = 3959
	milesWithinZip = 25 // a run of ZIP codes is a region, not a point
)

// areaOf finds where a ZIP code lies.
func areaOf(zip string) (*area, bool) {
	if len(zip) < 5 {
		return nil, false
	}
	number := 0
	for i := range 5 {
		digit := zip[i] - '0'
		if digit > 9 {
			return nil, false
		}
		number = number*10 + int(digit)
	}
	prefix := number / 100
	after := sort.Search(len(areas), func(i int) bool { return areas[i].first > prefix })
	if after == 0 {
		return nil, false
	}
	return &areas[after-1], true
}

// zoneBetween is the USPS zone, or unknownZone when a ZIP code is not one of the United States.
func zoneBetween(from, to string) int {
	a, okFrom := areaOf(from)
	b, okTo := areaOf(to)
	switch {
	case !okFrom || !okTo:
		return unknownZone
	case from[:3] == to[:3]:
		return nearestZone
	case a.elsewhere != b.elsewhere:
		return elsewhereZone
	}
	miles := a.milesTo(b) + milesWithinZip
	for i, limit := range zoneLimits {
		if miles <= limit {
			return nearestZone + i
		}
	}
	return farthestZone
}

// milesTo is the great-circle distance, by haversines.
func (a *area) milesTo(b *area) float64 {
	const degree = math.Pi / 180
	north := math.Sin((a.north - b.north) * degree / 2)
	west := math.Sin((a.west - b.west) * degree / 2)
	h := north*north + math.Cos(a.north*degree)*math.Cos(b.north*degree)*west*west
	return 2 * earthMiles * math.Asin(math.Sqrt(h))
}
