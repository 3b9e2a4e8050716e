import { readFileSync } from "node:fs";
import { defineConfig } from "vite";
import { compressed } from "./compressed.ts";

const OUT = "../built";

interface Built {
  file: string;
  isEntry?: boolean;
  imports?: string[];
}

/** What every page loads; what only some pages ask for is kept when they do. */
function everywhere(): string[] {
  const built = JSON.parse(readFileSync(`${OUT}/manifest.json`, "utf8")) as Record<string, Built>;
  const files = (one: Built): string[] => [one.file, ...(one.imports ?? []).flatMap((name) => files(built[name]!))];
  const wanted = Object.values(built).filter((one) => one.isEntry).flatMap(files);
  return [...new Set(wanted)].map((file) => `/assets/${file}`);
}

export default defineConfig({
  publicDir: false,
  plugins: [compressed(OUT)],
  define: { ASSETS: JSON.stringify(everywhere()), "process.env.NODE_ENV": '"production"' },
  build: {
    outDir: OUT,
    emptyOutDir: false,
    target: ["chrome123", "firefox128", "safari17.5"],
    rolldownOptions: {
      input: "worker/service-worker.ts",
      output: { format: "iife", entryFileNames: "service-worker.js", codeSplitting: false },
    },
  },
});
