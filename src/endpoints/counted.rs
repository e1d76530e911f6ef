//! What becomes of the requests of each client, at the endpoints where clients authenticate: counted for the pages of
//! administrators, hour by hour ([`crate::telemetry::hours`]).

use std::sync::Arc;

use actix_web::{HttpMessage as _, HttpRequest, HttpResponse};

use crate::clock::Timestamp;
use crate::protocol::client::Client;
use crate::protocol::error::ErrorCode;
use crate::provider::Provider;

/// The client that a request is of, or whose name it has, one that exists; and when it was.
struct Asking(Arc<Client>, Timestamp);

/// Notes whose request it is. Nothing is asked for the time later, when what was asked is done.
pub fn note(request: &HttpRequest, client: &Arc<Client>, now: Timestamp) {
    request.extensions_mut().insert(Asking(Arc::clone(client), now));
}

/// Counts the answer, where it is known whose request it was.
pub fn count(request: &HttpRequest, provider: &Provider, response: &HttpResponse) {
    let about = request.extensions();
    let Some(Asking(client, now)) = about.get::<Asking>() else { return };
    let client_id = &client.client_id;
    let error = response.extensions().get::<ErrorCode>().copied();
    match error {
        // Nobody was refused: the client asks once more in a moment, as it should.
        Some(ErrorCode::AuthorizationPending | ErrorCode::UseDpopNonce) => {}
        Some(error) => provider.hours.refused(client_id, error, *now),
        None => provider.hours.answered(client_id, *now),
    }
}
