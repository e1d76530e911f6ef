// A television, by golang.org/x/oauth2: it asks for a code (RFC 8628), says where a person enters it, and polls. One line of JSON
// for each step, on standard output. Told by the environment: ISSUER, and CLIENT_ID of a public client.
package main

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"net/http"
	"os"

	"golang.org/x/oauth2"
)

func say(step any) {
	if err := json.NewEncoder(os.Stdout).Encode(step); err != nil {
		fail(err)
	}
}

func fail(err error) {
	fmt.Fprintln(os.Stderr, err)
	os.Exit(1)
}

func main() {
	issuer := os.Getenv("ISSUER")
	var metadata struct {
		Device string `json:"device_authorization_endpoint"`
		Token  string `json:"token_endpoint"`
		User   string `json:"userinfo_endpoint"`
	}
	answer, err := http.Get(issuer + "/.well-known/openid-configuration")
	if err != nil {
		fail(err)
	}
	if err := json.NewDecoder(answer.Body).Decode(&metadata); err != nil {
		fail(err)
	}
	config := &oauth2.Config{
		ClientID: os.Getenv("CLIENT_ID"),
		Endpoint: oauth2.Endpoint{DeviceAuthURL: metadata.Device, TokenURL: metadata.Token},
		Scopes:   []string{"openid", "email", "offline_access"},
	}
	ctx := context.Background()
	asked, err := config.DeviceAuth(ctx)
	if err != nil {
		fail(err)
	}
	say(map[string]any{"verification_uri_complete": asked.VerificationURIComplete, "user_code": asked.UserCode})
	token, err := config.DeviceAccessToken(ctx, asked)
	if err != nil {
		var refused *oauth2.RetrieveError
		if !errors.As(err, &refused) {
			fail(err)
		}
		say(map[string]any{"error": refused.ErrorCode})
		return
	}
	told, err := config.Client(ctx, token).Get(metadata.User)
	if err != nil {
		fail(err)
	}
	var person struct {
		Email string `json:"email"`
	}
	if err := json.NewDecoder(told.Body).Decode(&person); err != nil {
		fail(err)
	}
	token.Expiry = token.Expiry.AddDate(-1, 0, 0)
	next, err := config.TokenSource(ctx, token).Token()
	if err != nil {
		fail(err)
	}
	say(map[string]any{"email": person.Email, "refreshed": next.AccessToken != token.AccessToken})
}
