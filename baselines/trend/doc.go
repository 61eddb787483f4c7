// Package trend says how a metric went over runs: at which level it is, since
// when, and at which runs it changed.
//
// Its opinion: a history is looked at after every run, so its error must be
// that of all looks together. With a test that errs once in twenty looks, three
// of four histories of 200 unchanged runs show a change that never was, if one
// looks after each run. So the runs are gone through as they came. After each, a
// change-point model asks whether the runs since the last change are of two
// levels: the largest two-sample t over all places where they could be parted
// (Hawkins, Qiu and Kang, "The changepoint model for statistical process
// control", Journal of Quality Technology 35, 2003). Its p-value, times the
// number of places, must be below 0.0002, a level found by simulation. Where
// it is, the older runs are closed off and those since then are a history of
// their own. So a level that came and went is found like one that stayed.
//
// The level is far below what normal noise asks for (0.003 would do for 5 % of
// histories of 200 runs), since the noise of real histories is not normal:
// some runs are far off, and a run resembles the one before. A step of five
// times the noise shows within five runs all the same. What it costs are small
// changes: one of twice the noise shows after some fifteen runs, and one of
// about the noise after thirty or more.
//
// Single runs far off are drawn in before anything else, after Hampel: to three
// times the noise from the middle of their neighbourhood, the three runs on
// each side, or as many as there are. A level that at least four runs hold is
// left as it is, and so is a new one that three hold. The noise is taken from
// the differences of successive runs, which neither a step nor a creep disturbs.
//
// At last every change is placed anew between its two neighbours, now that the
// runs after it are known; one that they don't bear out is dropped, and so is
// one below the floor that the caller sets.
//
// A creep shows as a step, or as a staircase where it goes on. One that has
// been there from the first run has no flat level to be held against: of 1 % a
// run, at a noise of 1 %, it is seldom found at the tenth run and nearly always
// at the twentieth.
//
// Note: a permutation test (as in E-divisive) keeps its error whatever the
// noise, but with it a look at one in five thousand takes some ten thousand
// permutations, after each run. Ranks keep it without, but three runs after
// twenty can't be told by ranks at that level, however far off they are.
package trend
