// Package engine defines the nouns that every other package uses. It holds no
// machinery.
//
// The opinion behind it: a benchmark can be believed only if its raw material
// is kept. So a [Report] carries every [Sample] of every [Leg], failed and slow
// ones included, with the [Evidence] taken while it ran. Everything else in it
// (speedups, intervals, outcomes) is derived from those samples by pure
// functions, and anybody can derive it again.
//
// The words are those of docs/architecture.md; one word has one meaning in
// code, JSON, screens and documentation.
package engine
