package easypost

import (
	"bytes"
	"context"
	"errors"
	"io"
	"math"
	"sync"

	"github.com/go-faster/jx"
)

// stream is an answer that is read while it is decoded. It ends an answer that
// is too long, and searches all bytes for the key.
type stream struct {
	from   io.Reader
	secret *Secret
	count  int64  // bytes read
	room   int64  // bytes that may be read before the value under way ends
	seam   []byte // the last bytes that were read, where the key may have begun
	shows  bool   // the key was in it
	depth  depth
	err    error // why it ended, where that was not its end
}

func (s *stream) Read(into []byte) (int, error) {
	if s.room <= 0 {
		s.err = wrong("a value in the answer has more than the %d bytes that are accepted", longestValue)
		return 0, s.err
	}
	n, err := s.from.Read(into)
	s.count, s.room = s.count+int64(n), s.room-int64(n)
	s.inspect(into[:n])
	switch {
	case s.depth.exceeds(into[:n]):
		s.err = errTooDeep
		return 0, s.err
	case s.count > LongestAnswer:
		err = wrong("the answer has more than the %d bytes that are accepted", LongestAnswer)
	case errors.Is(err, io.EOF):
		return n, err
	}
	if err != nil {
		s.err = err
	}
	return n, err
}

// inspect looks for the key, which may begin in one piece and end in the next.
func (s *stream) inspect(read []byte) {
	if s.shows {
		return
	}
	overlap := s.secret.longestSent()
	s.seam = append(s.seam, read[:min(len(read), overlap)]...)
	s.shows = s.secret.sentIn(read) || s.secret.sentIn(s.seam)
	if len(read) >= overlap {
		s.seam = append(s.seam[:0], read[len(read)-overlap:]...)
	} else {
		s.seam = append(s.seam[:0], s.seam[max(0, len(s.seam)-overlap):]...)
	}
}

// unlimited applies while values are skipped, since the stream does not see
// where one value ends and the next begins.
func (s *stream) unlimited() { s.room = math.MaxInt64 }
func (s *stream) limited()   { s.room = longestValue }

// decoders are those of streams, with their buffers.
var decoders = sync.Pool{New: func() any { return jx.Decode(nil, piece) }}

// decodeOn decodes an answer whose beginning is in the session's window. It
// returns errors of reading; an error of decoding is put into s.undecodable.
func (s *Session) decodeOn(ctx context.Context, body io.Reader, into content) error {
	release, err := reserve(ctx)
	if err != nil {
		return err
	}
	defer release()
	json := decoders.Get().(*jx.Decoder)
	defer decoders.Put(json)
	from := &stream{from: io.MultiReader(bytes.NewReader(s.answer), body), secret: s.client.secret}
	from.limited()
	json.Reset(from)
	s.decoder.json, s.decoder.stream, s.decoder.bytes = json, from, 0
	s.undecodable = s.decoder.settled(into.decode(&s.decoder))
	json.Reset(nil)
	s.length, s.decoded = int(from.count), true
	switch {
	case from.err != nil:
		return from.err
	case from.shows:
		s.undecodable = errKeyShown
	}
	return nil
}
