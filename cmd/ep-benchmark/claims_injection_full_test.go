//go:build injection

package main

// injectedClaims are how many claims of each kind are judged unless -claims says it.
const injectedClaims = 40
