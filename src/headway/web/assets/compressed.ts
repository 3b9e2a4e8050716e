import { copyFileSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import { basename, join } from "node:path";
import { brotliCompressSync, gzipSync } from "node:zlib";
import type { Plugin } from "vite";

const COMPRESSED = /\.(css|js|svg)$/;

/** Lays a small copy of each file that was built beside it, in both ways that browsers unpack; copies some before. */
export function compressed(out: string, asTheyAre: string[] = []): Plugin {
  return {
    name: "compressed",
    closeBundle() {
      for (const name of asTheyAre) copyFileSync(name, join(out, basename(name)));
      for (const name of readdirSync(out).filter((one) => COMPRESSED.test(one))) {
        const content = readFileSync(join(out, name));
        writeFileSync(join(out, `${name}.br`), brotliCompressSync(content));
        writeFileSync(join(out, `${name}.gz`), gzipSync(content, { level: 9 }));
      }
    },
  };
}
