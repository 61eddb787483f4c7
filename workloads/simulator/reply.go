package simulator

import (
	"compress/gzip"
	"io"
	"net/http"
	"strconv"
	"strings"
	"sync"
	"time"

	"ep-benchmark/workloads/simulator/ring"
)

// Header values that never change. They are assigned without a copy, so code must not append to them.
var (
	jsonType   = []string{"application/json; charset=utf-8"}
	gzipCoding = []string{"gzip"}
	varyByGzip = []string{"Accept-Encoding"}

	closeConnection = []string{"close"}

	compressors = sync.Pool{New: func() any {
		z, _ := gzip.NewWriterLevel(io.Discard, gzip.BestSpeed)
		return z
	}}
)

// sliceWriter appends what is written to a slice.
type sliceWriter struct{ b *[]byte }

func (w sliceWriter) Write(p []byte) (int, error) {
	*w.b = append(*w.b, p...)
	return len(p), nil
}

// compress compresses the answer when the client asks for gzip, whatever its size, as the recorded servers did.
func (x *exchange) compress() {
	asked := x.Request.Header["Accept-Encoding"]
	if len(asked) == 0 || !acceptsGzip(asked[0]) {
		return
	}
	z := compressors.Get().(*gzip.Writer)
	z.Reset(sliceWriter{&x.packed})
	_, _ = z.Write(x.Out) // a sliceWriter does not fail
	_ = z.Close()
	compressors.Put(z)
}

func acceptsGzip(header string) bool {
	for coding := range strings.SplitSeq(header, ",") {
		name, weight, _ := strings.Cut(coding, ";")
		if strings.TrimSpace(name) == "gzip" {
			return strings.ReplaceAll(weight, " ", "") != "q=0"
		}
	}
	return false
}

// head writes the headers and returns the body that goes with them. The header texts share one allocation, the slices
// that hold them another.
func (x *exchange) head(w http.ResponseWriter, ids ring.Identity) (body []byte) {
	body, t, h := x.Out, &x.timing, w.Header()
	if len(x.packed) > 0 {
		body = x.packed
		h["Content-Encoding"], h["Vary"] = gzipCoding, varyByGzip
	}
	h["Content-Type"] = jsonType
	if x.Type != nil {
		h["Content-Type"] = x.Type
	}
	var buffer [256]byte
	var ends [5]int
	b := strconv.AppendInt(buffer[:0], int64(len(body)), 10)
	ends[0] = len(b)
	b = ids.Append(b, x.number)
	ends[1] = len(b)
	b = appendMicroseconds(b, t.total, time.Second)
	ends[2] = len(b)
	b = x.appendServerTiming(b)
	ends[3] = len(b)
	b = append(b, x.Location...)
	ends[4] = len(b)
	text, values := string(b), make([]string, len(ends))
	from := 0
	for i, end := range ends {
		values[i], from = text[from:end], end
	}
	h["Content-Length"], h["X-Ep-Request-Uuid"] = values[0:1:1], values[1:2:2]
	h["X-Runtime"], h["Server-Timing"] = values[2:3:3], values[3:4:4]
	if len(x.Location) > 0 {
		h["Location"] = values[4:5:5]
	}
	w.WriteHeader(x.Status)
	return body
}

// appendServerTiming renders an addition of ours, which EasyPost does not send: it lets a client tell the delay that it
// was promised, and what goes wrong by design, from the server's own work. The amount by which x-runtime exceeds the
// larger of the two times is how late the wait ended.
func (x *exchange) appendServerTiming(b []byte) []byte {
	b = appendMicroseconds(append(b, `injected;dur=`...), x.timing.injected, time.Millisecond)
	b = appendMicroseconds(append(b, `, work;dur=`...), x.timing.work, time.Millisecond)
	if x.fault != nil {
		b = append(append(append(b, `, fault;desc="`...), x.fault.Kind.String()...), '"')
	}
	return b
}

// appendMicroseconds renders a duration in a unit with all digits down to a microsecond.
func appendMicroseconds(b []byte, d, unit time.Duration) []byte {
	whole := d / unit
	b = append(strconv.AppendInt(b, int64(whole), 10), '.')
	rest := (d - whole*unit) / time.Microsecond
	for digit := unit / time.Microsecond / 10; digit > 0; digit /= 10 {
		b = append(b, byte('0'+rest/digit%10))
	}
	return b
}
