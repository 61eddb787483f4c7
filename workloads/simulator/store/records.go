package store

import (
	"ep-benchmark/workloads/simulator/objects"
	"ep-benchmark/workloads/simulator/records"
	"ep-benchmark/workloads/simulator/ring"
)

// Records are the objects that a client has few of. Of each kind there may be as many as batches; of events there are
// as many as trackers.
type Records struct {
	Webhooks    *ring.Ring[records.Webhook]
	Events      *ring.Ring[records.Event]
	Payloads    *ring.Ring[records.Payload]
	Pickups     *ring.Ring[records.Pickup]
	Claims      *ring.Ring[records.Claim]
	ScanForms   *ring.Ring[records.ScanForm]
	EndShippers *ring.Ring[records.EndShipper]
	Insurances  *ring.Ring[records.Insurance]
	Orders      *ring.Ring[records.Order]
	Refunds     *ring.Ring[records.Refund]
	Reports     [objects.ReportKinds]*ring.Ring[records.Report]
	Customs     *ring.Ring[objects.Customs]
}

func newRecords(ids *objects.IDs, size int) Records {
	few := objects.BatchesFor(size)
	r := Records{
		Webhooks:    ring.New(ids.Webhooks, records.MostWebhooks, serial[records.Webhook]),
		Events:      ring.New(ids.Events, size, records.EventSerial),
		Payloads:    ring.New(ids.Payloads, records.MostPayloads, serial[records.Payload]),
		Pickups:     ring.New(ids.Pickups, few, serial[records.Pickup]),
		Claims:      ring.New(ids.Claims, few, serial[records.Claim]),
		ScanForms:   ring.New(ids.ScanForms, few, serial[records.ScanForm]),
		EndShippers: ring.New(ids.EndShippers, few, serial[records.EndShipper]),
		Insurances:  ring.New(ids.Insurances, few, serial[records.Insurance]),
		Orders:      ring.New(ids.Orders, few, records.OrderSerial),
		Refunds:     ring.New(ids.Refunds, few, serial[records.Refund]),
		Customs:     ring.New(ids.CustomsInfos, few, objects.CustomsSerial),
	}
	for kind := range r.Reports {
		r.Reports[kind] = ring.New(ids.Reports[kind], few, serial[records.Report])
	}
	return r
}

// serial is the number of a record.
func serial[T any, P interface {
	*T
	Head() *records.Meta
}](object P) uint64 {
	return object.Head().Number
}

func (r *Records) reportsKept() (count int) {
	for _, kind := range r.Reports {
		count += kind.Kept()
	}
	return count
}
