package cli

import (
	"bytes"
	"errors"
	"fmt"
	"strings"

	"github.com/spf13/cobra"

	"github.com/afterword-io/afterword/cli/story"
	"github.com/afterword-io/afterword/pkg/document"
	"github.com/afterword-io/afterword/pkg/events"
	"github.com/afterword-io/afterword/pkg/followup/coach"
)

func (a *app) noteCommand() *cobra.Command {
	cmd := &cobra.Command{
		Use:   "note",
		Short: "Check a candidate's own thank-you note",
		Long: `Check a candidate's own thank-you note. Afterword never writes a note and never sends one.

` + exitCodesHelp,
		Example: `  afterword note check note.txt --interview examples/silence.json`,
		Args:    cobra.NoArgs,
		RunE:    func(cmd *cobra.Command, _ []string) error { return cmd.Help() },
	}
	cmd.AddCommand(a.noteCheckCommand())
	return cmd
}

// noteFlags are what the command line says of a note.
type noteFlags struct {
	interview, locale, interviewer, method string
	others                                 []string
}

func (a *app) noteCheckCommand() *cobra.Command {
	var given noteFlags
	var explain, exitCode bool
	cmd := &cobra.Command{
		Use:   "check FILE|-",
		Short: "Say whether a note is ready, and what to do about it if not",
		Long: `Check a note, offline: verdict (ready, needs_work or generic), a score up to 100, and each
finding with what to do and the words it speaks of. FILE is the note as plain text,
with the interview it belongs to in --interview (a CloudEvent, or the data of
interview.completed); or it is a request of POST /v1/notes/check as JSON, of which the
other flags change a part.

` + exitCodesHelp,
		Example: `  afterword note check note.txt --interview examples/silence.json
  afterword note check note.txt --interview panel.json --interviewer iv-2 --others iv-1=first.txt
  afterword note check request.json -o json | jq -r '.findings[].code'
  afterword note check note.txt --interview interview.json --exit-code && echo "send it"`,
		Args: cobra.ExactArgs(1),
	}
	cmd.Flags().StringVar(&given.interview, "interview", "", "`file` with the interview; then FILE is plain text")
	cmd.Flags().StringVar(&given.locale, "locale", "", "language `tag` of the note and the findings (default: the candidate's)")
	cmd.Flags().StringVar(&given.interviewer, "interviewer", "", "`id` or name of the interviewer it is to; needed when there were several")
	cmd.Flags().StringVar(&given.method, "method", "", "how it is to be sent: `email|hand|post|other`")
	cmd.Flags().StringArrayVar(&given.others, "others", nil, "the note to another interviewer, as `ID=FILE`; may be given again")
	cmd.Flags().BoolVar(&explain, "explain", false, "show which words decided")
	cmd.Flags().BoolVar(&exitCode, "exit-code", false, "end with 1 unless the note is ready")
	complete(cmd, "locale", languages()...)
	complete(cmd, "method", texts([]events.Method{events.ByEmail, events.ByHand, events.ByPost, events.ByOther})...)
	output := formatFlag(cmd)
	cmd.RunE = func(_ *cobra.Command, args []string) error {
		note, err := a.note(args[0], given)
		if err != nil {
			return err
		}
		review := coach.Check(note)
		if !explain {
			review.Evidence = nil
		}
		if *output == asJSON {
			err = printJSON(a.out, review)
		} else {
			err = a.printReview(note.Text, review)
		}
		if err == nil && exitCode && review.Verdict != coach.Ready {
			return errAnswered
		}
		return err
	}
	return cmd
}

// note reads what is to be checked.
func (a *app) note(path string, given noteFlags) (coach.Note, error) {
	content, err := a.text(path)
	if err != nil {
		return coach.Note{}, err
	}
	var request coach.Request
	file := document.Document{Name: path}
	switch {
	case given.interview != "":
		request.Text = content
		if request.Interview, err = a.interviewData(given.interview); err != nil {
			return coach.Note{}, err
		}
	case strings.HasPrefix(strings.TrimSpace(content), "{"):
		if file, err = document.Parse(path, []byte(content)); err != nil {
			return coach.Note{}, badInput(err)
		}
		if err := events.DecodeStrict([]byte(content), &request); err != nil {
			return coach.Note{}, noteFaults(file, err)
		}
	default:
		return coach.Note{}, badInputf("%s is plain text: of which interview? Give --interview FILE", path)
	}
	if err := a.overlay(&request, given); err != nil {
		return coach.Note{}, err
	}
	note, err := request.Note()
	if err != nil {
		if given.interview != "" {
			return coach.Note{}, badInputf("%s with %s: %w", path, given.interview, err)
		}
		return coach.Note{}, noteFaults(file, err)
	}
	return note, nil
}

// overlay lets the flags have their say.
func (a *app) overlay(request *coach.Request, given noteFlags) error {
	if given.locale != "" {
		request.Locale = given.locale
	}
	if given.interviewer != "" {
		request.InterviewerID = given.interviewer
	}
	if given.method != "" {
		request.Method = events.Method(given.method)
	}
	for _, other := range given.others {
		id, path, ok := strings.Cut(other, "=")
		if !ok {
			return badInputf("--others %q is not ID=FILE", other)
		}
		content, err := a.text(path)
		if err != nil {
			return err
		}
		request.OtherNotes = append(request.OtherNotes, coach.OtherNote{InterviewerID: id, Text: content})
	}
	return nil
}

// interviewData reads the data of interview.completed: as it is, or out of the first event that has it.
func (a *app) interviewData(path string) ([]byte, error) {
	file, err := a.open(path)
	if err != nil {
		return nil, err
	}
	defer func() { _ = file.Close() }()
	read, err := story.Read(file)
	if err != nil {
		return nil, badInputf("%s: %w", path, err)
	}
	if read.Interview != nil {
		return read.Interview, nil
	}
	for _, raw := range read.Events {
		e, err := events.ParseEvent(raw)
		if err != nil {
			return nil, badInputf("%s: %w", path, err)
		}
		if e.Type == events.InterviewCompleted {
			return bytes.Clone(e.Data), nil
		}
	}
	return nil, badInputf("%s holds no interview.completed", path)
}

// noteFaults says where in a request the fields at fault are.
func noteFaults(file document.Document, err error) error {
	invalid := new(events.InvalidError)
	if !errors.As(err, &invalid) {
		return badInputf("%s: %w", file.Name, err)
	}
	found := make([]document.Fault, 0, len(invalid.Fields))
	for _, f := range invalid.Fields {
		found = append(found, file.Fault(f.Location, f.String()))
	}
	return refuse(file.Name, found)
}

func (a *app) printReview(text string, review coach.Review) error {
	var b strings.Builder
	fmt.Fprintf(&b, "%s, score %d of 100\n", review.Verdict, review.Score)
	width := a.width()
	for _, f := range review.Findings {
		fmt.Fprintf(&b, "\n%-5s  %s\n", f.Severity, f.Code)
		for _, line := range wrap(f.Message, width-2) {
			b.WriteString("  " + line + "\n")
		}
		if f.Span != nil {
			line, marks := underlined(text, *f.Span, noteWidth(width))
			b.WriteString("  | " + line + "\n  | " + marks + "\n")
		}
	}
	if len(review.Evidence) > 0 {
		b.WriteString("\nwhat decided\n")
	}
	for _, e := range review.Evidence {
		row := fmt.Sprintf("  %-9s  %q", e.What, between(text, e.Span))
		if e.Match != "" {
			row += fmt.Sprintf("  matches %q", e.Match)
		}
		b.WriteString(row + "\n")
	}
	if _, err := fmt.Fprint(a.out, b.String()); err != nil {
		return fmt.Errorf("write the review: %w", err)
	}
	return nil
}
