//! Listening sockets, set up so that nobody holds a connection by never reading what was asked for (REL-11).

use std::io;
use std::net::{SocketAddr, TcpListener};
use std::time::Duration;

use socket2::{Domain, Protocol, SockRef, Socket, Type};

/// How long what was sent may go without a sign that it is being read. A reader that is slow but reads is not harmed.
const UNREAD: Duration = Duration::from_secs(15);
/// What the kernel takes of answers that are not read yet: enough for the few requests that a client may send without
/// waiting, so that it is found out when it sends more.
const SEND_BUFFER: usize = 256 * 1024;
/// Connections that may wait to be accepted.
const BACKLOG: i32 = 1024;

/// Binds and listens.
pub fn listen(address: SocketAddr) -> io::Result<TcpListener> {
    let socket = Socket::new(Domain::for_address(address), Type::STREAM, Some(Protocol::TCP))?;
    socket.set_reuse_address(true)?;
    socket.bind(&address.into())?;
    socket.listen(BACKLOG)?;
    let listener = TcpListener::from(socket);
    end_unread(&listener)?;
    Ok(listener)
}

/// Another handle of a listening socket, to close its door with.
pub fn handle_of(listener: &TcpListener) -> Option<TcpListener> {
    listener.try_clone().ok()
}

/// Takes no new connections; those that were taken go on.
pub fn close_door(listener: &TcpListener) {
    if let Err(error) = SockRef::from(listener).shutdown(std::net::Shutdown::Read) {
        tracing::debug!(%error, "a listening socket cannot be closed before the others");
    }
}

/// Lets the kernel end connections whose peer takes nothing of what it was sent: accepted sockets have this from the
/// listening one. The HTTP library itself waits for such a reader for ever.
pub fn end_unread(listener: &TcpListener) -> io::Result<()> {
    let socket = SockRef::from(listener);
    socket.set_send_buffer_size(SEND_BUFFER)?;
    #[cfg(target_os = "linux")]
    socket.set_tcp_user_timeout(Some(UNREAD))?;
    Ok(())
}
