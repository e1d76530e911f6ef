// What every server is given: the same client, the same person.
export const CLIENT = "app";
export const SECRET = "a-secret-of-the-measurement-0123456789";
export const CALLBACK = "http://localhost:3999/cb";
export const USERNAME = "ada";
export const PASSWORD = "correct-horse-battery";
