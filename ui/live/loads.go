package live

import (
	"math"
	"slices"
	"sort"
	"time"

	"ep-benchmark/engine"
)

// longestLoads is how many samples of the load are kept at least: ten minutes, two
// a second.
const longestLoads = 1200

// firstSample is the longest time that the first sample stands for, since there is
// no sample before it.
const firstSample = time.Second

// leastKnown is how many seconds of a slice have to be known. Less is where the ends of
// slices and samples were rounded.
const leastKnown = 1e-6

// What a row of a [Raster] can show besides cores.
const (
	OwnLoad     = -1 // the share of all cores that this process and its command used
	ForeignLoad = -2 // the share of all cores that others took
)

// Loads is how busy the cores were over time. It keeps sums from the first sample
// on, so that the mean over any stretch of time takes two look-ups.
type Loads struct {
	at    []time.Duration // moments; a sample lies between two of them
	cores int
	busy  []float64 // at each moment, by core, then own and foreign: seconds so far
	known []float64 // seconds of which the load is known
}

// series is how many sums there are at each moment.
func (l *Loads) series() int { return l.cores + 2 }

// place is where the sums of a core are at a moment.
func (l *Loads) place(core int) int {
	switch {
	case core == OwnLoad:
		return l.cores
	case core == ForeignLoad:
		return l.cores + 1
	case core < 0 || core >= l.cores:
		return -1
	}
	return core
}

// Cores is how many cores there have been at most. One that is offline stays, and is
// unknown meanwhile.
func (l *Loads) Cores() int { return l.cores }

// Until is the moment up to which there are samples; 0 without any.
func (l *Loads) Until() time.Duration {
	if len(l.at) == 0 {
		return 0
	}
	return l.at[len(l.at)-1]
}

// add takes the next sample. It stands for the time since the sample before.
func (l *Loads) add(s *engine.HostSample) {
	l.widen(len(s.Cores))
	if len(l.at) == 0 {
		l.at = append(l.at, max(s.At-firstSample, 0))
		l.busy, l.known = make([]float64, l.series()), make([]float64, l.series())
	}
	last := len(l.at) - 1
	took := (s.At - l.at[last]).Seconds()
	if took <= 0 {
		return
	}
	base := last * l.series()
	l.at = append(l.at, s.At)
	l.busy = append(l.busy, l.busy[base:base+l.series()]...)
	l.known = append(l.known, l.known[base:base+l.series()]...)
	base += l.series()
	put := func(place int, share float64) {
		if !math.IsNaN(share) {
			l.busy[base+place] += share * took
			l.known[base+place] += took
		}
	}
	for core, share := range s.Cores {
		put(core, share)
	}
	own, others := Split(s)
	if s.Foreign != nil {
		others = *s.Foreign
	}
	put(l.cores, own)
	put(l.cores+1, others)
	l.forget()
}

// widen makes room for more cores than there have been. They are unknown up to
// now.
func (l *Loads) widen(cores int) {
	if cores <= l.cores {
		return
	}
	wider := func(sums []float64) []float64 {
		var all []float64
		for i := range l.at {
			row := sums[i*l.series() : (i+1)*l.series()]
			all = append(all, row[:l.cores]...)
			all = append(all, make([]float64, cores-l.cores)...)
			all = append(all, row[l.cores:]...)
		}
		return all
	}
	l.busy, l.known = wider(l.busy), wider(l.known)
	l.cores = cores
}

// forget drops the oldest half when there are twice as many samples as wanted.
func (l *Loads) forget() {
	if len(l.at) < 2*longestLoads {
		return
	}
	drop := len(l.at) - longestLoads
	l.at = append(l.at[:0], l.at[drop:]...)
	l.busy = append(l.busy[:0], l.busy[drop*l.series():]...)
	l.known = append(l.known[:0], l.known[drop*l.series():]...)
}

func (l *Loads) clone() Loads {
	copied := *l
	copied.at, copied.busy, copied.known = slices.Clone(l.at), slices.Clone(l.busy), slices.Clone(l.known)
	return copied
}

// Split splits the busy share of all cores between this process, with the command
// that it measures, and all others; not numbers where the cores are unknown. The
// two clocks differ by a tick, so neither goes below 0.
func Split(s *engine.HostSample) (own, others float64) {
	if len(s.Cores) == 0 {
		return math.NaN(), math.NaN()
	}
	busy := 0.0
	for _, share := range s.Cores {
		busy += share
	}
	n := float64(len(s.Cores))
	own = s.OwnCPU
	if s.CommandCPU != nil {
		own += *s.CommandCPU
	}
	own = min(own/n, 1)
	return own, max(busy/n-own, 0)
}

// A Raster is loads as rows of equal slices of time. It is filled again and again,
// and uses its memory again.
type Raster struct {
	Columns int
	shares  []float64 // row by row
	busy    []float64 // of each row, at the start of a slice
	known   []float64
}

// At is the mean load of a row (0 to 1) in a slice; not a number where it is
// unknown.
func (r *Raster) At(row, column int) float64 { return r.shares[row*r.Columns+column] }

// Fill computes the mean load of groups of cores in slices of the time between two
// moments. A slice of which a part is known has the mean of that part.
func (r *Raster) Fill(l *Loads, groups [][]int, from, to time.Duration, columns int) {
	r.Columns = max(columns, 0)
	r.shares = slices.Grow(r.shares[:0], len(groups)*r.Columns)[:len(groups)*r.Columns]
	r.busy = slices.Grow(r.busy[:0], len(groups))[:len(groups)]
	r.known = slices.Grow(r.known[:0], len(groups))[:len(groups)]
	for g := range groups {
		r.busy[g], r.known[g] = l.sums(groups[g], from)
	}
	width := float64(to-from) / float64(max(r.Columns, 1))
	for x := range r.Columns {
		end := from + time.Duration(float64(x+1)*width)
		i, part := l.find(end)
		for g := range groups {
			busy, known := l.sumsAt(groups[g], i, part)
			share := math.NaN()
			if took := known - r.known[g]; took > leastKnown {
				share = (busy - r.busy[g]) / took
			}
			r.shares[g*r.Columns+x] = share
			r.busy[g], r.known[g] = busy, known
		}
	}
}

// Mean is the mean load of a group of cores between two moments; not a number where
// it is unknown.
func (l *Loads) Mean(group []int, from, to time.Duration) float64 {
	busy, known := l.sums(group, from)
	busyThen, knownThen := l.sums(group, to)
	if knownThen-known <= leastKnown {
		return math.NaN()
	}
	return (busyThen - busy) / (knownThen - known)
}

func (l *Loads) sums(group []int, at time.Duration) (busy, known float64) {
	i, part := l.find(at)
	return l.sumsAt(group, i, part)
}

// find is the last of the moments at or before one, and how much of the way to the
// next has passed.
func (l *Loads) find(at time.Duration) (i int, part float64) {
	last := len(l.at) - 1
	i = sort.Search(len(l.at), func(i int) bool { return l.at[i] > at }) - 1
	switch {
	case i < 0:
		return 0, 0
	case i >= last:
		return max(last, 0), 0
	}
	return i, float64(at-l.at[i]) / float64(l.at[i+1]-l.at[i])
}

// sumsAt are the sums of a group between two moments.
func (l *Loads) sumsAt(group []int, i int, part float64) (busy, known float64) {
	if len(l.at) == 0 {
		return 0, 0
	}
	base, series := i*l.series(), l.series()
	for _, core := range group {
		place := l.place(core)
		if place < 0 {
			continue
		}
		b, k := l.busy[base+place], l.known[base+place]
		if part > 0 {
			b += part * (l.busy[base+series+place] - b)
			k += part * (l.known[base+series+place] - k)
		}
		busy, known = busy+b, known+k
	}
	return busy, known
}
