// A small Express app around what the preset says to paste.
import { ExpressAuth, getSession } from '@auth/express';
import express from 'express';
import { config, signOut } from './auth.mjs';

const app = express();
app.set('trust proxy', true);
app.use('/auth', ExpressAuth(config));
app.get('/', async (request, response) => {
  const found = await getSession(request, config);
  const words = found ? JSON.stringify(found.user) : 'nobody';
  response.send(`<!doctype html><title>App</title><p id="who">${words}</p><a id="out" href="/logout">Sign out</a>`);
});
app.get('/logout', signOut);
app.listen(process.env.PORT, 'localhost');
