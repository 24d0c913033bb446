// MLflow's clients print links whose path lies behind a hash, which a browser never sends. This leads them to the page they mean.
"use strict";

function followHashLink() {
  const path = location.hash.slice(1).split("?")[0];
  const page = path.match(/^\/(?:experiments(?:\/[^\/]+(?:\/(?:runs|models)\/[^\/]+)?)?|models(?:\/[^\/]+(?:\/versions\/[^\/]+)?)?)(?=\/|$)/);
  if (page) location.replace(page[0]);
}

addEventListener("hashchange", followHashLink);
followHashLink();
