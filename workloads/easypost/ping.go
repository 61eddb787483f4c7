package easypost

import (
	"context"
	"errors"
	"net/http"
	"time"

	"github.com/go-faster/jx"
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
	body, err := s.do(ctx, http.MethodGet, address, nil)
	if answered, ok := errors.AsType[*Error](err); ok && answered.Status == http.StatusNotFound {
		answered.advice = elsewhereAdvice // the list itself is always there
	}
	if err != nil {
		return err
	}
	listed := false
	err = document(body, func(d *jx.Decoder, key []byte) error {
		if string(key) == "trackers" {
			listed = true
			return array(d, (*jx.Decoder).Skip)
		}
		return d.Skip()
	})
	switch {
	case err != nil:
		return s.undecoded("list of trackers", err)
	case !listed:
		return wrong("no list of trackers: this is not the EasyPost API; check the address")
	}
	return nil
}
