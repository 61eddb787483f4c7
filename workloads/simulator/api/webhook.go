package api

import (
	"net/url"
	"strings"

	"ep-benchmark/workloads/simulator/records"
	"ep-benchmark/workloads/simulator/wire"
)

func (c *Call) createWebhook() *wire.Error {
	f, problem := c.fields("webhook")
	if problem != nil {
		return problem
	}
	target := f.LongText("url", records.LongestURL)
	if target == "" && f.Problem == nil {
		return wire.Missing("url")
	}
	made := &records.Webhook{URL: target}
	fillWebhook(f, made)
	switch at, err := url.Parse(target); {
	case f.Problem != nil:
		return f.Problem
	case err != nil || at.Host == "" || at.Scheme != "http" && at.Scheme != "https":
		return wire.Invalid("url", "must be an http or https URL")
	}
	made.Meta = meta(c, c.Store.Webhooks, "Webhook")
	made.UpdatedAt = "" // recorded: it has none
	put(c, c.Store.Webhooks, made, "")
	return nil
}

// fillWebhook reads what may be changed later too.
func fillWebhook(f *wire.Fields, w *records.Webhook) {
	if secret := f.Text("webhook_secret"); secret != "" {
		w.Secret = secret
	}
	if f.Raw("custom_headers") == nil {
		return
	}
	w.CustomHeaders = nil
	for _, raw := range f.List("custom_headers", records.MostHeaders) {
		h := wire.FieldsOf(raw)
		key := h.Required("key")
		header := records.Header{Key: key, Value: h.LongText("value", records.LongestURL)}
		switch {
		case h.Problem != nil:
			f.Problem = h.Problem
		case !isHeader(header):
			f.Problem = wire.Invalid("custom_headers", "must be HTTP headers")
		}
		w.CustomHeaders = append(w.CustomHeaders, header)
	}
}

// isHeader reports whether a header may be sent.
func isHeader(h records.Header) bool {
	return strings.IndexFunc(h.Key, func(r rune) bool {
		return r <= ' ' || r > '~' || strings.ContainsRune(`"(),/:;<=>?@[\]{}`, r)
	}) < 0 && strings.IndexFunc(h.Value, func(r rune) bool { return r < ' ' || r > '~' }) < 0
}

func (c *Call) getWebhook(id string) *wire.Error { return showOne(c, c.Store.Webhooks, id) }

// listWebhooks lists them all, without pages, as recorded.
func (c *Call) listWebhooks(url.Values) *wire.Error {
	all := []*records.Webhook{}
	c.Store.Webhooks.Each(func(w *records.Webhook) { all = append(all, w) })
	c.show(map[string]any{"webhooks": all})
	return nil
}

// updateWebhook enables a webhook again, and changes its secret and headers. It is recorded to answer 201.
func (c *Call) updateWebhook(id string) *wire.Error {
	f, problem := c.fields("webhook")
	if problem != nil {
		return problem
	}
	made, problem := change(c, c.Store.Webhooks, id, func(w *records.Webhook) *wire.Error {
		w.DisabledAt, w.UpdatedAt = nil, ""
		fillWebhook(f, w)
		return f.Problem
	})
	if problem == nil {
		c.show(made)
		c.Status = 201
	}
	return problem
}

func (c *Call) deleteWebhook(id string) *wire.Error {
	found, problem := find(c.Store.Webhooks, id)
	if problem == nil && !c.Store.Webhooks.Remove(found) {
		problem = wire.ErrNotFound
	}
	c.Out = append(c.Out, `{}`...)
	return problem
}
