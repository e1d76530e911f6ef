//! How much of everything a request, a registration or a client's configuration may hold (SEC-69, row 64): the one place
//! for the limits on lists. What goes beyond is refused by its name and by the limit; it is never cut off in silence.

/// The most parameters that one request may carry.
pub const PARAMETERS: usize = 1_000;
/// The most values of a list in a registration, in the configuration of a client, and in `claims`.
pub const LIST: usize = 100;
/// The longest text of a registration, in octets.
pub const TEXT: usize = 2 * 1024;
/// The most languages that one client may be described in.
pub const LANGUAGES: usize = 100;
/// The most scope values in one list.
pub const SCOPE: usize = 100;

/// What the value of one parameter may hold.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Cap {
    /// The parameter.
    pub name: &'static str,
    /// Values between spaces; `None` for what is no such list.
    pub values: Option<usize>,
    /// Octets.
    pub octets: usize,
    /// How often it may be sent.
    pub times: usize,
}

/// Every parameter that is a list, in whatever form. The others are bounded by the request as a whole.
pub const PARAMETERS_THAT_ARE_LISTS: [Cap; 10] = [
    Cap { name: "scope", values: Some(SCOPE), octets: 4 * 1024, times: 1 },
    Cap { name: "response_type", values: Some(10), octets: 255, times: 1 },
    Cap { name: "prompt", values: Some(10), octets: 255, times: 1 },
    Cap { name: "acr_values", values: Some(50), octets: 4 * 1024, times: 1 },
    Cap { name: "ui_locales", values: Some(50), octets: 1024, times: 1 },
    Cap { name: "claims_locales", values: Some(50), octets: 1024, times: 1 },
    Cap { name: "claims", values: None, octets: 8 * 1024, times: 1 },
    Cap { name: "resource", values: None, octets: 2 * 1024, times: 20 },
    Cap { name: "authorization_details", values: None, octets: 8 * 1024, times: 1 },
    Cap { name: "audience", values: None, octets: 2 * 1024, times: 20 },
];

/// What goes beyond a limit.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum CapError {
    /// Values between spaces.
    #[error("the parameter {name} has more than {most} values")]
    Values {
        /// The parameter.
        name: &'static str,
        /// How many it may have.
        most: usize,
    },
    /// Octets.
    #[error("the parameter {name} is longer than {most} bytes")]
    Octets {
        /// The parameter.
        name: &'static str,
        /// How many it may have.
        most: usize,
    },
    /// Repetitions.
    #[error("the parameter {name} was sent more than {most} times")]
    Times {
        /// The parameter.
        name: &'static str,
        /// How often it may be sent.
        most: usize,
    },
}

/// Whether the parameter `name`, sent for the `nth` time (the first is 1), may have this value.
pub fn check(name: &str, value: &str, nth: usize) -> Result<(), CapError> {
    let Some(cap) = PARAMETERS_THAT_ARE_LISTS.iter().find(|cap| cap.name == name) else { return Ok(()) };
    if nth > cap.times {
        return Err(CapError::Times { name: cap.name, most: cap.times });
    }
    if value.len() > cap.octets {
        return Err(CapError::Octets { name: cap.name, most: cap.octets });
    }
    match cap.values {
        Some(most) if value.split(' ').filter(|value| !value.is_empty()).count() > most => {
            Err(CapError::Values { name: cap.name, most })
        }
        _ => Ok(()),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_list_may_be_as_long_as_its_cap_and_no_longer() {
        for Cap { name, values, octets, times } in PARAMETERS_THAT_ARE_LISTS {
            assert_eq!(check(name, &"x".repeat(octets), times), Ok(()), "{name}");
            assert_eq!(check(name, &"x".repeat(octets + 1), times), Err(CapError::Octets { name, most: octets }));
            assert_eq!(check(name, "x", times + 1), Err(CapError::Times { name, most: times }));
            if let Some(most) = values {
                assert_eq!(check(name, &vec!["x"; most].join("  "), 1), Ok(()));
                assert_eq!(check(name, &vec!["x"; most + 1].join(" "), 1), Err(CapError::Values { name, most }));
            }
        }
        assert_eq!(check("state", &"x ".repeat(100_000), 1), Ok(()), "another rule's business");
    }

    #[test]
    fn an_error_names_the_parameter_and_the_cap() {
        let error = check("scope", &"a ".repeat(2_000), 1).unwrap_err();
        assert_eq!(error.to_string(), "the parameter scope has more than 100 values");
        let error = check("ui_locales", &"a".repeat(2_000), 1).unwrap_err();
        assert_eq!(error.to_string(), "the parameter ui_locales is longer than 1024 bytes");
    }
}
