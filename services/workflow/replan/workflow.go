package replan

import (
	"time"

	"go.temporal.io/sdk/temporal"
	"go.temporal.io/sdk/workflow"
)

const (
	// WorkflowType is the registered name of Replan.
	WorkflowType = "Replan"
	// SweepActivity is the registered name of Sweeper.Sweep.
	SweepActivity = "Sweep"

	// passes bounds the passes of one sweep, pause is between two of them: the follow-ups that were woken need a moment,
	// and so do the workers that have not heard of a new policy yet.
	passes = 10
	pause  = time.Minute
	// silence is how long a sweep may give no sign of life before another worker takes it up.
	silence = 30 * time.Second
	// longest is more than a pass over all follow-ups of an installation takes.
	longest = 24 * time.Hour
)

// Input says whose follow-ups are to rest on which basis.
type Input struct {
	// Tenant is a slug; "" means all tenants, each with its own policy.
	Tenant string `json:"tenant,omitempty"`
	// Basis is the tenant's followup.Basis when the sweep was asked for; of all tenants, that of the default policy.
	Basis string `json:"basis"`
}

// id is that of the workflow: one sweep per tenant and basis at a time.
func (in Input) id() string {
	if in.Tenant == "" {
		return "replan/" + in.Basis
	}
	return "replan/" + in.Tenant + "/" + in.Basis
}

// Pass is what one pass has done.
type Pass struct {
	// Seen counts the follow-ups that were looked at, Woken those of them that got a signal.
	Seen  int `json:"seen"`
	Woken int `json:"woken"`
	// Outdated reports that the worker rests on another basis than the sweep: it is behind, or the sweep is.
	Outdated bool `json:"outdated,omitempty"`
}

// Replan makes passes until one finds nobody who is planned with another basis. It returns their sum.
func Replan(ctx workflow.Context, in Input) (Pass, error) {
	ctx = workflow.WithActivityOptions(ctx, workflow.ActivityOptions{
		StartToCloseTimeout: longest,
		HeartbeatTimeout:    silence,
		RetryPolicy:         &temporal.RetryPolicy{InitialInterval: time.Second, BackoffCoefficient: 2, MaximumInterval: time.Minute},
	})
	var all Pass
	for n := range passes {
		if n > 0 {
			if err := workflow.Sleep(ctx, pause); err != nil {
				return all, err
			}
		}
		var pass Pass
		if err := workflow.ExecuteActivity(ctx, SweepActivity, in).Get(ctx, &pass); err != nil {
			return all, err
		}
		all = Pass{Seen: all.Seen + pass.Seen, Woken: all.Woken + pass.Woken, Outdated: pass.Outdated}
		if pass.Woken == 0 && !pass.Outdated {
			break
		}
	}
	return all, nil
}
