// Fetches all that Studio is made of, keeps it in memory, and starts it: from then on not one request is made.
(() => {
  "use strict";
  const place = document.getElementById("start");
  const text = document.getElementById("start-text");
  const fail = (what, error) => {
    text.setAttribute("role", "alert");
    text.textContent = what;
    if (error) console.error(error);
  };

  const edition = document.querySelector("meta[name=edition]").content;
  const address = (name) => `${new URL(name, document.baseURI).href}?${edition}`;
  const get = async (name) => {
    const response = await fetch(address(name));
    if (!response.ok) throw new Error(`${name}: ${response.status} ${response.statusText}`);
    return response;
  };

  // Another visit needs no network: what was fetched is kept as it came, and sw.js answers with it. Where that is not to be
  // had (a private window), Studio works all the same.
  const cacheName = `needs-by-field studio ${new URL("./", document.baseURI).href} ${edition}`;
  const keep = async (names) => {
    try {
      const cache = await caches.open(cacheName);
      await Promise.all(names.map(async (name) => {
        if (!(await cache.match(address(name)))) await cache.add(address(name));
      }));
      await cache.add(new URL("./", document.baseURI).href);
      await navigator.serviceWorker.register("sw.js");
      await navigator.serviceWorker.ready;
    } catch (error) {
      console.info("Studio will need the network next time", error);
    }
  };

  const start = async () => {
    const name = (id) => document.getElementById(id).getAttribute("href").replace(/^\.\//, "");
    const [script, wasm] = [name("studio-js"), name("studio-wasm")];
    const [workerScript, workerWasm] = ["needs-by-field-studio-worker.js", "needs-by-field-studio-worker_bg.wasm"];
    const parts = await (await get("page/page.json")).clone().json();
    const { boot, icon, later, styles } = parts;
    const names = ["page.json", parts.script, parts.wasm, later, icon, boot, ...styles, "statistics.html"].filter(Boolean);
    const files = names.map((name) => `page/${name}`);
    await keep(["tokens.css", "studio.css", "icon.svg", "start.js", script, wasm, workerScript, workerWasm, "example.csv", ...files]);

    const compiled = async (name) => WebAssembly.compile(await (await get(name)).arrayBuffer());
    const content = async (name) => (await get(name)).arrayBuffer();
    const [app, appModule, glue, module, example, ...contents] = await Promise.all([
      import(address(script)), compiled(wasm), content(workerScript), compiled(workerWasm), content("example.csv"), ...files.map(content),
    ]);
    const page = names.map((name, i) => [name, contents[i]]);

    // Messages that come before the program runs wait for it; the first of them brings the program itself.
    const loader = `
      const early = [];
      let take = (event) => early.push(event);
      self.takeMessages = (taker) => {
        take = taker;
        for (const event of early) taker(event);
      };
      self.onmessage = ({ data }) => {
        self.onmessage = (event) => take(event);
        wasm_bindgen({ module_or_path: data }).catch((error) => setTimeout(() => { throw error; }));
      };`;
    const program = URL.createObjectURL(new Blob([glue, loader], { type: "text/javascript" }));
    let shown = [];
    // What the app calls (app/memory.rs).
    globalThis.needsStudio = {
      worker() {
        const worker = new Worker(program);
        worker.postMessage(module);
        return worker;
      },
      page: () => page,
      example: () => new File([example], "example.csv", { type: "text/csv" }),
      // The page of a site as a document in memory: its files are named by where they are in memory, and its policy lets
      // them come from there. All else is as it will be published.
      show(files) {
        shown.forEach(URL.revokeObjectURL);
        shown = [];
        const types = { html: "text/html", js: "text/javascript", wasm: "application/wasm", json: "application/json", svg: "image/svg+xml" };
        const put = (name, content) => {
          const url = URL.createObjectURL(new Blob([content], { type: types[name.split(".").pop()] }));
          shown.push(url);
          return url;
        };
        let html = "";
        const urls = [];
        for (const [name, content] of files) {
          if (name === "index.html") html = new TextDecoder().decode(content);
          else urls.push([name, put(name, content)]);
        }
        html = html.replace("script-src 'self'", "script-src blob:").replace("connect-src 'self'", "connect-src blob:");
        html = html.replace('data-root=""', `data-root="${document.baseURI}"`);
        for (const [name, url] of urls) html = html.replaceAll(`"./${name}"`, `"${url}"`).replaceAll(`"${name}"`, `"${url}"`);
        return put("index.html", html);
      },
    };
    await app.default({ module_or_path: appModule });
    place.remove();
  };

  const { asFile, failed, noWasm } = place.dataset;
  if (typeof WebAssembly !== "object") fail(noWasm);
  else if (location.protocol === "file:") fail(asFile);
  else start().catch((error) => fail(failed, error));
})();
