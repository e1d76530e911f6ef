//! Request objects that were fetched a moment ago.
//!
//! Only a URI with a fragment is kept: the client changes the fragment when it changes the object (Core §6.2). What the
//! fragment is made of is the client's business; it is not taken for a hash.

use std::collections::HashMap;
use std::sync::{Mutex, PoisonError};
use std::time::Duration;

use crate::clock::Timestamp;
use crate::outbound::{Fetched, Outbound, OutboundError};

/// The longest that an object is kept, and how long where its server says nothing.
const LONGEST: Duration = Duration::from_secs(600);
const UNSAID: Duration = Duration::from_secs(60);
/// The most objects that are kept.
const MOST: usize = 256;

/// Objects by their URI, fragment and all.
#[derive(Default)]
pub struct RequestObjects {
    kept: Mutex<HashMap<String, (String, Timestamp)>>,
}

impl RequestObjects {
    /// The object behind `uri`, fetched unless it is at hand.
    pub async fn fetch(
        &self,
        outbound: &Outbound,
        uri: &str,
        accept: &str,
        now: Timestamp,
    ) -> Result<String, OutboundError> {
        if let Some(object) = self.kept(uri, now) {
            return Ok(object);
        }
        let read = |fetched: Fetched| {
            let object = object_in(fetched.body).ok_or("does not hold a request object")?;
            Ok((object, fetched.max_age.unwrap_or(UNSAID).min(LONGEST)))
        };
        let (object, life) = outbound.fetch_as(uri, accept, read).await?;
        if uri.contains('#') && !life.is_zero() {
            self.keep(uri, &object, now, life);
        }
        Ok(object)
    }

    fn kept(&self, uri: &str, now: Timestamp) -> Option<String> {
        let kept = self.kept.lock().unwrap_or_else(PoisonError::into_inner);
        kept.get(uri).filter(|(_, until)| *until > now).map(|(object, _)| object.clone())
    }

    fn keep(&self, uri: &str, object: &str, now: Timestamp, life: Duration) {
        let mut kept = self.kept.lock().unwrap_or_else(PoisonError::into_inner);
        kept.retain(|_, (_, until)| *until > now);
        if kept.len() >= MOST {
            let first = kept.iter().min_by_key(|(_, (_, until))| *until).map(|(uri, _)| uri.clone());
            first.and_then(|first| kept.remove(&first));
        }
        kept.insert(uri.to_owned(), (object.to_owned(), now.after(life)));
    }
}

/// The body as a compact JWS or JWE (RFC 9101 §5.2.3), by its looks. Anything else is as good as no answer, or the time
/// until the error would tell that something answers there (row 43).
fn object_in(body: Vec<u8>) -> Option<String> {
    let text = String::from_utf8(body).ok()?;
    let object = text.trim();
    let alphabet = |octet: u8| octet.is_ascii_alphanumeric() || matches!(octet, b'-' | b'_' | b'.');
    let is_compact = matches!(object.split('.').count(), 3 | 5) && object.bytes().all(alphabet);
    is_compact.then(|| object.to_owned())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_does_not_look_like_a_token_is_no_request_object() {
        let read = |text: &str| object_in(text.as_bytes().to_vec());
        for object in ["eyJh.e30.c2ln", "eyJh.e30.", "eyJh..aXY.Y3Q.dGFn"] {
            assert_eq!(read(&format!(" {object}\n")).as_deref(), Some(object));
        }
        for other in ["", "{}", "eyJh", "eyJh.e30", "a.b.c.d", "a.b.c.d.e.f", "a.b.c=", "<html>a.b.c</html>", "a.b c.d"]
        {
            assert_eq!(read(other), None, "{other}");
        }
        assert_eq!(object_in(vec![b'a', b'.', 0xff, b'.', b'b']), None);
    }

    #[test]
    fn objects_are_kept_for_a_time_and_not_without_bound() {
        let objects = RequestObjects::default();
        for number in 0..1_000 {
            objects.keep(&format!("https://a.example/{number}#x"), "object", Timestamp(number), UNSAID);
        }
        assert!(objects.kept.lock().unwrap().len() <= MOST);
        assert_eq!(objects.kept("https://a.example/999#x", Timestamp(1_000)).as_deref(), Some("object"));
        assert_eq!(objects.kept("https://a.example/999#y", Timestamp(1_000)), None);
        assert_eq!(objects.kept("https://a.example/999#x", Timestamp(1_059)), None);
    }
}
