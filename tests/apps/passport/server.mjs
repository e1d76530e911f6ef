// A small Express app around what the preset says to paste.
import express from 'express';
import session from 'express-session';
import passport from 'passport';
import { signOut, strategy } from './oidc.mjs';

passport.use(strategy);
passport.serializeUser((user, done) => done(null, user));
passport.deserializeUser((user, done) => done(null, user));
const app = express();
app.use(session({ secret: 'only for this test', resave: false, saveUninitialized: false }));
app.use(passport.session());
app.get('/', (request, response) => {
  const words = request.user ? JSON.stringify(request.user) : 'nobody';
  response.send(`<!doctype html><title>App</title><p id="who">${words}</p><a id="out" href="/logout">Sign out</a>`);
});
app.get('/login', passport.authenticate('openidconnect'));
app.get('/callback', passport.authenticate('openidconnect', { failWithError: true }), (request, response) => response.redirect('/'));
app.get('/logout', signOut);
app.listen(process.env.PORT, 'localhost');
