// Keeps the site readable without a network. `publish` fills in the three lists.
//
// A page is asked of the network first, and it names its data by a fingerprint: whoever has a network sees the newest
// data, whoever has none sees the page and the data that belong together.
"use strict";

const EDITION = "EDITION";
const PAGES = ["PAGES"];
const LASTING = ["LASTING"];

const here = new URL("./", location).href;
// One origin may have many sites, each with a cache of its own.
const prefix = `needs-by-field ${here} `;
const cacheName = prefix + EDITION;
const pages = new Set(PAGES.map((path) => here + path));
const lasting = new Set(LASTING.map((path) => here + path));

self.addEventListener("install", (event) => {
  const fresh = [...pages].map((url) => new Request(url, { cache: "reload" }));
  event.waitUntil(caches.open(cacheName).then((cache) => cache.addAll([...fresh, ...lasting])).then(() => self.skipWaiting()));
});

self.addEventListener("activate", (event) => {
  event.waitUntil((async () => {
    for (const name of await caches.keys()) {
      if (name.startsWith(prefix) && name !== cacheName) await caches.delete(name);
    }
    await self.clients.claim();
  })());
});

const cached = async (url) => (await caches.open(cacheName)).match(url);

self.addEventListener("fetch", (event) => {
  const { request } = event;
  const url = new URL(request.url);
  const path = url.origin + url.pathname.replace(/index\.html$/, "");
  if (request.method !== "GET") return;
  if (lasting.has(path)) {
    event.respondWith(cached(path).then((answer) => answer ?? fetch(request)));
  } else if (request.mode === "navigate" && pages.has(path)) {
    event.respondWith(fetch(request).catch(async (error) => {
      const answer = await cached(path);
      if (answer) return answer;
      throw error;
    }));
  }
});
