//! What claims and parameters mean, in plain words.

use serde_json::Value;

use crate::clock::Timestamp;

/// What a claim with this value means now.
pub fn claim(name: &str, value: &Value, now: Timestamp) -> String {
    match (name, value.as_i64()) {
        ("exp", Some(time)) => format!("Expires at {}.", moment(time, now)),
        ("iat", Some(time)) => format!("Issued at {}.", moment(time, now)),
        ("auth_time", Some(time)) => format!("When the person authenticated: {}.", moment(time, now)),
        ("updated_at", Some(time)) => format!("The profile was last changed at {}.", moment(time, now)),
        _ => fixed(name).to_owned(),
    }
}

fn fixed(name: &str) -> &'static str {
    match name {
        "iss" => "The issuer: the provider that signed this token.",
        "sub" => {
            "The identifier of the person. It never changes, so it is the one to store; every other value may change."
        }
        "aud" => "The audience: this app. Every other app must refuse the token.",
        "azp" => "The app that the token was issued to.",
        "nonce" => "The value that the app sent with the request; it prevents replay of the token.",
        "acr" => "The class of the authentication.",
        "amr" => "The authentication methods: pwd is a password.",
        "sid" => "The session identifier of this login for this app. Logout tokens contain it.",
        "at_hash" => "A hash of the access token that was issued with this ID token.",
        "name" => "The full name.",
        "given_name" => "The given name.",
        "family_name" => "The family name.",
        "middle_name" => "The middle name.",
        "nickname" => "The nickname.",
        "preferred_username" => "The username. It may change, so do not identify people by it.",
        "profile" => "The profile page.",
        "picture" => "The picture.",
        "website" => "The website.",
        "gender" => "The gender.",
        "birthdate" => "The date of birth.",
        "zoneinfo" => "The time zone.",
        "locale" => "The language.",
        "email" => "The email address.",
        "email_verified" => "Whether the email address was verified.",
        "groups" => "The groups they belong to.",
        "phone_number" => "The phone number.",
        "phone_number_verified" => "Whether the phone number was verified.",
        "address" => "The postal address.",
        "events" => "The event: a logout.",
        "jti" => "The identifier of this token; it prevents replay.",
        _ => "A claim that this provider defines.",
    }
}

/// What a parameter of a request or an answer is for.
pub fn parameter(name: &str) -> &'static str {
    match name {
        "response_type" => "The response has an authorization code. Tokens do not pass through the browser.",
        "client_id" => "The app that sends the request.",
        "redirect_uri" => "Where the response is sent. It must equal a registered address exactly.",
        "scope" => "What the app requests.",
        "state" => "A random value. The response must contain the same value.",
        "nonce" => "A random value. The ID token must contain the same value.",
        "code_challenge" => "The hash of the code_verifier (PKCE).",
        "code_challenge_method" => "The hash method.",
        "code_verifier" => "The secret behind the code_challenge. A stolen code cannot be redeemed without it.",
        "max_age" => "0: whoever is signed in must prove it again.",
        "prompt" => "none: respond at once and show no page.",
        "id_token_hint" => "An ID token that names the person.",
        "code" => "The authorization code: valid once, for a minute.",
        "iss" => "The provider that responded (RFC 9207); it prevents mix-up attacks.",
        "session_state" => "The value that the session light sends to the provider’s frame.",
        "error" => "The error code.",
        "error_description" => "The error in words.",
        "grant_type" => "What is exchanged for tokens.",
        "access_token" => "Gives access to userinfo. The app does not read it.",
        "id_token" => "The signed statement of who signed in, when, and to which app.",
        "token_type" => "Bearer: whoever has the token can use it.",
        "expires_in" => "The lifetime of the access token in seconds.",
        "post_logout_redirect_uri" => "Where the browser is sent after the sign-out. It must be registered too.",
        "sub" => "The identifier of the person.",
        "sid" => "The session that ended.",
        "keys" => "The public keys.",
        "issuer" => "Must equal the address that the document came from.",
        "authorization_endpoint" => "The authorization endpoint.",
        "token_endpoint" => "The token endpoint.",
        "userinfo_endpoint" => "The userinfo endpoint.",
        "end_session_endpoint" => "The logout endpoint.",
        "check_session_iframe" => "The frame behind the session light.",
        "jwks_uri" => "The address of the public keys.",
        _ => "",
    }
}

/// A time of day with its distance, like `17:03:11 UTC (in 59 minutes)`.
pub fn moment(seconds: i64, now: Timestamp) -> String {
    let away = seconds.saturating_sub(now.seconds());
    let many = |count: i64, word: &str| format!("{count} {word}{}", if count == 1 { "" } else { "s" });
    let span = match away.saturating_abs() {
        short @ 0..120 => many(short, "second"),
        medium @ 120..7_200 => many(medium / 60, "minute"),
        long @ 7_200..172_800 => many(long / 3_600, "hour"),
        days => many(days / 86_400, "day"),
    };
    let distance = match away {
        0 => "just now".to_owned(),
        1.. => format!("in {span}"),
        _ => format!("{span} ago"),
    };
    format!("{} UTC ({distance})", time_of_day(Timestamp(seconds)))
}

/// Like `17:03:11`.
pub fn time_of_day(at: Timestamp) -> String {
    let text = at.to_string();
    text.get(11..19).map(str::to_owned).unwrap_or(text)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn times_are_told_with_their_distance() {
        let now = Timestamp(1_800_000_000);
        assert_eq!(moment(1_800_000_000, now), "08:00:00 UTC (just now)");
        assert_eq!(moment(1_800_003_540, now), "08:59:00 UTC (in 59 minutes)");
        assert_eq!(moment(1_799_999_999, now), "07:59:59 UTC (1 second ago)");
        assert_eq!(moment(1_799_000_000, now), "18:13:20 UTC (11 days ago)");
    }
}
