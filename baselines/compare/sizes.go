package compare

import (
	"slices"
	"strconv"
	"strings"

	"ep-benchmark/engine"
	"ep-benchmark/engine/assess"
	"ep-benchmark/engine/units"
)

// A sweep over sizes is compared size by size: each size of the workload is a subject
// of its own, with its sequential and parallel legs and its speedup. So two such
// sweeps are compared in the sizes that both have, and none is ever compared with an
// ordinary run.

// sized are the results of the sizes of a sweep's result.
func sized(report *engine.Report, r *engine.Result) []*engine.Result {
	var all []*engine.Result
	for i := 0; i < len(r.Variants); i += 2 {
		v := &r.Variants[i].Variant
		one, ok := assess.SideResult(report, r, v.Side)
		if !ok {
			continue
		}
		one.Spec = *sizedSpec(&r.Spec, v)
		all = append(all, &one)
	}
	return all
}

// sizedSpec is the spec of one size, with a name of its own.
func sizedSpec(spec *engine.Spec, v *engine.Variant) *engine.Spec {
	one := *spec
	one.Name, one.Title = spec.Name+" "+v.Side, spec.Title+", "+units.Count(int64(v.Size))+" "+spec.SizeNoun
	one.Key, one.Size = spec.Key+"_"+strconv.Itoa(v.Size), v.Size
	if !spec.SelfParallel { // a run of a command is one item, however much it does
		one.PassItems = spec.PassItems / max(spec.Size, 1) * v.Size
	}
	return &one
}

// sizedGiven is what the plan of a sweep over sizes gives a workload: each of the
// sizes.
func sizedGiven(p *engine.Plan, spec *engine.Spec, workers int) []given {
	var all []given
	for i := 0; i < len(p.Variants); i += 2 {
		all = append(all, given{sizedSpec(spec, &p.Variants[i]), workers, true})
	}
	return all
}

// OfSizes tells whether a subject's name is that of one size of a workload.
func OfSizes(name, workload string) bool {
	of, swept := SweptWorkload(name)
	return swept && of == workload && !strings.Contains(name, SweptMark)
}

// SweptWorkload is the workload of a subject that is one number of workers or one size
// of a sweep: tracking of "tracking workers=8". It is false for any other subject.
func SweptWorkload(name string) (string, bool) {
	workload, rest, has := strings.Cut(name, " ")
	_, number, found := strings.Cut(rest, "=")
	_, err := strconv.Atoi(number)
	return workload, has && found && err == nil
}

// SizedLike tells whether a sweep of a workload over sizes was made under the
// conditions of the run: on such a machine, with such a build, with as many workers
// and with the workload's settings.
func (r *Run) SizedLike(sweep *Run, workload string) bool {
	subject, known := r.Subject(workload)
	if !known {
		return false
	}
	unlike := append(slices.DeleteFunc(slices.Clone(unlikeInSweeps), func(name string) bool { return name == workersName }), sizeName)
	for i := range sweep.Subjects {
		if name := sweep.Subjects[i].Name; OfSizes(name, workload) {
			return r.agrees(sweep, subject.Name, name, unlike) && sweep.agrees(r, name, workload, unlike)
		}
	}
	return false
}
