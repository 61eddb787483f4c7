package terminal

import (
	"strings"
	"testing"
	"testing/synctest"
	"time"
)

// silentTerminal is one whose questions are looked at.
func silentTerminal() *Lent { return &Lent{questions: newQuestions()} }

func TestQuestionsArePassedWhileAnswersAreRead(t *testing.T) {
	l := silentTerminal()
	frame := "\x1b[?1049hframe"
	if got := string(l.questions.pass([]byte(frame))); got != frame {
		t.Errorf("a frame became %q", got)
	}
	if l.Hush() {
		t.Error("answers are expected to no question")
	}
	l.Listen()
	asking := "\x1b[?2026$p\x1b[?2027$p\x1b]11;?\x07\x1b[?uframe"
	if got := string(l.questions.pass([]byte(asking))); got != asking+lastQuestion {
		t.Errorf("questions became %q", got)
	}
	if !l.Hush() {
		t.Error("no answer is expected")
	}
	if got := string(l.questions.pass([]byte(asking))); got != "frame" {
		t.Errorf("questions became %q while no answers are read", got)
	}
	if l.Answered(); l.Hush() {
		t.Error("answers are expected that have come")
	}
}

func TestSettleWaitsForAnswers(t *testing.T) {
	for name, c := range map[string]struct {
		answers []time.Duration // after the questions
		takes   time.Duration
	}{
		"both come":          {[]time.Duration{100 * time.Millisecond, 150 * time.Millisecond}, 150 * time.Millisecond},
		"one never comes":    {[]time.Duration{100 * time.Millisecond}, answerTime},
		"none ever comes":    {nil, answerTime},
		"one comes too late": {[]time.Duration{time.Minute}, answerTime},
	} {
		t.Run(name, func(t *testing.T) {
			synctest.Test(t, func(t *testing.T) {
				l := silentTerminal()
				for range 2 {
					l.questions.pass([]byte(strings.Join([]string{"frame", "\x1b[?u"}, "")))
				}
				for _, after := range c.answers {
					time.AfterFunc(after, l.Answered)
				}
				began := time.Now()
				if l.Settle(); time.Since(began) != c.takes {
					t.Errorf("it took %v, want %v", time.Since(began), c.takes)
				}
				if l.Settle(); time.Since(began) != c.takes {
					t.Error("it waits again for what never came")
				}
			})
		})
	}
}
