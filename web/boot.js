// boot.js runs before everything else on the page. It lets the browser's locks
// in, keeps the compiled program for the audit worker, and seals the network.
"use strict";
(() => {
  const page = document.documentElement;
  const base = new URL("..", document.currentScript.src); // where the app is hosted
  const origin = (path) => new URL(path, base).href;
  page.dataset.seal = "open";
  page.dataset.audit = "waiting";

  // A browser may refuse storage altogether; the app then remembers nothing.
  const memory = () => {
    const kept = new Map();
    return {
      get length() { return kept.size; },
      key: (i) => [...kept.keys()][i] ?? null,
      getItem: (k) => kept.get(String(k)) ?? null,
      setItem: (k, v) => void kept.set(String(k), String(v)),
      removeItem: (k) => void kept.delete(String(k)),
      clear: () => kept.clear(),
    };
  };
  for (const name of ["localStorage", "sessionStorage"]) {
    try {
      window[name].getItem("");
    } catch {
      Object.defineProperty(window, name, { value: memory() });
    }
  }

  // The theme is set before the first paint.
  const theme = localStorage.getItem("preflight.theme");
  if (theme === "light" || theme === "dark") page.dataset.theme = theme;

  // Without a network every address is answered with the first page; what it
  // shows at once is not what was asked for.
  if (location.pathname !== base.pathname) page.dataset.elsewhere = "";

  // Scripts may come from two addresses only: the service worker and the one
  // blob that holds the audit worker.
  const scripts = new Set([origin("app-worker.js")]);
  if (window.trustedTypes) {
    trustedTypes.createPolicy("default", {
      createScriptURL: (url) => (scripts.has(new URL(url, location).href) ? url : null),
    });
  }

  // Should the program ever end, the page says so; the text stays in its field.
  const stopped = () => {
    const bar = document.createElement("p");
    bar.className = "stopped";
    bar.setAttribute("role", "alert");
    bar.textContent = "Preflight has stopped because of a defect in it. Your text is still in its field: copy it, then reload the page.";
    document.body.prepend(bar);
  };
  let Program;
  Object.defineProperty(window, "Go", {
    get: () => Program,
    set: (Go) => {
      Program = class extends Go {
        constructor() {
          super();
          this.env.GOGC = "400"; // the start makes much that stays: do not look through it again and again
          const exit = this.exit;
          this.exit = (code) => { exit(code); stopped(); };
        }
      };
    },
  });

  // The first service worker of a visit is no new version of the app.
  const returning = Boolean(navigator.serviceWorker?.controller);

  // loading has the loader of the page show how much of the program is there.
  let loaded = 0;
  let show = () => {};
  const loading = (showPercent, total) => {
    show = () => showPercent(returning ? 100 : Math.round((100 * loaded) / total));
    show();
  };
  const counted = (response) => {
    const counter = new TransformStream({
      transform(bytes, out) {
        loaded += bytes.length;
        show();
        out.enqueue(bytes);
      },
    });
    return new Response(response.body.pipeThrough(counter), { headers: response.headers });
  };

  // The program is fetched and compiled from the first moment on, and once: the
  // worker is handed the same module. What is stored on this device comes at
  // once and is not counted, so that the browser may keep it compiled.
  const compile = async () => {
    const fetched = await fetch(origin("web/app.wasm"));
    if (!fetched.ok) throw new Error(`the program is missing: ${fetched.status}`);
    const response = returning ? fetched : counted(fetched);
    const typed = (response.headers.get("Content-Type") || "").startsWith("application/wasm");
    return WebAssembly.compileStreaming && typed
      ? WebAssembly.compileStreaming(response)
      : WebAssembly.compile(await response.arrayBuffer());
  };
  const compiled = compile();
  compiled.catch(() => {});
  let program;
  WebAssembly.instantiateStreaming = async (_, imports) => {
    program = await compiled;
    return { module: program, instance: await WebAssembly.instantiate(program, imports) };
  };

  const text = async (path) => (await fetch(origin(path))).text();
  const workerCode = Promise.all([text("wasm_exec.js"), text("web/worker.js")]);
  workerCode.catch(() => {});
  let workerURL;

  // settled waits until the service worker serves, or clearly will not.
  const settled = (milliseconds) => {
    if (!navigator.serviceWorker) return Promise.resolve(false);
    const late = new Promise((done) => setTimeout(done, milliseconds, false));
    return Promise.race([navigator.serviceWorker.ready.then(() => true, () => false), late]);
  };

  // outerLocks names the locks that only a server's headers can give.
  const outerLocks = async () => {
    try {
      const policy = (await fetch(base)).headers.get("Content-Security-Policy") || "";
      const missing = [];
      if (!policy.includes("default-src 'none'")) missing.push("content policy before the seal");
      if (!policy.includes("require-trusted-types-for")) missing.push("trusted types");
      if (!policy.includes("frame-ancestors 'none'")) missing.push("protection from framing");
      return missing;
    } catch {
      return [];
    }
  };

  // keepIcon takes the icon of the page into memory: a browser may ask for it
  // again whenever the address changes.
  const keepIcon = async () => {
    for (const icon of document.querySelectorAll("link[rel=icon]")) {
      const drawing = await (await fetch(icon.href)).text();
      icon.href = "data:image/svg+xml," + encodeURIComponent(drawing);
    }
  };

  const policy = "default-src 'none'; script-src 'wasm-unsafe-eval'; connect-src 'none'; " +
    "worker-src blob:; style-src 'self'; img-src data:";

  // refused makes a real request from the page and reports whether the policy
  // stopped it. Being offline does not count.
  const refused = async () => {
    let stopped = false;
    const note = (event) => { stopped ||= event.effectiveDirective === "connect-src"; };
    document.addEventListener("securitypolicyviolation", note);
    try {
      await fetch(origin("seal-test"), { cache: "no-store" });
      return false;
    } catch {
      for (let i = 0; i < 20 && !stopped; i++) await new Promise((done) => setTimeout(done, 10));
      return stopped;
    } finally {
      document.removeEventListener("securitypolicyviolation", note);
    }
  };

  // A worker follows the policy that the page has when it starts: a request
  // refused there proves the seal where the files are read.
  const refusedInWorker = async () => {
    const worker = new Worker(workerURL);
    const reply = await new Promise((done) => {
      worker.onmessage = ({ data }) => done(data);
      setTimeout(done, 5000, "");
      worker.postMessage({ address: origin("seal-test") });
    });
    worker.terminate();
    return reply;
  };

  // seal ends all traffic of this page for good and gives what it found.
  const seal = async () => {
    page.dataset.seal = "sealing";
    const found = { sealed: false, offline: false, missing: [], problem: "" };
    try {
      const code = await workerCode;
      workerURL = URL.createObjectURL(new Blob(code, { type: "text/javascript" }));
      scripts.add(workerURL);
      found.missing = await outerLocks();
      await keepIcon().catch(() => {});
      found.offline = await settled(5000);
      const lock = document.createElement("meta");
      lock.httpEquiv = "Content-Security-Policy";
      lock.content = policy;
      document.head.append(lock);
      found.sealed = true;
    } catch (error) {
      found.problem = String(error);
    }
    page.dataset.seal = found.sealed ? "sealed" : "failed";
    return found;
  };

  // prove tries the seal: a request from a worker and one from the page must
  // both be stopped by the policy. Each leaves its mark on the console.
  const prove = async () => {
    const fromWorker = await refusedInWorker();
    const fromPage = await refused();
    const stopped = fromPage && (fromWorker === "stopped" || fromWorker === "failed");
    page.dataset.proof = stopped ? "refused" : "open";
    if (!stopped) page.dataset.seal = "failed";
    return stopped;
  };

  // stored waits, for long, until the app is stored on this device.
  const stored = () => settled(600000);

  const startWorker = () => {
    const worker = new Worker(workerURL);
    worker.postMessage({ program });
    return worker;
  };

  // Folders that no audit wants to read.
  const skipped = /^(\.git|\.hg|\.svn|node_modules|__pycache__|\.?venv|env|\.tox|\.mypy_cache|site-packages|dist|build)$/;

  // walk lists the files below a dropped entry as {name, size, file}.
  const walk = async (entry, path, found) => {
    if (found.length >= 5000) return;
    const name = path + entry.name;
    if (entry.isFile) {
      const file = await new Promise((done, fail) => entry.file(done, fail));
      found.push({ name, size: file.size, file });
      return;
    }
    if (skipped.test(entry.name)) return;
    const reader = entry.createReader();
    for (;;) {
      const some = await new Promise((done, fail) => reader.readEntries(done, fail));
      if (some.length === 0) return;
      for (const child of some) await walk(child, name + "/", found);
    }
  };

  // list gives the files of a drop, a paste or an input, folders opened.
  const list = async (transfer) => {
    const found = [];
    const entries = [...(transfer.items || [])].map((item) => item.webkitGetAsEntry?.()).filter(Boolean);
    if (entries.length > 0) {
      for (const entry of entries) await walk(entry, "", found).catch(() => {});
      return found;
    }
    for (const file of transfer.files || []) {
      const name = file.webkitRelativePath || file.name;
      if (!name.split("/").slice(0, -1).some((folder) => skipped.test(folder))) {
        found.push({ name, size: file.size, file });
      }
    }
    return found;
  };

  // read gives the bytes of the listed files; one that cannot be read is null.
  const read = (files) => Promise.all(files.map((f) =>
    f.file.arrayBuffer().then((bytes) => new Uint8Array(bytes), () => null)));

  // launched hands over the files that the installed app is opened with.
  const launched = (take) => window.launchQueue?.setConsumer(async ({ files }) => {
    const opened = await Promise.all(files.map((f) => f.getFile().catch(() => null)));
    if (opened.some(Boolean)) take({ files: opened.filter(Boolean) });
  });

  // copy puts a text on the clipboard and tells whether the browser let it.
  const copy = async (text) => {
    try {
      await navigator.clipboard.writeText(text);
      return true;
    } catch {
      return false;
    }
  };

  const save = (name, bytes) => {
    const link = document.createElement("a");
    link.href = URL.createObjectURL(new Blob([bytes]));
    link.download = name;
    link.click();
    setTimeout(() => URL.revokeObjectURL(link.href), 10000);
  };

  window.preflight = { seal, prove, stored, loading, startWorker, launched, list, read, copy, save, returning, editor: null };
})();
