(() => {
  const site = new URL(document.documentElement.dataset.root || "./", location.href);
  const view = document.querySelector("meta[name='needs-by-field:view']")?.content;
  if (view !== undefined) {
    // The page goes on at its own address, in the view of this one; what was found by relative addresses stays found.
    for (const link of document.querySelectorAll("a[href], link[rel=icon]")) link.href = link.href;
    const page = new URL(`?${[view, location.search.slice(1)].filter(Boolean).join("&")}`, site);
    try {
      history.replaceState(history.state, "", page);
    } catch {
      location.replace(page);
    }
  }
  if ("fold" in document.documentElement.dataset) {
    document.querySelector("details.filters")?.removeAttribute("open");
    delete document.documentElement.dataset.fold;
  }
  if (top === self && isSecureContext && navigator.serviceWorker) {
    // Only when the page runs, and a while later: what the worker fetches must not hold up what the reader waits for.
    const boot = document.getElementById("boot");
    new MutationObserver((_, observer) => {
      if (boot.isConnected) return;
      observer.disconnect();
      setTimeout(() => navigator.serviceWorker.register(new URL("sw.js", site)).catch(() => {}), 2000);
    }).observe(document.body, { childList: true });
  }
})();
