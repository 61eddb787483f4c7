// Package wire sends HTTP requests and measures what happens on the way: what
// connecting takes, how long a connection is waited for, when the first byte and
// the last one arrive, how many requests are in flight.
//
// Its opinion: a load generator uses less CPU than the server that it measures.
// So a [Session] belongs to one worker and owns its buffers, requests go out by
// RoundTrip on a transport of our own, and what an answer means is for the caller
// to say. A request that was answered is not sent again, no redirect is followed and
// no proxy is used. The transport sends a request again by itself where a kept
// connection breaks before an answer and the request may be repeated, such as a GET;
// that is counted.
package wire
