package simulator

import "net/http"

// The largest bodies that are read, in bytes. errTooLarge says the same to a client.
const (
	largestBody  = 1 << 20
	largestBatch = 16 << 20 // with a batch's shipments, which may be whole ones with all their rates
)

// apiError is an answer that is not a success. It is always rendered as {"error":{…}}, even for an unknown path,
// because the Node client reads error.code of every answer outside 2xx.
type apiError struct {
	status  int
	code    string
	message string
	field   string // "" = an empty list of errors
	problem string // what is wrong with the field
}

// Recorded.
var (
	errBadRequest = &apiError{
		status: http.StatusBadRequest, code: "BAD_REQUEST",
		message: "Malformed request. Please check the contents and retry.",
	}
	errKeyInactive = &apiError{
		status: http.StatusForbidden, code: "APIKEY.INACTIVE",
		message: "This api key is no longer active. Please use a different api key or reactivate this key.",
	}
	errNotFound = &apiError{
		status: http.StatusNotFound, code: "NOT_FOUND",
		message: "The requested resource could not be found.",
	}
	errNotVerified = &apiError{
		status: http.StatusUnprocessableEntity, code: "ADDRESS.VERIFY.FAILURE",
		message: "Unable to verify address.", field: "address", problem: "Address not found",
	}
	errPostageExists = &apiError{
		status: http.StatusUnprocessableEntity, code: "SHIPMENT.POSTAGE.EXISTS",
		message: "Postage already exists for this shipment.",
	}
	errMissingField = apiError{
		status: http.StatusUnprocessableEntity, code: "PARAMETER.REQUIRED",
		message: "Missing required parameter.", problem: "cannot be blank",
	}
)

// Unseen in any recording: our choice of code and words.
var (
	errNoAuthorization = &apiError{
		status: http.StatusUnauthorized, code: "UNAUTHORIZED",
		message: "Authentication is required: the API key, as user name of HTTP Basic or as a Bearer token.",
	}
	errMethodNotAllowed = &apiError{
		status: http.StatusMethodNotAllowed, code: "METHOD_NOT_ALLOWED",
		message: "The method is not allowed for this resource.",
	}
	errTooLarge = &apiError{
		status: http.StatusRequestEntityTooLarge, code: "REQUEST.TOO_LARGE",
		message: "The request body is larger than 1 MiB, or than 16 MiB where it has a batch's shipments.",
	}
	errTooSlow = &apiError{
		status: http.StatusRequestTimeout, code: "REQUEST.TIMEOUT",
		message: "The request took too long to arrive.",
	}
	errRateLimited = &apiError{
		status: http.StatusTooManyRequests, code: "RATE_LIMITED",
		message: "You have exceeded the rate limit for this resource. Please retry later.",
	}
	errUnread = &apiError{
		status: http.StatusServiceUnavailable, code: "SERVICE_UNAVAILABLE",
		message: "Clients that do not read their answers keep too much memory. Ask again later.",
	}
	errShuttingDown = &apiError{
		status: http.StatusServiceUnavailable, code: "SERVICE_UNAVAILABLE",
		message: "The server is shutting down.",
	}
	errNoPostage = &apiError{
		status: http.StatusUnprocessableEntity, code: "SHIPMENT.POSTAGE.REQUIRED",
		message: "The shipment has no postage: buy it first.",
	}
	errNoSuchRate = &apiError{
		status: http.StatusUnprocessableEntity, code: "SHIPMENT.POSTAGE.FAILURE",
		message: "Unable to buy postage: no carrier offers the service for this shipment.",
	}
	errInsured = &apiError{
		status: http.StatusUnprocessableEntity, code: "SHIPMENT.INSURANCE.EXISTS",
		message: "The shipment is insured already.",
	}
	errBatchState = &apiError{
		status: http.StatusUnprocessableEntity, code: "BATCH.STATE.INVALID",
		message: "The state of the batch does not allow this.",
	}
	errInvalidField = apiError{
		status: http.StatusUnprocessableEntity, code: "PARAMETER.INVALID",
		message: "Invalid parameter.",
	}
)

func missing(field string) *apiError {
	e := errMissingField
	e.field = field
	return &e
}

func invalid(field, problem string) *apiError {
	e := errInvalidField
	e.field, e.problem = field, problem
	return &e
}

// sentence says it in one line.
func (e *apiError) sentence() string {
	if e.field == "" {
		return e.message
	}
	return e.message + " " + e.field + " " + e.problem + "."
}

func (e *apiError) append(b []byte) []byte {
	b = append(b, `{"error":{"code":"`...)
	b = append(b, e.code...)
	b = append(b, `","errors":[`...)
	if e.field != "" {
		b = append(b, `{"field":"`...)
		b = append(b, e.field...)
		b = append(b, `","message":"`...)
		b = append(b, e.problem...)
		b = append(b, `"}`...)
	}
	b = append(b, `],"message":"`...)
	b = append(b, e.message...)
	return append(b, `"}}`...)
}
