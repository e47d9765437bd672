// Package k8s holds the Kubernetes manifests of Afterword and the tests that keep them true.
//
// It is a module of its own outside the workspace: the Kubernetes modules move as one,
// and the Temporal server in the workspace asks for an older number.
package k8s
