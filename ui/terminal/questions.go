package terminal

import (
	"bytes"
	"slices"
	"sync"
	"time"
)

// asked are the questions that Bubble Tea puts to the terminal. The answers
// arrive as input. An answer that the program does not read appears at the
// shell's prompt.
var asked = [][]byte{
	[]byte("\x1b[?2026$p"), []byte("\x1b[?2027$p"), // modes
	[]byte("\x1b]11;?\x07"), // background
	[]byte("\x1b[?u"),       // keyboard enhancements
}

// lastQuestion asks which kind of terminal it is. Every terminal answers it,
// and answers in order: when this answer has come, so have those to the
// questions before.
const lastQuestion = "\x1b[c"

// answerTime is how long after a question its answer may still come.
const answerTime = time.Second

// questions lets questions to the terminal through as long as the answers are
// read, and knows whether all have come.
type questions struct {
	mutex   *sync.Mutex
	closed  bool
	open    int           // questions without an answer
	until   time.Time     // when the last one is given up
	changed chan struct{} // has something in it when an answer has come
}

func newQuestions() questions {
	return questions{mutex: &sync.Mutex{}, changed: make(chan struct{}, 1)}
}

// pass returns what is to be written. It appends the last question to text that
// holds questions. Where the answers would not be read, it removes the
// questions instead.
func (q *questions) pass(p []byte) []byte {
	if !slices.ContainsFunc(asked, func(question []byte) bool { return bytes.Contains(p, question) }) {
		return p
	}
	q.mutex.Lock()
	defer q.mutex.Unlock()
	if q.closed {
		for _, question := range asked {
			p = bytes.ReplaceAll(p, question, nil)
		}
		return p
	}
	q.open++
	q.until = time.Now().Add(answerTime)
	return append(bytes.Clone(p), lastQuestion...)
}

// Answered notes an answer to the last question.
func (l *Lent) Answered() {
	l.questions.mutex.Lock()
	defer l.questions.mutex.Unlock()
	l.questions.open = max(l.questions.open-1, 0)
	select {
	case l.questions.changed <- struct{}{}:
	default:
	}
}

// Hush lets no question through any more, and tells whether answers may still
// come.
func (l *Lent) Hush() (expected bool) {
	l.questions.mutex.Lock()
	defer l.questions.mutex.Unlock()
	l.questions.closed = true
	return l.questions.open > 0 && time.Now().Before(l.questions.until)
}

// Settle returns when all answers have come, or will not come any more. It does
// not read them: another goroutine does meanwhile.
func (l *Lent) Settle() {
	for l.Hush() {
		select {
		case <-l.questions.changed:
		case <-time.After(time.Until(l.questions.until)):
		}
	}
}

// Discard drops the answers that have come and were not read.
func (l *Lent) Discard() {
	if l.Hush() && !l.away.Load() {
		_ = dropInput(int(l.keys.Fd())) // they would stand at the prompt
	}
}

// Listen lets questions through again.
func (l *Lent) Listen() {
	l.questions.mutex.Lock()
	defer l.questions.mutex.Unlock()
	l.questions.closed = false
}
