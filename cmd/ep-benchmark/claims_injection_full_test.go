//go:build injection

package main

// injectedClaims are as many as the documentation reports.
const injectedClaims = 40
