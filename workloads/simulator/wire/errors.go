package wire

import "net/http"

// The largest bodies that are read, in bytes. ErrTooLarge says the same to a client.
const (
	LargestBody  = 1 << 20
	LargestBatch = 16 << 20 // with a batch's shipments, which may be whole ones with all their rates
)

// Error is an answer that is not a success. It is always rendered as {"error":{…}}, even for an unknown path,
// because the Node client reads error.code of every answer outside 2xx.
type Error struct {
	Status  int
	Code    string
	Message string
	field   string // "" = there is none
	problem string // what is wrong with the field
	details []Detail
}

// Detail is one thing that is wrong with an address. Unlike what is wrong with a field, it has a code that programs
// decide by.
type Detail struct{ Code, Field, Message string }

// Append renders the detail as recorded; a suggestion was always null.
func (d *Detail) Append(b []byte) []byte {
	b = append(append(b, `{"code":"`...), d.Code...)
	b = append(append(b, `","field":"`...), d.Field...)
	b = append(append(b, `","message":"`...), d.Message...)
	return append(b, `","suggestion":null}`...)
}

// AppendDetails renders a list of them.
func AppendDetails(b []byte, details []Detail) []byte {
	b = append(b, '[')
	for i := range details {
		if i > 0 {
			b = append(b, ',')
		}
		b = details[i].Append(b)
	}
	return append(b, ']')
}

// NotVerified is the error of an address that can't be verified.
func NotVerified(details []Detail) *Error {
	e := errNotVerified
	e.details = details
	return &e
}

// Recorded.
var (
	ErrBadRequest = &Error{
		Status: http.StatusBadRequest, Code: "BAD_REQUEST",
		Message: "Malformed request. Please check the contents and retry.",
	}
	ErrKeyInactive = &Error{
		Status: http.StatusForbidden, Code: "APIKEY.INACTIVE",
		Message: "This api key is no longer active. Please use a different api key or reactivate this key.",
	}
	ErrNotFound = &Error{
		Status: http.StatusNotFound, Code: "NOT_FOUND",
		Message: "The requested resource could not be found.",
	}
	errNotVerified = Error{
		Status: http.StatusUnprocessableEntity, Code: "ADDRESS.VERIFY.FAILURE",
		Message: "Unable to verify address.",
	}
	ErrPayloadNotFound = &Error{
		Status: http.StatusNotFound, Code: "PAYLOAD.NOT_FOUND",
		Message: "The payload(s) could not be found.",
	}
	ErrPostageExists = &Error{
		Status: http.StatusUnprocessableEntity, Code: "SHIPMENT.POSTAGE.EXISTS",
		Message: "Postage already exists for this shipment.",
	}
	errMissingField = Error{
		Status: http.StatusUnprocessableEntity, Code: "PARAMETER.REQUIRED",
		Message: "Missing required parameter.", problem: "cannot be blank",
	}
)

// Unseen in any recording: our choice of code and words.
var (
	ErrNoAuthorization = &Error{
		Status: http.StatusUnauthorized, Code: "UNAUTHORIZED",
		Message: "Authentication is required: the API key, as user name of HTTP Basic or as a Bearer token.",
	}
	ErrNotSimulated = &Error{
		Status: http.StatusNotFound, Code: "NOT_FOUND",
		Message: "This is account data: not simulated.",
	}
	ErrMethodNotAllowed = &Error{
		Status: http.StatusMethodNotAllowed, Code: "METHOD_NOT_ALLOWED",
		Message: "The method is not allowed for this resource.",
	}
	ErrTooLarge = &Error{
		Status: http.StatusRequestEntityTooLarge, Code: "REQUEST.TOO_LARGE",
		Message: "The request body is larger than 1 MiB, or than 16 MiB where it has a batch's shipments.",
	}
	ErrTooSlow = &Error{
		Status: http.StatusRequestTimeout, Code: "REQUEST.TIMEOUT",
		Message: "The request took too long to arrive.",
	}
	ErrRateLimited = &Error{
		Status: http.StatusTooManyRequests, Code: "RATE_LIMITED",
		Message: "You have exceeded the rate limit for this resource. Please retry later.",
	}
	ErrUnread = &Error{
		Status: http.StatusServiceUnavailable, Code: "SERVICE_UNAVAILABLE",
		Message: "Clients that do not read their answers keep too much memory. Ask again later.",
	}
	ErrShuttingDown = &Error{
		Status: http.StatusServiceUnavailable, Code: "SERVICE_UNAVAILABLE",
		Message: "The server is shutting down.",
	}
	ErrNoPostage = &Error{
		Status: http.StatusUnprocessableEntity, Code: "SHIPMENT.POSTAGE.REQUIRED",
		Message: "The shipment has no postage: buy it first.",
	}
	ErrNoSuchRate = &Error{
		Status: http.StatusUnprocessableEntity, Code: "SHIPMENT.POSTAGE.FAILURE",
		Message: "Unable to buy postage: no carrier offers the service for this shipment.",
	}
	ErrInsured = &Error{
		Status: http.StatusUnprocessableEntity, Code: "SHIPMENT.INSURANCE.EXISTS",
		Message: "The shipment is insured already.",
	}
	ErrBatchState = &Error{
		Status: http.StatusUnprocessableEntity, Code: "BATCH.STATE.INVALID",
		Message: "The state of the batch does not allow this.",
	}
	ErrPickupState = &Error{
		Status: http.StatusUnprocessableEntity, Code: "PICKUP.STATE.INVALID",
		Message: "The state of the pickup does not allow this.",
	}
	ErrNoPickup = &Error{
		Status: http.StatusUnprocessableEntity, Code: "PICKUP.FAILURE",
		Message: "The pickup has no rate of this carrier and service.",
	}
	ErrInsuranceState = &Error{
		Status: http.StatusUnprocessableEntity, Code: "INSURANCE.STATE.INVALID",
		Message: "The insurance is cancelled already.",
	}
	ErrNotInsured = &Error{
		Status: http.StatusUnprocessableEntity, Code: "CLAIM.INSURANCE.NOT_FOUND",
		Message: "Nothing with this tracking code is insured.",
	}
	ErrClaimState = &Error{
		Status: http.StatusUnprocessableEntity, Code: "CLAIM.STATE.INVALID",
		Message: "The claim is cancelled already.",
	}
	ErrScanForm = &Error{
		Status: http.StatusUnprocessableEntity, Code: "SCAN_FORM.FAILURE",
		Message: "A shipment is on a scan form already, or the shipments have several carriers.",
	}
	ErrOrderState = &Error{
		Status: http.StatusUnprocessableEntity, Code: "ORDER.POSTAGE.EXISTS",
		Message: "Postage already exists for this order.",
	}
	errInvalidField = Error{
		Status: http.StatusUnprocessableEntity, Code: "PARAMETER.INVALID",
		Message: "Invalid parameter.",
	}
)

// Missing is the error of a field that must be there.
func Missing(field string) *Error {
	e := errMissingField
	e.field = field
	return &e
}

// Invalid is the error of a field with a wrong value.
func Invalid(field, problem string) *Error {
	e := errInvalidField
	e.field, e.problem = field, problem
	return &e
}

// Sentence says it in one line.
func (e *Error) Sentence() string {
	if e.field == "" {
		return e.Message
	}
	return e.Message + " " + e.field + " " + e.problem + "."
}

// Append renders the error as an answer.
func (e *Error) Append(b []byte) []byte {
	b = append(b, `{"error":{"code":"`...)
	b = append(b, e.Code...)
	b = append(b, `","errors":`...)
	if e.field != "" {
		b = AppendQuoted(append(b, `[{"field":`...), e.field)
		b = append(append(b, `,"message":"`...), e.problem...)
		b = append(b, `"}]`...)
	} else {
		b = AppendDetails(b, e.details)
	}
	b = append(b, `,"message":"`...)
	b = append(b, e.Message...)
	return append(b, `"}}`...)
}
