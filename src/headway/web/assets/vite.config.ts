import { copyFileSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { brotliCompressSync, gzipSync } from "node:zlib";
import { defineConfig, type Plugin } from "vite";

const OUT = "../built";
const AS_THEY_ARE = ["icon.svg"];
const COMPRESSED = /\.(css|js|svg|webmanifest)$/;

/** Lays a small copy of each file beside it, in both ways that browsers unpack. */
function compressed(): Plugin {
  return {
    name: "compressed",
    closeBundle() {
      for (const name of AS_THEY_ARE) copyFileSync(name, join(OUT, name));
      for (const name of readdirSync(OUT).filter((one) => COMPRESSED.test(one))) {
        const content = readFileSync(join(OUT, name));
        writeFileSync(join(OUT, `${name}.br`), brotliCompressSync(content));
        writeFileSync(join(OUT, `${name}.gz`), gzipSync(content, { level: 9 }));
      }
    },
  };
}

export default defineConfig({
  base: "/assets/",
  publicDir: false,
  plugins: [compressed()],
  build: {
    outDir: OUT,
    assetsDir: "",
    manifest: "manifest.json",
    modulePreload: { polyfill: false },
    target: ["chrome123", "firefox128", "safari17.5"],
    emptyOutDir: false,
    rolldownOptions: { input: ["app.ts", "styles/headway.css"] },
  },
});
