package outbox

import (
	"crypto/rand"
	"encoding/hex"
	"encoding/json"
	"net/http"
	"net/url"
	"strconv"
	"strings"
	"time"

	"github.com/nyaruka/phonenumbers"

	"github.com/afterword-io/afterword/pkg/events"
	"github.com/afterword-io/afterword/pkg/message/segment"
	"github.com/afterword-io/afterword/services/notifier/channel"
)

// Account is the credential that the SMS endpoint takes.
type Account struct {
	SID   string
	Token string
}

func newAccount() Account {
	return Account{SID: "AC" + randomHex(), Token: randomHex()}
}

// randomHex is what is unique in a SID: 32 hex digits.
func randomHex() string {
	b := make([]byte, 16)
	// It never fails (crypto/rand).
	_, _ = rand.Read(b)
	return hex.EncodeToString(b)
}

// smsHandler speaks the form of the Twilio Messages API, version 2010-04-01: create and list.
func smsHandler(account Account, store *Store, notices chan<- notice) http.Handler {
	api := &smsAPI{account: account, store: store, notices: notices}
	mux := http.NewServeMux()
	mux.HandleFunc("POST /2010-04-01/Accounts/{account}/Messages.json", api.create)
	mux.HandleFunc("GET /2010-04-01/Accounts/{account}/Messages.json", api.list)
	mux.HandleFunc("/", func(w http.ResponseWriter, _ *http.Request) {
		refuse(w, http.StatusNotFound, 20404, "The requested resource was not found")
	})
	return mux
}

type smsAPI struct {
	account Account
	store   *Store
	notices chan<- notice
}

// resource is a Message resource as the API shows it.
type resource struct {
	SID         string  `json:"sid"`
	AccountSID  string  `json:"account_sid"`
	To          string  `json:"to"`
	From        string  `json:"from"`
	Body        string  `json:"body"`
	Status      string  `json:"status"`
	Direction   string  `json:"direction"`
	NumSegments string  `json:"num_segments"`
	NumMedia    string  `json:"num_media"`
	ErrorCode   *int    `json:"error_code"`
	ErrorText   *string `json:"error_message"`
	DateCreated string  `json:"date_created"`
	DateSent    string  `json:"date_sent"`
	DateUpdated string  `json:"date_updated"`
	URI         string  `json:"uri"`
	APIVersion  string  `json:"api_version"`
}

func (a *smsAPI) resource(m Message, status string) resource {
	at := m.AcceptedAt.Format(time.RFC1123Z)
	return resource{
		SID: m.MessageID, AccountSID: a.account.SID, To: m.To, From: m.From, Body: m.Text, Status: status,
		Direction: "outbound-api", NumSegments: strconv.Itoa(m.Segments), NumMedia: "0",
		DateCreated: at, DateSent: at, DateUpdated: at, APIVersion: "2010-04-01",
		URI: "/2010-04-01/Accounts/" + a.account.SID + "/Messages/" + m.MessageID + ".json",
	}
}

func (a *smsAPI) allowed(w http.ResponseWriter, r *http.Request) bool {
	user, password, ok := r.BasicAuth()
	if !ok || user != a.account.SID || password != a.account.Token || r.PathValue("account") != a.account.SID {
		refuse(w, http.StatusUnauthorized, 20003, "Authenticate")
		return false
	}
	return true
}

func (a *smsAPI) create(w http.ResponseWriter, r *http.Request) {
	if !a.allowed(w, r) {
		return
	}
	r.Body = http.MaxBytesReader(w, r.Body, 64<<10)
	if err := r.ParseForm(); err != nil {
		refuse(w, http.StatusBadRequest, 21600, "The form cannot be read")
		return
	}
	form := r.PostForm
	number, err := phonenumbers.Parse(form.Get("To"), "")
	switch {
	case err != nil || !phonenumbers.IsPossibleNumber(number):
		refuse(w, http.StatusBadRequest, 21211, "The 'To' number is not a valid phone number")
		return
	case form.Get("Body") == "":
		refuse(w, http.StatusBadRequest, 21602, "Message body is required")
		return
	case form.Get("From") == "" && form.Get("MessagingServiceSid") == "":
		refuse(w, http.StatusBadRequest, 21603, "A 'From' phone number is required")
		return
	case len([]rune(form.Get("Body"))) > 1600:
		refuse(w, http.StatusBadRequest, 21617, "The message body exceeds the 1600 character limit")
		return
	}
	m, err := a.store.Accept(Message{
		Channel: events.SMS, From: form.Get("From"), To: form.Get("To"), Text: form.Get("Body"),
		Reminder: r.Header.Get(channel.HeaderReminder), MessageID: "SM" + randomHex(),
		Segments: segmentsOf(form["Body"]),
	}, form.Encode())
	if err != nil {
		refuse(w, http.StatusInternalServerError, 20500, "The outbox cannot store")
		return
	}
	writeJSON(w, http.StatusCreated, a.resource(m, "queued"))
	a.notify(m, form.Get("StatusCallback"))
}

// segmentsOf counts what the lines of a text take.
func segmentsOf(lines []string) int { return segment.Of(strings.Join(lines, "\n")).Segments }

func (a *smsAPI) list(w http.ResponseWriter, r *http.Request) {
	if !a.allowed(w, r) {
		return
	}
	page := struct {
		Messages []resource `json:"messages"`
		Page     int        `json:"page"`
		PageSize int        `json:"page_size"`
		Next     *string    `json:"next_page_uri"`
	}{Messages: []resource{}, PageSize: 1000}
	asked := r.URL.Query()
	all := a.store.List(Query{Channel: events.SMS, To: asked.Get("To")})
	// The API lists the newest first.
	for i := len(all) - 1; i >= 0 && len(page.Messages) < page.PageSize; i-- {
		if onDays(all[i].AcceptedAt.Format(time.DateOnly), asked) {
			page.Messages = append(page.Messages, a.resource(all[i], "delivered"))
		}
	}
	writeJSON(w, http.StatusOK, page)
}

// onDays reports whether a day is one of those that a list asks for; both ends count (Twilio Messages API, "DateSent").
func onDays(day string, asked url.Values) bool {
	on, from, to := asked.Get("DateSent"), asked.Get("DateSent>"), asked.Get("DateSent<")
	return (on == "" || day == on) && (from == "" || day >= from) && (to == "" || day <= to)
}

// refuse answers in the form of the API's errors.
func refuse(w http.ResponseWriter, status, code int, text string) {
	writeJSON(w, status, struct {
		Code     int    `json:"code"`
		Message  string `json:"message"`
		MoreInfo string `json:"more_info"`
		Status   int    `json:"status"`
	}{code, text, "https://www.twilio.com/docs/errors/" + strconv.Itoa(code), status})
}

func writeJSON(w http.ResponseWriter, status int, v any) {
	w.Header().Set("Content-Type", "application/json")
	w.WriteHeader(status)
	// The answer has begun: a client that went away is no error of ours.
	_ = json.NewEncoder(w).Encode(v)
}
