// In the place of the worker when the site does without one: takes away whatever an earlier one left.
addEventListener('install', () => skipWaiting())
addEventListener('activate', event => event.waitUntil((async () => {
  for (const name of await caches.keys()) {
    if (name.startsWith(`stillup ${registration.scope} `)) await caches.delete(name)
  }
})()))
// Not waited for: it may wait for a look for a newer worker, which waits for this one, and so would the page.
addEventListener('activate', () => { registration.unregister() })
