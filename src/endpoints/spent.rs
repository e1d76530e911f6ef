//! What a request used up that counts once: the assertion of its client, and its DPoP proof. An answer that tells the client to come
//! again (429, 503) gives it back where nothing was done for the request, since the client may come with the same one.
//!
//! That each counts once stays true: only the request that used it up gives it back, and it has done nothing with it. Where
//! it is not known whether something was done, as after a commit that failed, nothing is given back.

use actix_web::{HttpMessage as _, HttpRequest, HttpResponse};

use crate::client_auth::AuthenticatedClient;
use crate::protocol::dpop::Once;
use crate::provider::Provider;
use crate::secret::Digest;
use crate::store::StoreResult;

/// What a request used up.
#[derive(Debug, Default)]
struct Spent {
    assertion: Option<Digest>,
    proof: Option<Once>,
}

/// An answer has this with it where nothing was done for its request.
#[derive(Debug, Clone, Copy)]
pub struct NothingDone;

/// Notes what a client proved itself with.
pub fn note_client(request: &HttpRequest, client: &AuthenticatedClient) {
    if let Some(assertion) = client.spent() {
        change(request, |spent| spent.assertion = Some(*assertion));
    }
}

/// Notes a proof that was used up.
pub fn note_proof(request: &HttpRequest, proof: Once) {
    change(request, |spent| spent.proof = Some(proof));
}

fn change(request: &HttpRequest, change: impl FnOnce(&mut Spent)) {
    let mut extensions = request.extensions_mut();
    let mut spent = extensions.remove::<Spent>().unwrap_or_default();
    change(&mut spent);
    extensions.insert(spent);
}

/// Gives back what the request used up, where its answer says that nothing was done.
pub async fn settle(request: &HttpRequest, provider: &Provider, response: &HttpResponse) {
    let spent = request.extensions_mut().remove::<Spent>();
    let is_nothing_done = response.extensions().get::<NothingDone>().is_some();
    let Some(spent) = spent.filter(|_| is_nothing_done) else { return };
    if let Err(error) = give_back(provider, &spent).await {
        tracing::warn!(%error, "what a request used up for nothing was not given back: its client must prove itself anew");
    }
}

async fn give_back(provider: &Provider, spent: &Spent) -> StoreResult<()> {
    if let Some(assertion) = &spent.assertion {
        provider.store.give_back_assertion(assertion).await?;
    }
    if let Some(proof) = &spent.proof {
        provider.store.give_back_dpop_proof(proof).await?;
    }
    Ok(())
}
