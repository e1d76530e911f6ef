// Streamlit: an app with st.login() signs a person in and out.
import { mkdirSync } from 'node:fs';
import { app, assert, done, file, isSignedInAtLatchkey, knowsThePerson, paste, signIn, start, visit } from '../app.mjs';

mkdirSync(`${app.scratch}/.streamlit`);
file('.streamlit/secrets.toml', paste('secrets.toml'));
file('main.py', `import streamlit as st

if st.user.is_logged_in:
    st.button("Sign out", on_click=st.logout)
    st.markdown("who: " + str(st.user.to_dict()))
else:
    st.button("Sign in", on_click=st.login)
`);
await start(`${app.installed}/bin/streamlit`, [
  'run', 'main.py', '--server.port', app.port, '--server.headless', 'true', '--browser.gatherUsageStats', 'false',
  '--server.fileWatcherType', 'none',
], { ready: `${app.url}/_stcore/health` });

await visit('name, email and groups arrive, and signing out in the app signs out of Latchkey', async (page) => {
  await page.goto(app.url);
  await page.getByRole('button', { name: 'Sign in' }).click();
  await signIn(page, 'p:has-text("who:")');
  knowsThePerson(await page.getByText('who:').innerText());
  assert.ok(await isSignedInAtLatchkey(page));
  await page.getByRole('button', { name: 'Sign out' }).click();
  await page.getByRole('button', { name: 'Sign in' }).waitFor();
  assert.ok(!(await isSignedInAtLatchkey(page)));
});
await done();
