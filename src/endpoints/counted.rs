//! What becomes of the requests of each client, at the endpoints where clients authenticate: counted for the pages of
//! administrators, hour by hour ([`crate::telemetry::hours`]).

use actix_web::{HttpMessage as _, HttpRequest, HttpResponse};

use crate::protocol::client::ClientId;
use crate::protocol::error::ErrorCode;
use crate::provider::Provider;

/// The client that a request is of, or whose name it has: one that exists.
struct Asking(ClientId);

/// Notes whose request it is.
pub fn note(request: &HttpRequest, client_id: &ClientId) {
    request.extensions_mut().insert(Asking(client_id.clone()));
}

/// Counts the answer, where it is known whose request it was.
pub fn count(request: &HttpRequest, provider: &Provider, response: &HttpResponse) {
    let about = request.extensions();
    let Some(Asking(client_id)) = about.get::<Asking>() else { return };
    let error = response.extensions().get::<ErrorCode>().copied();
    match error {
        // Nobody was refused: the client asks once more in a moment, as it should.
        Some(ErrorCode::AuthorizationPending | ErrorCode::UseDpopNonce) => {}
        Some(error) => provider.hours.refused(client_id, error, provider.now()),
        None => provider.hours.answered(client_id, provider.now()),
    }
}
