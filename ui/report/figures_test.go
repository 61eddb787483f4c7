package report_test

import (
	"fmt"
	"math"
	"reflect"
	"regexp"
	"strconv"
	"testing"
	"time"

	"ep-benchmark/engine"
	"ep-benchmark/engine/racebuild"
	"ep-benchmark/engine/stats"
	"ep-benchmark/engine/units"
	"ep-benchmark/ui/internal/recorded"
	"ep-benchmark/ui/report"
)

// figure is a number in a text, with its unit where there is one.
var figure = regexp.MustCompile(`[-+]?\d+(,\d{3})*(\.\d+)?(e[-+]\d+)?`)

// known are the figures that a report holds, in every form that they may be
// shown in.
type known map[string]bool

func (k known) text(text string) {
	for _, f := range figure.FindAllString(text, -1) {
		k[f] = true
	}
}

func (k known) number(f float64) {
	for _, text := range []string{
		units.Seconds(f), units.Duration(time.Duration(f)), units.Rate(f), units.Factor(f), units.Percent(f),
		engine.Target{Metric: engine.MetricSpeedup, Bound: f}.String(), engine.Target{Metric: engine.MetricTime, Bound: f}.String(),
		strconv.FormatFloat(100*f, 'f', 1, 64), // a confidence
		strconv.FormatFloat(100*f, 'g', 2, 64), // a share below 1 %
	} {
		k.text(text)
	}
	if f >= 0 && f < 1<<62 && f == float64(int64(f)) {
		k.text(units.Count(int64(f)))
		k.text(units.Bytes(uint64(f)))
		k.text(strconv.FormatInt(int64(f), 10))
	}
}

// take collects the figures of a value, however deep, and the lengths of its
// lists.
func (k known) take(v reflect.Value) {
	switch v.Kind() {
	case reflect.String:
		k.text(v.String())
	case reflect.Int, reflect.Int64:
		k.number(float64(v.Int()))
	case reflect.Uint64:
		k.number(float64(v.Uint()))
	case reflect.Float64:
		k.number(v.Float())
	case reflect.Pointer:
		if !v.IsNil() {
			k.take(v.Elem())
		}
	case reflect.Slice:
		k.number(float64(v.Len()))
		for i := range v.Len() {
			k.take(v.Index(i))
		}
	case reflect.Map:
		for _, key := range v.MapKeys() {
			k.take(key)
			k.take(v.MapIndex(key))
		}
	case reflect.Struct:
		if at, isTime := v.Interface().(time.Time); isTime {
			k.text(at.Format("2006-01-02 15:04:05 MST"))
			return
		}
		for i := range v.NumField() {
			// The report does not show a leg's own figures.
			if v.Type().Field(i).Name != "Samples" {
				k.take(v.Field(i))
			}
		}
	}
}

// derived adds the few figures that the report counts or averages itself.
func (k known) derived(r *engine.Report) {
	outcomes := map[engine.Outcome]int{}
	for _, a := range r.Assessed() {
		outcomes[a.Outcome]++
		k.number(float64(outcomes[a.Outcome]))
		if a.PointOnly {
			outcomes["by point estimate"]++
			k.number(float64(outcomes["by point estimate"]))
		}
	}
	k.text(r.Plan.MaxTime.String())
	k.number(0) // met
	k.number(float64(len(r.Assessed())))
	for i := range r.Results {
		result := &r.Results[i]
		o := result.Operations
		k.number(float64(o.Unfinished()))
		k.number(float64(o.Unfinished() + o.Finished))
		untimed := 0
		for s := range result.Samples {
			if !result.Samples[s].Timed() {
				untimed++
			}
		}
		k.number(float64(untimed))
		k.number(float64(len(result.Samples)))
	}
	for i := range r.Results {
		k.derivedOfSweep(&r.Results[i])
	}
	if u := r.Utilisation; u != nil {
		k.number(u.Mean - u.Own) // everything else
		k.number(u.Mean)         // of the cores, where all are of one kind
		for _, core := range u.Cores {
			k.text(strconv.Itoa(core.Core))
		}
	}
}

// derivedOfSweep adds what the report computes of a sweep: what the recommended
// number gives up, efficiencies, and parameters to two digits.
func (k known) derivedOfSweep(r *engine.Result) {
	for i := range r.Variants {
		v := &r.Variants[i]
		k.number(v.Throughput.Value / r.Variants[0].Throughput.Value / float64(v.Workers))
		if v.Relative != nil {
			k.number(1 - v.Relative.Value)
		}
	}
	if b := r.BreakEven; b != nil && b.Size != nil { // sizes to two digits
		for _, size := range []float64{b.Size.Value, b.Size.Interval.Low, b.Size.Interval.High} {
			digits, _ := strconv.ParseFloat(strconv.FormatFloat(size, 'g', 2, 64), 64)
			k.number(digits)
		}
	}
	if r.Scaling == nil {
		return
	}
	if fit := r.Scaling.Fit; fit != nil {
		for _, i := range []stats.Interval{fit.ContentionInterval, fit.CoherenceInterval, {Low: fit.Contention, High: fit.Coherence}} {
			k.text(strconv.FormatFloat(i.Low, 'g', 2, 64))
			k.text(strconv.FormatFloat(i.High, 'g', 2, 64))
		}
		if peak, has := fit.Peak(); has {
			k.number(math.Round(peak))
		}
	}
	for i := 1; i < len(r.Scaling.Steps); i++ {
		k.text(fmt.Sprintf("%.0f", 100*(1-float64(r.Scaling.Steps[i].Waves)/float64(r.Scaling.Steps[i-1].Waves))))
		k.number(float64(r.Scaling.Steps[i].Workers - 1))
	}
	k.number(500) // operations that a p99 needs
}

// TestEveryFigureIsTheReports holds that no figure is printed that the report
// does not hold: none is made up, and none is canned.
func TestEveryFigureIsTheReports(t *testing.T) {
	racebuild.SkipSequential(t)
	canned := known{"50": true, "99": true} // the names p50 and p99
	for _, run := range recorded.Runs() {
		k := known{}
		k.take(reflect.ValueOf(run.Report))
		k.derived(&run.Report)
		for _, f := range figure.FindAllString(written(t, &run.Report, report.Style{}), -1) {
			if !k[f] && !canned[f] {
				t.Errorf("%s: %s is printed and not in the report", run.Name, f)
			}
		}
	}
}
