//! What becomes of the requests of each client, at the endpoints where clients authenticate: counted for the pages of
//! administrators, hour by hour ([`crate::telemetry::hours`]).

use std::sync::Arc;

use actix_web::{HttpMessage as _, HttpRequest, HttpResponse};

use crate::protocol::client::Client;
use crate::protocol::error::ErrorCode;
use crate::provider::Provider;

/// The client that a request is of, or whose name it has: one that exists.
struct Asking(Arc<Client>);

/// Notes whose request it is.
pub fn note(request: &HttpRequest, client: &Arc<Client>) {
    request.extensions_mut().insert(Asking(Arc::clone(client)));
}

/// Counts the answer, where it is known whose request it was.
pub fn count(request: &HttpRequest, provider: &Provider, response: &HttpResponse) {
    let about = request.extensions();
    let Some(Asking(client)) = about.get::<Asking>() else { return };
    let (client_id, now) = (&client.client_id, provider.now());
    let error = response.extensions().get::<ErrorCode>().copied();
    match error {
        // Nobody was refused: the client asks once more in a moment, as it should.
        Some(ErrorCode::AuthorizationPending | ErrorCode::UseDpopNonce) => {}
        Some(error) => provider.hours.refused(client_id, error, now),
        None => provider.hours.answered(client_id, now),
    }
}
