//! Who hears of what, what a stream leaves behind, and how much is watched.

use std::net::IpAddr;

use super::*;

const HERE: IpAddr = IpAddr::V4(std::net::Ipv4Addr::LOCALHOST);

fn question(name: &str) -> (Question, Option<BrowserStateId>) {
    (Question::parse(&format!("https://app.example app {name}")).unwrap(), Some(BrowserStateId::of(name)))
}

fn texts(watch: &Watch) -> Vec<String> {
    watch.take_due().iter().map(|question| question.text().to_owned()).collect()
}

#[test]
fn a_stream_hears_of_its_own_states_only_and_leaves_nothing_behind() {
    let watchers = Arc::new(Watchers::default());
    let watch = watchers.open(HERE, 2).unwrap();
    assert_eq!(watchers.add(watch.id(), vec![question("mine"), question("too")], &[]), Added::Open);
    assert_eq!(texts(&watch).len(), 2, "each is judged when it is added");
    assert!(texts(&watch).is_empty());
    watchers.tell(&[BrowserStateId::of("other"), BrowserStateId::of("mine")]);
    assert_eq!(texts(&watch), ["https://app.example app mine"]);
    watchers.tell_of(&[ClientId::parse("other").unwrap()]);
    assert!(texts(&watch).is_empty());
    watchers.tell_of(&[ClientId::parse("app").unwrap()]);
    assert_eq!(texts(&watch).len(), 2);
    let second = watchers.open(HERE, 2).unwrap();
    assert_ne!(second.id(), watch.id());
    assert!(watchers.open(HERE, 2).is_none(), "the third is one too many");
    let id = watch.id().to_owned();
    drop((watch, second));
    assert_eq!((watchers.count(), watchers.values()), (0, 0));
    assert!(watchers.inner.lock().unwrap().by_state.is_empty());
    assert_eq!(watchers.add(&id, vec![question("mine")], &[]), Added::Gone);
    assert!(watchers.open(HERE, 2).is_some());
}

#[test]
fn what_is_taken_off_a_stream_is_heard_of_no_more_and_two_values_of_one_login_are_apart() {
    let watchers = Arc::new(Watchers::default());
    let watch = watchers.open(HERE, 2).unwrap();
    let state = Some(BrowserStateId::of("login"));
    let [one, two] = ["one", "two"].map(|name| (question(name).0, state));
    watchers.add(watch.id(), vec![one, two], &[]);
    texts(&watch);
    watchers.add(watch.id(), vec![], &["https://app.example app one".to_owned(), "unknown".to_owned()]);
    watchers.tell(&[BrowserStateId::of("login")]);
    assert_eq!(texts(&watch), ["https://app.example app two"]);
    watchers.add(watch.id(), vec![], &["https://app.example app two".to_owned()]);
    assert_eq!(watchers.values(), 0);
    assert!(watchers.inner.lock().unwrap().by_state.is_empty());
}

#[test]
fn a_verdict_is_news_once_a_final_one_is_due_no_more_and_what_was_not_judged_is_due_still() {
    let watchers = Arc::new(Watchers::default());
    let watch = watchers.open(HERE, 2).unwrap();
    watchers.add(watch.id(), vec![question("mine")], &[]);
    let [asked] = watch.take_due().try_into().unwrap();
    watch.put_back(&asked);
    assert_eq!(watch.take_due(), std::slice::from_ref(&asked));
    for (verdict, is_news) in [(Verdict::Live, true), (Verdict::Live, false), (Verdict::Bad, true)] {
        assert_eq!(watch.is_news(&asked, verdict), is_news, "{verdict:?}");
    }
    watchers.tell_all();
    assert_eq!(watch.take_due().len(), 1, "bad may heal");
    assert!(watch.is_news(&asked, Verdict::Ended));
    watchers.tell_all();
    assert!(watch.take_due().is_empty());
    watchers.add(watch.id(), vec![question("mine")], &[]);
    assert_eq!(watch.take_due().len(), 1, "who asks again is told again");
    assert!(watch.is_news(&asked, Verdict::Ended));
}

#[test]
fn a_stream_and_the_process_watch_so_many_values_and_no_more() {
    let watchers = Arc::new(Watchers::default());
    let watch = watchers.open(HERE, usize::MAX).unwrap();
    for i in 0..MOST_OF_STREAM {
        assert_eq!(watchers.add(watch.id(), vec![question(&i.to_string())], &[]), Added::Open);
    }
    assert_eq!(watchers.add(watch.id(), vec![question("more")], &[]), Added::Full);
    assert_eq!(watchers.add(watch.id(), vec![question("1")], &[]), Added::Open, "one that it has already");
    let dropped = ["https://app.example app 1".to_owned()];
    assert_eq!(watchers.add(watch.id(), vec![question("more")], &dropped), Added::Open);
    let long = "x".repeat(1_300);
    let mut fits = 0;
    let third = watchers.open(HERE, usize::MAX).unwrap();
    while watchers.add(third.id(), vec![question(&format!("{fits}{long}"))], &[]) == Added::Open {
        fits += 1;
    }
    assert!((70..76).contains(&fits), "{fits}");
    locked(&watchers.inner).octets = MOST_OCTETS;
    let second = watchers.open(HERE, usize::MAX).unwrap();
    assert_eq!(watchers.add(second.id(), vec![question("more")], &[]), Added::Full);
}

#[test]
fn the_ten_thousand_and_first_stream_is_refused_and_a_closed_one_makes_room() {
    let watchers = Arc::new(Watchers::default());
    let mut open: Vec<Watch> = (0..MOST_STREAMS).map(|_| watchers.open(HERE, usize::MAX).unwrap()).collect();
    let elsewhere = IpAddr::V4(std::net::Ipv4Addr::new(192, 0, 2, 1));
    assert!(watchers.open(elsewhere, usize::MAX).is_none());
    assert_eq!(watchers.inner.lock().unwrap().by_network.len(), 1, "a refusal leaves nothing behind");
    drop(open.pop());
    assert!(watchers.open(elsewhere, usize::MAX).is_some());
}
