package portal

// InterviewerRef is how the page names an interviewer.
func InterviewerRef(id string) string { return interviewerRef(id) }
