package rating

import "sort"

// Coordinates are where an address lies, in degrees, with the name of its time zone.
type Coordinates struct {
	Latitude, Longitude float64
	TimeZone            string
}

// zoneOfTime begins a run of ZIP codes (their first three digits) that keep one time. A region with two is given the
// one that most of its people keep.
type zoneOfTime struct {
	first int
	name  string
}

const (
	eastern  = "America/New_York"
	central  = "America/Chicago"
	mountain = "America/Denver"
	pacific  = "America/Los_Angeles"
	hawaii   = "Pacific/Honolulu"
)

var zonesOfTime = [...]zoneOfTime{
	{5, eastern},
	{6, "America/Puerto_Rico"},
	{10, eastern},
	{350, central},
	{373, eastern},
	{375, central},
	{376, eastern},
	{380, central},
	{398, eastern},
	{420, central},
	{425, eastern},
	{480, "America/Detroit"},
	{500, central},
	{590, mountain},
	{600, central},
	{798, mountain},
	{832, "America/Boise"},
	{835, pacific},
	{836, "America/Boise"},
	{838, pacific},
	{840, mountain},
	{850, "America/Phoenix"},
	{870, mountain},
	{889, pacific},
	{967, hawaii},
	{969, "Pacific/Guam"},
	{970, pacific},
	{995, "America/Anchorage"},
}

// Coordinates is where a ZIP code lies, as coarsely as the regions that the zones are found by. Ok is false outside
// the United States.
func (l Location) Coordinates() (place Coordinates, ok bool) {
	if !l.Domestic() {
		return Coordinates{}, false
	}
	a, ok := areaOf(l.ZIP)
	if !ok {
		return Coordinates{}, false
	}
	prefix := int(l.ZIP[0]-'0')*100 + int(l.ZIP[1]-'0')*10 + int(l.ZIP[2]-'0')
	after := sort.Search(len(zonesOfTime), func(i int) bool { return zonesOfTime[i].first > prefix })
	east := -a.west
	if east < -180 {
		east += 360 // Guam lies beyond the date line
	}
	return Coordinates{Latitude: a.north, Longitude: east, TimeZone: zonesOfTime[after-1].name}, true
}
