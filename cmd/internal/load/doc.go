// Package load reads the flags that say which requests are sent to which server,
// and connects to it. What must stay secret is taken from the environment only,
// and a server that is not on this machine is treated as a guest treats its host.
package load
