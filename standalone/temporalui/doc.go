// Package temporalui serves Temporal's web interface from within this process, below a
// path of the caller's server. It asks nobody outside, neither for news nor for releases.
package temporalui
