// The service worker keeps one version of the app for use without a network.
// It serves what it precached and nothing else: no other address, no other
// method than GET, no other origin.
"use strict";
const family = "preflight-";
const cacheName = family + "{{.Version}}";
const resources = {{.ResourcesToCache}};
const shell = new URL("./", self.location).href;

const install = async () => {
  const cache = await caches.open(cacheName);
  const addresses = new Set(resources.map((r) => new URL(r, shell).href));
  addresses.delete(shell.slice(0, -1));
  addresses.add(shell);
  await cache.addAll([...addresses].map((a) => new Request(a, { cache: "no-cache" })));
  await self.skipWaiting();
};

const activate = async () => {
  for (const name of await caches.keys()) {
    if (name.startsWith(family) && name !== cacheName) await caches.delete(name);
  }
  await self.clients.claim();
};

const answer = async (request) => {
  if (request.method !== "GET" || new URL(request.url).origin !== self.location.origin) return Response.error();
  const cache = await caches.open(cacheName);
  const wanted = request.mode === "navigate" ? shell : request;
  return (await cache.match(wanted, { ignoreSearch: true })) || Response.error();
};

self.addEventListener("install", (event) => event.waitUntil(install()));
self.addEventListener("activate", (event) => event.waitUntil(activate()));
self.addEventListener("fetch", (event) => event.respondWith(answer(event.request)));
