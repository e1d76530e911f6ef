//! What claims and parameters mean, in plain words.

use serde_json::Value;

use crate::clock::Timestamp;

/// What a claim with this value means now.
pub fn claim(name: &str, value: &Value, now: Timestamp) -> String {
    match (name, value.as_i64()) {
        ("exp", Some(time)) => format!("Good until {}; after that the app must ask again.", moment(time, now)),
        ("iat", Some(time)) => format!("Made at {}.", moment(time, now)),
        ("auth_time", Some(time)) => format!("The person proved who they are at {}.", moment(time, now)),
        ("updated_at", Some(time)) => format!("The profile changed last at {}.", moment(time, now)),
        _ => fixed(name).to_owned(),
    }
}

fn fixed(name: &str) -> &'static str {
    match name {
        "iss" => "Who says so: the provider.",
        "sub" => "The person, for ever. The only name an app should keep; all others may change.",
        "aud" => "Whom it is meant for: this app. Others must refuse it.",
        "azp" => "Which app it was handed to.",
        "nonce" => "Echoes what this browser was sent away with, so that the token cannot be replayed.",
        "acr" => "How strong the sign-in was.",
        "amr" => "How it was done: pwd is a password.",
        "sid" => "This login, by a name that only this app knows. Logout tokens name it.",
        "at_hash" => "Ties the access token to this ID token.",
        "name" => "The name to show.",
        "given_name" => "The given name.",
        "family_name" => "The family name.",
        "middle_name" => "The middle name.",
        "nickname" => "What friends say.",
        "preferred_username" => "The name they sign in with. It may change: do not key on it.",
        "profile" => "Their own page.",
        "picture" => "A picture of them.",
        "website" => "Their website.",
        "gender" => "As they put it.",
        "birthdate" => "When they were born.",
        "zoneinfo" => "Their time zone.",
        "locale" => "Their language.",
        "email" => "Where mail reaches them.",
        "email_verified" => "Whether somebody made sure that the address is theirs.",
        "groups" => "The groups they belong to.",
        "phone_number" => "Their telephone.",
        "phone_number_verified" => "Whether somebody made sure that the number is theirs.",
        "address" => "Where they live.",
        "events" => "What happened: a logout.",
        "jti" => "A name of this token alone, so that it counts once.",
        _ => "A claim of this provider’s own.",
    }
}

/// What a parameter of a request or an answer is for.
pub fn parameter(name: &str) -> &'static str {
    match name {
        "response_type" => "A code comes back by the browser; the tokens never do.",
        "client_id" => "Who asks.",
        "redirect_uri" => "Where to send the answer; registered, compared byte for byte.",
        "scope" => "What the app would like to know.",
        "state" => "Random; must come back unchanged, or the answer is somebody else’s.",
        "nonce" => "Random; must come back inside the ID token.",
        "code_challenge" => "The hash of a secret that only this app knows (PKCE).",
        "code_challenge_method" => "How it was hashed.",
        "code_verifier" => "The secret itself: a stolen code is worth nothing without it.",
        "max_age" => "0: whoever is signed in must prove it again.",
        "prompt" => "none: answer at once, show nothing.",
        "id_token_hint" => "The person that is meant.",
        "code" => "Good once, for a minute.",
        "iss" => "Which provider answered (RFC 9207), against mix-ups.",
        "session_state" => "What the session light asks the provider’s frame about.",
        "error" => "Why not.",
        "error_description" => "The same in words.",
        "grant_type" => "What is handed in.",
        "access_token" => "Opens userinfo; means nothing to the app itself.",
        "id_token" => "Signed: who signed in, when, and for whom.",
        "token_type" => "Whoever bears it may use it.",
        "expires_in" => "Seconds that the access token lives.",
        "post_logout_redirect_uri" => "Where to come back to; registered as well.",
        "sub" => "The person.",
        "sid" => "The login that ended.",
        "keys" => "Public keys by algorithm and id.",
        "issuer" => "Must be the very address that was asked.",
        "authorization_endpoint" => "Where browsers are sent.",
        "token_endpoint" => "Where codes become tokens.",
        "userinfo_endpoint" => "Where claims are read.",
        "end_session_endpoint" => "Where logins end.",
        "check_session_iframe" => "The frame behind the session light.",
        "jwks_uri" => "Where the keys are.",
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
