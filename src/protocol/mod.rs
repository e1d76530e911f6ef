//! Ring 0: the words of the specifications as types, what the provider remembers, and pure rules.
//! No input or output, no `async`, no web framework; time and randomness arrive as arguments.

pub mod access_token;
pub mod acr;
pub mod authorization_code;
pub mod claims;
pub mod client;
pub mod client_assertion;
pub mod client_proof;
pub mod client_rules;
pub mod consent;
pub mod error;
pub mod grant;
pub mod id_token;
pub mod introspection;
pub mod invitation;
pub mod language;
pub mod logout_delivery;
pub mod logout_token;
pub mod metadata;
pub mod parameters;
pub mod pkce;
pub mod prompt;
pub mod redirect_uri;
pub mod registered_client;
pub mod request_object;
pub mod resource;
pub mod response_mode;
pub mod response_type;
pub mod scope;
pub mod session;
pub mod session_state;
pub mod shown_client;
pub mod site;
pub mod subject;
pub mod tokens;
pub mod user;
