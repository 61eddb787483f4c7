package ring

import (
	"math"
	"net/url"
	"slices"
	"strconv"
	"strings"
	"time"

	"ep-benchmark/workloads/simulator/wire"
)

const (
	usualPage   = 20
	largestPage = 100
)

// Page is which part of a list is asked for.
type Page struct {
	before, after string // ids
	from, until   int64  // seconds since 1970, both included
	size          int
	OldestFirst   bool
}

// ParsePage reads the parameters that every list has. A page_size above 100 is taken for 100. A parameter that can't be
// parsed is an error, because ignoring a mistyped date would list everything; so is one that neither every list has nor
// this one, by its filters. All three our choice.
func ParsePage(query url.Values, filters ...string) (Page, *wire.Error) {
	if problem := unknown(query, filters); problem != nil {
		return Page{}, problem
	}
	p := Page{
		before: query.Get("before_id"), after: query.Get("after_id"),
		from: math.MinInt64, until: math.MaxInt64, size: usualPage,
	}
	if text := query.Get("page_size"); text != "" {
		size, err := strconv.Atoi(text)
		if err != nil || size < 1 {
			return p, wire.Invalid("page_size", "must be a number from 1 to 100")
		}
		p.size = min(size, largestPage)
	}
	if problem := parseMoment(query, "start_datetime", &p.from); problem != nil {
		return p, problem
	}
	return p, parseMoment(query, "end_datetime", &p.until)
}

// pageParameters are those of every list.
var pageParameters = []string{"before_id", "after_id", "start_datetime", "end_datetime", "page_size"}

// unknown refuses the first parameter, by the alphabet, that the list does not have. Clients write lists as name[]= and
// name[0]= too.
func unknown(query url.Values, filters []string) *wire.Error {
	var strange []string
	for key := range query {
		name, _, _ := strings.Cut(key, "[")
		if !slices.Contains(pageParameters, name) && !slices.Contains(filters, name) {
			strange = append(strange, key)
		}
	}
	if len(strange) == 0 {
		return nil
	}
	name := slices.Min(strange)
	return wire.Invalid(name[:min(len(name), wire.LongestName)], "is not a parameter of this list")
}

func parseMoment(query url.Values, name string, into *int64) *wire.Error {
	text := query.Get(name)
	if text == "" {
		return nil
	}
	moment, err := time.Parse(time.RFC3339, text)
	if err != nil {
		return wire.Invalid(name, "must be a date and time as in 2024-07-29T18:09:36Z")
	}
	*into = moment.Unix()
	return nil
}

// bounds turns before_id and after_id into the serial numbers that may be listed. An object that has left the
// ring still has its place in the order; an id that never was one is not found.
func (p *Page) bounds(ids Identity, oldest, newest uint64) (low, high uint64, problem *wire.Error) {
	low, high = oldest, newest
	if p.before != "" {
		number, ok := ids.Number([]byte(p.before))
		if !ok {
			return 0, 0, wire.ErrNotFound
		}
		high = min(high, number-1)
	}
	if p.after != "" {
		number, ok := ids.Number([]byte(p.after))
		if !ok {
			return 0, 0, wire.ErrNotFound
		}
		low = max(low, number+1)
	}
	return low, high, nil
}

// Select walks a ring and returns the objects that fit the page, newest first unless the page says otherwise. It
// also returns whether there are more in the direction of the walk: towards older objects, or, when only after_id is
// given or the oldest come first, towards newer ones.
func Select[T any](s *Ring[T], p *Page, fits func(*T) bool) (found []*T, more bool, problem *wire.Error) {
	oldest, newest := s.span()
	low, high, problem := p.bounds(s.identity, oldest, newest)
	if problem != nil {
		return nil, false, problem
	}
	forward := p.OldestFirst || p.after != "" && p.before == ""
	for step := uint64(0); low+step <= high; step++ {
		number := high - step
		if forward {
			number = low + step
		}
		object := s.Get(number)
		if object == nil || !fits(object) {
			continue
		}
		if len(found) == p.size {
			more = true
			break
		}
		found = append(found, object)
	}
	if forward && !p.OldestFirst {
		slices.Reverse(found)
	}
	return found, more, nil
}

// Holds reports whether the page is of a time that something was created at.
func (p *Page) Holds(created int64) bool { return created >= p.from && created <= p.until }
