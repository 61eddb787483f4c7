package baseline

import (
	"context"
	"fmt"
	"time"

	"github.com/spf13/cobra"

	"ep-benchmark/baselines"
	"ep-benchmark/baselines/compare"
	"ep-benchmark/cmd/internal/cli"
	"ep-benchmark/cmd/internal/files"
	"ep-benchmark/cmd/internal/process"
	"ep-benchmark/cmd/internal/session"
	"ep-benchmark/ui/report"
)

// mostCalibrationRuns limits the runs, so that a calibration ends within an
// afternoon.
const mostCalibrationRuns = 200

const calibrateExamples = `  For the default plan
    ep-benchmark calibrate --runs 20
  For a plan of your own
    ep-benchmark calibrate --schedule isolated --rounds 8 bulk-creation`

// calibrateFlags are the flags of calibrate.
type calibrateFlags struct {
	measured session.Flags
	runs     int
	keep     files.StoreFlag
}

// NewCalibrate returns the command that measures the noise floor.
func NewCalibrate(env process.Environment) *cobra.Command {
	f := &calibrateFlags{}
	command := &cobra.Command{
		Use:   "calibrate [workload...]",
		Short: "Measure how much figures differ on this machine when nothing changed",
		Long: `calibrate runs the same plan many times and measures the noise floor of each figure:
the range that 99 of 100 runs stay in, 3 % at least. Comparisons claim no smaller
change for runs of this machine and plan. Without a calibration the floor is 5 % for
work that waits and 10 % for work that computes. Give calibrate the flags of the
runs that it is for.`,
		Example:           calibrateExamples,
		Args:              f.measured.CheckNames(env, 0),
		ValidArgsFunction: f.measured.CompleteNames(env),
		RunE: func(cmd *cobra.Command, args []string) error {
			if f.runs < compare.CalibrationRuns || f.runs > mostCalibrationRuns {
				return cli.WrongValue(cmd.Flags(), "runs")
			}
			if err := files.Apart(f.measured.SeriesUses(&f.keep, &session.DebugFlag{}, env)); err != nil {
				return err
			}
			return files.WithStore(f.keep.Open, env, func(store *baselines.Store) error {
				return f.calibrate(cmd.Context(), store, args, env)
			})
		},
	}
	set := command.Flags()
	set.SortFlags = false
	set.IntVar(&f.runs, "runs", compare.CalibrationRuns, "clean runs")
	cli.Describe(set, "runs", groupBaseline, "n", fmt.Sprintf("%d to %d", compare.CalibrationRuns, mostCalibrationRuns))
	f.measured.Register(set)
	f.keep.Register(set)
	f.measured.Complete(command)
	return command
}

func (f *calibrateFlags) calibrate(ctx context.Context, store *baselines.Store, args []string, env process.Environment) error {
	s, err := f.measured.Series(ctx, args, env, f.runs, false)
	if err != nil {
		return err
	}
	runs, err := s.CarryOut(ctx, store)
	if err != nil {
		return err
	}
	floors := compare.Calibrate(runs)
	if err := store.SaveCalibration(calibrationOf(runs, floors)); err != nil {
		return err
	}
	side := compare.Side{Name: "calibration", Runs: runs}
	return report.WriteCalibration(env.Stdout, &side, floors, env.StyleOf(env.Stdout))
}

func calibrationOf(runs []compare.Run, floors compare.Floors) baselines.Calibration {
	last := &runs[len(runs)-1]
	c := baselines.Calibration{Fingerprint: last.Fingerprint(), MadeAt: time.Now().UTC(), Runs: len(runs)}
	for _, subject := range last.Subjects {
		for _, metric := range compare.Metrics() {
			if floor, ok := floors[compare.Key{Workload: subject.Name, Metric: metric}]; ok {
				c.Floors = append(c.Floors, baselines.Floor{
					Workload: subject.Name, Metric: metric, Change: floor.Change, Deviation: floor.Deviation,
				})
			}
		}
	}
	return c
}
