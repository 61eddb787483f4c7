package claims

import (
	"fmt"
	"strings"
)

// stated are the conditions as arithmetic has them.
func (c *conditions) stated() Stated {
	return Stated{
		Operations: int(c.Operations), Equal: c.Equal, Workers: int(c.Workers), From: int(c.From),
		Semaphore: int(c.Semaphore), Chunks: int(c.Chunks), Users: int(c.Users), CPUs: int(c.CPUs),
		Each: Span(c.Each), Busy: Span(c.Busy), Serial: c.Serial.High, Limit: float64(c.Limit),
	}
}

// count is a number of things.
type count int

// mostCounted bounds a count; a larger one was not meant.
const mostCounted = 1_000_000_000

// Valid tells whether it is one.
func (n count) Valid() bool { return n >= 1 && n <= mostCounted }

// Expected describes it.
func (count) Expected() string { return "a whole number, 1 or more" }

// points are what a claim counts for.
type points int

// Valid tells whether they are within their bounds.
func (p points) Valid() bool { return p >= 0 && p <= 1000 }

// Expected describes them.
func (points) Expected() string { return "a whole number from 0 to 1000" }

// rounds are those of an experiment.
type rounds int

// fewestRounds is what an interval needs.
const fewestRounds = 6

// Valid tells whether they are within their bounds.
func (r rounds) Valid() bool { return r >= fewestRounds && r <= 1000 }

// Expected describes them.
func (rounds) Expected() string { return "a whole number from 6, which an interval needs, to 1000" }

// each is how long an operation lasts.
type each Span

// UnmarshalText reads "200ms" or "150..200ms".
func (e *each) UnmarshalText(written []byte) error {
	span, err := spanOf(string(written), Duration)
	*e = each(span)
	return err
}

// Valid tells whether it is longer than nothing.
func (e each) Valid() bool { return e.Low > 0 }

// Expected describes it.
func (each) Expected() string { return `a time or a range of times such as "150..200ms"` }

// portion is a share of something.
type portion Span

// UnmarshalText reads "10 %" or "95..100 %".
func (p *portion) UnmarshalText(written []byte) error {
	span, err := spanOf(string(written), Share)
	*p = portion(span)
	return err
}

// Valid tells whether it is a share.
func (p portion) Valid() bool { return p.Low >= 0 && p.High <= 1 && p.High > 0 }

// Expected describes it.
func (portion) Expected() string { return `a share or a range of shares such as "95..100 %"` }

// spanOf reads a figure, or a range with both ends.
func spanOf(written string, metric Metric) (Span, error) {
	if m := exact.FindStringSubmatch(strings.TrimSpace(written)); m != nil {
		f, err := metric.read(m[1], m[2])
		return Span{f, f}, err
	}
	r, err := ParseRange(written, metric)
	if err == nil && (r.Low == nil || r.High == nil) {
		err = fmt.Errorf("%q has one end", written)
	}
	if err != nil {
		return Span{}, err
	}
	return Span{*r.Low, *r.High}, nil
}

// rate is requests a second.
type rate float64

// UnmarshalText reads "10/min".
func (r *rate) UnmarshalText(written []byte) error {
	span, err := spanOf(string(written), Throughput)
	*r = rate(span.High)
	return err
}

// Valid tells whether anything is let through.
func (r rate) Valid() bool { return r > 0 }

// Expected describes it.
func (rate) Expected() string { return `a rate such as "10/min" or "100/s"` }
