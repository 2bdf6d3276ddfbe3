// Studio without a network: answers with what start.js has kept. With a network the document is always the newest, and it
// names all other files by its edition.
"use strict";

const prefix = `needs-by-field studio ${new URL("./", location).href} `;

self.addEventListener("install", () => self.skipWaiting());
self.addEventListener("activate", (event) => {
  event.waitUntil((async () => {
    // What an edition before has kept.
    for (const name of await caches.keys()) {
      if (name.startsWith(prefix) && name !== `${prefix}EDITION`) await caches.delete(name);
    }
    await self.clients.claim();
  })());
});
const kept = async (request) => (await caches.open(`${prefix}EDITION`)).match(request);
self.addEventListener("fetch", (event) => {
  const { request } = event;
  if (request.method !== "GET" || !request.url.startsWith(new URL("./", location).href)) return;
  if (request.mode === "navigate") {
    event.respondWith(fetch(request).catch(async (error) => {
      const answer = await kept(new URL("./", location).href);
      if (answer) return answer;
      throw error;
    }));
  } else {
    event.respondWith(kept(request).then((answer) => answer ?? fetch(request)));
  }
});
