//! Every table with every column, in the order in which a file of `latchkey export` has them: both stores have the same,
//! and the tests compare this list with what their migrations make.

/// What a column holds.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Kind {
    /// A whole number; times are seconds since 1970.
    Integer,
    /// Yes or no: in SQLite 1 or 0.
    Boolean,
    /// Text.
    Text,
    /// Octets; in a file base64url.
    Octets,
}

/// A column.
#[derive(Debug, PartialEq, Eq)]
pub struct Column {
    /// Its name.
    pub name: &'static str,
    /// What it holds.
    pub kind: Kind,
}

/// Tables that triggers fill from others, and that no file has.
pub const DERIVED: [&str; 2] = ["user_groups", "user_texts"];

/// A table.
#[derive(Debug, PartialEq, Eq)]
pub struct Table {
    /// Its name.
    pub name: &'static str,
    /// Its columns; the primary key is the first ones.
    pub columns: &'static [Column],
    /// How many columns the primary key has.
    pub key: usize,
}

impl Table {
    /// The names of the columns, as a statement has them.
    pub fn column_list(&self) -> String {
        list(self.columns)
    }

    /// The names of those of the primary key. Rows are read in their order: octets and texts compare by octets in both
    /// stores.
    pub fn key_list(&self) -> String {
        list(self.columns.get(..self.key).unwrap_or(self.columns))
    }

    /// The names of the columns.
    pub fn column_names(&self) -> Vec<&'static str> {
        self.columns.iter().map(|column| column.name).collect()
    }

    /// Where a column stands.
    pub fn place(&self, column: &str) -> Option<usize> {
        self.columns.iter().position(|known| known.name == column)
    }
}

fn list(columns: &[Column]) -> String {
    let names: Vec<String> = columns.iter().map(|column| quoted(column.name)).collect();
    names.join(", ")
}

/// A name, as a statement has it: some are words of SQL.
pub fn quoted(name: &str) -> String {
    format!("\"{name}\"")
}

const fn integer(name: &'static str) -> Column {
    Column { name, kind: Kind::Integer }
}

const fn boolean(name: &'static str) -> Column {
    Column { name, kind: Kind::Boolean }
}

const fn text(name: &'static str) -> Column {
    Column { name, kind: Kind::Text }
}

const fn octets(name: &'static str) -> Column {
    Column { name, kind: Kind::Octets }
}

/// All of them, but for `tries`: each store counts in its own way, and a move forgets how often somebody failed.
/// `changes` is the last one: what the triggers note while the others are filled makes room for what the
/// file has.
pub const TABLES: &[Table] = &[
    Table {
        name: "users",
        columns: &[
            text("sub"),
            text("username"),
            text("claims"),
            text("email"),
            boolean("email_verified"),
            text("groups"),
            text("attributes"),
            text("password_hash"),
            boolean("locked"),
            boolean("is_admin"),
            boolean("from_config"),
            integer("created_at"),
            integer("updated_at"),
            integer("credentials_revision"),
            text("defined_in"),
            integer("left_at"),
            integer("left_ends_at"),
            text("pinned_hash"),
            boolean("is_known"),
            integer("factors"),
        ],
        key: 1,
    },
    Table { name: "user_names", columns: &[text("key"), text("sub")], key: 1 },
    Table { name: "user_looks", columns: &[text("look"), text("sub")], key: 2 },
    Table { name: "cookie_sessions", columns: &[octets("digest"), text("state"), integer("expires_at")], key: 1 },
    Table {
        name: "sessions",
        columns: &[
            text("id"),
            text("sub"),
            integer("auth_time"),
            text("amr"),
            text("acr"),
            boolean("remember"),
            integer("created_at"),
            integer("last_seen"),
            integer("expires_at"),
            integer("idle_expires_at"),
            text("user_agent"),
            text("ip"),
            text("browser_state"),
            integer("ended_at"),
            text("cause"),
            octets("state_id"),
            octets("browser"),
        ],
        key: 1,
    },
    Table { name: "anonymous_states", columns: &[octets("state_id"), integer("signed_in_at")], key: 1 },
    Table { name: "client_logins", columns: &[text("client_id"), text("sid"), text("session_id")], key: 2 },
    Table { name: "finished_interactions", columns: &[octets("digest"), integer("expires_at")], key: 1 },
    Table {
        name: "pushed_requests",
        columns: &[octets("digest"), text("client_id"), text("request"), integer("expires_at")],
        key: 1,
    },
    Table {
        name: "polled_requests",
        columns: &[
            octets("digest"),
            text("grant_type"),
            text("client_id"),
            octets("user_code"),
            text("sub"),
            text("request"),
            integer("created_at"),
            integer("expires_at"),
            integer("poll_interval"),
            integer("polled_at"),
            integer("answered_at"),
            text("authorization"),
            integer("redeemed_at"),
            text("notification"),
            integer("notify_at"),
            integer("notify_attempts"),
        ],
        key: 1,
    },
    Table {
        name: "codes",
        columns: &[
            octets("digest"),
            text("session_id"),
            text("authorization"),
            integer("expires_at"),
            integer("used_at"),
        ],
        key: 1,
    },
    Table {
        name: "grants",
        columns: &[
            text("id"),
            text("client_id"),
            text("sub"),
            text("session_id"),
            boolean("offline"),
            text("detail"),
            integer("created_at"),
            integer("revoked_at"),
            text("proven_by"),
        ],
        key: 1,
    },
    Table {
        name: "access_tokens",
        columns: &[
            octets("digest"),
            text("grant_id"),
            text("scope"),
            integer("expires_at"),
            boolean("tracked"),
            integer("first_used_at"),
            integer("issued_at"),
            text("audience"),
            text("jti"),
            octets("refresh_digest"),
            text("jkt"),
            text("authorization_details"),
            text("client_id"),
            octets("parent"),
            text("exchange"),
        ],
        key: 1,
    },
    Table {
        name: "refresh_tokens",
        columns: &[
            octets("digest"),
            text("grant_id"),
            integer("idle_expires_at"),
            integer("expires_at"),
            octets("access_digest"),
            octets("successor"),
            integer("spent_at"),
            integer("dead_at"),
            integer("access_used_at"),
            text("jkt"),
        ],
        key: 1,
    },
    Table {
        name: "client_access_tokens",
        columns: &[
            octets("digest"),
            text("client_id"),
            text("scope"),
            text("audience"),
            text("jti"),
            integer("issued_at"),
            integer("expires_at"),
            text("proven_by"),
            text("jkt"),
            text("authorization_details"),
        ],
        key: 1,
    },
    Table {
        name: "consents",
        columns: &[
            text("sub"),
            text("client_id"),
            text("scope"),
            text("claims"),
            integer("granted_at"),
            boolean("asks_each_time"),
        ],
        key: 2,
    },
    Table { name: "revocations", columns: &[text("client_id"), text("sub"), integer("times")], key: 2 },
    Table {
        name: "mails",
        columns: &[text("id"), text("mail"), integer("queued_at"), integer("attempts"), integer("due_at")],
        key: 1,
    },
    Table {
        name: "email_changes",
        columns: &[
            text("sub"),
            text("id"),
            text("email"),
            integer("revision"),
            integer("asked_at"),
            integer("expires_at"),
            octets("digest"),
        ],
        key: 1,
    },
    Table {
        name: "sign_up_links",
        columns: &[octets("digest"), text("email"), text("interaction"), integer("uses_left"), integer("expires_at")],
        key: 1,
    },
    Table {
        name: "sign_ups",
        columns: &[text("sub"), text("how"), integer("made_at"), boolean("waits"), text("email")],
        key: 1,
    },
    Table {
        name: "totp",
        columns: &[
            text("sub"),
            octets("secret"),
            integer("last_step"),
            integer("created_at"),
            integer("last_used"),
            octets("added_in"),
        ],
        key: 1,
    },
    Table {
        name: "audit",
        columns: &[
            text("id"),
            integer("at"),
            text("event"),
            text("actor"),
            text("sub"),
            text("client_id"),
            text("ip"),
            text("agent"),
            text("request_id"),
            text("details"),
            integer("number"),
            octets("hash"),
        ],
        key: 1,
    },
    Table { name: "audit_start", columns: &[integer("number"), octets("hash")], key: 1 },
    Table { name: "recovery_codes", columns: &[text("sub"), octets("digest")], key: 2 },
    Table { name: "user_codes", columns: &[text("sub"), text("hash"), integer("made_at")], key: 1 },
    Table {
        name: "passkeys",
        columns: &[
            octets("id"),
            text("sub"),
            text("name"),
            octets("public_key"),
            integer("sign_count"),
            octets("aaguid"),
            boolean("backup_eligible"),
            boolean("backed_up"),
            text("transports"),
            integer("created_at"),
            integer("last_used"),
            boolean("signs_in"),
            octets("added_in"),
        ],
        key: 1,
    },
    Table {
        name: "known_browsers",
        columns: &[
            octets("digest"),
            text("sub"),
            text("user_agent"),
            integer("first_seen"),
            integer("last_seen"),
            integer("factor_since"),
            integer("factor_until"),
            integer("factor_revision"),
        ],
        key: 1,
    },
    Table {
        name: "new_sign_ins",
        columns: &[
            text("session_id"),
            text("sub"),
            integer("since"),
            integer("signed_in_at"),
            text("user_agent"),
            text("ip"),
            text("email"),
            octets("link"),
            integer("expires_at"),
            octets("browser"),
        ],
        key: 1,
    },
    Table {
        name: "invitations",
        columns: &[
            octets("digest"),
            text("invitation"),
            boolean("is_setup"),
            integer("expires_at"),
            integer("used_at"),
            text("sub"),
        ],
        key: 1,
    },
    Table {
        name: "signing_keys",
        columns: &[
            text("kid"),
            text("alg"),
            octets("material"),
            integer("created_at"),
            integer("signs_from"),
            integer("retired_at"),
            integer("remove_at"),
            text("purpose"),
        ],
        key: 1,
    },
    Table { name: "secrets", columns: &[text("name"), octets("value")], key: 1 },
    Table {
        name: "sealing_secrets",
        columns: &[text("id"), octets("secret"), integer("created_at"), integer("seals_from")],
        key: 1,
    },
    Table { name: "sealing_weeks", columns: &[text("secret_id"), integer("week")], key: 2 },
    Table {
        name: "logout_deliveries",
        columns: &[
            text("session_id"),
            text("client_id"),
            text("sub"),
            text("state"),
            integer("attempts"),
            integer("next_attempt_at"),
            integer("leased_until"),
            integer("created_at"),
            text("detail"),
            integer("took_ms"),
        ],
        key: 2,
    },
    Table { name: "assertions", columns: &[octets("digest"), integer("expires_at")], key: 1 },
    Table { name: "dpop_proofs", columns: &[integer("issued_at"), octets("digest")], key: 2 },
    Table {
        name: "clients",
        columns: &[
            text("client_id"),
            integer("revision"),
            text("metadata"),
            octets("secret"),
            octets("sealed_secret"),
            octets("registration_token"),
            boolean("backchannel"),
            integer("created_at"),
            integer("updated_at"),
            integer("disabled_at"),
            integer("last_used_at"),
            integer("look"),
            integer("approved_at"),
        ],
        key: 1,
    },
    Table { name: "client_origins", columns: &[text("origin"), text("client_id")], key: 2 },
    Table {
        name: "initial_access_tokens",
        columns: &[
            octets("digest"),
            text("id"),
            integer("uses"),
            integer("uses_left"),
            integer("created_at"),
            integer("expires_at"),
            integer("revoked_at"),
        ],
        key: 1,
    },
    Table { name: "configured_clients", columns: &[text("client_id")], key: 1 },
    Table { name: "withdrawn", columns: &[text("client_id"), integer("since"), integer("ends_at")], key: 1 },
    Table {
        name: "lowered",
        columns: &[text("client_id"), text("proven_by"), integer("since"), integer("ends_at")],
        key: 2,
    },
    Table { name: "claims_unread", columns: &[text("client_id"), integer("noticed_at")], key: 1 },
    Table {
        name: "changes",
        columns: &[integer("number"), octets("state_id"), text("sub"), text("client_id")],
        key: 1,
    },
];
