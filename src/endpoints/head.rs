//! HEAD (RFC 9110 §9.3.2): answered wherever GET is, with the same status and headers and no body, by doing what GET does.

use std::future::Future;

use actix_web::Error;
use actix_web::body::{self, BodySize, BodyStream, BoxBody, MessageBody, SizedStream};
use actix_web::dev::{ServiceRequest, ServiceResponse};
use actix_web::http::Method;
use actix_web::middleware::Next;
use actix_web::web::Bytes;
use futures_util::stream;

/// The middleware: handlers see GET. What GET would send is dropped at once, so that a stream that nobody reads ends.
pub async fn as_get(
    request: ServiceRequest,
    next: Next<impl MessageBody + 'static>,
) -> Result<ServiceResponse<BoxBody>, Error> {
    around(request, async |request| Ok(next.call(request).await?.map_into_boxed_body())).await
}

/// The same around any way to answer.
pub async fn around<Answering>(
    mut request: ServiceRequest,
    answer: impl FnOnce(ServiceRequest) -> Answering,
) -> Result<ServiceResponse<BoxBody>, Error>
where
    Answering: Future<Output = Result<ServiceResponse<BoxBody>, Error>>,
{
    if request.method() != Method::HEAD {
        return answer(request).await;
    }
    request.head_mut().method = Method::GET;
    let nothing = || stream::empty::<Result<Bytes, Error>>();
    Ok(answer(request).await?.map_body(|_, body| match body.size() {
        BodySize::None => body::None::new().boxed(),
        // The length is that of the body that is left out.
        BodySize::Sized(length) => SizedStream::new(length, nothing()).boxed(),
        BodySize::Stream => BodyStream::new(nothing()).boxed(),
    }))
}
