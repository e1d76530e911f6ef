// What every server is given: the same two clients, which differ in the algorithm of their ID tokens, and the same person.
export const CLIENTS = { RS256: "app", ES256: "app-es256" };
export const SECRET = "a-secret-of-the-measurement-0123456789";
export const CALLBACK = "http://localhost:3999/cb";
export const GOODBYE = "http://localhost:3999/goodbye";
export const USERNAME = "ada";
export const NAME = "Ada Example";
export const EMAIL = "ada@example.com";
export const PASSWORD = "correct-horse-battery";
