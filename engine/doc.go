// Package engine is the dictionary of the project: the nouns that every other
// package speaks. It holds no machinery.
//
// The opinion behind it: a benchmark is believed only as far as its raw
// material is kept. So a [Report] carries every [Sample] of every [Leg],
// failed and slow ones included, with the [Evidence] taken while it ran, and
// everything else in it (speedups, intervals, outcomes) is derived from those
// samples by pure functions and can be derived again by anybody.
//
// The words are those of docs/architecture.md; one word has one meaning in
// code, JSON, screens and documentation.
package engine
