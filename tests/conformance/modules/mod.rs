//! The modules, by what they look at. Each is an async function whose place in the plans, and whose name there, stands
//! in `plans.rs`.

pub mod authentication;
pub mod ciba_clients;
pub mod ciba_flows;
pub mod ciba_pings;
pub mod ciba_request_objects;
pub mod codes;
pub mod core;
pub mod discovery;
pub mod dynamic;
pub mod fapi2_assertions;
pub mod fapi2_dpop;
pub mod fapi2_flows;
pub mod fapi2_request_objects;
pub mod fapi2_requests;
pub mod fapi2_tokens;
pub mod latchkey;
pub mod logout;
pub mod refresh;
pub mod request_objects;
pub mod schema;
pub mod scopes;
pub mod scripted;
pub mod userinfo;
