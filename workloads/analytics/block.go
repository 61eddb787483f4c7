package analytics

// blockLength keeps a block in the first-level cache beside the cells that it is added to.
const blockLength = 512

// block holds a run of records from the columns, in wide types. Columns of any width are read into it first, so one
// loop serves every data set. Loops over the columns themselves would be needed for each combination of widths.
type block struct {
	length       int
	cents        [blockLength]int64
	deliveryDays [blockLength]int64
	carriers     [blockLength]uint32
	dates        [blockLength]uint32
	statuses     [blockLength]uint32
	origins      [blockLength]uint32
	destinations [blockLength]uint32
	routes       [blockLength]uint32
	slots        [blockLength]uint32 // see carrierTally
}

func (b *block) read(records *Records, from, length int) {
	b.length = length
	records.cost.readValues(b.cents[:length], from)
	records.deliveryDays.readValues(b.deliveryDays[:length], from)
	records.carrier.readCodes(b.carriers[:length], from)
	records.date.readCodes(b.dates[:length], from)
	records.status.readCodes(b.statuses[:length], from)
	records.origin.readCodes(b.origins[:length], from)
	records.destination.readCodes(b.destinations[:length], from)
}

// pair forms routes as places in a table with a row for each origin and a column for each destination.
func (b *block) pair(destinations uint32) {
	origins, routes := b.origins[:b.length], b.routes[:b.length]
	for i, origin := range origins {
		routes[i] = origin*destinations + b.destinations[i]
	}
}

// numberPairs forms routes as the numbers under which a tally keeps those places, where the table would be too large.
func (b *block) numberPairs(routes *tally, destinations uint64) {
	for i := range b.length {
		b.routes[i] = routes.met.of(uint64(b.origins[i])*destinations + uint64(b.destinations[i]))
	}
	routes.makeRoom()
}

// span returns the bounds of codes, [low, high); codes must not be empty. The difference of unsigned numbers is large
// on either side of the range, so one comparison, which is almost never true, checks both bounds.
func span(codes []uint32) (low, high int) {
	lowest, width := codes[0], uint32(0)
	for _, code := range codes {
		if code-lowest > width {
			if code < lowest {
				lowest, width = code, width+lowest-code
			} else {
				width = code - lowest
			}
		}
	}
	return int(lowest), int(lowest+width) + 1
}
