//! Adding a person.

use actix_web::http::StatusCode;
use actix_web::web::{Data, Payload};
use actix_web::{HttpRequest, HttpResponse};
use serde_json::{Value, json};

use super::person::Done;
use super::person_forms::groups;
use super::{Admitted, form, page, path_of};
use crate::endpoints::error::PageError;
use crate::endpoints::see_other;
use crate::pages::Page;
use crate::people::{self, NewPerson};
use crate::protocol::parameters::Parameters;
use crate::provider::Provider;

/// Shows the form.
pub async fn show(request: HttpRequest, provider: Data<Provider>) -> HttpResponse {
    page(request, provider, async |request, provider, admitted, _| {
        Ok(render(request, provider, admitted, json!({}), None))
    })
    .await
}

/// Adds the person.
pub async fn submit(request: HttpRequest, payload: Payload, provider: Data<Provider>) -> HttpResponse {
    form(request, payload, provider, "/admin/add-person", add).await
}

fn render(
    request: &HttpRequest,
    provider: &Provider,
    admitted: &Admitted,
    typed: Value,
    refused: Option<String>,
) -> HttpResponse {
    let status = if refused.is_some() { StatusCode::UNPROCESSABLE_ENTITY } else { StatusCode::OK };
    let passwords = provider.ways_in().password;
    let shown = json!({"profile": typed, "refused": refused, "passwords": passwords});
    let context = admitted.context(provider, ("/admin/add-person", "people"), shown);
    Page::new("admin_add_person.html", context).status(status).respond(request, provider)
}

async fn add(
    request: &HttpRequest,
    provider: &Provider,
    admitted: &Admitted,
    parameters: &Parameters,
) -> Result<HttpResponse, PageError> {
    let typed = |name: &str| parameters.get(name).unwrap_or_default().trim().to_owned();
    let given = |name: &str| Some(typed(name)).filter(|text| !text.is_empty());
    let person = NewPerson {
        username: typed("username"),
        name: given("name"),
        email: given("email"),
        groups: groups(&typed("groups")),
        is_admin: parameters.has("is_admin"),
        password_hash: None,
    };
    let fields = json!({
        "username": person.username,
        "name": person.name,
        "email": person.email,
        "groups": typed("groups"),
        "is_admin": person.is_admin,
    });
    match people::add(provider.store.as_ref(), person, provider.now()).await? {
        Ok(user) => {
            tracing::info!(sub = %user.sub, administrator = %admitted.user().sub, "account added by an administrator");
            let base = provider.live().settings.server.issuer.path().to_owned();
            Ok(see_other(&format!("{base}{}?done={}", path_of(&user.sub), Done::Added.as_str())))
        }
        Err(refused) => Ok(render(request, provider, admitted, fields, Some(refused.said()))),
    }
}
