// Package courier brings events to webhooks: it posts them, signs them, and tries again. A simulator must not become a
// way to reach other machines, so it brings them to this machine alone unless it is allowed others.
package courier

import (
	"bytes"
	"context"
	"errors"
	"io"
	"net/http"
	"strings"
	"sync"
	"sync/atomic"
	"time"
)

// Letter is what is brought to one webhook.
type Letter struct {
	URL     string
	Headers map[string]string // the webhook's own
	Secret  string            // signs the body; "" = it is not signed
	Body    []byte
	// Done receives every attempt, from another goroutine.
	Done func(Attempt)
}

// Attempt is what came of one attempt to bring a letter.
type Attempt struct {
	Sent, Received map[string]string // headers
	Code           int               // 0: there was no answer
	Answer         string            // the body that came back, or why there was none
	Took           time.Duration
	OK             bool // the status was in 2xx
	Last           bool // there will be no further attempt
}

// Bounds. Documented are 7 s and several attempts; how many and when is our choice.
const (
	timeToAnswer  = 7 * time.Second
	mostWaiting   = 1000
	mostAtOnce    = 8
	longestAnswer = 4 << 10
	attempts      = 5
	firstPause    = time.Second // it doubles after each attempt
)

// Courier brings letters. Each has a goroutine of its own until it is brought or given up.
type Courier struct {
	client  *http.Client
	allowed func(host string) error
	slots   chan struct{}
	waiting atomic.Int64
	ctx     context.Context
	cancel  context.CancelFunc

	mu     sync.Mutex // held while group begins something, and while it is closed
	closed bool
	group  sync.WaitGroup
}

// New makes a courier. It goes to loopback addresses alone, unless anywhere is set.
func New(anywhere bool) *Courier {
	ctx, cancel := context.WithCancel(context.Background())
	c := &Courier{slots: make(chan struct{}, mostAtOnce), ctx: ctx, cancel: cancel, allowed: onlyLoopback}
	if anywhere {
		c.allowed = func(string) error { return nil }
	}
	c.client = &http.Client{
		Timeout:   timeToAnswer,
		Transport: &http.Transport{DialContext: dialer(anywhere).DialContext, DisableKeepAlives: true},
		CheckRedirect: func(*http.Request, []*http.Request) error {
			return http.ErrUseLastResponse // another place is another webhook
		},
	}
	return c
}

// Close gives up the letters that are under way, and waits until their goroutines have ended.
func (c *Courier) Close() {
	c.mu.Lock()
	c.closed = true
	c.mu.Unlock()
	c.cancel()
	c.group.Wait()
}

// begin does something in the background, unless the courier is closed.
func (c *Courier) begin(do func()) bool {
	c.mu.Lock()
	defer c.mu.Unlock()
	if !c.closed {
		c.group.Go(do)
	}
	return !c.closed
}

// errTooMany is why a letter is not even tried.
var errTooMany = errors.New("too many events wait to be brought")

// After does something later, unless the courier is closed before.
func (c *Courier) After(d time.Duration, do func()) {
	c.begin(func() {
		if c.wait(d) {
			do()
		}
	})
}

// Send brings a letter in the background. One too many is given up at once.
func (c *Courier) Send(l Letter) {
	few := c.waiting.Add(1) <= mostWaiting
	if few && c.begin(func() {
		defer c.waiting.Add(-1)
		c.bring(&l)
	}) {
		return
	}
	c.waiting.Add(-1)
	l.Done(Attempt{Answer: errTooMany.Error(), Last: true})
}

// bring tries until the webhook has taken the letter, and no more often than attempts.
func (c *Courier) bring(l *Letter) {
	pause := firstPause
	for n := 1; ; n++ {
		got, err := c.try(l)
		got.Last = got.OK || n == attempts || errors.Is(err, errForbidden)
		if c.ctx.Err() != nil {
			return // the simulator ends
		}
		l.Done(got)
		if got.Last || !c.wait(pause) {
			return
		}
		pause *= 2
	}
}

func (c *Courier) wait(d time.Duration) bool {
	timer := time.NewTimer(d)
	defer timer.Stop()
	select {
	case <-timer.C:
		return true
	case <-c.ctx.Done():
		return false
	}
}

// try posts a letter once.
func (c *Courier) try(l *Letter) (got Attempt, err error) {
	began := time.Now()
	defer func() {
		got.Took = time.Since(began)
		if err != nil {
			got.Answer = err.Error()
		}
	}()
	select {
	case c.slots <- struct{}{}:
		defer func() { <-c.slots }()
	case <-c.ctx.Done():
		return got, c.ctx.Err()
	}
	r, err := http.NewRequestWithContext(c.ctx, http.MethodPost, l.URL, bytes.NewReader(l.Body))
	if err != nil {
		return got, err
	}
	if err := c.allowed(r.URL.Hostname()); err != nil {
		return got, err
	}
	l.address(r)
	got.Sent = plain(r.Header)
	answer, err := c.client.Do(r)
	if err != nil {
		return got, err
	}
	defer func() { _ = answer.Body.Close() }()
	body, _ := io.ReadAll(io.LimitReader(answer.Body, longestAnswer)) // what came counts
	got.Code, got.OK, got.Received = answer.StatusCode, answer.StatusCode/100 == 2, plain(answer.Header)
	got.Answer = strings.ToValidUTF8(string(body), "\ufffd")
	return got, nil
}

// address sets the headers of a request: the webhook's own, and those that it can't change.
func (l *Letter) address(r *http.Request) {
	for name, value := range l.Headers {
		r.Header.Set(name, value)
	}
	r.Header.Set("Content-Type", "application/json")
	r.Header.Set("User-Agent", "ep-benchmark-simulator")
	if l.Secret != "" {
		r.Header.Set("X-Hmac-Signature", Signature(l.Secret, l.Body))
	}
}

const mostHeaders = 50

// plain are headers as a payload has them: the first value of each.
func plain(h http.Header) map[string]string {
	all := map[string]string{}
	for name := range h {
		if len(all) < mostHeaders {
			value := h.Get(name)
			all[name] = strings.ToValidUTF8(value[:min(len(value), longestAnswer)], "\ufffd")
		}
	}
	return all
}
