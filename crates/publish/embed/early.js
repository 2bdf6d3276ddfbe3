(() => {
  const root = document.documentElement;
  // Filters stand above the chart where it is narrow, and would push it out of sight; late.js folds them for good.
  if (!matchMedia("(min-width: 60rem)").matches) root.dataset.fold = "";
  const about = /^(embed|controls|theme|lang|v|utm_\w+|fbclid|gclid|ref|initialWidth|childId|parentTitle|parentUrl)$/;
  for (const part of location.search.slice(1).split("&")) {
    const [name, value] = part.split("=");
    if (name === "embed" && value === "1") root.dataset.embed = "";
    if (name === "theme" && /^(light|dark)$/.test(value)) root.dataset.theme = value;
    if (name && !about.test(name)) root.dataset.other = "";
  }
})();
