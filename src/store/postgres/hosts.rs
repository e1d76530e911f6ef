//! The hosts of a URL, one after the other, as libpq asks them: each address has a time of its own to answer, from TCP's
//! handshake to the end of PostgreSQL's. The library bounds TCP's alone, and a host that takes connections and says nothing
//! would keep the next one from being asked.

use std::time::Duration;

use tokio::net::lookup_host;
use tokio::time::timeout;
use tokio_postgres::config::{Host, LoadBalanceHosts};
use tokio_postgres::tls::MakeTlsConnect;
use tokio_postgres::{Client, Config, Socket};

use super::connection::store_error;
use super::tls::Tls;
use crate::random;
use crate::store::{StoreError, StoreResult};

/// How long the handshake of TLS and of PostgreSQL may take, beyond TCP's (`connect_timeout`).
const HANDSHAKE: Duration = Duration::from_secs(1);

/// What drives a connection.
pub type Driven = tokio_postgres::Connection<Socket, <Tls as MakeTlsConnect<Socket>>::Stream>;

/// Connects to the first one that answers and is what the URL wants (`target_session_attrs`).
pub async fn connect(config: &Config, tls: &Tls) -> StoreResult<(Client, Driven)> {
    let mut failed = StoreError::Unavailable("storage.url names no host".to_owned());
    let hosts: Vec<_> = config.get_hosts().iter().enumerate().collect();
    for (place, host) in in_turn(config, hosts) {
        let addresses = match addresses(config, place, host).await {
            Ok(addresses) => addresses,
            Err(error) => {
                failed = error;
                continue;
            }
        };
        for address in in_turn(config, addresses) {
            match connect_to(&address, tls).await {
                Ok(connected) => return Ok(connected),
                Err(error) => failed = error,
            }
        }
    }
    Err(failed)
}

/// In the order in which they stand; with `load_balance_hosts=random` from any of them on.
fn in_turn<T>(config: &Config, mut all: Vec<T>) -> Vec<T> {
    if config.get_load_balance_hosts() == LoadBalanceHosts::Random {
        let [drawn] = random::bytes::<1>();
        let first = usize::from(drawn) % all.len().max(1);
        all.rotate_left(first);
    }
    all
}

async fn connect_to(address: &Config, tls: &Tls) -> StoreResult<(Client, Driven)> {
    let patience = address.get_connect_timeout().copied().unwrap_or_default().saturating_add(HANDSHAKE);
    match timeout(patience, address.connect(tls.clone())).await {
        Ok(outcome) => outcome.map_err(|error| store_error(&error)),
        Err(_) => Err(StoreError::Unavailable(format!("no answer to a connection within {patience:?}"))),
    }
}

/// What a connection to each address of a host is made with.
async fn addresses(config: &Config, place: usize, host: &Host) -> StoreResult<Vec<Config>> {
    let ports = config.get_ports();
    let port = ports.get(place).or(ports.first()).copied().unwrap_or(5432);
    let mut alone = without_hosts(config);
    alone.port(port);
    let name = match host {
        Host::Tcp(name) => name,
        #[cfg(unix)]
        Host::Unix(path) => {
            alone.host_path(path);
            return Ok(vec![alone]);
        }
    };
    // TLS goes by the name.
    alone.host(name);
    let found = match config.get_hostaddrs().get(place) {
        Some(address) => vec![*address],
        None => {
            let found = lookup_host((name.as_str(), port)).await;
            let found = found.map_err(|error| StoreError::Unavailable(format!("{name}: {error}")))?;
            found.map(|address| address.ip()).collect()
        }
    };
    let at = |address| {
        let mut one = alone.clone();
        one.hostaddr(address);
        one
    };
    Ok(found.into_iter().map(at).collect())
}

/// Everything but the hosts, which can be added to a configuration and not be taken away.
fn without_hosts(config: &Config) -> Config {
    let mut rest = Config::new();
    if let Some(user) = config.get_user() {
        rest.user(user);
    }
    if let Some(password) = config.get_password() {
        rest.password(password);
    }
    if let Some(database) = config.get_dbname() {
        rest.dbname(database);
    }
    if let Some(options) = config.get_options() {
        rest.options(options);
    }
    if let Some(name) = config.get_application_name() {
        rest.application_name(name);
    }
    if let Some(timeout) = config.get_connect_timeout() {
        rest.connect_timeout(*timeout);
    }
    if let Some(timeout) = config.get_tcp_user_timeout() {
        rest.tcp_user_timeout(*timeout);
    }
    if let Some(interval) = config.get_keepalives_interval() {
        rest.keepalives_interval(interval);
    }
    if let Some(retries) = config.get_keepalives_retries() {
        rest.keepalives_retries(retries);
    }
    rest.keepalives(config.get_keepalives()).keepalives_idle(config.get_keepalives_idle());
    rest.ssl_mode(config.get_ssl_mode()).ssl_negotiation(config.get_ssl_negotiation());
    rest.target_session_attrs(config.get_target_session_attrs()).channel_binding(config.get_channel_binding());
    rest
}

#[cfg(test)]
mod tests {
    use std::str::FromStr as _;

    use super::*;

    #[tokio::test(flavor = "current_thread")]
    async fn each_host_alone_is_asked_as_all_of_them_would_be() {
        let settings = "user=a password=b dbname=c options=d application_name=e sslmode=require connect_timeout=2 \
                        tcp_user_timeout=3 keepalives=1 keepalives_idle=4 keepalives_interval=5 keepalives_retries=6 \
                        target_session_attrs=read-only channel_binding=require sslnegotiation=direct";
        let both = Config::from_str(&format!("{settings} host=127.0.0.1,/run/db port=1,2")).unwrap();
        let mut alone = Vec::new();
        for (place, host) in both.get_hosts().iter().enumerate() {
            alone.extend(addresses(&both, place, host).await.unwrap());
        }
        let wanted = ["host=127.0.0.1 hostaddr=127.0.0.1 port=1", "host=/run/db port=2"];
        let wanted = wanted.map(|host| Config::from_str(&format!("{settings} {host}")).unwrap());
        assert_eq!(alone, wanted);
    }
}
