package email

import (
	"errors"
	"testing"

	"github.com/afterword-io/afterword/services/notifier/channel"
)

func TestJudgeReply(t *testing.T) {
	tests := []struct {
		code     int
		enhanced string
		// want is temporary or permanent, then the rule of suppression, then operator.
		want string
	}{
		{421, "", "temporary"},
		{450, "4.2.1", "temporary"},
		{451, "4.7.1", "temporary"},
		{452, "4.2.2", "temporary"},
		{550, "", "permanent"},
		{550, "5.1.1", "permanent bounce"},
		{550, "5.1.10", "permanent bounce"},
		{550, "5.1.0", "permanent"},
		{550, "5.1.3", "permanent bounce"},
		{550, "5.4.4", "permanent bounce"},
		{550, "5.4.310", "permanent bounce"},
		{550, "5.4.1", "permanent"},
		{550, "5.1.8", "permanent operator"},
		{552, "5.2.2", "temporary"},
		{552, "5.3.4", "permanent operator"},
		{553, "5.2.1", "permanent"},
		{550, "5.7.1", "permanent operator"},
		{554, "nonsense", "permanent"},
	}
	for _, test := range tests {
		err := judgeReply(test.code, test.enhanced)
		got := ""
		if temporary := (*channel.Temporary)(nil); errors.As(err, &temporary) {
			got = "temporary" + operator(temporary.Fault)
		}
		if permanent := (*channel.Permanent)(nil); errors.As(err, &permanent) {
			got = "permanent" + space(permanent.Suppress) + operator(permanent.Fault)
		}
		if got != test.want {
			t.Errorf("%d %s: %s; want %s", test.code, test.enhanced, got, test.want)
		}
	}
}

func operator(f channel.Fault) string {
	if f.Operator {
		return " operator"
	}
	return ""
}

func space(s string) string {
	if s == "" {
		return ""
	}
	return " " + s
}
