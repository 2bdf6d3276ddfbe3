// Starts the page: fetches the WebAssembly, shows how far that is, and says in plain words when it cannot be.
//
// A classic script, not a module: it must still run, and speak, where modules are blocked (a page opened as a file).
(() => {
  "use strict";
  const boot = document.getElementById("boot");
  const text = document.getElementById("boot-text");
  const bar = document.getElementById("boot-progress");

  const fail = (what, remedy, error) => {
    bar.remove();
    text.setAttribute("role", "alert");
    text.textContent = `${what} ${remedy}`;
    boot.dataset.state = "failed";
    if (error) console.error(error);
  };

  // Counts the bytes while they stream into the compiler. With a compressed answer only the compressed length is
  // known, so the bar stays indeterminate and the text tells what has arrived.
  const counted = (response) => {
    if (!response.ok) throw new Error(`${response.url}: ${response.status} ${response.statusText}`);
    const length = response.headers.get("content-encoding") ? 0 : Number(response.headers.get("content-length"));
    let received = 0;
    const count = new TransformStream({
      transform(chunk, controller) {
        received += chunk.byteLength;
        if (length) {
          bar.max = length;
          bar.value = received;
        }
        text.textContent = `Loading the page… ${Math.round(received / 1024)} KiB`;
        controller.enqueue(chunk);
      },
    });
    // The type is set here: some servers do not know it, and the streaming compiler insists on it.
    return new Response(response.body.pipeThrough(count), { headers: { "content-type": "application/wasm" } });
  };

  const start = async () => {
    const js = document.getElementById("page-js").href;
    const wasm = document.getElementById("page-wasm").href;
    const [page, module] = await Promise.all([import(js), fetch(wasm).then(counted)]);
    // It goes on with the results in the same bar, and takes this away when they are there.
    await page.default({ module_or_path: module });
  };

  if (typeof WebAssembly !== "object") {
    fail("This page draws its charts with WebAssembly, which this browser does not have or has switched off.",
      "Allow it for this site, or open the page in another browser.");
  } else if (location.protocol === "file:") {
    fail("This page was opened as a file, and browsers do not let files load WebAssembly.",
      "Serve its directory over HTTP and open that address.");
  } else {
    start().catch((error) => fail("The page could not be started.", "Check the connection and reload.", error));
  }
})();
