"""A mail server (aiosmtpd) that takes mail by STARTTLS, or encrypted from the first octet, from whoever knows the password.

    mailbox.py PORT CERTIFICATE KEY [implicit]

Each mail that it takes is a line of JSON on standard output: to, subject, text, html."""

import asyncio
import email
import email.policy
import json
import ssl
import sys

from aiosmtpd.controller import Controller
from aiosmtpd.smtp import SMTP, AuthResult, LoginPassword

USER, PASSWORD = b"auth", b"a password for mail"


class Handler:
    async def handle_DATA(self, server, session, envelope):
        mail = email.message_from_bytes(envelope.content, policy=email.policy.default)
        part = lambda kind: mail.get_body((kind,)).get_content()
        told = {"to": envelope.rcpt_tos, "from": mail["From"], "subject": mail["Subject"], "id": mail["Message-ID"],
                "text": part("plain"), "html": part("html"), "tls": session.ssl is not None or implicit}
        print(json.dumps(told), flush=True)
        return "250 kept"


def authenticate(server, session, envelope, mechanism, data):
    known = isinstance(data, LoginPassword) and (data.login, data.password) == (USER, PASSWORD)
    return AuthResult(success=known, handled=False)


port, certificate, key, *how = sys.argv[1:]
implicit = how == ["implicit"]
context = ssl.create_default_context(ssl.Purpose.CLIENT_AUTH)
context.load_cert_chain(certificate, key)


class Mailbox(Controller):
    def factory(self):
        return SMTP(self.handler, authenticator=authenticate, auth_required=True, require_starttls=not implicit,
                    auth_require_tls=not implicit, tls_context=None if implicit else context)


controller = Mailbox(Handler(), hostname="127.0.0.1", port=int(port), ssl_context=context if implicit else None)
controller.start()
print("ready", flush=True)
asyncio.new_event_loop().run_forever()
