package easypost

import (
	"context"
	"errors"
	"net/http"
	"time"
)

// patience is how long Ping waits for an answer.
const patience = 10 * time.Second

// Ping asks whether the server can be reached, accepts the key and speaks the
// API, by listing one tracker.
func (c *Client) Ping(ctx context.Context) error {
	ctx, cancel := context.WithTimeout(ctx, patience)
	defer cancel()
	t := c.Traffic(1)
	defer t.Close()
	s := t.Session(0)
	address := c.endpoint("/trackers")
	address.RawQuery = "page_size=1"
	var list trackerList
	_, err := s.do(ctx, http.MethodGet, address, nil, &list)
	if answered, ok := errors.AsType[*Error](err); ok && answered.Status == http.StatusNotFound {
		answered.advice = elsewhereAdvice // the API always has this list
	}
	if err == nil && !list.listed {
		return wrong("no list of trackers: this is not the EasyPost API; check the address")
	}
	return err
}

// trackerList is a list of trackers. Only whether the answer is a list is
// checked.
type trackerList struct{ listed bool }

func (*trackerList) thing() string { return "list of trackers" }

func (l *trackerList) decode(d *decoder) error {
	return document(d, func(d *decoder, key []byte) error {
		if string(key) == "trackers" {
			l.listed = true
			return array(d, (*decoder).skip)
		}
		return d.skip()
	})
}
