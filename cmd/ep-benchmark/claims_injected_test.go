//go:build injected && !injection

package main

// injectedClaims are a few.
const injectedClaims = 3
