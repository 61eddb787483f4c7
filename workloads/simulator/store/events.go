package store

import (
	"encoding/json"
	"slices"
	"time"

	"ep-benchmark/workloads/simulator/courier"
	"ep-benchmark/workloads/simulator/records"
)

// Emit notes that something happened to an object, and has the webhooks told. render renders the object; it is asked
// only where there is a webhook, because every tracker has two events.
func (st *Store) Emit(description string, now time.Time, render func(b []byte) []byte) {
	e := &records.Event{Number: st.Events.Reserve(), Made: now.UnixMilli(), Description: description}
	hooks := st.hooks()
	if len(hooks) == 0 {
		st.Events.Put(e)
		return
	}
	e.Outcome = &records.Outcome{Status: "in_queue"}
	for _, hook := range hooks {
		e.Outcome.Pending = append(e.Outcome.Pending, hook.URL)
	}
	st.Events.Put(e)
	answer := st.AnswerOf(e)
	answer.Result, answer.PreviousAttributes = render(nil), map[string]any{}
	body, err := json.Marshal(answer)
	if err != nil {
		return // what is rendered is JSON
	}
	for _, hook := range hooks {
		st.send(e.Number, hook, body)
	}
}

// AnswerOf is an event as it is answered.
func (st *Store) AnswerOf(e *records.Event) records.EventAnswer {
	return e.Answer(st.Events.ID(e.Number), st.IDs.Mode.String(), st.IDs.User())
}

// hooks are the webhooks that events are sent to.
func (st *Store) hooks() (enabled []*records.Webhook) {
	if st.Courier == nil {
		return nil
	}
	st.Webhooks.Each(func(w *records.Webhook) {
		if w.DisabledAt == nil {
			enabled = append(enabled, w)
		}
	})
	return enabled
}

func (st *Store) send(event uint64, hook *records.Webhook, body []byte) {
	headers := map[string]string{}
	for _, h := range hook.CustomHeaders {
		headers[h.Key] = h.Value
	}
	st.Courier.Send(courier.Letter{URL: hook.URL, Headers: headers, Secret: hook.Secret, Body: body, Done: func(a courier.Attempt) {
		st.notePayload(event, hook.URL, body, &a)
		st.noteOutcome(event, hook.URL, &a)
	}})
}

// notePayload keeps what came of one attempt.
func (st *Store) notePayload(event uint64, url string, body []byte, a *courier.Attempt) {
	now := time.Now().Unix()
	p := &records.Payload{
		Meta: records.Meta{
			Number: st.Payloads.Reserve(), Made: now, Object: "Payload", Mode: st.IDs.Mode.String(),
			CreatedAt: records.Time(now), UpdatedAt: records.Time(now),
		},
		Event: event, RequestURL: url, RequestHeaders: a.Sent, RequestBody: string(body), ResponseHeaders: a.Received,
		ResponseBody: a.Answer, ResponseCode: a.Code, TotalTime: a.Took.Milliseconds(),
	}
	p.ID = st.Payloads.ID(p.Number)
	st.Payloads.Put(p)
}

// noteOutcome keeps how far the webhooks of an event have been told.
func (st *Store) noteOutcome(event uint64, url string, a *courier.Attempt) {
	for {
		old := st.Events.Get(event)
		if old == nil {
			return // it has left
		}
		made, outcome := *old, *old.Outcome
		made.Outcome = &outcome
		switch {
		case !a.Last:
			outcome.Status = "retrying"
		case a.OK:
			outcome.Pending = without(outcome.Pending, url)
			outcome.Completed = append(slices.Clone(outcome.Completed), url)
		default:
			outcome.Pending, outcome.Status = without(outcome.Pending, url), "failed"
		}
		if len(outcome.Pending) == 0 && outcome.Status != "failed" {
			outcome.Status = "completed"
		}
		if st.Events.Replace(old, &made) {
			return
		}
	}
}

// without is a list without the first element of a value.
func without(list []string, value string) []string {
	list = slices.Clone(list)
	if i := slices.Index(list, value); i >= 0 {
		return slices.Delete(list, i, i+1)
	}
	return list
}
