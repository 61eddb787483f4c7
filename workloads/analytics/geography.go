package analytics

// place is a state as the generator sees it: how much is sent there and where it lies on a coarse invented grid, from
// which zones follow. Weights are roughly in proportion to population. Nothing else of the map is accurate.
type place struct {
	name         string
	weight       int
	column, line int
}

// warehouses are the origins of all generated shipments; weights are shares of the volume.
var warehouses = []place{
	{"California", 30, 0, 3},
	{"New Jersey", 22, 7, 2},
	{"Texas", 17, 3, 4},
	{"Illinois", 12, 5, 2},
	{"Georgia", 8, 6, 4},
	{"Pennsylvania", 6, 6, 2},
	{"Nevada", 3, 1, 2},
	{"Washington", 2, 0, 0},
}

var states = []place{
	{"Alabama", 5, 5, 4},
	{"Alaska", 1, 0, 8},
	{"Arizona", 7, 1, 4},
	{"Arkansas", 3, 4, 4},
	{"California", 39, 0, 3},
	{"Colorado", 6, 2, 3},
	{"Connecticut", 4, 7, 1},
	{"Delaware", 1, 7, 2},
	{"Florida", 22, 6, 5},
	{"Georgia", 11, 6, 4},
	{"Hawaii", 1, 0, 9},
	{"Idaho", 2, 1, 1},
	{"Illinois", 13, 5, 2},
	{"Indiana", 7, 5, 2},
	{"Iowa", 3, 4, 2},
	{"Kansas", 3, 3, 3},
	{"Kentucky", 5, 5, 3},
	{"Louisiana", 5, 4, 5},
	{"Maine", 1, 7, 0},
	{"Maryland", 6, 7, 2},
	{"Massachusetts", 7, 7, 1},
	{"Michigan", 10, 5, 1},
	{"Minnesota", 6, 4, 1},
	{"Mississippi", 3, 4, 4},
	{"Missouri", 6, 4, 3},
	{"Montana", 1, 2, 0},
	{"Nebraska", 2, 3, 2},
	{"Nevada", 3, 1, 2},
	{"New Hampshire", 1, 7, 1},
	{"New Jersey", 9, 7, 2},
	{"New Mexico", 2, 2, 4},
	{"New York", 20, 7, 1},
	{"North Carolina", 11, 6, 3},
	{"North Dakota", 1, 3, 0},
	{"Ohio", 12, 6, 2},
	{"Oklahoma", 4, 3, 4},
	{"Oregon", 4, 0, 1},
	{"Pennsylvania", 13, 6, 2},
	{"Rhode Island", 1, 7, 1},
	{"South Carolina", 5, 6, 4},
	{"South Dakota", 1, 3, 1},
	{"Tennessee", 7, 5, 3},
	{"Texas", 30, 3, 4},
	{"Utah", 3, 1, 3},
	{"Vermont", 1, 7, 0},
	{"Virginia", 9, 6, 3},
	{"Washington", 8, 0, 0},
	{"West Virginia", 2, 6, 3},
	{"Wisconsin", 6, 4, 1},
	{"Wyoming", 1, 2, 2},
}

// farthestZone is the highest number that a zone can have; 1 is the nearest.
const farthestZone = 8

// zone returns how far a shipment travels, from 1 to farthestZone.
func zone(from, to place) int {
	return min(1+max(distance(from.column, to.column), distance(from.line, to.line)), farthestZone)
}

func distance(a, b int) int { return max(a-b, b-a) }
