// Package judge decides what a run is compared with, has changes confirmed by a
// fresh run, and finds their causes. The commands and the dashboard both use it,
// so that one store gives one answer.
//
// Its opinion: a comparison needs a reference that is looked up for each run.
// What is usual depends on the run's conditions, and a baseline may have grown.
package judge
