// Package endpoint names what can be called. Latencies, faults, limits and counts all go by these names, so that a rule
// in a file, a line of metrics and the router mean the same.
package endpoint

import "net/http"

// Endpoint is a method together with a path pattern. Latencies, faults and limits belong to endpoints.
type Endpoint uint8

// The endpoints, and how many there are.
const (
	None Endpoint = iota
	CreateAddress
	CreateAndVerifyAddress
	GetAddress
	VerifyAddress
	ListAddresses
	CreateParcel
	GetParcel
	CreateShipment
	BuyInOneCall // CreateShipment with a service in its body
	GetShipment
	ListShipments
	BuyShipment
	RerateShipment
	RefundShipment
	InsureShipment
	GetRate
	CreateTracker
	GetTracker
	ListTrackers
	DeleteTracker
	CreateBatch
	GetBatch
	ListBatches
	AddToBatch
	RemoveFromBatch
	BuyBatch
	GenerateLabel
	CreateForm
	SmartRates
	EstimateDelivery
	RecommendShipDate
	BuyLuma
	CreateAndBuyLuma
	LumaPromise
	DeliverBy
	DeliverOn
	StatelessRates
	TrackerBatch
	LabelBatch
	ScanBatch
	CreateCustomsInfo
	GetCustomsInfo
	CreateCustomsItem
	GetCustomsItem
	CreateWebhook
	GetWebhook
	ListWebhooks
	UpdateWebhook
	DeleteWebhook
	GetEvent
	ListEvents
	ListPayloads
	GetPayload
	CreatePickup
	GetPickup
	ListPickups
	BuyPickup
	CancelPickup
	CreateClaim
	GetClaim
	ListClaims
	CancelClaim
	CreateReport
	GetReport
	ListReports
	CreateScanForm
	GetScanForm
	ListScanForms
	CreateEndShipper
	GetEndShipper
	ListEndShippers
	UpdateEndShipper
	CreateInsurance
	GetInsurance
	ListInsurances
	RefundInsurance
	CreateOrder
	GetOrder
	GetOrderRates
	BuyOrder
	CreateRefund
	GetRefund
	ListRefunds
	CarrierMetadata
	CarrierTypes
	GetFile
	Health
	Metrics
	Count
)

// pattern is the notation of an endpoint: its method, and its path below /v2 with :id where an id stands. PUT is PATCH:
// clients update by either.
type pattern struct{ method, path string }

var patterns = [Count]pattern{
	CreateAddress:          {http.MethodPost, "/addresses"},
	CreateAndVerifyAddress: {http.MethodPost, "/addresses/create_and_verify"},
	GetAddress:             {http.MethodGet, "/addresses/:id"},
	VerifyAddress:          {http.MethodGet, "/addresses/:id/verify"},
	ListAddresses:          {http.MethodGet, "/addresses"},
	CreateParcel:           {http.MethodPost, "/parcels"},
	GetParcel:              {http.MethodGet, "/parcels/:id"},
	CreateShipment:         {http.MethodPost, "/shipments"},
	GetShipment:            {http.MethodGet, "/shipments/:id"},
	ListShipments:          {http.MethodGet, "/shipments"},
	BuyShipment:            {http.MethodPost, "/shipments/:id/buy"},
	RerateShipment:         {http.MethodPost, "/shipments/:id/rerate"},
	RefundShipment:         {http.MethodPost, "/shipments/:id/refund"},
	InsureShipment:         {http.MethodPost, "/shipments/:id/insure"},
	GetRate:                {http.MethodGet, "/rates/:id"},
	CreateTracker:          {http.MethodPost, "/trackers"},
	GetTracker:             {http.MethodGet, "/trackers/:id"},
	ListTrackers:           {http.MethodGet, "/trackers"},
	DeleteTracker:          {http.MethodDelete, "/trackers/:id"},
	CreateBatch:            {http.MethodPost, "/batches"},
	GetBatch:               {http.MethodGet, "/batches/:id"},
	ListBatches:            {http.MethodGet, "/batches"},
	AddToBatch:             {http.MethodPost, "/batches/:id/add_shipments"},
	RemoveFromBatch:        {http.MethodPost, "/batches/:id/remove_shipments"},
	BuyBatch:               {http.MethodPost, "/batches/:id/buy"},
	GenerateLabel:          {http.MethodGet, "/shipments/:id/label"},
	CreateForm:             {http.MethodPost, "/shipments/:id/forms"},
	SmartRates:             {http.MethodGet, "/shipments/:id/smartrate"},
	EstimateDelivery:       {http.MethodGet, "/shipments/:id/smartrate/delivery_date"},
	RecommendShipDate:      {http.MethodGet, "/shipments/:id/smartrate/precision_shipping"},
	BuyLuma:                {http.MethodPost, "/shipments/:id/luma"},
	CreateAndBuyLuma:       {http.MethodPost, "/shipments/luma"},
	LumaPromise:            {http.MethodPost, "/luma/promise"},
	DeliverBy:              {http.MethodPost, "/smartrate/deliver_by"},
	DeliverOn:              {http.MethodPost, "/smartrate/deliver_on"},
	StatelessRates:         {http.MethodPost, "/beta/rates"},
	TrackerBatch:           {http.MethodPost, "/trackers/batch"},
	LabelBatch:             {http.MethodPost, "/batches/:id/label"},
	ScanBatch:              {http.MethodPost, "/batches/:id/scan_form"},
	CreateCustomsInfo:      {http.MethodPost, "/customs_infos"},
	GetCustomsInfo:         {http.MethodGet, "/customs_infos/:id"},
	CreateCustomsItem:      {http.MethodPost, "/customs_items"},
	GetCustomsItem:         {http.MethodGet, "/customs_items/:id"},
	CreateWebhook:          {http.MethodPost, "/webhooks"},
	GetWebhook:             {http.MethodGet, "/webhooks/:id"},
	ListWebhooks:           {http.MethodGet, "/webhooks"},
	UpdateWebhook:          {http.MethodPatch, "/webhooks/:id"},
	DeleteWebhook:          {http.MethodDelete, "/webhooks/:id"},
	GetEvent:               {http.MethodGet, "/events/:id"},
	ListEvents:             {http.MethodGet, "/events"},
	ListPayloads:           {http.MethodGet, "/events/:id/payloads"},
	GetPayload:             {http.MethodGet, "/events/:id/payloads/:payload"},
	CreatePickup:           {http.MethodPost, "/pickups"},
	GetPickup:              {http.MethodGet, "/pickups/:id"},
	ListPickups:            {http.MethodGet, "/pickups"},
	BuyPickup:              {http.MethodPost, "/pickups/:id/buy"},
	CancelPickup:           {http.MethodPost, "/pickups/:id/cancel"},
	CreateClaim:            {http.MethodPost, "/claims"},
	GetClaim:               {http.MethodGet, "/claims/:id"},
	ListClaims:             {http.MethodGet, "/claims"},
	CancelClaim:            {http.MethodPost, "/claims/:id/cancel"},
	CreateReport:           {http.MethodPost, "/reports/:type"},
	GetReport:              {http.MethodGet, "/reports/:id"},
	ListReports:            {http.MethodGet, "/reports/:type"},
	CreateScanForm:         {http.MethodPost, "/scan_forms"},
	GetScanForm:            {http.MethodGet, "/scan_forms/:id"},
	ListScanForms:          {http.MethodGet, "/scan_forms"},
	CreateEndShipper:       {http.MethodPost, "/end_shippers"},
	GetEndShipper:          {http.MethodGet, "/end_shippers/:id"},
	ListEndShippers:        {http.MethodGet, "/end_shippers"},
	UpdateEndShipper:       {http.MethodPatch, "/end_shippers/:id"},
	CreateInsurance:        {http.MethodPost, "/insurances"},
	GetInsurance:           {http.MethodGet, "/insurances/:id"},
	ListInsurances:         {http.MethodGet, "/insurances"},
	RefundInsurance:        {http.MethodPost, "/insurances/:id/refund"},
	CreateOrder:            {http.MethodPost, "/orders"},
	GetOrder:               {http.MethodGet, "/orders/:id"},
	GetOrderRates:          {http.MethodGet, "/orders/:id/rates"},
	BuyOrder:               {http.MethodPost, "/orders/:id/buy"},
	CreateRefund:           {http.MethodPost, "/refunds"},
	GetRefund:              {http.MethodGet, "/refunds/:id"},
	ListRefunds:            {http.MethodGet, "/refunds"},
	CarrierMetadata:        {http.MethodGet, "/metadata/carriers"},
	CarrierTypes:           {http.MethodGet, "/carrier_types"},
}

// String is the endpoint as it is written in reports and files: "POST /shipments/:id/buy".
func (e Endpoint) String() string {
	switch p := patterns[e]; {
	case e == BuyInOneCall:
		return patterns[CreateShipment].method + " " + patterns[CreateShipment].path + " (bought)"
	case e == Health:
		return http.MethodGet + " " + HealthPath
	case e == Metrics:
		return http.MethodGet + " " + MetricsPath
	case e == GetFile:
		return http.MethodGet + " " + FilesPath + idInPath
	case p.path == "":
		return "no endpoint"
	default:
		return p.method + " " + p.path
	}
}

// Lists tells whether the endpoint is a list.
func (e Endpoint) Lists() bool {
	switch e {
	case ListAddresses, ListShipments, ListTrackers, ListBatches, ListWebhooks, ListEvents, ListPayloads, ListPickups, ListClaims,
		ListReports, ListScanForms, ListEndShippers, ListInsurances, ListRefunds:
		return true
	}
	return false
}

// Internal tells whether the endpoint is about the simulator, and not EasyPost's. An internal endpoint has no latency,
// no faults and no limit, and isn't counted.
func (e Endpoint) Internal() bool { return e == Health || e == Metrics }

// The paths that endpoints begin with or have.
const (
	Root        = "/v2"
	HealthPath  = "/healthz"
	MetricsPath = "/metrics"
	FilesPath   = "/files/" // of labels, forms and reports: a name follows
	idInPath    = ":id"
)
