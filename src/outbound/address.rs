//! Which addresses may be called.

use std::net::{IpAddr, Ipv4Addr, Ipv6Addr};

/// Whether `address` may be called. Private, loopback, carrier and unique local addresses need `allow_private`;
/// link-local ones (cloud metadata among them), multicast and the rest of the special-use registry never are.
pub fn is_allowed(address: IpAddr, allow_private: bool) -> bool {
    match address {
        IpAddr::V4(address) => v4(address, allow_private),
        IpAddr::V6(address) => v6(address, allow_private),
    }
}

fn v4(address: Ipv4Addr, allow_private: bool) -> bool {
    let [a, b, c, _] = address.octets();
    let carrier = a == 100 && (64..128).contains(&b);
    if address.is_private() || address.is_loopback() || carrier {
        return allow_private;
    }
    let never = a == 0
        || a >= 224
        || address.is_link_local()
        || address.is_documentation()
        || (a == 192 && b == 0 && c == 0)
        || (a == 198 && (b == 18 || b == 19));
    !never
}

fn v6(address: Ipv6Addr, allow_private: bool) -> bool {
    let [a, b, c, d, e, f, high, low] = address.segments();
    let embedded = || {
        let [w, x] = high.to_be_bytes();
        let [y, z] = low.to_be_bytes();
        Ipv4Addr::new(w, x, y, z)
    };
    if address.is_loopback() {
        return allow_private;
    }
    // Mapped and NAT64 addresses are the IPv4 address that they hold.
    if (a, b, c, d, e, f) == (0, 0, 0, 0, 0, 0xffff) || (a, b, c, d, e, f) == (0x64, 0xff9b, 0, 0, 0, 0) {
        return v4(embedded(), allow_private);
    }
    if a & 0xfe00 == 0xfc00 {
        return allow_private;
    }
    let global = a & 0xe000 == 0x2000;
    let documentation = (a == 0x2001 && b == 0xdb8) || a == 0x3fff;
    // 6to4 and Teredo hold IPv4 addresses too; nobody serves by them.
    let tunnel = a == 0x2002 || (a == 0x2001 && b == 0);
    global && !documentation && !tunnel
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn private_addresses_need_leave_and_link_local_ones_are_never_called() {
        let allowed = |text: &str, private| is_allowed(text.parse().unwrap(), private);
        for public in ["8.8.8.8", "93.184.216.34", "2606:4700::1111", "::ffff:8.8.8.8", "64:ff9b::808:808"] {
            assert!(allowed(public, false) && allowed(public, true), "{public}");
        }
        for private in [
            "127.0.0.1",
            "10.1.2.3",
            "172.16.0.1",
            "192.168.1.1",
            "100.64.0.1",
            "::1",
            "fd00::1",
            "::ffff:10.0.0.1",
            "64:ff9b::a00:1",
        ] {
            assert!(!allowed(private, false) && allowed(private, true), "{private}");
        }
        for never in [
            "0.0.0.0",
            "169.254.169.254",
            "224.0.0.1",
            "255.255.255.255",
            "192.0.2.1",
            "198.18.0.1",
            "192.0.0.8",
            "::",
            "fe80::1",
            "ff02::1",
            "2001:db8::1",
            "2002:a00:1::",
            "::ffff:169.254.169.254",
            "64:ff9b::a9fe:a9fe",
            "::7f00:1",
        ] {
            assert!(!allowed(never, false) && !allowed(never, true), "{never}");
        }
    }
}
