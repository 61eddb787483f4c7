// Package httpload measures any HTTP server: how much faster its answers come
// with n requests in flight than with one.
//
// Its opinion: an answer counts only if it is the right one. So the status is
// checked always, a value of the JSON where that is asked for, and a wrong answer
// that came fast is a failure.
package httpload
