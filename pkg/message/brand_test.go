package message_test

import (
	"errors"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/afterword-io/afterword/pkg/events"
	"github.com/afterword-io/afterword/pkg/message"
)

func TestCheckBrand(t *testing.T) {
	for name, test := range map[string]struct {
		brand events.Brand
		// fields are those at fault.
		fields []string
	}{
		"empty": {},
		"all": {events.Brand{
			SenderName: "Acme Careers", SenderEmail: "careers@acme.example", ReplyTo: "team@acme.example", SMSSender: "+14155550100", Color: "#1F5f5b",
			Logo: "https://acme.example/logo.png?v=2", Footer: "Acme & Co\n1 Main Street",
		}, nil},
		"short colour":               {events.Brand{Color: "#abc"}, nil},
		"named colour":               {events.Brand{Color: "red"}, []string{"color"}},
		"colour of four":             {events.Brand{Color: "#abcd"}, []string{"color"}},
		"colour and more":            {events.Brand{Color: "#abc;}"}, []string{"color"}},
		"sender's name has a break":  {events.Brand{SenderName: "Acme\r\nBcc: x@acme.example"}, []string{"sender_name"}},
		"sender's name is long":      {events.Brand{SenderName: strings.Repeat("é", 71)}, []string{"sender_name"}},
		"sender's name has room":     {events.Brand{SenderName: strings.Repeat("é", 70)}, nil},
		"sender's name has a space":  {events.Brand{SenderName: "Acme "}, []string{"sender_name"}},
		"address with a name":        {events.Brand{SenderEmail: "Acme <careers@acme.example>"}, []string{"sender_email"}},
		"two addresses":              {events.Brand{ReplyTo: "a@acme.example, b@acme.example"}, []string{"reply_to"}},
		"number without its country": {events.Brand{SMSSender: "4155550100"}, []string{"sms_sender"}},
		"logo without encryption":    {events.Brand{Logo: "http://acme.example/logo.png"}, []string{"logo_url"}},
		"logo is a script":           {events.Brand{Logo: "javascript:alert(1)"}, []string{"logo_url"}},
		"logo is data":               {events.Brand{Logo: "data:image/png;base64,AA"}, []string{"logo_url"}},
		"logo without a host":        {events.Brand{Logo: "https:///logo.png"}, []string{"logo_url"}},
		"logo with a password":       {events.Brand{Logo: "https://a:b@acme.example/logo.png"}, []string{"logo_url"}},
		"logo with a space":          {events.Brand{Logo: "https://acme.example/lo go.png"}, []string{"logo_url"}},
		"logo is long":               {events.Brand{Logo: "https://acme.example/" + strings.Repeat("x", 2000)}, []string{"logo_url"}},
		"footer is long":             {events.Brand{Footer: strings.Repeat("é", 501)}, []string{"footer"}},
		"footer with a bell":         {events.Brand{Footer: "Acme\a"}, []string{"footer"}},
		"footer is not UTF-8":        {events.Brand{Footer: "Acme\xff"}, []string{"footer"}},
		"several":                    {events.Brand{Color: "x", SenderEmail: "x", Logo: "x"}, []string{"sender_email", "color", "logo_url"}},
	} {
		t.Run(name, func(t *testing.T) {
			var fields []string
			err := message.CheckBrand(test.brand)
			if joined, ok := err.(interface{ Unwrap() []error }); ok {
				for _, one := range joined.Unwrap() {
					var fault *message.FieldError
					if !errors.As(one, &fault) {
						t.Fatalf("%v is no *FieldError", one)
					}
					fields = append(fields, fault.Field)
					if !strings.HasPrefix(one.Error(), fault.Field+" must") {
						t.Errorf("%q does not say what the field must be", one)
					}
				}
			}
			if diff := cmp.Diff(test.fields, fields); diff != "" {
				t.Errorf("fields at fault (-want +got):\n%s", diff)
			}
		})
	}
}
