// A small HTTP/1.1 client: one kept-alive connection, one request at a time, a cookie jar. It costs less than fetch does.
import net from "node:net";

// How long an answer may take, in milliseconds.
const PATIENCE = 30_000;

export class Client {
  constructor(port) {
    this.port = port;
    this.jar = new Map();
  }

  async #connect() {
    this.socket = net.connect(this.port, "127.0.0.1").setNoDelay(true).setTimeout(PATIENCE);
    this.socket.on("timeout", () => this.socket?.destroy(new Error(`no answer for ${PATIENCE / 1000} s`)));
    this.buffer = "";
    this.socket.on("data", (data) => {
      this.buffer += data.latin1Slice();
      this.#take();
    });
    const lost = (error) => {
      this.socket = null;
      this.waiting?.reject(error ?? new Error("the server closed the connection"));
      this.waiting = null;
    };
    this.socket.on("error", lost).on("close", () => lost());
    await new Promise((resolve, reject) => this.socket.once("connect", resolve).once("error", reject));
  }

  #take() {
    const text = this.buffer;
    const end = text.indexOf("\r\n\r\n");
    if (end < 0 || !this.waiting) return;
    const head = text.slice(0, end + 2);
    const status = Number(head.slice(9, 12));
    const length = /\r\ncontent-length: *(\d+)/i.exec(head);
    let body = "";
    if (length) {
      if (text.length < end + 4 + Number(length[1])) return;
      body = text.slice(end + 4, end + 4 + Number(length[1]));
    } else if (/\r\ntransfer-encoding: *chunked/i.test(head)) {
      for (let at = end + 4; ; ) {
        const line = text.indexOf("\r\n", at);
        if (line < 0) return;
        const size = parseInt(text.slice(at, line), 16);
        if (text.length < line + 4 + size) return;
        if (size === 0) break;
        body += text.slice(line + 2, line + 2 + size);
        at = line + 4 + size;
      }
    }
    this.buffer = "";
    const { resolve } = this.waiting;
    this.waiting = null;
    resolve({ status, head, body, location: /\r\nlocation: *([^\r]*)/i.exec(head)?.[1] });
  }

  async send(method, path, headers = "", body = "") {
    if (this.closed) throw new Error("this client was closed");
    if (!this.socket) await this.#connect();
    const cookies = [];
    for (const [name, { value, under }] of this.jar) if (path.startsWith(under)) cookies.push(`${name}=${value}`);
    if (cookies.length) headers += `Cookie: ${cookies.join("; ")}\r\n`;
    if (method === "POST") {
      headers += `Content-Type: application/x-www-form-urlencoded\r\nContent-Length: ${body.length}\r\n`;
    }
    const answer = await new Promise((resolve, reject) => {
      this.waiting = { resolve, reject };
      this.socket.write(`${method} ${path} HTTP/1.1\r\nHost: localhost:${this.port}\r\n${headers}\r\n${body}`, "latin1");
    });
    for (const [, name, value, rest] of answer.head.matchAll(/\r\nset-cookie: *([^=]+)=([^;\r]*)([^\r]*)/gi)) {
      if (value === "" || /max-age=0|expires=[^;]* 1970/i.test(rest)) this.jar.delete(name);
      else this.jar.set(name, { value, under: /path=([^;]*)/i.exec(rest)?.[1] ?? "/" });
    }
    if (/\r\nconnection: *close/i.test(answer.head)) this.#drop();
    return answer;
  }

  #drop() {
    this.socket?.removeAllListeners("close").destroy();
    this.socket = null;
  }

  // For good: whoever still uses it is told so.
  close() {
    this.closed = true;
    this.#drop();
    this.waiting?.reject(new Error("this client was closed"));
    this.waiting = null;
  }

  // Follows redirects and submits forms, filled in with `values`, until the server sends the browser to `target`.
  async follow(path, target, values) {
    const { host } = new URL(`http://localhost:${this.port}`);
    let answer = await this.send("GET", path);
    for (let step = 0; step < 12; step++) {
      if (answer.location?.startsWith(target)) return answer;
      const url = new URL(answer.location ?? action(answer.body) ?? "", `http://${host}${path}`);
      if (url.host !== host) throw new Error(`sent to ${url}`);
      path = url.pathname + url.search;
      if (answer.location) answer = await this.send("GET", path);
      else answer = await this.send("POST", path, "", fields(answer, values));
    }
    throw new Error(`it never led to ${target}`);
  }
}

const postForm = (body) => /<form[^>]*method="post"[\s\S]*?<\/form>/i.exec(body)?.[0];

function attribute(tag, name) {
  return new RegExp(`\\s${name}="([^"]*)"`).exec(tag)?.[1].replace(/&amp;/g, "&").replace(/&#x2F;/gi, "/");
}

const action = (body) => attribute(postForm(body) ?? "", "action");

// What a person's browser would send: hidden inputs as they are, and `values` for the others.
function fields({ status, body }, values) {
  const form = postForm(body);
  if (!form) throw new Error(`no form: ${status} ${body.slice(0, 200)}`);
  const sent = new URLSearchParams();
  for (const [tag] of form.matchAll(/<input[^>]*>/g)) {
    const name = attribute(tag, "name");
    if (name && attribute(tag, "type") === "hidden") sent.set(name, attribute(tag, "value") ?? "");
  }
  for (const [name, value] of Object.entries(values)) sent.set(name, value);
  return sent.toString();
}
