package rating

// lane is the kind of route between two countries.
type lane uint8

const (
	withinStates  lane = iota // inside the United States
	outOfStates               // from there abroad
	intoStates                // from abroad to there
	betweenOthers             // from one other country to another
	withinOther               // inside one other country
	lanes
)

func laneBetween(from, to string) lane {
	switch out, in := from == unitedStates, to == unitedStates; {
	case out && in:
		return withinStates
	case out:
		return outOfStates
	case in:
		return intoStates
	case from == to:
		return withinOther
	}
	return betweenOthers
}

// zonePercent is what a billed pound costs in each zone, relative to zone 4.
var zonePercent = [elsewhereZone + 1]int32{100, 70, 78, 88, 100, 122, 140, 162, 188, 240}

// abroadPercent is what a billed pound costs on the other lanes, where zones mean nothing: less to a neighbour.
func abroadPercent(from, to string) int32 {
	switch {
	case from == "CA" || to == "CA":
		return 60
	case from == "MX" || to == "MX":
		return 80
	}
	return 100
}
