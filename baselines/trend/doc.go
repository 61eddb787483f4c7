// Package trend says how a metric went over runs: at which level it is, since
// when, and at which runs it changed.
//
// Its opinion: a history is looked at after every run, so the chance of a false
// change must hold for all looks together. With a test that errs once in twenty
// looks, and a look after each run, three of four histories of 200 unchanged
// runs show a change that never was. So the runs are gone through as they came.
// After each, a change-point model asks whether the runs since the last change
// are of two levels: the largest two-sample t over all places where they could
// be parted (Hawkins, Qiu and Kang, "The changepoint model for statistical
// process control", Journal of Quality Technology 35, 2003). Its p-value, times
// the number of places, must be below 0.0002, a level found by simulation.
// Where it is, the older runs are closed off, and the runs since then are a
// history of their own. So a level that came and went is found like one that
// stayed.
//
// The level is far below what normal noise asks for (0.003 would do for 5 % of
// histories of 200 runs), since the noise of real histories is not normal: some
// runs are far off, and a run resembles the one before. A step of five times
// the noise still shows within five runs. Small changes show later: one of
// twice the noise after some fifteen runs, and one of about the noise after
// thirty or more.
//
// Single runs far off are drawn in before anything else, after Hampel: to three
// times the noise from the middle of their neighbourhood, which is the three
// runs on each side, or as many as there are. A level that at least four runs
// hold is left as it is, and so is a new one that three hold. The noise is
// taken from the differences of successive runs, which neither a step nor a
// creep disturbs.
//
// At last every change is placed anew between its two neighbours, now that the
// runs after it are known. A change that these runs don't confirm is dropped,
// and so is one below the floor that the caller sets.
//
// A creep shows as a step, or as a staircase where it goes on. A creep since
// the first run has no flat level to compare with. At 1 % a run, and a noise of
// 1 %, it is seldom found at the tenth run and nearly always at the twentieth.
//
// Note: a permutation test (as in E-divisive) keeps its error whatever the
// noise. But a look at an error of one in five thousand takes some ten thousand
// permutations, after each run. A rank test needs no permutations, but at that
// level it can't separate three runs from twenty before, however far off they
// are.
package trend
