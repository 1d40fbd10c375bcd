// The audit worker: wasm_exec.js stands before this text. The page has it try
// the seal, then hands over the compiled program, which answers messages.
"use strict";

// attempt makes a request and tells whether it was "stopped" by the policy,
// "failed" for whatever reason, or was "open".
const attempt = async (address) => {
  let stopped = false;
  self.addEventListener("securitypolicyviolation", () => { stopped = true; }, { once: true });
  try {
    await fetch(address, { cache: "no-store" });
    return "open";
  } catch {
    for (let i = 0; i < 20 && !stopped; i++) await new Promise((done) => setTimeout(done, 10));
    return stopped ? "stopped" : "failed";
  }
};

self.onmessage = async ({ data }) => {
  if (data.address) {
    self.postMessage(await attempt(data.address));
    return;
  }
  const go = new Go();
  go.env.GOGC = "400"; // audits leave much behind; collecting it less often is quicker
  go.run(await WebAssembly.instantiate(data.program, go.importObject));
};
