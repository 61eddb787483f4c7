package api

import (
	"net/url"

	"ep-benchmark/workloads/simulator/endpoint"
	"ep-benchmark/workloads/simulator/wire"
)

// Answer fills status, location and body for a routed request.
func (c *Call) Answer(e endpoint.Endpoint, id string) *wire.Error {
	switch {
	case lists[e] != nil:
		query, problem := c.parameters()
		if problem != nil {
			return problem
		}
		return lists[e](c, query)
	case withIDs[e] != nil:
		return withIDs[e](c, id)
	case creates[e] != nil:
		return creates[e](c)
	}
	return wire.ErrNotFound
}

// The methods that answer each endpoint: those with only a body, those with an id in their path, and the lists.
var (
	creates = [endpoint.Count]func(c *Call) *wire.Error{
		endpoint.CreateAddress:          (*Call).createAddress,
		endpoint.CreateAndVerifyAddress: (*Call).createAndVerifyAddress,
		endpoint.CreateParcel:           (*Call).createParcel,
		endpoint.CreateShipment:         (*Call).createShipment,
		endpoint.CreateTracker:          (*Call).createTracker,
		endpoint.CreateBatch:            (*Call).createBatch,
		endpoint.CreateAndBuyLuma:       (*Call).createAndBuyLuma,
		endpoint.LumaPromise:            (*Call).lumaPromise,
		endpoint.DeliverBy:              (*Call).deliverBy,
		endpoint.DeliverOn:              (*Call).deliverOn,
		endpoint.StatelessRates:         (*Call).statelessRates,
		endpoint.TrackerBatch:           (*Call).trackerBatch,
		endpoint.CreateCustomsInfo:      (*Call).createCustomsInfo,
		endpoint.CreateCustomsItem:      (*Call).createCustomsItem,
		endpoint.CreateWebhook:          (*Call).createWebhook,
		endpoint.CreatePickup:           (*Call).createPickup,
		endpoint.CreateClaim:            (*Call).createClaim,
		endpoint.CreateScanForm:         (*Call).createScanForm,
		endpoint.CreateEndShipper:       (*Call).createEndShipper,
		endpoint.CreateInsurance:        (*Call).createInsurance,
		endpoint.CreateOrder:            (*Call).createOrder,
		endpoint.CreateRefund:           (*Call).createRefund,
	}
	withIDs = [endpoint.Count]func(c *Call, id string) *wire.Error{
		endpoint.GetAddress:        (*Call).getAddress,
		endpoint.VerifyAddress:     (*Call).verifyAddress,
		endpoint.GetParcel:         (*Call).getParcel,
		endpoint.GetShipment:       (*Call).getShipment,
		endpoint.BuyShipment:       (*Call).buyShipment,
		endpoint.RerateShipment:    (*Call).rerateShipment,
		endpoint.RefundShipment:    (*Call).refundShipment,
		endpoint.InsureShipment:    (*Call).insureShipment,
		endpoint.GetRate:           (*Call).getRate,
		endpoint.GetTracker:        (*Call).getTracker,
		endpoint.DeleteTracker:     (*Call).deleteTracker,
		endpoint.GetBatch:          (*Call).getBatch,
		endpoint.AddToBatch:        (*Call).addToBatch,
		endpoint.RemoveFromBatch:   (*Call).removeFromBatch,
		endpoint.BuyBatch:          (*Call).buyBatch,
		endpoint.GenerateLabel:     (*Call).generateLabel,
		endpoint.CreateForm:        (*Call).createForm,
		endpoint.SmartRates:        (*Call).smartRates,
		endpoint.EstimateDelivery:  (*Call).estimateDelivery,
		endpoint.RecommendShipDate: (*Call).recommendShipDate,
		endpoint.BuyLuma:           (*Call).buyLuma,
		endpoint.LabelBatch:        (*Call).labelBatch,
		endpoint.ScanBatch:         (*Call).scanBatch,
		endpoint.GetCustomsInfo:    (*Call).getCustomsInfo,
		endpoint.GetCustomsItem:    (*Call).getCustomsItem,
		endpoint.GetWebhook:        (*Call).getWebhook,
		endpoint.UpdateWebhook:     (*Call).updateWebhook,
		endpoint.DeleteWebhook:     (*Call).deleteWebhook,
		endpoint.GetEvent:          (*Call).getEvent,
		endpoint.ListPayloads:      (*Call).listPayloads,
		endpoint.GetPayload:        (*Call).getPayload,
		endpoint.GetPickup:         (*Call).getPickup,
		endpoint.BuyPickup:         (*Call).buyPickup,
		endpoint.CancelPickup:      (*Call).cancelPickup,
		endpoint.GetClaim:          (*Call).getClaim,
		endpoint.CancelClaim:       (*Call).cancelClaim,
		endpoint.CreateReport:      (*Call).createReport,
		endpoint.GetReport:         (*Call).getReport,
		endpoint.ListReports:       (*Call).listReports,
		endpoint.GetScanForm:       (*Call).getScanForm,
		endpoint.GetEndShipper:     (*Call).getEndShipper,
		endpoint.UpdateEndShipper:  (*Call).updateEndShipper,
		endpoint.GetInsurance:      (*Call).getInsurance,
		endpoint.RefundInsurance:   (*Call).refundInsurance,
		endpoint.GetOrder:          (*Call).getOrder,
		endpoint.GetOrderRates:     (*Call).getOrderRates,
		endpoint.BuyOrder:          (*Call).buyOrder,
		endpoint.GetRefund:         (*Call).getRefund,
		endpoint.CarrierMetadata:   (*Call).carrierMetadata,
		endpoint.CarrierTypes:      (*Call).carrierTypes,
	}
	lists = [endpoint.Count]func(c *Call, query url.Values) *wire.Error{
		endpoint.ListAddresses:   (*Call).listAddresses,
		endpoint.ListShipments:   (*Call).listShipments,
		endpoint.ListTrackers:    (*Call).listTrackers,
		endpoint.ListBatches:     (*Call).listBatches,
		endpoint.ListWebhooks:    (*Call).listWebhooks,
		endpoint.ListEvents:      (*Call).listEvents,
		endpoint.ListPickups:     (*Call).listPickups,
		endpoint.ListClaims:      (*Call).listClaims,
		endpoint.ListScanForms:   (*Call).listScanForms,
		endpoint.ListEndShippers: (*Call).listEndShippers,
		endpoint.ListInsurances:  (*Call).listInsurances,
		endpoint.ListRefunds:     (*Call).listRefunds,
	}
)
