import { readdirSync } from "node:fs";
import { defineConfig } from "vite";
import { compressed } from "./compressed.ts";

const OUT = "../built";
const PICTURES = readdirSync("icons").map((name) => `icons/${name}`);

export default defineConfig({
  base: "/assets/",
  publicDir: false,
  plugins: [compressed(OUT, ["icon.svg", ...PICTURES])],
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
