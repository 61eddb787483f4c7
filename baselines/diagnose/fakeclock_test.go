package diagnose_test

import (
	"context"
	"strings"
	"testing"
	"testing/synctest"

	"ep-benchmark/baselines/diagnose"
	"ep-benchmark/engine"
)

// A wireCase is a real cause, before or in a server, on the fake clock. It uses
// the program's own client and runner, a server in memory, and exact times.
type wireCase struct {
	name        string
	before, now func() *bench
	cause, says string // first beside the baseline
	alone       string // the first cause without a baseline; "" where it holds no speedup back
	unexplained bool   // a sentence says how much is not identified
}

func from(operations, workers int, a reply) func() *bench {
	return func() *bench {
		b := crowd(operations, 0)
		b.workers, b.handle = workers, a.handle
		return b
	}
}

func limited(to int, of func() *bench) func() *bench {
	return func() *bench {
		b := of()
		b.handle = atOnce(to, b.handle)
		return b
	}
}

func acceptingOnly(connections int, of func() *bench) func() *bench {
	return func() *bench {
		b := of()
		b.accepts, b.closes = connections, true
		return b
	}
}

var (
	usualReply = reply{each: 100 * ms, body: 2 * ms}
	tenOfTen   = from(10, 16, usualReply)
	fifty      = from(50, 16, usualReply)
)

var wireCases = []wireCase{
	{
		name: "8 requests at once, 10 operations", before: tenOfTen, now: limited(8, tenOfTen),
		cause: "a limit on requests at once", says: "(at most 8, before the server, whose own time did not grow): time to first byte 120 ms now, 100 ms then; explains about 100 % of the change",
		alone: "a limit on requests at once (at most 8,",
	},
	{
		name: "8 requests at once, 50 operations", before: fifty, now: limited(8, fifty),
		cause: "a limit on requests at once", says: "(at most 8,", alone: "a limit on requests at once (at most 8,",
	},
	{
		name: "5 requests at once, 50 operations", before: fifty, now: limited(5, fifty),
		cause: "a limit on requests at once", says: "(at most 5,", alone: "a limit on requests at once (at most 5,",
	},
	{
		name: "one request at a time", before: tenOfTen, now: limited(1, tenOfTen),
		cause: "a server that answers one request at a time", says: "(at most 1,", alone: "a server that answers one request at a time (at most 1,",
	},
	{
		name: "8 connections", before: acceptingOnly(16, tenOfTen), now: acceptingOnly(8, tenOfTen),
		cause: "a limit on requests at once", says: "(at most 8, before the server, whose own time did not grow): dialling and TLS, per item 20", alone: "a limit on requests at once (at most 8,",
	},
	{
		name: "connections that are not used again, and wait for each other", before: tenOfTen, now: acceptingOnly(5, tenOfTen),
		cause: "connections that are not used again", says: "requests on a connection used before 0 % now, ",
		unexplained: true, // the waiting for each other, of which the wire shows the idle workers only
	},
	{
		name: "bodies that arrive slowly", before: tenOfTen, now: from(10, 16, reply{each: 100 * ms, body: 182 * ms}),
		cause: "answers that arrive slowly once they have begun", says: "first byte to last byte of an answer 182 ms now, 2.00 ms then",
	},
	{
		name: "a slower way", before: tenOfTen, now: from(10, 16, reply{queue: 50 * ms, each: 100 * ms, body: 2 * ms}),
		cause: "a slower way to the server, or a queue before it", says: "time to first byte beyond the server's own time 50",
	},
	{
		name: "a slower server", before: tenOfTen, now: from(10, 16, reply{each: 150 * ms, body: 2 * ms}),
		cause: "a slower server", says: "a slower server: time to first byte 150 ms now, 100 ms then; explains about 100 % of the change",
	},
	{
		name: "8 workers instead of 16", before: tenOfTen, now: from(10, 8, usualReply),
		cause: "fewer workers at work", says: "active workers 8 now, 10 then; explains about 100 % of the change",
	},
	{
		name: "8 workers instead of 16, and a pause that is not counted", before: tenOfTen, now: pausing(from(10, 8, usualReply)),
		cause: "fewer workers at work", unexplained: true,
	},
}

func TestCausesOnTheFakeClock(t *testing.T) {
	for _, c := range wireCases {
		t.Run(c.name, func(t *testing.T) {
			then, now := onFakeClock(t, c.before), onFakeClock(t, c.now)
			found := diagnose.Regressions(regressionOf(now, []*engine.Report{then}), []*engine.Report{now}, []*engine.Report{then})
			if len(found) == 0 || causesIn(found)[0] != c.cause || !strings.Contains(found[0].Statement, c.says) {
				t.Errorf("expected %q with %q, found:%s", c.cause, c.says, sentences(found))
			}
			last := ""
			if len(found) > 0 {
				last = found[len(found)-1].Statement
			}
			if told := strings.HasSuffix(last, "% is not identified"); told != c.unexplained {
				t.Errorf("what is not explained is reported: %v, expected %v:%s", told, c.unexplained, sentences(found))
			}
			alone := diagnose.Explain(now)
			if c.alone != "" && (len(alone) < 2 || !strings.Contains(alone[1].Statement, c.alone)) {
				t.Errorf("expected %q without a baseline, found:%s", c.alone, sentences(alone))
			}
		})
	}
}

// Answers that break off are reported first, with their kind and number.
func TestBrokenAnswersAreNamedFirst(t *testing.T) {
	r := onFakeClock(t, from(10, 16, reply{each: 100 * ms, broken: every(5)}))
	found := diagnose.Explain(r)
	const want = `12 of 60 operations failed: 12 with "connection closed"; the first: POST /v2/trackers: the server closed the connection before its answer was whole`
	if len(found) == 0 || !strings.Contains(found[0].Statement, want) || found[0].Try == "" {
		t.Errorf("expected %q first, found:%s", want, sentences(found))
	}
}

// onFakeClock measures a bench without sockets. It is made inside the bubble,
// since waiting for a channel from outside stops the clock.
func onFakeClock(t *testing.T, of func() *bench) (report *engine.Report) {
	t.Helper()
	allocation() // its lock belongs to the whole process, so it is not taken in a bubble
	synctest.Test(t, func(t *testing.T) {
		b := of()
		b.inMemory, b.rounds = true, 3
		report = b.once(t)
	})
	return report
}

// pausing makes operations longer by a pause that leaves no evidence.
func pausing(of func() *bench) func() *bench {
	return func() *bench {
		b := of()
		pause(nil, b)
		once := b.do
		b.do = func(ctx context.Context, op engine.Op, request func() error) error {
			for range 20 {
				if err := once(ctx, op, func() error { return nil }); err != nil {
					return err
				}
			}
			return request()
		}
		return b
	}
}
