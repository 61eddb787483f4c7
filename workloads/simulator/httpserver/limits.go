package httpserver

import "time"

const (
	headerTimeout = 10 * time.Second
	// readTimeout is how long a client may take to read an answer, or a piece of a slow one.
	readTimeout = 30 * time.Second
	// largestHeader bounds the headers of a request, in bytes. The server's library adds 4 KiB.
	largestHeader = 16 << 10
)

// Bounds of HTTP/2, where requests share a connection. The library's flow control keeps 1 MiB of a connection's bodies
// at the most.
const (
	mostStreams   = 250
	quietTime     = time.Minute // without a frame, until the server pings the client
	answerToQuiet = 15 * time.Second
)
