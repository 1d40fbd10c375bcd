// The audit worker: wasm_exec.js stands before this text. The page hands over
// the compiled program, which then answers messages.
"use strict";
self.onmessage = async ({ data: program }) => {
  const go = new Go();
  go.run(await WebAssembly.instantiate(program, go.importObject));
};
