package analytics

import (
	"fmt"
	"math"
)

// BatchLength is the most shipments of a [Batch].
const BatchLength = blockLength

// A Batch is some shipments by column, as they come from a file. Names are the numbers that the [Stream] gave them.
// Every slice has BatchLength places; Add says how many of them count.
type Batch struct {
	Carriers, Origins, Destinations []uint32
	Delivered                       []uint32 // 1 for StatusDelivered, 0 for any other
	Dates                           []uint32 // see DateCode
	Cents, DeliveryDays             []int64
}

// Stream collects one worker's share of the answer from shipments that are never in memory together. It does the same
// as an [Accumulator], and differs in one thing: it numbers names as it meets them, because they are not sorted
// before. [MergeStreams] brings the numbers of several streams together.
type Stream struct {
	carrierNames, originNames, destinationNames names

	added       int
	limit, used int // bytes of groups; used is brought up to date when there are more names
	numbered    int // names when used was last computed
	block       block
	batch       Batch
	carriers    carrierTally
	dates       tally
	routes      routeTable

	_ [cacheLine]byte
}

// deliveredCode is the code of StatusDelivered in a batch.
const deliveredCode = 1

// fullSlotBits give a carrier's row a slot for each counted day.
const fullSlotBits = 6

// NewStream returns an empty stream whose groups may take limit bytes of memory.
func NewStream(limit int) *Stream {
	s := &Stream{limit: limit, carriers: carrierTally{slotBits: fullSlotBits}}
	s.dates.counts, s.dates.costs = make([]uint32, dateCodes), make([]int64, dateCodes)
	b := &s.block
	s.batch = Batch{
		Carriers: b.carriers[:], Origins: b.origins[:], Destinations: b.destinations[:],
		Delivered: b.statuses[:], Dates: b.dates[:], Cents: b.cents[:], DeliveryDays: b.deliveryDays[:],
	}
	return s
}

// SmallestStream is the memory, in bytes, that a stream takes before it has met a group.
const SmallestStream = dateCodes*(4+8) + 1<<16

// Batch returns the columns that are filled before a call of Add. It is the same at every call.
func (s *Stream) Batch() *Batch { return &s.batch }

// Carrier returns the number of a carrier's name.
func (s *Stream) Carrier(name []byte) uint32 { return s.carrierNames.number(name) }

// Origin returns the number of an origin's name.
func (s *Stream) Origin(name []byte) uint32 { return s.originNames.number(name) }

// Destination returns the number of a destination's name.
func (s *Stream) Destination(name []byte) uint32 { return s.destinationNames.number(name) }

// Status returns 1 for StatusDelivered and 0 for any other status.
func (s *Stream) Status(name []byte) uint32 {
	if string(name) == StatusDelivered {
		return deliveredCode
	}
	return 0
}

// Add adds the first length shipments of the batch. The error says that the groups need more memory than the stream may
// have.
func (s *Stream) Add(length int) error {
	if length < 0 || length > BatchLength {
		panic("analytics: a batch has no such length")
	}
	if length == 0 {
		return nil
	}
	if length > math.MaxUint32-s.added {
		panic("analytics: more shipments in one stream than it can count; Reset is missing")
	}
	if err := s.makeRoom(); err != nil {
		return err
	}
	s.added += length
	b := &s.block
	b.length = length
	dates, cents := b.dates[:length], b.cents[:length]
	low, high := span(dates)
	s.dates.touch(low, high)
	if high-low == 1 { // an export has the shipments of a day one after another
		s.dates.addTo(low, cents)
	} else {
		s.dates.add(dates, cents)
	}
	s.routes.add(b)
	s.carriers.add(b, deliveredCode)
	return s.bounded()
}

// makeRoom gives names that were met since the last batch their cells.
func (s *Stream) makeRoom() error {
	known := len(s.carrierNames.list) + len(s.originNames.list) + len(s.destinationNames.list)
	if known == s.numbered {
		return nil
	}
	if err := s.bounded(); err != nil {
		return err
	}
	s.numbered = known
	s.carriers.slots = extend(s.carriers.slots, len(s.carrierNames.list)<<fullSlotBits)
	s.carriers.costs = extend(s.carriers.costs, len(s.carrierNames.list))
	s.routes.makeRoom(len(s.originNames.list), len(s.destinationNames.list))
	return nil
}

// bounded returns an error once the groups take more than the limit.
func (s *Stream) bounded() error {
	const slots, numbered, late = 4<<fullSlotBits + 8, 80, 16 // bytes of a carrier, of a pair that has a number, and of a long delivery
	used := s.carrierNames.bytes + s.originNames.bytes + s.destinationNames.bytes +
		len(s.carrierNames.list)*slots + len(s.routes.counts)*(4+8) + len(s.carriers.beyond)*late
	if s.routes.met != nil {
		used += len(s.routes.met.keys) * numbered
	}
	// A growing slice or map is there twice while it is copied.
	if s.used = 2 * used; s.used <= s.limit {
		return nil
	}
	return TooManyGroups{
		Carriers: len(s.carrierNames.list), Origins: len(s.originNames.list), Destinations: len(s.destinationNames.list),
		Needed: s.used, Limit: s.limit,
	}
}

// TooManyGroups says that what a worker has to remember needs more memory than it may have.
type TooManyGroups struct {
	Carriers, Origins, Destinations int // names met so far
	Needed, Limit                   int // bytes
}

// Error names the groups.
func (e TooManyGroups) Error() string {
	return fmt.Sprintf("%d carriers, %d origins and %d destinations so far need %d bytes of a worker, and it may have %d", e.Carriers, e.Origins, e.Destinations, e.Needed, e.Limit)
}

// Reset empties the stream. It keeps the names, and the memory of their cells.
func (s *Stream) Reset() {
	s.added = 0
	s.dates.reset()
	s.routes.reset()
	s.carriers.beyond = s.carriers.beyond[:0]
	clear(s.carriers.slots)
	clear(s.carriers.costs)
}

// names are the names of one dimension, by the numbers in which they were met.
type names struct {
	numbers map[string]uint32
	list    []string
	bytes   int // an estimate of what they take
}

func (n *names) number(name []byte) uint32 {
	if number, met := n.numbers[string(name)]; met {
		return number
	}
	if n.numbers == nil {
		n.numbers = make(map[string]uint32)
	}
	const perName = 64 // a string's header twice, a number, and what a map leaves free
	number := uint32(len(n.list))
	text := string(name)
	n.numbers[text] = number
	n.list = append(n.list, text)
	n.bytes += len(text) + perName
	return number
}
